"""What this database was filled with. Only the demo writes here."""

from django.db import models


class Filling(models.Model):
    """One filling of a demo. Without `finished_at` it was interrupted and is begun again."""

    people = models.PositiveIntegerField()
    seed = models.PositiveBigIntegerField()
    played_to = models.DateField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.people} people, seed {self.seed}, {self.played_to}"
