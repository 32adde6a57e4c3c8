"""Who belongs together, followed through: a with b and b with c are one group."""

from collections.abc import Collection, Iterable, Mapping

Codes = frozenset[str]
Groups = Mapping[str, Codes]


def groups_of(pairs: Iterable[Collection[str]]) -> dict[str, Codes]:
    """Code → everybody who is chosen with it, itself included. Who is alone is not there."""
    found: dict[str, Codes] = {}
    for pair in pairs:
        joined = frozenset(pair).union(*(found.get(one, frozenset()) for one in pair))
        if len(joined) > 1:
            found |= dict.fromkeys(joined, joined)
    return found


def group_of(groups: Groups, code: str) -> Codes:
    return groups.get(code, frozenset({code}))


def torn(groups: Groups, inside: Collection[str]) -> list[Codes]:
    """Groups of which some are inside and some are not, in the order of codes."""
    here = frozenset(inside)
    found = {group for group in groups.values() if group & here and group - here}
    return sorted(found, key=sorted)


def clashes(groups: Groups, apart: Iterable[Collection[str]]) -> list[Codes]:
    """Those who are to walk apart although they belong together, directly or by a chain."""
    return [
        frozenset(two)
        for two in apart
        if any(len(group_of(groups, one) & frozenset(two)) > 1 for one in two)
    ]
