"""Circles and organisations as a graph: a tie is a commitment kept together, or a known tie."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from cerchia.circles.models import Circle
from cerchia.network import analysis
from cerchia.network.analysis import Graph, Node
from cerchia.network.models import Organisation, Tie
from cerchia.network.models.organisations import Kind
from cerchia.support.models import Commitment

PUBLIC = frozenset(
    {
        Kind.MUNICIPALITY,
        Kind.CONSORTIUM,
        Kind.JOB_CENTRE,
        Kind.HEALTH,
        Kind.ADULT_SCHOOL,
        Kind.SCHOOL,
        Kind.UNIVERSITY,
        Kind.TRAINING,
        Kind.LIBRARY,
        Kind.CHAMBER,
    }
)
CIRCLE = analysis.shapes.CIRCLE


def family_of(kind: str, *, is_business: bool) -> str:
    """Which of three shapes an organisation has: business, public or association."""
    if is_business:
        return "business"
    return "public" if kind in PUBLIC else "association"


@dataclass(frozen=True, slots=True)
class Woven:
    """The graph of some territories, and what its nodes and territories are called."""

    graph: Graph
    names: Mapping[str, str]
    territories: Mapping[str, str]

    def tied(self, *, businesses: bool = False, keep: str = "") -> Graph:
        """Without those that have no tie; of organisations, only businesses if so asked.

        Circles and the one to `keep` stay.
        """
        kept = {
            node.id: node
            for node in self.graph.nodes
            if node.is_circle or not businesses or node.kind == "business" or node.id == keep
        }
        ties = [tie for tie in self.graph.ties if tie.one in kept and tie.other in kept]
        touched = {keep, *(end for tie in ties for end in (tie.one, tie.other))}
        nodes = [one for one in kept.values() if one.is_circle or one.id in touched]
        return Graph.of(nodes, ties)

    def reaching_circles(self, keep: str = "") -> Graph:
        """Only circles, what some way leads to from a circle, and the one to `keep`."""
        around = self.graph.neighbours()
        waiting = [node.id for node in self.graph.nodes if node.is_circle or node.id == keep]
        kept = set(waiting)
        while waiting:
            fresh = around[waiting.pop()].keys() - kept
            kept |= fresh
            waiting += fresh
        nodes = [node for node in self.graph.nodes if node.id in kept]
        return Graph.of(nodes, self.graph.ties)

    def around_circles(self, keep: str = "") -> Graph:
        """Only circles, what is tied to a circle, and the neighbours of the one to `keep`."""
        around = self.graph.neighbours()
        kept = {node.id for node in self.graph.nodes if node.is_circle}
        kept |= {other for circle in kept for other in around[circle]} | {keep}
        kept |= set(around.get(keep, ()))
        nodes = [node for node in self.graph.nodes if node.id in kept]
        return Graph.of(nodes, self.graph.ties)

    def ego(self, key: str) -> Graph:
        """One node with its neighbours and their ties."""
        kept = {key, *self.graph.neighbours().get(key, ())}
        return Graph.of([node for node in self.graph.nodes if node.id in kept], self.graph.ties)


def woven(territories: Mapping[UUID, str]) -> Woven:
    """The whole graph of these territories, by name. Four queries."""
    here = list(territories)
    names: dict[str, str] = {}
    nodes = [*_circles(here, names), *_organisations(here, names)]
    ties = [*_commitments(here), *_ties(here)]
    called = {str(key): name for key, name in territories.items()}
    return Woven(Graph.of(nodes, ties), names, called)


def _circles(here: Collection[UUID], names: dict[str, str]) -> Iterator[Node]:
    rows = Circle.objects.open().filter(territory__in=here)
    for pk, name, territory in rows.values_list("pk", "name", "territory"):
        names[str(pk)] = name
        yield Node(str(pk), CIRCLE, str(territory))


def _organisations(here: Collection[UUID], names: dict[str, str]) -> Iterator[Node]:
    rows = Organisation.objects.filter(territory__in=here, merged_into=None)
    columns = ("pk", "name", "kind", "is_business", "territory")
    for pk, name, kind, is_business, territory in rows.values_list(*columns).iterator(5000):
        names[str(pk)] = name
        yield Node(str(pk), family_of(kind, is_business=is_business), str(territory))


def _commitments(here: Collection[UUID]) -> Iterator[analysis.Tie]:
    """Organisation and circle, with the number of commitments that hold or held."""
    rows = Commitment.objects.held().filter(territory__in=here)
    pairs = rows.values_list("offer__organisation", "project__circle").annotate(n=Count("pk"))
    for organisation, circle, count in pairs.order_by():
        yield analysis.Tie(str(organisation), str(circle), count)


def _ties(here: Collection[UUID]) -> Iterator[analysis.Tie]:
    rows = Tie.objects.filter(ended_at=None, first__territory__in=here)
    for first, second in rows.values_list("first", "second").iterator(5000):
        yield analysis.Tie(str(first), str(second))


def near(key: UUID, territories: Mapping[UUID, str], most: int = 40) -> Woven:
    """One organisation with what is tied to it, without reading the rest. Five queries."""
    ties = [*_commitments_of(key), *_ties_of(key, most)]
    ends = {UUID(end) for tie in ties for end in (tie.one, tie.other)} | {key}
    names: dict[str, str] = {}
    circles = Circle.objects.filter(pk__in=ends)
    nodes = [Node(str(one.pk), CIRCLE, str(one.territory_id)) for one in circles]
    names |= {str(one.pk): one.name for one in circles}
    rows = Organisation.objects.filter(pk__in=ends, territory__in=list(territories))
    for one in rows.only("pk", "name", "kind", "is_business", "territory_id"):
        names[str(one.pk)] = one.name
        family = family_of(one.kind, is_business=one.is_business)
        nodes.append(Node(str(one.pk), family, str(one.territory_id)))
    called = {str(place): name for place, name in territories.items()}
    return Woven(Graph.of(nodes, ties), names, called)


def _commitments_of(key: UUID) -> Iterator[analysis.Tie]:
    rows = Commitment.objects.held().filter(offer__organisation=key)
    pairs = rows.values_list("project__circle").annotate(n=Count("pk")).order_by()
    for circle, count in pairs:
        yield analysis.Tie(str(key), str(circle), count)


def _ties_of(key: UUID, most: int) -> Iterator[analysis.Tie]:
    current = Tie.objects.filter(ended_at=None)
    first = current.filter(first=key).values_list("first", "second")
    for one, other in first.union(current.filter(second=key).values_list("first", "second"))[:most]:
        yield analysis.Tie(str(one), str(other))
