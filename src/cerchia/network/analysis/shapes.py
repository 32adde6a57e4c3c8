"""The shapes of a network and of what is found in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

CIRCLE = "circle"


@dataclass(frozen=True, slots=True)
class Node:
    """A circle or an organisation. `kind`: "circle", or the family of the organisation."""

    id: str
    kind: str
    territory: str = ""

    @property
    def is_circle(self) -> bool:
        return self.kind == CIRCLE


@dataclass(frozen=True, slots=True)
class Tie:
    """Two nodes that have to do with each other; `weight` counts commitments, at least one."""

    one: str
    other: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Graph:
    """A network without loops, without ties that lead outside, one tie a pair (weights added)."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]

    @classmethod
    def of(cls, nodes: Iterable[Node], ties: Iterable[Tie]) -> "Graph":
        """The same network whatever the order in which its parts are told."""
        known = {node.id: node for node in nodes}
        weights: dict[tuple[str, str], int] = {}
        for tie in ties:
            if tie.one != tie.other and tie.one in known and tie.other in known:
                pair = (min(tie.one, tie.other), max(tie.one, tie.other))
                weights[pair] = weights.get(pair, 0) + max(tie.weight, 1)
        return cls(
            tuple(sorted(known.values(), key=lambda node: node.id)),
            tuple(Tie(*pair, weight) for pair, weight in sorted(weights.items())),
        )

    def neighbours(self) -> dict[str, dict[str, int]]:
        """For each node its neighbours with the weight of the tie."""
        found: dict[str, dict[str, int]] = {node.id: {} for node in self.nodes}
        for tie in self.ties:
            found[tie.one][tie.other] = found[tie.other][tie.one] = tie.weight
        return found


@dataclass(frozen=True, slots=True)
class Cut:
    """An articulation point: without it `cut_off` others lose the way to the rest.

    `parts` are the sizes of what would remain, the largest first.
    """

    id: str
    cut_off: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Thin:
    """A circle or territory with few ties: how many it has, of how many it would want."""

    id: str
    ties: float
    wanted: float


@dataclass(frozen=True, slots=True)
class Measured:
    """The measures of one network. Scores are by node; lists begin with the greatest."""

    nodes: int
    ties: int
    components: tuple[int, ...] = ()
    alone: int = 0
    core: Mapping[str, int] = field(default_factory=dict)
    cuts: Sequence[Cut] = ()
    rank: Mapping[str, float] = field(default_factory=dict)
    between: Mapping[str, float] = field(default_factory=dict)
    between_sources: int = 0
    communities: Sequence[Sequence[str]] = ()
    modularity: float = 0.0
    clustering: float = 0.0

    @property
    def deepest(self) -> int:
        return max(self.core.values(), default=0)

    def top(self, scores: Mapping[str, float], count: int) -> list[tuple[str, float]]:
        """The greatest scores; the same ones by identifier."""
        return sorted(scores.items(), key=lambda one: (-one[1], one[0]))[:count]
