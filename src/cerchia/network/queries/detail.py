"""All that the page of one organisation shows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from cerchia.access.models import User
from cerchia.network.models import (
    KnownContact,
    Offer,
    Organisation,
    OrganisationPerson,
    Outreach,
    RefreshLink,
    Tie,
)
from cerchia.network.queries.lists import place_words
from cerchia.network.queries.who import names_of

MOST_ATTEMPTS = 50


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to reach it. `by` is the short name of the colleague."""

    id: UUID
    at: datetime
    by: str
    channel: str
    channel_words: str
    outcome: str
    outcome_words: str
    words: str
    next_try_on: date | None


@dataclass(frozen=True, slots=True)
class Named:
    """Where the name came from: "a participant" or "somebody of the team", and when; never who."""

    by: str
    by_words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tied:
    """Another organisation that it works with."""

    tie_id: UUID
    id: UUID
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One organisation for who may see it. For its own people (`is_own`) only what is theirs:
    nothing of what the team wrote, asked or heard.
    """

    organisation: Organisation
    is_own: bool
    place: str
    interests: list[str]
    offers: list[Offer]
    people: list[OrganisationPerson] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    ties: list[Tied] = field(default_factory=list)
    owner: str = ""
    notes: str = ""
    answers: list[RefreshLink] = field(default_factory=list)
    asked_at: datetime | None = None
    members: int = 0


def detail(user: User, pk: UUID) -> Detail | None:
    """The organisation, or nothing if the user may not see it. The same few queries for each."""
    rows = Organisation.objects.standing_alone().select_related("territory", "programme")
    seen = rows.visible_to(user).filter(pk=pk).first()
    if seen is not None:
        return _for_team(seen)
    own = rows.of_member(user).filter(pk=pk).first()
    return _own(own) if own is not None else None


def _own(row: Organisation) -> Detail:
    return Detail(
        organisation=row,
        is_own=True,
        place=place_words(row),
        interests=interests_of(row),
        offers=_offers(row),
    )


def _for_team(row: Organisation) -> Detail:
    outreach = list(row.outreach.order_by("-at", "-written_at")[:MOST_ATTEMPTS])
    names = names_of([row.owner_id, *(one.by_id for one in outreach)])
    links = list(row.refresh_links.order_by("-made_at")[:20])
    for link in links:
        link.organisation = row
    return Detail(
        organisation=row,
        is_own=False,
        place=place_words(row),
        interests=interests_of(row),
        offers=_offers(row),
        people=list(row.people.filter(ended_at=None).order_by("added_at")),
        named=_named(row),
        attempts=[_attempt(one, names) for one in outreach],
        ties=_ties(row),
        owner=names.get(row.owner_id, "") if row.owner_id else "",
        notes=str(row.notes),
        answers=[link for link in links if link.answered_at and not link.handled_at],
        asked_at=next((link.made_at for link in links if not link.answered_at), None),
        members=row.members.filter(ended_at=None).count(),
    )


def interests_of(row: Organisation) -> list[str]:
    """Keys of the fields of interest that are ticked."""
    names = ("refugees", "migration", "work", "other")
    return [name for name in names if getattr(row, f"for_{name}")]


def _offers(row: Organisation) -> list[Offer]:
    return list(row.offers.filter(withdrawn_at=None, refused_at=None).order_by("-proposed_at"))


def _named(row: Organisation) -> list[Named]:
    known = row.known_by.current().order_by("named_at")[:20]
    words = dict(KnownContact.Named.choices)
    return [
        Named(by, str(words[KnownContact.Named(by)]), at)
        for by, at in known.values_list("named_as", "named_at")
    ]


def _attempt(one: Outreach, names: dict[UUID, str]) -> Attempt:
    return Attempt(
        id=one.pk,
        at=one.at,
        by=names.get(one.by_id, ""),
        channel=one.channel,
        channel_words=one.get_channel_display(),
        outcome=one.outcome,
        outcome_words=one.get_outcome_display(),
        words=str(one.words),
        next_try_on=one.next_try_on,
    )


def _ties(row: Organisation) -> list[Tied]:
    ties = Tie.objects.filter(Q(first=row) | Q(second=row), ended_at=None)
    rows = ties.select_related("first", "second").order_by("made_at")[:100]
    return [
        Tied(tie.pk, other.pk, other.name, tie.words)
        for tie in rows
        for other in [tie.second if tie.first_id == row.pk else tie.first]
    ]
