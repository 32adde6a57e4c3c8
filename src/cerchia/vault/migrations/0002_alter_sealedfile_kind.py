from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("vault", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="sealedfile",
            name="kind",
            field=models.CharField(choices=[("photo", "photo"), ("pdf", "PDF"), ("audio", "recording"), ("table", "table")], max_length=5),
        ),
    ]
