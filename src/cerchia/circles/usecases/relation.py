"""Between meetings: who saw whom, and short notes."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.circles.errors import (
    EncounterInTheFuture,
    NotAMember,
    WithThemselves,
    WordsMissing,
)
from cerchia.circles.models import Circle, CircleMembership, CircleNote, Encounter
from cerchia.circles.usecases.circles import locked
from cerchia.kit import clock


@transaction.atomic
def record_encounter(  # noqa: PLR0913 - who, whom, how and when are one act
    *,
    actor: User,
    circle: Circle,
    first: UUID,
    second: UUID,
    kind: str,
    at: datetime | None = None,
    key: UUID | None = None,
) -> Encounter:
    """`first` and `second` saw or heard each other. The same `key` again changes nothing."""
    require(actor, "circles.record_encounter", circle, first)
    circle = locked(circle)
    if first == second:
        raise WithThemselves
    _both_here(circle, first, second)
    moment = at or clock.now()
    if clock.day_of(moment) > clock.today():
        raise EncounterInTheFuture
    if key and (known := Encounter.objects.filter(pk=key).first()):
        if known.circle_id != circle.pk:
            raise NotAMember
        return known
    encounter = Encounter.objects.create(
        pk=key or uuid4(),
        circle=circle,
        first_id=first,
        second_id=second,
        kind=Encounter.Kind(kind),
        at=moment,
        recorded_by=actor,
    )
    facts = {"kind": str(encounter.kind)}
    edition = circle.edition_id
    record(
        "circles.encounter.recorded", actor=actor, about=encounter, edition_id=edition, facts=facts
    )
    return encounter


@transaction.atomic
def write_note(*, actor: User, circle: Circle, about: UUID, text: str, language: str) -> CircleNote:
    """A short note on a participant of the circle, who reads it too."""
    require(actor, "circles.write_note", circle)
    circle = locked(circle)
    here = circle.memberships.current().filter(person=about, role=CircleMembership.Role.PARTICIPANT)
    if not here.exists():
        raise NotAMember
    if not text.strip():
        raise WordsMissing
    note = CircleNote.objects.create(
        circle=circle, about_id=about, text=text.strip(), language=language, written_by=actor
    )
    record("circles.note.written", actor=actor, about=note, edition_id=circle.edition_id)
    return note


def _both_here(circle: Circle, first: UUID, second: UUID) -> None:
    here = circle.memberships.current().filter(person__in=(first, second))
    if here.values("person").distinct().count() != len((first, second)):
        raise NotAMember
