"""From "no solution" to sentences: counting first, then QuickXplain, verified, with ways out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from cerchia.balance.conflict.quickxplain import is_minimal_conflict, minimal_conflict
from cerchia.balance.conflict.sentences import Words, conflict_sentence, repair_words
from cerchia.balance.errors import UndecidedError
from cerchia.balance.records import Change, Conflict, Pool, Repair, Rule

MOST_CONFLICTS = 3
PROVEN: Words = (
    "no arrangement satisfies them all, as the solver has proven",
    "nessuna combinazione le rispetta tutte, come il risolutore ha dimostrato",
)


@dataclass(frozen=True, slots=True)
class Suspect:
    """A conflict found by counting: the rules, whom it concerns, and the count in words."""

    rules: tuple[str, ...]
    because: Words
    persons: tuple[str, ...] = ()


class Case(Protocol):
    """What the search for conflicts needs to know about a problem."""

    pool: Pool

    def order(self) -> Sequence[str]:
        """All rules, what must be kept first."""
        ...

    def suspects(self) -> Iterable[Suspect]:
        """Conflicts that counting alone shows."""
        ...

    def is_feasible(self, rules: frozenset[str]) -> bool:
        """Whether these rules alone can hold; may raise `UndecidedError`."""
        ...

    def repairs(self, rules: Sequence[str]) -> list[tuple[str, Change, int]] | None:
        """The cheapest way to give way in these rules alone, or nothing if that is not enough."""
        ...

    def persons(self, rules: frozenset[str]) -> tuple[str, ...]:
        """Whom a conflict concerns by their own circumstances, not by a lock."""
        ...


def find_conflicts(case: Case, most: int = MOST_CONFLICTS) -> tuple[Conflict, ...]:
    """Minimal conflicts, each verified; empty if the rules can hold.

    Raises `UndecidedError` with the smallest set of suspects when the budget ends first.
    """
    order = list(case.order())
    by_counting = [each for each in _different(case.suspects()) if _holds(case, each)]
    found = [(each.rules, each.because) for each in by_counting[:most]]
    left = [rule for rule in order if not any(rule in rules[:1] for rules, _ in found)]
    while len(found) < most:
        try:
            rules = _next(case, left)
        except UndecidedError:
            if not found:
                raise
            break
        if not rules:
            break
        found.append((rules, PROVEN))
        left = [rule for rule in left if rule != rules[-1]]
    return tuple(_told(case, rules, because) for rules, because in found)


def _different(suspects: Iterable[Suspect]) -> list[Suspect]:
    """One suspect for each set of rules: the first, which names the count."""
    return list({frozenset(each.rules): each for each in reversed(list(suspects))}.values())[::-1]


def _holds(case: Case, suspect: Suspect) -> bool:
    """A count is a proof; the solver still checks that nothing in it is superfluous."""
    try:
        return is_minimal_conflict(case.is_feasible, suspect.rules)
    except UndecidedError:
        return True


def _next(case: Case, rules: Sequence[str]) -> tuple[str, ...]:
    conflict = minimal_conflict(case.is_feasible, rules)
    if not conflict:
        return ()
    if not is_minimal_conflict(case.is_feasible, conflict):
        raise UndecidedError(conflict)
    return conflict


def _told(case: Case, rules: tuple[str, ...], because: Words) -> Conflict:
    by_id = {rule.id: rule for rule in case.pool.rules}
    joint = False
    try:
        ways = [way for rule in rules for way in case.repairs([rule]) or ()]
        if not ways:
            ways = case.repairs(list(case.order())) or []
            joint = len(ways) > 1
    except UndecidedError:
        ways = []
    repairs = [
        Repair(rule, change, amount, who_can_approve(by_id.get(rule), rule))
        for rule, change, amount in ways
    ]
    spoken = []
    for repair in repairs:
        english, italian = repair_words(case.pool, repair)
        spoken.append(replace(repair, sentence=english, sentence_it=italian))
    english, italian = conflict_sentence(case.pool, rules, because, repairs, joint=joint)
    return Conflict(
        rules=tuple(sorted(rules)),
        persons=case.persons(frozenset(rules)),
        ways_out=tuple(spoken),
        sentence=english,
        sentence_it=italian,
    )


def who_can_approve(rule: Rule | None, rule_id: str) -> str:
    """Floors that protect and people's own consent are for the committee alone."""
    if rule is None:
        return "the person" if rule_id.startswith("slots:") else "coordinators"
    if rule.kind in {"together", "apart", "seats"} or rule.protected:
        return "committee"
    if rule.kind in {"lock_in", "lock_out"}:
        return rule.author or "whoever locked"
    return "coordinators"
