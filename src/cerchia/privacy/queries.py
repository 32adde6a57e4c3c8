"""Which consents are in force, and who opened a person's file, in the person's own words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cerchia.audit.models import FileRead
from cerchia.people.models import Person
from cerchia.privacy.models import Consent
from cerchia.web.paging import page_of

LOOKS_ON_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody opened a part of the file. `reader` is empty if they are gone."""

    key: UUID
    at: datetime
    reader: str
    role: str
    part: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A purpose that the person can agree to, and whether they do."""

    purpose: str
    label: str
    given: bool
    since: datetime | None


def consents_of(person_id: UUID) -> frozenset[str]:
    """Purposes that the person agreed to and that hold today."""
    return frozenset(
        Consent.objects.in_force().filter(person=person_id).values_list("purpose", flat=True)
    )


def who_agreed(people: Iterable[UUID], purpose: str) -> frozenset[UUID]:
    """Those among `people` whose consent to `purpose` holds today. One query."""
    rows = Consent.objects.in_force().filter(person__in=list(people), purpose=purpose)
    return frozenset(rows.values_list("person_id", flat=True))


def choices_of(person_id: UUID) -> list[Choice]:
    """Every purpose with the person's answer, in the order of the list."""
    held = {row.purpose: row for row in Consent.objects.in_force().filter(person=person_id)}
    return [
        Choice(
            purpose=purpose,
            label=str(label),
            given=purpose in held,
            since=held[purpose].given_at if purpose in held else None,
        )
        for purpose, label in Consent.Purpose.choices
    ]


def looks_at(person_id: UUID, *, after: str = "") -> tuple[list[Look], str]:
    """Who opened the file, newest first, and the mark of the next page. Three queries for any size.

    The same person who opened several parts within the same request stands once for each part.
    """
    rows = FileRead.objects.of_person(person_id)
    found, following = page_of(rows, "-at", after=after, size=LOOKS_ON_A_PAGE)
    readers = {
        person.user_id: person
        for person in Person.objects.filter(user__in={row.reader_id for row in found})
    }
    looks = [
        Look(
            key=row.pk,
            at=row.at,
            reader=readers[row.reader_id].short_name if row.reader_id in readers else "",
            role=row.reader_role,
            part=row.part,
        )
        for row in found
    ]
    return looks, following
