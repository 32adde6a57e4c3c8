"""Where things stand in a drawing: the same network at the same place every time.

Nobody reads more than some sixty marks: what is more is drawn in groups of territory and kind.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import hypot
from typing import Any

from cerchia.network.analysis.chance import fixed_chance
from cerchia.network.analysis.shapes import CIRCLE, Graph, Node, Tie

READABLE = 60
"""Marks that a person can tell apart in one drawing."""
CIRCLES_APART = 20
REST = "*"
APART = 0.22
ROUNDS = 30
STEPS = 600


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a node stands, in a square from 0 to 1."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Grouped:
    """A graph that can be read. `of` leads from each node to its mark, `size` says how many."""

    graph: Graph
    of: Mapping[str, str]
    size: Mapping[str, int]

    @property
    def is_grouped(self) -> bool:
        return any(count > 1 for count in self.size.values())


def readable(graph: Graph, *, limit: int = READABLE, alone: Sequence[str] = ()) -> Grouped:
    """The graph itself if it is small, else groups; the nodes named in `alone` stay apart."""
    if len(graph.nodes) <= limit:
        own = {node.id: node.id for node in graph.nodes}
        return Grouped(graph, own, dict.fromkeys(own, 1))
    apart = set(alone)
    circles = [node.id for node in graph.nodes if node.is_circle]
    if len(circles) <= CIRCLES_APART:
        apart |= set(circles)
    for key in (_by_kind, _by_territory):
        of = {node.id: node.id if node.id in apart else key(node) for node in graph.nodes}
        if len(set(of.values())) <= limit:
            return _merged(graph, of)
    return _merged(graph, _largest(graph, of, apart, limit))


def _by_kind(node: Node) -> str:
    return f"{node.territory}/{node.kind}"


def _by_territory(node: Node) -> str:
    return f"{node.territory}/{CIRCLE if node.is_circle else REST}"


def _largest(graph: Graph, of: Mapping[str, str], apart: set[str], limit: int) -> dict[str, str]:
    """The largest groups, and one for all the others."""
    sizes: dict[str, int] = {}
    for node in graph.nodes:
        if node.id not in apart:
            sizes[of[node.id]] = sizes.get(of[node.id], 0) + 1
    room = max(limit - len(apart) - 1, 0)
    kept = set(sorted(sizes, key=lambda key: (-sizes[key], key))[:room])
    return {key: mark if key in apart or mark in kept else REST for key, mark in of.items()}


def _merged(graph: Graph, of: Mapping[str, str]) -> Grouped:
    marks: dict[str, Node] = {}
    size: dict[str, int] = {}
    for node in graph.nodes:
        mark = of[node.id]
        size[mark] = size.get(mark, 0) + 1
        if mark == node.id:
            marks[mark] = node
        else:
            territory, _, kind = mark.partition("/")
            marks[mark] = Node(mark, kind or REST, "" if mark == REST else territory)
    ties = (Tie(of[tie.one], of[tie.other], tie.weight) for tie in graph.ties)
    return Grouped(Graph.of(marks.values(), ties), dict(of), size)


def places_of(graph: Graph) -> dict[str, Spot]:
    """A place for each node: neighbours near each other, nobody on top of another.

    Springs (Kamada and Kawai) from a start that only the identifiers decide.
    """
    if not graph.nodes:
        return {}
    import igraph  # noqa: PLC0415 - a tenth of a second, only for who asks

    ids = [node.id for node in graph.nodes]
    at = {key: place for place, key in enumerate(ids)}
    drawn: Any = igraph.Graph(len(ids), [(at[tie.one], at[tie.other]) for tie in graph.ties])
    start = [list(_scattered(key)) for key in ids]
    if graph.ties:
        with fixed_chance():
            start = drawn.layout_kamada_kawai(seed=start, maxiter=STEPS).coords
    spots = _pushed_apart(_squared(start))
    return {key: Spot(x, y) for key, (x, y) in zip(ids, spots, strict=True)}


def _scattered(key: str) -> tuple[float, float]:
    """A place that only the identifier decides."""
    digest = blake2b(key.encode(), digest_size=8).digest()
    return (
        int.from_bytes(digest[:4], "big") / 2**32,
        int.from_bytes(digest[4:], "big") / 2**32,
    )


def _squared(points: Sequence[Sequence[float]]) -> list[tuple[float, float]]:
    """The same points, spread over the whole square."""
    xs, ys = (_stretched([point[axis] for point in points]) for axis in (0, 1))
    return list(zip(xs, ys, strict=True))


def _stretched(values: Sequence[float]) -> list[float]:
    low = min(values)
    span = max(values) - low or 1.0
    return [(value - low) / span for value in values]


def _pushed_apart(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Pairs that are too near move away from each other, a few times, inside the square."""
    wanted = min(APART, 0.8 / max(len(points), 1) ** 0.5)
    spots = [list(point) for point in points]
    for _ in range(ROUNDS):
        moved = False
        for i, one in enumerate(spots):
            for other in spots[i + 1 :]:
                moved |= _push(one, other, wanted)
        if not moved:
            break
    return [(min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)) for x, y in spots]


def _push(one: list[float], other: list[float], wanted: float) -> bool:
    dx, dy = other[0] - one[0], other[1] - one[1]
    far = hypot(dx, dy)
    if far >= wanted:
        return False
    if far == 0:
        dx, dy, far = 1.0, 0.0, 1.0
    by = (wanted - hypot(other[0] - one[0], other[1] - one[1])) / 2
    one[0] -= dx / far * by
    one[1] -= dy / far * by
    other[0] += dx / far * by
    other[1] += dy / far * by
    return True
