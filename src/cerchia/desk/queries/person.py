"""One person's file, as far as the reader's role goes (the matrix of who may see what)."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from cerchia.access.models import User
from cerchia.circles.models import CircleMembership, CircleNote
from cerchia.circles.scope import participants_visible_to
from cerchia.circles.standing import circle_ids
from cerchia.funds.models import Fund, FundMember, Pact
from cerchia.funds.queries.fund import FundSheet, sheets
from cerchia.kit import clock
from cerchia.people.models import ContactPoint, Person, PersonLanguage, PracticalCheck, Protection
from cerchia.people.rules import days_to_renew
from cerchia.privacy.models import Consent
from cerchia.programmes import standing
from cerchia.programmes.models import Participation
from cerchia.programmes.standing import Role
from cerchia.projects.queries import (
    AimRow,
    WishStory,
    aims_of,
    projects_of_person,
    wish_stories,
)
from cerchia.vault import keys

PARTICIPANT = CircleMembership.Role.PARTICIPANT
OPERATOR = CircleMembership.Role.OPERATOR
MEDIATOR = CircleMembership.Role.MEDIATOR
LATEST_NOTES = 20


@dataclass(frozen=True, slots=True)
class Reader:
    """In which roles somebody opens this file; more than one may hold."""

    roles: frozenset[str]

    @property
    def role(self) -> str:
        """The one that the trace names: the nearest to the person."""
        nearest = (Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR)
        return next((str(role) for role in nearest if role in self.roles), "none")

    @property
    def sees_protection(self) -> bool:
        return bool(self.roles & {Role.OPERATOR, Role.COORDINATOR})

    @property
    def sees_checks(self) -> bool:
        return Role.OPERATOR in self.roles

    @property
    def writes(self) -> bool:
        """Notes and wishes beside the person: staff of the circle."""
        return bool(self.roles & {Role.OPERATOR, Role.MEDIATOR})


@dataclass(frozen=True, slots=True)
class File:
    """What the page of a person shows. Parts that the reader may not see are empty."""

    person: Person
    reader: Reader
    participation: Participation | None
    seat: CircleMembership | None
    languages: list[PersonLanguage]
    contacts: list[ContactPoint]
    consents: list[Consent]
    wishes: list[WishStory]
    projects: list[Any]
    aims: list[AimRow]
    pacts: list[Pact]
    funds: list[FundSheet]
    notes: list[CircleNote]
    protection: Protection | None = None
    permit_days: int | None = None
    check: PracticalCheck | None = None
    parts: tuple[str, ...] = field(default=())


def file_of(user: User, pk: UUID, *, language: str) -> File | None:
    """The file, or nothing for who is out of scope. The same queries for everybody."""
    person = participants_visible_to(user).filter(pk=pk).first()
    if person is None:
        return None
    participation = _participation(person)
    seat = _seat(person)
    reader = _reader(user, participation, seat)
    projects = projects_of_person(person.pk, user)
    funds = _funds(user, person)
    pacts = list(
        Pact.objects.visible_to(user)
        .filter(fund__members__person=person, fund__members__left_at=None)
        .order_by("-drafted_at")
    )
    notes = _notes(user, person)
    wishes = wish_stories(person.pk, language=language)
    protection = _protection(person) if reader.sees_protection else None
    return File(
        person=person,
        reader=reader,
        participation=participation,
        seat=seat,
        languages=list(person.languages.all()),
        contacts=list(person.contact_points.filter(ended_at=None).order_by("kind", "added_at")),
        consents=list(Consent.objects.in_force().filter(person=person).order_by("given_at")),
        wishes=wishes,
        projects=projects,
        aims=aims_of([project.pk for project in projects]),
        pacts=pacts,
        funds=funds,
        notes=notes,
        protection=protection,
        permit_days=_permit_days(protection, participation),
        check=PracticalCheck.objects.filter(person=person).first() if reader.sees_checks else None,
        parts=_parts(wishes=wishes, project=projects, pact=pacts, money=funds, notes=notes),
    )


def _parts(
    *, wishes: object, project: object, pact: object, money: object, notes: object
) -> tuple[str, ...]:
    """Codes of the parts that the page shows, for the trace."""
    shown = {"wish": wishes, "project": project, "pact": pact, "money": money, "notes": notes}
    return ("profile", *(part for part, rows in shown.items() if rows))


def _participation(person: Person) -> Participation | None:
    rows = Participation.objects.filter(person=person).select_related("edition", "territory")
    return rows.order_by("-started_on").first()


def _seat(person: Person) -> CircleMembership | None:
    rows = CircleMembership.objects.open().filter(person=person, role=PARTICIPANT)
    return rows.select_related("circle").order_by("circle__closed_at", "-invited_at").first()


def _reader(user: User, place: Participation | None, seat: CircleMembership | None) -> Reader:
    roles = set()
    if seat and seat.circle_id in circle_ids(user, OPERATOR):
        roles.add(str(Role.OPERATOR))
    if seat and seat.circle_id in circle_ids(user, MEDIATOR):
        roles.add(str(Role.MEDIATOR))
    where = (place.edition_id, place.territory_id) if place else None
    if where and standing.of(user).covers(*where, Role.COORDINATOR):
        roles.add(str(Role.COORDINATOR))
    return Reader(frozenset(roles))


def _protection(person: Person) -> Protection | None:
    return Protection.objects.current().filter(person=person).first()


def _permit_days(protection: Protection | None, place: Participation | None) -> int | None:
    if protection is None or protection.permit_expires_on is None:
        return None
    warning = place.edition.permit_warning_days if place else timedelta(days=90).days
    return days_to_renew(
        protection.permit_expires_on,
        asked_on=protection.renewal_asked_on,
        today=clock.today(),
        warning=warning,
    )


def _funds(user: User, person: Person) -> list[FundSheet]:
    """Funds of the person that the reader may look into: a mediator only where all said yes."""
    own = FundMember.objects.current().filter(person=person).values("fund")
    rows = Fund.objects.visible_to(user).filter(pk__in=own).order_by("-created_at")
    return sheets(user, rows)


def _notes(user: User, person: Person) -> list[CircleNote]:
    rows = CircleNote.objects.visible_to(user).filter(about=person)
    found = list(rows.select_related("written_by__person").order_by("-written_at")[:LATEST_NOTES])
    writers = {getattr(note.written_by, "person", None) for note in found}
    keys.unlock({writer.pk for writer in writers if writer} | {person.pk})
    return found
