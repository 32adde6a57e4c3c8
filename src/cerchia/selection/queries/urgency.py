"""How far the two who write about urgency are; each reads the other's words when both have."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from cerchia.access.models import User
from cerchia.selection.models import Candidacy, CriteriaSheet, Urgency
from cerchia.selection.refusals import UrgencyOpen
from cerchia.selection.rules.sheet import Sheet
from cerchia.selection.rules.urgency import BOTH, FAR, NONE, ONE, PAIR, far_apart, steps_of
from cerchia.vault import keys

SAID = 8


@dataclass(frozen=True, slots=True)
class Stand:
    """`state`: none, one, both or far. `mine` is the reader's own; `other` only once both wrote
    and the reader is one of the two.
    """

    state: str
    mine: Urgency | None = None
    other: Urgency | None = None
    may_write: bool = False


def stand_of(user: User, candidacy: Candidacy) -> Stand:
    """What `user` reads of the urgency of one candidate. Who wrote nothing reads no level."""
    rows = list(candidacy.urgencies.standing())
    mine = next((row for row in rows if row.by_id == user.pk), None)
    other = next((row for row in rows if row.by_id != user.pk), None) if mine else None
    keys.unlock([candidacy.person_id])
    return Stand(
        state=_state(rows),
        mine=mine,
        other=other,
        may_write=mine is not None or len(rows) < PAIR,
    )


def _state(rows: Sequence[Urgency]) -> str:
    if len(rows) < PAIR:
        return ONE if rows else NONE
    return FAR if far_apart(steps_of(str(row.level) for row in rows)) else BOTH


def written_about(people: Iterable[Candidacy]) -> Mapping[UUID, tuple[int, ...]]:
    """The steps that were written about each, in the order in which they were. Keys are open."""
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for row in Urgency.objects.standing().filter(candidacy__in=[one.pk for one in people]):
        found[row.candidacy_id].append(str(row.level))
    return {pk: steps_of(said) for pk, said in found.items()}


def pairs_for(people: Sequence[Candidacy], wanted: Sheet) -> Mapping[UUID, tuple[int, ...]]:
    """Two steps for everybody where the criteria count them, else nothing.

    Raises `UrgencyOpen`, with the codes, while somebody has not two or they are far apart.
    """
    if not wanted.urgency:
        return {}
    keys.unlock(one.person_id for one in people)
    found = written_about(people)
    missing = [one.code for one in people if len(found.get(one.pk, ())) < PAIR]
    far = [one.code for one in people if one.code not in missing and far_apart(found[one.pk])]
    said = []
    if missing:
        words = gettext("First two people of the team write how urgent a place is for: %(codes)s.")
        said.append(words % {"codes": _some(missing)})
    if far:
        words = gettext(
            "The two are far apart about %(codes)s: they talk, and each writes it again."
        )
        said.append(words % {"codes": _some(far)})
    if said:
        raise UrgencyOpen(" ".join(said))
    return found


def _some(codes: Sequence[str]) -> str:
    """The first codes, and how many more there are."""
    if len(codes) <= SAID + 1:
        return ", ".join(codes)
    return gettext("%(codes)s and %(n)d more") % {
        "codes": ", ".join(codes[:SAID]),
        "n": len(codes) - SAID,
    }


def due_for(user: User, people: Sequence[Candidacy]) -> list[tuple[Candidacy, str]]:
    """Whom `user` could still write about, or has to write about again. One query, and keys."""
    keys.unlock(one.person_id for one in people)
    rows: defaultdict[UUID, list[Urgency]] = defaultdict(list)
    for row in Urgency.objects.standing().filter(candidacy__in=[one.pk for one in people]):
        rows[row.candidacy_id].append(row)
    found = []
    for one in people:
        own = any(row.by_id == user.pk for row in rows[one.pk])
        state = _state(rows[one.pk])
        if state in {NONE, ONE} and not own:
            found.append((one, "weigh"))
        elif state == FAR and own:
            found.append((one, "again"))
    return found


def agreement(version: CriteriaSheet, people: Sequence[Candidacy]) -> dict[str, int]:
    """How often the two differed and wrote it again: counts only, for the statement."""
    if not Sheet.read(version.content).urgency:
        return {}
    keys.unlock(one.person_id for one in people)
    first: defaultdict[UUID, dict[UUID, str]] = defaultdict(dict)
    for row in Urgency.objects.filter(candidacy__in=[one.pk for one in people]).order_by("at"):
        first[row.candidacy_id].setdefault(row.by_id, str(row.level))
    now = written_about(people)
    apart = {
        pk
        for pk, said in first.items()
        if len(said) >= PAIR and far_apart(steps_of(list(said.values())[:PAIR]))
    }
    pairs = sum(len(said) >= PAIR for said in now.values())
    settled = sum(len(now.get(pk, ())) >= PAIR and not far_apart(now[pk]) for pk in apart)
    return {"pairs": pairs, "apart": len(apart), "settled": settled}
