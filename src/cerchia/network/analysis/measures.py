"""The measures, by igraph. The same network gives the same numbers in every run."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from cerchia.network.analysis.chance import SEED, fixed_chance
from cerchia.network.analysis.shapes import Cut, Graph, Measured

EXACT_UP_TO = 500
"""Nodes up to which betweenness is exact; above, the ways from SOURCES nodes stand for all."""
SOURCES = 64
DAMPING = 0.85

Progress = Callable[[int, int], object]
"""Called with steps done and steps in all."""


def measure(graph: Graph, *, progress: Progress | None = None) -> Measured:
    """All measures of a network; an empty one gives zeros. `progress` is told after each."""
    if not graph.nodes:
        return Measured(0, 0)
    import igraph  # noqa: PLC0415 - a tenth of a second, only for who asks

    ids = [node.id for node in graph.nodes]
    at = {key: place for place, key in enumerate(ids)}
    drawn: Any = igraph.Graph(len(ids), [(at[tie.one], at[tie.other]) for tie in graph.ties])
    weights = [tie.weight for tie in graph.ties]
    steps: tuple[Callable[[], dict[str, Any]], ...] = (
        lambda: _parts(drawn),
        lambda: {"core": dict(zip(ids, drawn.coreness(), strict=True))},
        lambda: {"cuts": cuts_of(drawn, ids)},
        lambda: {"rank": _rank(drawn, weights, ids)},
        lambda: _between(drawn, ids),
        lambda: _communities(drawn, weights, ids),
        lambda: {"clustering": drawn.transitivity_undirected(mode="zero")},
    )
    found: dict[str, Any] = {}
    with fixed_chance():
        for done, step in enumerate(steps, 1):
            found |= step()
            if progress:
                progress(done, len(steps))
    return Measured(len(ids), len(graph.ties), **found)


def _parts(drawn: Any) -> dict[str, Any]:
    sizes = sorted(drawn.connected_components().sizes(), reverse=True)
    return {"components": tuple(sizes), "alone": sizes.count(1)}


def _rank(drawn: Any, weights: Sequence[int], ids: Sequence[str]) -> dict[str, float]:
    scores = drawn.pagerank(
        weights=weights or None, damping=DAMPING, implementation="arpack" if weights else "prpack"
    )
    return dict(zip(ids, scores, strict=True))


def _between(drawn: Any, ids: Sequence[str]) -> dict[str, Any]:
    """How many shortest ways lead through each node, counted or taken from a sample.

    A sample is scaled up, and drawn with a seed of ours: the same nodes each time.
    """
    count = len(ids)
    if count <= EXACT_UP_TO:
        scores, sources = drawn.betweenness(directed=False), count
    else:
        sample = sorted(Random(SEED).sample(range(count), SOURCES))  # noqa: S311 - no secret
        scale = count / SOURCES
        scores = [score * scale / 2 for score in drawn.betweenness(directed=False, sources=sample)]
        sources = SOURCES
    return {"between": dict(zip(ids, scores, strict=True)), "between_sources": sources}


def _communities(drawn: Any, weights: Sequence[int], ids: Sequence[str]) -> dict[str, Any]:
    if not weights:
        return {"communities": tuple((key,) for key in ids), "modularity": 0.0}
    found = drawn.community_leiden(
        objective_function="modularity", weights=list(weights), n_iterations=4
    )
    groups = sorted(([ids[i] for i in group] for group in found), key=lambda one: (-len(one), one))
    return {
        "communities": tuple(map(tuple, groups)),
        "modularity": drawn.modularity(found.membership, weights=list(weights)),
    }


def cuts_of(drawn: Any, ids: Sequence[str]) -> list[Cut]:
    """The articulation points, and what each would cut off: sizes in the tree of blocks.

    In the tree, blocks hang under cut nodes and cut nodes under blocks. The part that lies under a
    cut node by one of its blocks is what that block and all beneath it hold.
    """
    blocks, points = drawn.biconnected_components(return_articulation_points=True)
    cut = set(points)
    if not cut:
        return []
    members = [list(block) for block in blocks]
    of_point: dict[int, list[int]] = {point: [] for point in cut}
    for number, block in enumerate(members):
        for one in block:
            if one in cut:
                of_point[one].append(number)
    sizes = drawn.connected_components()
    total = {point: sizes.size(sizes.membership[point]) for point in cut}
    under = _under(members, of_point)
    found = []
    for point in cut:
        below = [size for number in of_point[point] if (size := under.get((point, number)))]
        above = total[point] - 1 - sum(below)
        parts = tuple(sorted((*below, *([above] if above else [])), reverse=True))
        found.append(Cut(ids[point], sum(parts[1:]), parts))
    return sorted(found, key=lambda one: (-one.cut_off, one.id))


def _under(
    members: Sequence[Sequence[int]], of_point: dict[int, list[int]]
) -> dict[tuple[int, int], int]:
    """(cut node, block beneath it) → how many nodes hang there, without the cut node itself."""
    order, above = _walk(members, of_point)
    weight: dict[int, int] = {}
    found: dict[tuple[int, int], int] = {}
    for number in reversed(order):
        size = weight.get(number, 0) + len(members[number])
        point, higher = above[number]
        size -= 1
        found[point, number] = size
        if higher is not None:
            weight[higher] = weight.get(higher, 0) + size
    return found


Above = dict[int, tuple[int, int | None]]


def _walk(
    members: Sequence[Sequence[int]], of_point: dict[int, list[int]]
) -> tuple[list[int], Above]:
    """Blocks from the roots down, and for each by which cut node it hangs under which block.

    A root is a cut node as well: its blocks hang under no block.
    """
    order: list[int] = []
    above: Above = {}
    seen_points: set[int] = set()
    for root in of_point:
        if root in seen_points:
            continue
        waiting: list[tuple[int, int | None]] = [(root, None)]
        while waiting:
            point, higher = waiting.pop()
            seen_points.add(point)
            for number in of_point[point]:
                if number == higher or number in above:
                    continue
                above[number] = (point, higher)
                order.append(number)
                waiting += [
                    (one, number)
                    for one in members[number]
                    if one != point and one in of_point and one not in seen_points
                ]
    return order, above
