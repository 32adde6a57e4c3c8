"""For programs: who the caller is, in which roles and where; and the picture of the network."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from cerchia.access.models import User
from cerchia.circles.models import Circle
from cerchia.circles.standing import person_id_of, seats_of
from cerchia.desk.findings import findings_of, in_json
from cerchia.desk.pictures import name_of
from cerchia.desk.queries.network.page import network_page
from cerchia.desk.queries.network.wanted import Wanted
from cerchia.network.models.organisations import FIELD
from cerchia.network.queries.coverage import Counts
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.programmes.models import Edition, EditionTerritory, Territory

router = Router(tags=["me"])


class Asked(HttpRequest):
    """A request after it was found out who asks."""

    user: User
    LANGUAGE_CODE: str


class NamedOut(Schema):
    id: UUID
    name: str


class RoleOut(Schema):
    """A role in an edition. `circles`: those where the user sits in this role."""

    role: str
    edition: NamedOut
    territories: list[NamedOut]
    circles: list[NamedOut]


class MeOut(Schema):
    """`id` is that of the person, as in lists of members."""

    id: UUID
    name: str
    language: str
    roles: list[RoleOut]


@router.get("/me", response=MeOut, operation_id="me_get")
def me(request: Asked) -> dict[str, Any]:
    """Who you are, and in which roles."""
    user = request.user
    mine = person_id_of(user)
    person = Person.objects.get(pk=mine) if mine else None
    return {
        "id": person.pk if person else user.pk,
        "name": person.full_name if person else user.username,
        "language": user.language or request.LANGUAGE_CODE,
        "roles": _roles(user),
    }


def _roles(user: User) -> list[dict[str, Any]]:
    held = _held(user)
    editions = {row.pk: row for row in Edition.objects.filter(pk__in=[key[1] for key in held])}
    sits = {seat.circle_id: seat.role for seat in seats_of(user)}
    circles = list(Circle.objects.filter(pk__in=sits).order_by("name"))
    return [
        {
            "role": role,
            "edition": editions[edition_id],
            "territories": _territories(edition_id, places),
            "circles": [
                one for one in circles if one.edition_id == edition_id and sits[one.pk] == role
            ],
        }
        for (role, edition_id), places in held.items()
    ]


def _held(user: User) -> dict[tuple[str, UUID], set[UUID | None]]:
    """Territories (None: all) by role and edition."""
    mine = standing.of(user)
    held: dict[tuple[str, UUID], set[UUID | None]] = {}
    for place in mine.places:
        if place.ended_on is None:
            held.setdefault(("participant", place.edition_id), set()).add(place.territory_id)
    for post in mine.posts:
        held.setdefault((post.role, post.edition_id), set()).add(post.territory_id)
    return held


def _territories(edition_id: UUID, places: set[UUID | None]) -> list[Territory]:
    rows = EditionTerritory.objects.filter(edition=edition_id).select_related("territory")
    return [row.territory for row in rows if None in places or row.territory_id in places]


# --- The picture of the network ---------------------------------------------------------------


class StagesOut(Schema):
    """How many came to each stage or beyond; merged ones are one."""

    known: int
    contacted: int
    answered: int
    engaged: int
    businesses: int
    not_refugees: int


class CoverageOut(Schema):
    territory: NamedOut
    counts: StagesOut


class PlaceOut(Schema):
    """A municipality by ISTAT code."""

    istat: str
    name: str
    province: str
    organisations: int


class KnotOut(Schema):
    """`kind`: circle, business, association, public, or * for several. `count` over 1: a group."""

    key: str
    name: str
    kind: str
    territory: str
    count: int


class ThreadOut(Schema):
    """A tie between two keys; `weight` counts commitments, and a known tie once."""

    one: str
    other: str
    weight: int


class FindingOut(Schema):
    title: str
    text: str
    measure: str
    tone: str


class NetworkOut(Schema):
    """The page of the network. `read_at`: when the ties of a large network were last read."""

    figures: StagesOut
    coverage: list[CoverageOut]
    places: list[PlaceOut]
    elsewhere: int
    knots: list[KnotOut]
    threads: list[ThreadOut]
    findings: list[FindingOut]
    read_at: datetime | None


@router.get("/network", response=NetworkOut, operation_id="network_picture")
def network_picture(request: Asked) -> NetworkOut:
    """Figures, coverage, places and ties of the territories where you work."""
    if not standing.of(request.user).has(*FIELD):
        raise Http404
    page = network_page(request.user, Wanted({}))
    if page is None:
        raise Http404
    names = {str(key): name for key, name in page.territories.items()}
    said = findings_of(page.reading, dict.fromkeys(page.circles, "")) if page.reading else []
    return NetworkOut(
        figures=_stages(page.coverage.total),
        coverage=[
            CoverageOut(territory=NamedOut(id=pk, name=name), counts=_stages(counts))
            for pk, name, counts in page.coverage.territories
        ],
        places=[
            PlaceOut(istat=one.istat, name=one.name, province=one.province.short, organisations=n)
            for one, n in page.map.exact
        ],
        elsewhere=page.map.nowhere,
        knots=[
            KnotOut(
                key=one.key,
                name=name_of(one, names),
                kind=one.kind,
                territory=names.get(one.territory, ""),
                count=one.count,
            )
            for one in page.drawn.marks
        ],
        threads=[ThreadOut(one=a, other=b, weight=n) for a, b, n in page.drawn.ties],
        findings=[FindingOut(**in_json(one)) for one in said],
        read_at=page.reading.day if page.reading else None,
    )


def _stages(counts: Counts) -> StagesOut:
    return StagesOut(
        known=counts.known,
        contacted=counts.contacted,
        answered=counts.answered,
        engaged=counts.engaged,
        businesses=counts.businesses,
        not_refugees=counts.not_refugees,
    )
