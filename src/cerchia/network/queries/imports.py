"""Tables on their way in: where one may bring them, how their rows stand, what went before."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from cerchia.access.models import User
from cerchia.jobs.models import Job
from cerchia.network.importing.columns import Column
from cerchia.network.importing.problems import sentences
from cerchia.network.likeness import in_words
from cerchia.network.models import Export, Import, ImportRow
from cerchia.network.models.organisations import Kind
from cerchia.network.policies.imports import WRITERS
from cerchia.places import municipality
from cerchia.programmes import standing
from cerchia.programmes.models import Edition, EditionTerritory, Territory

AT_A_TIME = 50
LATEST = 20
FILTERS = {
    "tutte": Q(),
    "simili": Q(alike__isnull=False),
    "da-guardare": ~Q(problems=[]),
    "ferme": Q(stops=True),
    "nuove": Q(choice=ImportRow.Choice.CREATE),
}


@dataclass(frozen=True, slots=True)
class Sum:
    """How many rows of a table come to what."""

    all: int
    create: int
    same: int
    leave: int
    stopped: int
    alike: int
    noted: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the preview, in words."""

    row: ImportRow
    name: str
    kind: str
    place: str
    problems: list[str]
    alike_name: str
    alike_why: str


def places_to_bring(user: User) -> list[EditionTerritory]:
    """Territories of running editions in which `user` may bring a table in."""
    reach = Q(pk__in=[])
    for edition, territory in standing.of(user).territories(*WRITERS):
        here = Q(edition=edition)
        reach |= here if territory is None else here & Q(territory=territory)
    rows = EditionTerritory.objects.filter(reach, edition__closed_on=None)
    return list(rows.select_related("edition", "territory").order_by("territory__position"))


def territories_of(user: User, edition: Edition) -> list[Territory]:
    """Those of the edition that `user` may fill."""
    return [one.territory for one in places_to_bring(user) if one.edition_id == edition.pk]


def latest(user: User) -> QuerySet[Import]:
    rows = Import.objects.visible_to(user).exclude(state=Import.State.DROPPED)
    return rows.select_related("territory", "made_by").order_by("-made_at")[:LATEST]


def running_job(batch: Import) -> Job | None:
    """The work on this table that has not ended."""
    found = Job.objects.open().filter(key__endswith=str(batch.pk), actor=batch.made_by_id).first()
    return found if found and not found.has_ended else None


def sum_of(batch: Import) -> Sum:
    choice = ImportRow.Choice
    counted = batch.rows.aggregate(
        all=Count("pk"),
        create=Count("pk", filter=Q(choice=choice.CREATE)),
        same=Count("pk", filter=Q(choice=choice.SAME)),
        leave=Count("pk", filter=Q(choice=choice.LEAVE)),
        stopped=Count("pk", filter=Q(stops=True)),
        alike=Count("pk", filter=FILTERS["simili"]),
        noted=Count("pk", filter=FILTERS["da-guardare"]),
    )
    return Sum(**counted)


def lines_of(batch: Import, *, only: str, after: int) -> tuple[list[Line], int]:
    """Rows after the one with this number, and the number where the next page begins, or 0."""
    rows = batch.rows.filter(FILTERS.get(only, Q()), number__gt=after).select_related("alike")
    found = list(rows.order_by("number")[: AT_A_TIME + 1])
    for row in found:
        row.of = batch
    following = found[AT_A_TIME - 1].number if len(found) > AT_A_TIME else 0
    return [_line(row) for row in found[:AT_A_TIME]], following


def stayed(batch: Import) -> list[str]:
    """Names of those that an undone import made and that stay, because somebody worked on them."""
    rows = batch.rows.filter(made_it=True, organisation__isnull=False)
    return list(rows.values_list("organisation__name", flat=True).order_by("organisation__name"))


def exports_since(user: User, part: str, moment: object) -> int:
    return Export.objects.filter(made_by=user, part=part, made_at__gte=moment).count()


def import_for(user: User, pk: UUID) -> QuerySet[Import]:
    rows = Import.objects.visible_to(user).filter(pk=pk)
    return rows.select_related("territory", "edition__programme", "made_by")


def _line(row: ImportRow) -> Line:
    words = row.words or {}
    said: dict[str, str] = words.get("said") or {}  # type: ignore[assignment]
    place = municipality(str(words.get("municipality", "")))
    told = str(words.get("place_name", "")) or str(words.get("address", ""))
    kind = str(words.get("kind", "other"))
    return Line(
        row=row,
        name=str(words.get("name", "")),
        kind=str(Kind(kind).label) if kind in Kind.values else "",
        place=place.label if place else told,
        problems=sentences(row.problems, said),
        alike_name=row.alike.name if row.alike else "",
        alike_why=", ".join(in_words(row.alike_why)),
    )


def column_choices() -> list[tuple[str, str]]:
    return [(one.value, str(one.label)) for one in Column]
