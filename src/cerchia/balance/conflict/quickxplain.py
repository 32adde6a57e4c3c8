"""QuickXplain (Junker 2004): a minimal conflict that names what is most negotiable."""

from collections.abc import Callable, Sequence

IsFeasible = Callable[[frozenset[str]], bool]


def minimal_conflict(is_feasible: IsFeasible, rules: Sequence[str]) -> tuple[str, ...] | None:
    """A minimal set of rules that cannot hold together, or nothing if all of them can.

    Rules come with what must be kept first: of several conflicts, the one found is made of the
    earliest rules. `is_feasible` may raise `UndecidedError`.
    """
    if is_feasible(frozenset(rules)):
        return None
    if not is_feasible(frozenset()):
        return ()
    return tuple(_explain(is_feasible, (), False, tuple(rules)))


def _explain(
    is_feasible: IsFeasible, held: tuple[str, ...], is_new: bool, rules: tuple[str, ...]
) -> tuple[str, ...]:
    if is_new and not is_feasible(frozenset(held)):
        return ()
    if len(rules) == 1:
        return rules
    middle = len(rules) // 2
    first, second = rules[:middle], rules[middle:]
    late = _explain(is_feasible, held + first, True, second)
    early = _explain(is_feasible, held + late, bool(late), first)
    return early + late


def is_minimal_conflict(is_feasible: IsFeasible, conflict: Sequence[str]) -> bool:
    """Whether the set alone is impossible, and possible without any one of its members."""
    whole = frozenset(conflict)
    return not is_feasible(whole) and all(is_feasible(whole - {each}) for each in conflict)
