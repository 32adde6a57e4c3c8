"""The network for programs: the same scopes, policies and use cases as the pages."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema, Status

from cerchia.access.models import User
from cerchia.kit.errors import NotYours
from cerchia.network import likeness, queries, usecases
from cerchia.network.likeness import Named
from cerchia.network.models import Merge, Organisation
from cerchia.network.models.organisations import FIELD, Kind
from cerchia.network.queries import Detail, Filters, Wanted
from cerchia.network.usecases import About, Reach, Saying, Try
from cerchia.people.models import Person
from cerchia.programmes import standing

router = Router(tags=["network"])


class OrganisationLine(Schema):
    """`state`: known, assigned, contacted, answered, engaged, not_now, declined, inactive."""

    id: UUID
    name: str
    kind: str
    is_business: bool
    territory_id: UUID
    territory: str
    place: str
    state: str
    offers: int
    known_at: datetime


class OrganisationList(Schema):
    items: list[OrganisationLine]
    next: str | None


class Asked(Schema):
    """Filters of the list. `q` looks in names, places and offers; `interest`: refugees, migration,
    work, other, not_refugees.
    """

    cursor: str = ""
    q: str = ""
    territory: UUID | None = None
    state: str = ""
    kind: str = ""
    interest: str = ""
    business: bool | None = None
    with_offers: bool = False


class OrganisationIn(Schema):
    """`municipality` is an ISTAT code; without it `place` says where. `kind` as in the list."""

    name: str
    territory: UUID | None = None
    kind: str = Kind.OTHER
    is_business: bool = False
    for_refugees: bool = False
    for_migration: bool = False
    for_work: bool = False
    for_other: bool = False
    people_count: int | None = None
    languages: list[str] = []
    about: str = ""
    done_together: str = ""
    notes: str = ""
    municipality: str = ""
    place: str = ""
    address: str = ""
    country: str = "IT"
    phone: str = ""
    email: str = ""
    site: str = ""


class AlikeOut(Schema):
    """An organisation that may be the same; `score` 0 to 100, `reasons` in words."""

    organisation_id: UUID
    name: str
    score: int
    reasons: list[str]


class AttemptOut(Schema):
    id: UUID
    at: datetime
    by: str
    channel: str
    outcome: str
    words: str
    next_try_on: date | None


class NamedOut(Schema):
    """Where the name came from: "participant" or "staff"; nobody is told who."""

    by: str
    at: datetime


class OrganisationOut(Schema):
    """For its own people, what the team wrote, asked and heard is left empty."""

    id: UUID
    name: str
    kind: str
    is_business: bool
    territory_id: UUID
    place: str
    municipality: str
    address: str
    phone: str
    email: str
    site: str
    languages: list[str]
    interests: list[str]
    about: str
    done_together: str
    notes: str
    state: str
    owner: str
    next_try_on: date | None
    named: list[NamedOut]
    attempts: list[AttemptOut]
    ties: list[UUID]


class AttemptIn(Schema):
    """`channel`: visit, phone, mail, event. `outcome`: no_answer, wants_information,
    meeting_set, offer, referral, not_now, no.
    """

    channel: str
    outcome: str
    words: str = ""
    next_try_on: date | None = None


class KnownIn(Schema):
    """A name, or the `organisation` that is meant. Voices come in through the page."""

    name: str = ""
    place: str = ""
    how: str = ""
    organisation: UUID | None = None
    territory: UUID | None = None


class KnownOut(Schema):
    id: UUID
    name: str
    place: str
    how: str
    named_at: datetime
    waits: bool


class KnownList(Schema):
    items: list[KnownOut]
    next: str | None


class WaitingOut(Schema):
    """One to contact; `by_participants` and `by_staff` count who named it."""

    id: UUID
    name: str
    place: str
    territory: str
    state: str
    known_at: datetime
    owner: str
    next_try_on: date | None
    attempts: int
    by_participants: int
    by_staff: int


class WaitingList(Schema):
    items: list[WaitingOut]
    next: str | None


class CountsOut(Schema):
    territory_id: UUID | None
    territory: str
    known: int
    contacted: int
    answered: int
    engaged: int
    businesses: int
    not_refugees: int


class CoverageOut(Schema):
    total: CountsOut
    territories: list[CountsOut]


class MergeIn(Schema):
    into: UUID


class MergeOut(Schema):
    id: UUID
    kept: UUID
    gone: UUID


@router.get("/organisations", response=OrganisationList, summary="The latest known first")
def organisation_list(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    said = asked.dict()
    cursor, search = said.pop("cursor"), said.pop("q")
    page = queries.listing(_team(request), Filters(**said, search=search), cursor)
    return {"items": [asdict(one) for one in page.rows], "next": page.following or None}


@router.post("/organisations", response={201: OrganisationOut}, summary="Write one down")
def organisation_add(request: HttpRequest, said: OrganisationIn) -> Status[dict[str, Any]]:
    user = _team(request)
    worked = [one.territory for one in queries.places_worked(user)]
    found = [one for one in worked if said.territory in (None, one.pk)]
    if not found:
        raise NotYours
    row = usecases.add_organisation(actor=user, territory=found[0], about=_about(said))
    return Status(201, _one(user, row.pk))


@router.get("/organisations/alike", response=list[AlikeOut], summary="Which may be the same")
def organisation_alike(
    request: HttpRequest, name: str, municipality: str = "", phone: str = "", site: str = ""
) -> list[dict[str, Any]]:
    user = _team(request)
    here = [one.territory.pk for one in queries.places_worked(user)]
    found = likeness.like(Named(name, municipality, phone, site, here))
    return [{**asdict(one), "reasons": list(one.reasons)} for one in found]


@router.get("/organisations/{uuid:pk}", response=OrganisationOut, summary="One of them")
def organisation_one(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    return _one(_user(request), pk)


@router.post(
    "/organisations/{uuid:pk}/change", response=OrganisationOut, summary="Write all of it anew"
)
def organisation_change(request: HttpRequest, pk: UUID, said: OrganisationIn) -> dict[str, Any]:
    user = _team(request)
    row = _found(user, pk)
    usecases.change_organisation(actor=user, organisation=row, about=_about(said))
    return _one(user, pk)


@router.post(
    "/organisations/{uuid:pk}/outreach", response={201: AttemptOut}, summary="Log an attempt"
)
def outreach_log(request: HttpRequest, pk: UUID, said: AttemptIn) -> Status[dict[str, Any]]:
    user = _team(request)
    attempt = Try(said.channel, said.outcome, said.words, said.next_try_on)
    made = usecases.log_outreach(actor=user, organisation=_found(user, pk), attempt=attempt)
    detail = queries.detail(user, pk)
    kept = [asdict(one) for one in detail.attempts if one.id == made.pk] if detail else []
    return Status(201, kept[0])


@router.post("/organisations/{uuid:pk}/merge", response={201: MergeOut}, summary="Make two one")
def organisation_merge(request: HttpRequest, pk: UUID, said: MergeIn) -> Status[dict[str, Any]]:
    """This one becomes part of `into`."""
    user = _team(request)
    seen = Organisation.objects.visible_to(user)
    gone, kept = (get_object_or_404(seen, pk=one) for one in (pk, said.into))
    row = usecases.merge(actor=user, kept=kept, gone=gone)
    return Status(201, {"id": row.pk, "kept": row.kept_id, "gone": row.gone_id})


@router.post("/merges/{uuid:pk}/undo", response=MergeOut, summary="Take a merge back")
def merge_undo(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    user = _team(request)
    seen = Organisation.objects.visible_to(user)
    row = get_object_or_404(Merge, pk=pk, kept__in=seen, gone__in=seen)
    usecases.unmerge(actor=user, row=row)
    return {"id": row.pk, "kept": row.kept_id, "gone": row.gone_id}


@router.get("/outreach", response=WaitingList, summary="Who is still to be contacted")
def outreach_queue(
    request: HttpRequest, cursor: str = "", again: bool = False, territory: UUID | None = None
) -> dict[str, Any]:
    """Those that wait longest first; `again` for those to be tried once more on a day."""
    rows, following = queries.queue(_team(request), Wanted(again, territory), cursor)
    return {"items": [asdict(one) for one in rows], "next": following or None}


@router.get("/coverage", response=CoverageOut, summary="Known, contacted, answered, engaged")
def coverage(request: HttpRequest) -> dict[str, Any]:
    found = queries.coverage(_team(request))
    total = {"territory_id": None, "territory": "", **asdict(found.total)}
    return {
        "total": total,
        "territories": [
            {"territory_id": pk, "territory": name, **asdict(counts)}
            for pk, name, counts in found.territories
        ],
    }


@router.get("/known-contacts", response=KnownList, summary="Those that the user knows")
def known_list(request: HttpRequest) -> dict[str, Any]:
    """One's own list. Nobody reads that of another person."""
    user = _user(request)
    return {"items": [asdict(one) for one in queries.mine(user)], "next": None}


