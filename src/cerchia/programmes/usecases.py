"""Editions, the people in them and the jobs around them, as dated facts."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.kit.errors import Conflict, DomainError
from cerchia.people.models import Person
from cerchia.people.usecases import Identity, Spoken, register_person
from cerchia.programmes.models import (
    Edition,
    EditionTerritory,
    Participation,
    Phase,
    Programme,
    StaffAssignment,
    Territory,
)
from cerchia.programmes.rules import code_letters, next_code, phases_fit

COPIED = (
    "target_people",
    "unit_words",
    "currency",
    "max_per_person_cents",
    "reward_cap_percent",
    "evidence_policy",
    "paper_above_cents",
    "self_declared_percent",
    "payment_working_days",
    "review_days",
    "juncture_days",
    "money_check_days",
    "question_days",
    "one_to_one_percent",
    "relation_days",
    "quiet_days",
    "permit_warning_days",
    "accounts_kept_years",
)


class EditionNotValid(DomainError):
    code = "edition_not_valid"
    message = _("These dates or limits do not fit together.")


class EditionNameTaken(EditionNotValid):
    code = "edition_name_taken"
    message = _("Another edition has this name. Choose another one.")


class PhasesOverlap(DomainError):
    code = "phases_overlap"
    message = _("The phases must follow one another and start inside the edition.")


class EditionChanged(Conflict):
    code = "edition_changed"
    message = _(
        "Somebody else changed these rules while you did. Nothing of yours is saved yet: "
        "open the page again beside this one, compare, then save."
    )


class TerritoryInUse(Conflict):
    code = "territory_in_use"
    message = _("People of this edition live in %(territory)s: it cannot be taken out.")


class AlreadyTakesPart(Conflict):
    code = "already_takes_part"
    message = _("This person already takes part in the edition.")


@dataclass(frozen=True, slots=True)
class Period:
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class EditionPlan:
    """A new edition: phases by kind, target number of people by territory."""

    name: str
    period: Period
    phases: Mapping[str, Period] = field(default_factory=dict)
    targets: Mapping[Territory, int] = field(default_factory=dict)
    rules: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def found_programme(*, actor: User | None, name: str, territories: Iterable[str]) -> Programme:
    programme = Programme.objects.create(name=name)
    for place, territory in enumerate(territories):
        Territory.objects.create(programme=programme, name=territory, position=place)
    record("programmes.programme.founded", actor=actor, about=programme)
    return programme


@transaction.atomic
def open_edition(*, actor: User | None, programme: Programme, plan: EditionPlan) -> Edition:
    """The first edition of a programme, by whoever sets it up. Later ones: `copy_edition`."""
    edition = Edition(
        programme=programme,
        name=plan.name,
        starts_on=plan.period.starts_on,
        ends_on=plan.period.ends_on,
        **plan.rules,
    )
    _save(edition)
    _set_phases(edition, plan.phases)
    for territory, target in plan.targets.items():
        EditionTerritory.objects.create(edition=edition, territory=territory, target_people=target)
    record("programmes.edition.opened", actor=actor, about=edition, edition_id=edition.pk)
    return edition


@transaction.atomic
def copy_edition(*, actor: User, source: Edition, name: str, period: Period) -> Edition:
    """A new edition with the settings of `source` and with nobody in it (Q3).

    Phases keep their distance from the first day. The actor coordinates the new one too.
    """
    require(actor, "programmes.change_edition", source)
    shift = period.starts_on - source.starts_on
    phases = {phase.kind: _shifted(phase, shift, period) for phase in source.phases.all()}
    edition = Edition(
        programme=source.programme,
        name=name,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        settings_from=source,
        **{rule: getattr(source, rule) for rule in COPIED},
    )
    _save(edition)
    _set_phases(edition, phases)
    for place in source.places.all():
        edition.places.create(territory=place.territory, target_people=place.target_people)
        StaffAssignment.objects.create(
            edition=edition,
            person=actor.person,
            role=StaffAssignment.Role.COORDINATOR,
            territory=place.territory,
            starts_on=min(clock.today(), period.starts_on),
        )
    record("programmes.edition.copied", actor=actor, about=edition, edition_id=edition.pk)
    return edition


def _shifted(phase: Phase, shift: timedelta, edition: Period) -> Period:
    """The same days of the new edition. The follow-up alone may go on after its end."""
    first, last = phase.starts_on + shift, phase.ends_on + shift
    if phase.kind != Phase.Kind.FOLLOW_UP:
        last = min(last, edition.ends_on)
    return Period(first, last)


@transaction.atomic
def change_edition(
    *,
    actor: User,
    edition: Edition,
    changes: Mapping[str, Any],
    phases: Mapping[str, Period],
    seen: str = "",
) -> None:
    """Change dates, target, ceilings, calendars. Pacts already signed keep their terms.

    `seen` is the `print_of` the rules that the actor had before them: if they are others by now,
    raises `EditionChanged`.
    """
    require(actor, "programmes.change_edition", edition)
    now = Edition.objects.select_for_update().get(pk=edition.pk)
    if seen and seen != print_of(now):
        raise EditionChanged
    for name, value in changes.items():
        setattr(edition, name, value)
    try:
        _save(edition)
    except EditionNotValid:
        edition.refresh_from_db()
        raise
    _set_phases(edition, phases)
    record(
        "programmes.edition.changed",
        actor=actor,
        about=edition,
        edition_id=edition.pk,
        facts={"fields": sorted(changes)},
    )


def print_of(edition: Edition) -> str:
    """A short mark of all that can be changed of an edition: other rules, another mark."""
    names = ("name", "starts_on", "ends_on", *COPIED)
    rules: dict[str, Any] = {name: getattr(edition, name) for name in names}
    rules |= {one.kind: [one.starts_on, one.ends_on] for one in edition.phases.all()}
    content = json.dumps(rules, sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


@transaction.atomic
def set_territories(*, actor: User, edition: Edition, targets: Mapping[str, int]) -> None:
    """Targets by name of territory. New names found a territory; a name left out is taken out,
    unless somebody of the edition lives there (409).
    """
    require(actor, "programmes.change_edition", edition)
    for place in edition.places.select_related("territory"):
        if place.territory.name not in targets:
            _take_out(edition, place)
    for order, (name, target) in enumerate(targets.items()):
        territory, _fresh = Territory.objects.get_or_create(
            programme=edition.programme, name=name, defaults={"position": order}
        )
        EditionTerritory.objects.update_or_create(
            edition=edition, territory=territory, defaults={"target_people": target}
        )
        coordinator = StaffAssignment.objects.current().filter(
            edition=edition, person__user=actor, role=StaffAssignment.Role.COORDINATOR
        )
        if not coordinator.filter(Q(territory=None) | Q(territory=territory)).exists():
            coordinator.create(
                edition=edition,
                person=actor.person,
                role=StaffAssignment.Role.COORDINATOR,
                territory=territory,
                starts_on=clock.today(),
            )
    record("programmes.territories.set", actor=actor, about=edition, edition_id=edition.pk)


def _take_out(edition: Edition, place: EditionTerritory) -> None:
    if edition.participations.filter(territory=place.territory).exists():
        raise TerritoryInUse(territory=place.territory.name)
    place.delete()


@transaction.atomic
def admit(
    *,
    actor: User | None,
    edition: Edition,
    person: Person,
    territory: Territory,
    is_student: bool = False,
    starts_on: date | None = None,
) -> Participation:
    """The person takes part from a day on, with a code that stands for them elsewhere."""
    if actor is not None:
        require(actor, "programmes.admit", edition, territory.pk)
    Edition.objects.select_for_update().get(pk=edition.pk)  # codes are given one after the other
    if edition.participations.filter(person=person).exists():
        raise AlreadyTakesPart
    letters = code_letters(territory.name)
    taken = edition.participations.filter(code__startswith=f"{letters}-").count()
    row = Participation.objects.create(
        edition=edition,
        person=person,
        territory=territory,
        code=next_code(letters, taken),
        is_student=is_student,
        started_on=starts_on or clock.today(),
    )
    record("programmes.participation.began", actor=actor, about=row, edition_id=edition.pk)
    return row


@transaction.atomic
def end_participation(*, actor: User, participation: Participation, reason: str) -> None:
    require(actor, "programmes.admit", participation.edition, participation.territory_id)
    rows = Participation.objects.filter(pk=participation.pk, ended_on=None)
    if rows.update(ended_on=clock.today(), end_reason=reason):
        record("programmes.participation.ended", actor=actor, about=participation)


@transaction.atomic
def assign(
    *,
    actor: User | None,
    edition: Edition,
    person: Person,
    role: str,
    territory: Territory | None,
    starts_on: date | None = None,
) -> StaffAssignment:
    """A job from a day on; giving the same one twice keeps the first."""
    if actor is not None:
        place = territory.pk if territory else None
        require(actor, "programmes.assign", edition, role, place, person.user_id)
    row, fresh = StaffAssignment.objects.get_or_create(
        edition=edition,
        person=person,
        role=role,
        territory=territory,
        ends_on=None,
        defaults={"starts_on": starts_on or clock.today()},
    )
    if fresh:
        record("programmes.assignment.began", actor=actor, about=row, edition_id=edition.pk)
    return row


@transaction.atomic
def end_assignment(*, actor: User | None, assignment: StaffAssignment, on: date) -> None:
    """The last day of a job. The sessions of the person lose the role on the next request.

    Without an actor it follows from what another room allowed, which keeps who did that.
    """
    if actor is not None:
        require(
            actor,
            "programmes.assign",
            assignment.edition,
            assignment.role,
            assignment.territory_id,
            assignment.person.user_id,
        )
    if StaffAssignment.objects.filter(pk=assignment.pk, ends_on=None).update(ends_on=on):
        record("programmes.assignment.ended", actor=actor, about=assignment)


def _save(edition: Edition) -> None:
    others = Edition.objects.filter(programme=edition.programme, name=edition.name)
    if others.exclude(pk=edition.pk).exists():
        raise EditionNameTaken
    try:
        edition.full_clean(exclude=["closed_on", "settings_from"])
    except ValidationError as refused:
        raise EditionNotValid from refused
    edition.save()


def _set_phases(edition: Edition, phases: Mapping[str, Period]) -> None:
    days = {kind: (period.starts_on, period.ends_on) for kind, period in phases.items()}
    if not phases_fit((edition.starts_on, edition.ends_on), days):
        raise PhasesOverlap
    for kind, period in phases.items():
        Phase.objects.update_or_create(
            edition=edition,
            kind=kind,
            defaults={"starts_on": period.starts_on, "ends_on": period.ends_on},
        )


@transaction.atomic
def engage(
    *,
    actor: User,
    edition: Edition,
    username: str,
    names: tuple[str, str],
    role: str,
    territory: Territory | None,
) -> StaffAssignment:
    """A job for the account `username`, which is made without a password if it is new.

    `names` are first and family name, needed only for somebody new.
    """
    person = Person.objects.filter(user__username=username).first()
    if person is None:
        user, _fresh = User.objects.get_or_create(
            username=username, defaults={"password": make_password(None)}
        )
        identity = Identity(given_name=names[0], family_name=names[1])
        person = register_person(actor=actor, identity=identity, user=user)
    return assign(actor=actor, edition=edition, person=person, role=role, territory=territory)


@transaction.atomic
def welcome(
    *,
    actor: User,
    edition: Edition,
    identity: Identity,
    languages: Iterable[Spoken],
    territory: Territory,
    is_student: bool = False,
) -> Participation:
    """Register a new participant, with an account that opens by a phone, and admit them."""
    user = User.objects.create_user(username=f"p-{uuid4().hex[:16]}")
    person = register_person(actor=actor, identity=identity, languages=languages, user=user)
    return admit(
        actor=actor, edition=edition, person=person, territory=territory, is_student=is_student
    )
