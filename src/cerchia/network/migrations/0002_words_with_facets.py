import cerchia.kit.clock
import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import OuterRef, Subquery

FACETS = (
    "known_at",
    "state",
    "kind",
    "is_business",
    "for_refugees",
    "for_migration",
    "for_work",
    "for_other",
)


def copy_facets(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Each word learns what its organisation is."""
    own = apps.get_model("network", "Organisation").objects.filter(pk=OuterRef("organisation"))
    copies = {name: Subquery(own.values(name)[:1]) for name in FACETS}
    apps.get_model("network", "OrganisationWord").objects.update(**copies)


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisationword",
            name="for_migration",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="organisationword",
            name="for_other",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="organisationword",
            name="for_refugees",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="organisationword",
            name="for_work",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="organisationword",
            name="is_business",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="organisationword",
            name="kind",
            field=models.CharField(
                choices=[
                    ("odv", "volunteer body (ODV)"),
                    ("aps", "social promotion association (APS)"),
                    ("philanthropic", "philanthropic body"),
                    ("social_enterprise", "social enterprise"),
                    ("cooperative_a", "social cooperative for services (A)"),
                    ("cooperative_b", "social cooperative for work insertion (B)"),
                    ("mutual_aid", "mutual aid society"),
                    ("association_network", "association network"),
                    ("onlus", "ONLUS (until the register)"),
                    ("foundation", "foundation"),
                    ("parish", "parish or other faith community"),
                    ("community", "migrant community association"),
                    ("other_association", "other association"),
                    ("municipality", "municipality"),
                    ("consortium", "social-services consortium"),
                    ("job_centre", "job centre"),
                    ("health", "health unit"),
                    ("adult_school", "adult school"),
                    ("school", "school"),
                    ("university", "university"),
                    ("training", "training agency"),
                    ("library", "library"),
                    ("trade_union", "trade union"),
                    ("employers", "employers’ association"),
                    ("chamber", "chamber of commerce"),
                    ("bank", "bank"),
                    ("housing", "housing agency"),
                    ("landlord", "landlord"),
                    ("sports", "sports club"),
                    ("market", "market committee"),
                    ("farm", "farm"),
                    ("workshop", "workshop"),
                    ("factory", "firm or factory"),
                    ("shop", "shop"),
                    ("restaurant", "restaurant or bar"),
                    ("other", "other"),
                ],
                default="other",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="organisationword",
            name="known_at",
            field=models.DateTimeField(default=cerchia.kit.clock.now),
        ),
        migrations.AddField(
            model_name="organisationword",
            name="state",
            field=models.CharField(
                choices=[
                    ("known", "to contact"),
                    ("assigned", "to contact, with an owner"),
                    ("contacted", "contacted"),
                    ("answered", "has answered"),
                    ("engaged", "active"),
                    ("not_now", "not now"),
                    ("declined", "said no"),
                    ("inactive", "closed or inactive"),
                ],
                default="known",
                max_length=10,
            ),
        ),
        migrations.RunPython(copy_facets, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="organisationword",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="words",
                to="network.organisation",
            ),
        ),
        migrations.AddIndex(
            model_name="organisationword",
            index=models.Index(
                fields=[
                    "territory",
                    "word",
                    "known_at",
                    "organisation",
                    "state",
                    "kind",
                    "is_business",
                    "for_refugees",
                    "for_migration",
                    "for_work",
                    "for_other",
                ],
                name="network_word_latest",
            ),
        ),
        migrations.RemoveIndex(
            model_name="organisation",
            name="network_org_latest",
        ),
        migrations.RemoveIndex(
            model_name="organisation",
            name="network_org_by_state",
        ),
        migrations.RemoveIndex(
            model_name="organisation",
            name="network_org_by_kind",
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                fields=[
                    "territory",
                    "known_at",
                    "id",
                    "state",
                    "kind",
                    "is_business",
                    "for_refugees",
                    "for_migration",
                    "for_work",
                    "for_other",
                    "merged_into",
                ],
                name="network_org_latest",
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                fields=[
                    "territory",
                    "state",
                    "known_at",
                    "id",
                    "kind",
                    "is_business",
                    "for_refugees",
                    "for_migration",
                    "for_work",
                    "for_other",
                    "merged_into",
                ],
                name="network_org_by_state",
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                fields=[
                    "territory",
                    "kind",
                    "known_at",
                    "id",
                    "state",
                    "is_business",
                    "for_refugees",
                    "for_migration",
                    "for_work",
                    "for_other",
                    "merged_into",
                ],
                name="network_org_by_kind",
            ),
        ),
        migrations.RemoveIndex(
            model_name="organisation",
            name="network_org_name",
        ),
        migrations.RemoveIndex(
            model_name="organisation",
            name="network_org_phone",
        ),
        migrations.RemoveIndex(
            model_name="organisation",
            name="network_org_site",
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                fields=[
                    "territory",
                    "contacted_at",
                    "answered_at",
                    "engaged_at",
                    "is_business",
                    "for_refugees",
                    "closed_at",
                    "merged_into",
                ],
                name="network_org_coverage",
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                fields=["name_key", "territory", "merged_into"], name="network_org_name"
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                fields=["phone_key", "territory", "merged_into"], name="network_org_phone"
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                fields=["site_key", "territory", "merged_into"], name="network_org_site"
            ),
        ),
    ]
