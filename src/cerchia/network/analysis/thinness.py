"""Where a network is thin: who hangs on one, who has few ties, what is asked and not there."""

from collections.abc import Iterable, Mapping

from cerchia.network.analysis.shapes import Graph, Thin

WANTED_BY_CIRCLE = 3
WANTED_BY_TERRITORY = 1.0


def hanging_on_one(bearers: Mapping[str, int]) -> list[str]:
    """Those that exactly one person knows or ever spoke with, by identifier.

    The degree in the graph of people and organisations; nobody's name is needed for it.
    """
    return sorted(key for key, people in bearers.items() if people == 1)


def thin_circles(graph: Graph, *, wanted: int = WANTED_BY_CIRCLE) -> list[Thin]:
    """Circles with fewer organisations around them than wanted, the poorest first."""
    around = graph.neighbours()
    kinds = {node.id: node for node in graph.nodes}
    found = []
    for node in graph.nodes:
        if node.is_circle:
            count = sum(not kinds[other].is_circle for other in around[node.id])
            if count < wanted:
                found.append(Thin(node.id, count, wanted))
    return sorted(found, key=lambda one: (one.ties, one.id))


def thin_territories(graph: Graph, *, wanted: float = WANTED_BY_TERRITORY) -> list[Thin]:
    """Territories whose organisations have fewer ties each than wanted, on average."""
    around = graph.neighbours()
    counts: dict[str, list[int]] = {}
    for node in graph.nodes:
        if not node.is_circle:
            counts.setdefault(node.territory, []).append(len(around[node.id]))
    means = {key: sum(ties) / len(ties) for key, ties in counts.items()}
    found = [Thin(key, mean, wanted) for key, mean in means.items() if mean < wanted]
    return sorted(found, key=lambda one: (one.ties, one.id))


def missing(
    asked: Iterable[tuple[str, str]], given: Iterable[tuple[str, str]]
) -> list[tuple[str, str, int]]:
    """(territory, kind of help) asked for and offered by nobody there, with how often asked."""
    there = set(given)
    counts: dict[tuple[str, str], int] = {}
    for one in asked:
        if one not in there:
            counts[one] = counts.get(one, 0) + 1
    return sorted(
        ((*pair, count) for pair, count in counts.items()), key=lambda one: (-one[2], one[:2])
    )
