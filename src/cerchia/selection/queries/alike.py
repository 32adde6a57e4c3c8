"""Who may be the same person: compared in memory, shown to the team only, joined by nobody."""

from dataclasses import dataclass
from uuid import UUID

from cerchia.access.models import User
from cerchia.people.models import ContactPoint, Person
from cerchia.programmes.models import Participation
from cerchia.selection.models import Candidacy, SelectionRound
from cerchia.selection.models.candidacies import CandidacyQuerySet, State
from cerchia.selection.rules.likeness import Card, Pair, compared, likeness, print_of
from cerchia.vault import keys

Two = tuple[Candidacy, Candidacy, Pair]


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody who may be the same person: another candidacy in scope, or who takes part."""

    code: str
    name: str
    reasons: tuple[str, ...]
    pk: UUID | None = None


def alike_to(user: User, candidacy: Candidacy) -> list[Alike]:
    """Who may be the same person: candidacies of the round in scope, people of the edition."""
    mine = print_of(_card(candidacy.person))
    rows = _unlocked(_comparable(user, candidacy.round).exclude(pk=candidacy.pk))
    asking = [
        Alike(row.code, row.person.short_name, pair.reasons, row.pk)
        for row in rows
        if (pair := compared(mine, print_of(_card(row.person))))
    ]
    inside = Participation.objects.filter(edition=candidacy.round.edition_id)
    others = inside.exclude(person__candidacies__round=candidacy.round_id)
    people = others.select_related("person").prefetch_related("person__contact_points")
    known = list(people)
    keys.unlock(one.person_id for one in known)
    return asking + [
        Alike(one.code, "", pair.reasons)
        for one in known
        if (pair := compared(mine, print_of(_card(one.person))))
    ]


def pairs_of_round(user: User, selection: SelectionRound) -> list[Two]:
    """Pairs in the reader's scope that may be one person."""
    rows = {row.person_id: row for row in _unlocked(_comparable(user, selection))}
    pairs = likeness([_card(row.person) for row in rows.values()])
    found = [(rows[pair.first], rows[pair.second], pair) for pair in pairs]
    ordered = [
        (one, other, pair) if one.code < other.code else (other, one, pair)
        for one, other, pair in found
    ]
    return sorted(ordered, key=lambda three: (three[0].code, three[1].code))


def _comparable(user: User, selection: SelectionRound) -> CandidacyQuerySet:
    rows = Candidacy.objects.visible_to(user).standing_alone().exclude(person__user=user)
    rows = rows.filter(round=selection, anonymised_at=None).exclude(state=State.WITHDRAWN)
    return rows.select_related("person").prefetch_related("person__contact_points")


def _unlocked(rows: CandidacyQuerySet) -> list[Candidacy]:
    found = list(rows)
    keys.unlock(row.person_id for row in found)
    return found


def _card(person: Person) -> Card:
    own = str(person.own_script_name)
    return Card(
        key=person.pk,
        names=(person.full_name, own) if own else (person.full_name,),
        birth_year=str(person.birth_year),
        phones=tuple(
            str(one.value)
            for one in person.contact_points.all()
            if one.kind in {ContactPoint.Kind.PHONE, ContactPoint.Kind.MESSAGE}
        ),
    )
