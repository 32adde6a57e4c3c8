"""What is drawn of the ties: those that a person can tell apart, at places that stay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cerchia.desk.queries.network.graph import Woven
from cerchia.network import analysis
from cerchia.network.analysis import Grouped


@dataclass(frozen=True, slots=True)
class Mark:
    """A circle, an organisation or a group in the drawing; `territory` by id, for groups."""

    key: str
    name: str
    kind: str
    territory: str
    x: float
    y: float
    count: int


@dataclass(frozen=True, slots=True)
class Drawn:
    marks: Sequence[Mark]
    ties: Sequence[tuple[str, str, int]]
    is_grouped: bool
    left_out: int

    @property
    def is_empty(self) -> bool:
        """Nothing to tell: no tie, and no groups to count either."""
        return not self.ties and not self.is_grouped


def drawn(whole: Woven, *, businesses: bool = False, chosen: str = "") -> Drawn:
    """Those that a way leads to from a circle; if they are too many those beside one; else groups.

    Where no circle is tied to anybody, all that are tied.
    """
    graph = whole.tied(businesses=businesses, keep=chosen)
    tied = Woven(graph, whole.names, whole.territories)
    for nearer in (tied.reaching_circles(chosen), tied.around_circles(chosen)):
        if nearer.ties and len(nearer.nodes) <= analysis.layout.READABLE:
            graph = nearer
            break
    alone = [chosen, *graph.neighbours().get(chosen, ())] if chosen else []
    readable = analysis.readable(graph, alone=alone[: analysis.layout.READABLE // 2])
    return _placed(whole, readable, len(whole.graph.nodes) - len(graph.nodes))


def drawn_alone(whole: Woven, key: str) -> Drawn:
    """One organisation with what is tied to it."""
    return _placed(whole, analysis.readable(whole.ego(key), alone=[key]), 0)


def _placed(whole: Woven, readable: Grouped, left_out: int) -> Drawn:
    spots = analysis.places_of(readable.graph)
    marks = [
        Mark(
            node.id,
            whole.names.get(node.id, ""),
            node.kind,
            node.territory,
            round(spots[node.id].x, 4),
            round(spots[node.id].y, 4),
            readable.size[node.id],
        )
        for node in readable.graph.nodes
    ]
    ties = [(tie.one, tie.other, tie.weight) for tie in readable.graph.ties]
    return Drawn(marks, ties, readable.is_grouped, left_out)


def drawn_as_values(whole: Woven) -> dict[str, Any]:
    """The drawing of a large network, to be kept with its reading."""
    found = drawn(whole)
    return {
        "marks": [
            [one.key, one.name, one.kind, one.territory, one.x, one.y, one.count]
            for one in found.marks
        ],
        "ties": [list(tie) for tie in found.ties],
        "is_grouped": found.is_grouped,
        "left_out": found.left_out,
    }


def drawn_from_values(values: Mapping[str, Any]) -> Drawn:
    return Drawn(
        [Mark(*one) for one in values.get("marks", ())],
        [(one, other, weight) for one, other, weight in values.get("ties", ())],
        bool(values.get("is_grouped")),
        int(values.get("left_out", 0)),
    )