@router.post("/known-contacts", response={201: KnownOut}, summary="Name one that the user knows")
def known_add(request: HttpRequest, said: KnownIn) -> Status[dict[str, Any]]:
    user = _user(request)
    places = queries.places_named(user)
    found = [one for one in places if said.territory in (None, one.territory.pk)]
    if not found:
        raise NotYours
    meant = None
    if said.organisation is not None:
        here = Organisation.objects.standing_alone().filter(territory=found[0].territory)
        meant = get_object_or_404(here, pk=said.organisation)
    known = usecases.name_contact(
        actor=user,
        person=get_object_or_404(Person, user=user),
        place=found[0],
        saying=Saying(said.name, said.place, said.how),
        organisation=meant,
    )
    return Status(201, next(asdict(one) for one in queries.mine(user) if one.id == known.pk))


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - nobody comes here signed out
    return request.user


def _team(request: HttpRequest) -> User:
    """Operators, mediators and coordinators: for all others this does not exist."""
    user = _user(request)
    if not standing.of(user).has(*FIELD):
        raise NotYours
    return user


def _found(user: User, pk: UUID) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(user).standing_alone(), pk=pk)


def _about(said: OrganisationIn) -> About:
    reach = ("municipality", "place", "address", "country", "phone", "email", "site")
    typed = said.dict(exclude={"territory", *reach})
    return About(**typed, reach=Reach(**{name: getattr(said, name) for name in reach}))


def _one(user: User, pk: UUID) -> dict[str, Any]:
    found = queries.detail(user, pk)
    if found is None:
        raise NotYours
    row = found.organisation
    open_names = ("name", "kind", "is_business", "territory_id", "municipality", "address", "phone")
    more = ("email", "site", "languages", "about")
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in (*open_names, *more)},
        "place": found.place,
        "interests": found.interests,
        **_of_the_team(found),
    }


def _of_the_team(found: Detail) -> dict[str, Any]:
    """What the team wrote, asked and heard: not for the organisation's own people."""
    row = found.organisation
    return {
        "done_together": "" if found.is_own else row.done_together,
        "notes": found.notes,
        "state": "" if found.is_own else row.state,
        "owner": found.owner,
        "next_try_on": None if found.is_own else row.next_try_on,
        "named": [{"by": one.by, "at": one.at} for one in found.named],
        "attempts": [asdict(one) for one in found.attempts],
        "ties": [one.id for one in found.ties],
    }
