"""A round as the exchange file of `balance`: codes, languages and hours, rules and locks.

No name, no contact and no word of anybody; protected traits only where a floor asks for them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext, ngettext

from cerchia.programmes.standing import Role
from cerchia.selection.models import Candidacy, CriteriaSheet, Lock, SelectionRound
from cerchia.selection.models.candidacies import State
from cerchia.selection.queries.bonds import Tie, ties_of
from cerchia.selection.queries.people import (
    UNDISCLOSED,
    Team,
    considered,
    facts_of,
    languages_of,
    team_of,
)
from cerchia.selection.queries.urgency import pairs_for
from cerchia.selection.rules.sheet import Sheet
from cerchia.selection.telling import listed, trait_value

LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2"]
CALM = (1, 1)
"""Alike for all where the criteria do not count urgency: it decides nothing."""
MOST_CIRCLES = 2
Json = dict[str, Any]


def pool_of(round_: SelectionRound, sheet: CriteriaSheet) -> Json:
    """The exchange file of the round as it stands now, under these criteria.

    Raises `UrgencyOpen` where they count the urgency and it is not written for everybody.
    """
    wanted = Sheet.read(sheet.content)
    people = considered(round_)
    team = team_of(round_.edition_id)
    ties = ties_of(round_)
    locks = Lock.objects.standing().filter(round=round_).select_related("candidacy")
    slots = sorted({slot for one in people for slot in one.slots})
    return {
        "schema": 1,
        "slots": slots,
        "levels": LEVELS,
        "candidates": _candidates(people, wanted, team),
        "staff": [_colleague(one, slots) for one in team.members if one.territories],
        "rules": [
            *sheet_rules(wanted, team, people, sheet.version),
            *_bonds(ties, people),
            *_locks(people, locks),
        ],
        "selected_for_circles": None,
        "targets": {"territory": {name: each.wanted for name, each in wanted.places.items()}},
    }


def _candidates(people: Sequence[Candidacy], wanted: Sheet, team: Team) -> list[Json]:
    facts = facts_of(people, wanted, team)
    urgent = pairs_for(people, wanted)
    return [
        {
            "id": one.code,
            "territory": one.territory.name,
            "status": facts[one.code].traits.get("status", UNDISCLOSED),
            "gender": facts[one.code].traits.get("gender", UNDISCLOSED),
            "age_band": facts[one.code].traits.get("age_band", UNDISCLOSED),
            "student": "yes" if one.is_student else "no",
            "mediated": "yes" if facts[one.code].heard else "no",
            "theme": one.theme or UNDISCLOSED,
            "languages": languages_of(one.person),
            "slots": sorted(one.slots),
            "urgency": list(urgent.get(one.pk, CALM)),
            "household": one.household or None,
            "known_operator": None,
        }
        for one in people
    ]


def _colleague(one: Any, slots: list[str]) -> Json:
    return {
        "id": one.code,
        "role": "operator" if one.role == Role.OPERATOR else "mediator",
        "territories": list(one.territories),
        "languages": dict(one.languages),
        "slots": slots,
        "capacity": MOST_CIRCLES,
    }


def sheet_rules(wanted: Sheet, team: Team, people: Sequence[Candidacy], version: int) -> list[Json]:
    """The rules of a frozen sheet, each with its sentence."""
    author = f"criteria {version}"
    least = min(wanted.seats, len(people))
    rules: list[Json] = [
        {"id": "seats", "kind": "seats", "min": least, "max": wanted.seats, **_seats_said(wanted)}
    ]
    for name, place in wanted.places.items():
        said = _both(lambda n=name, p=place: _place_said(n, p.low, p.high))
        rules.append(_range(f"terr:{name}", "territory", name, place.low, place.high) | said)
    rules += _loads(wanted, team)
    rules += [
        {
            **_range(each.id, "gender", each.value, each.least, None),
            "kind": "floor",
            "feature": each.feature,
            "protected": True,
            "reason": each.reason,
            **({"review_on": each.review_on} if each.review_on else {}),
            **_both(lambda e=each: _floor_said(e.feature, e.value, e.least)),
        }
        for each in wanted.floors
    ]
    if wanted.students is not None:
        low, high = wanted.students
        said = _both(lambda: _students_said(low, high))
        rules.append(_range("students", "student", "yes", low, high) | said)
    if wanted.mediated is not None:
        rules.append(_heard(wanted, wanted.mediated, len(people)))
    rules += _households(wanted, people)
    rules.append({"id": "circle", "kind": "circle", "size": list(wanted.circle_size)})
    return [{**rule, "author": author} for rule in rules]


def _range(name: str, feature: str, value: str, low: int | None, high: int | None) -> Json:
    found: Json = {"id": name, "kind": "range", "feature": feature, "value": value}
    return found | {key: each for key, each in (("min", low), ("max", high)) if each is not None}


def _heard(wanted: Sheet, least: int, people: int) -> Json:
    """Stated for a full round: with fewer people than seats the same number may stay unheard."""
    missing = max(0, wanted.seats - least)
    said = _both(lambda: _heard_said(least))
    low = least if people >= wanted.seats else max(0, people - missing)
    return _range("mediated", "mediated", "yes", low, None) | said


def _loads(wanted: Sheet, team: Team) -> list[Json]:
    """What the teams can carry: so many people for each operator."""
    if wanted.per_operator is None:
        return []
    operators = team.operators
    found = []
    for name in wanted.places:
        most = wanted.per_operator * operators.get(name, 0)
        said = _both(lambda n=name, m=most: _load_said(n, m))
        found.append(_range(f"load:{name}", "territory", name, None, most) | said)
    return found


def _households(wanted: Sheet, people: Sequence[Candidacy]) -> list[Json]:
    if not wanted.one_a_household:
        return []
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for one in people:
        if one.household:
            homes[one.household].append(one.code)
    return [
        {"id": f"house:{home}", "kind": "at_most_one", "members": sorted(codes)}
        for home, codes in sorted(homes.items())
        if len(codes) > 1
    ]


def _bonds(ties: Iterable[Tie], people: Sequence[Candidacy]) -> list[Json]:
    """Who is chosen together, and who walks apart: the latter counts for circles only."""
    here = {one.code for one in people}
    found: dict[str, Json] = {}
    for tie in ties:
        codes = [code for code in tie.codes if code in here]
        if len(codes) > 1:
            say = _together_said if tie.is_together else _apart_said
            name = f"{tie.bond.kind}:{'+'.join(codes)}"
            rule = {"id": name, "kind": str(tie.bond.kind), "members": codes, "author": "bond"}
            found[name] = rule | _both(lambda say=say, codes=codes: say(codes))
    return list(found.values())


def _locks(people: Sequence[Candidacy], locks: Iterable[Lock]) -> list[Json]:
    """What people fixed; who is chosen already stays."""
    known = {one.pk: one for one in people}
    fixed = {one.code: "lock_in" for one in people if one.state == State.SELECTED}
    for lock in locks:
        if lock.candidacy_id in known:
            kind = "lock_in" if lock.place == Lock.Place.IN else "lock_out"
            fixed[known[lock.candidacy_id].code] = kind
    return [
        {
            "id": f"{'lock' if kind == 'lock_in' else 'out'}:{code}",
            "kind": kind,
            "member": code,
            "author": "lock",
            **_both(lambda c=code, k=kind: _lock_said(c, k)),
        }
        for code, kind in sorted(fixed.items())
    ]


def _both(say: Any) -> Json:
    """A sentence in the two languages of the exchange file."""
    found = {}
    for language in ("en", "it"):
        with translation.override(language):
            found[f"sentence_{language}"] = str(say())
    return found


def _seats_said(wanted: Sheet) -> Json:
    n = wanted.seats
    return _both(lambda: ngettext("there is %(n)d place", "there are %(n)d places", n) % {"n": n})


def _place_said(name: str, low: int, high: int) -> str:
    if low == high:
        return gettext("exactly %(n)d people in %(place)s") % {"n": low, "place": name}
    values = {"low": low, "high": high, "place": name}
    return gettext("%(low)d to %(high)d people in %(place)s") % values


def _floor_said(feature: str, value: str, least: int) -> str:
    return gettext("at least %(n)d of “%(trait)s”") % {
        "n": least,
        "trait": trait_value(feature, value),
    }


def _students_said(low: int, high: int) -> str:
    return gettext("%(low)d to %(high)d university students") % {"low": low, "high": high}


def _heard_said(least: int) -> str:
    return gettext("at least %(n)d people with a mediator in their language") % {"n": least}


def _load_said(name: str, most: int) -> str:
    return gettext("at most %(n)d people for the operators of %(place)s") % {
        "n": most,
        "place": name,
    }


def _together_said(codes: Sequence[str]) -> str:
    return gettext("%(codes)s chosen together, or not at all") % {"codes": listed(codes)}


def _apart_said(codes: Sequence[str]) -> str:
    return gettext("%(codes)s never in the same circle") % {"codes": listed(codes)}


def _lock_said(code: str, kind: str) -> str:
    if kind == "lock_in":
        return gettext("%(code)s stays in") % {"code": code}
    return gettext("%(code)s stays out") % {"code": code}
