"""The measures of the network: by hand on small graphs, by laws on any graph."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cerchia.network import analysis
from cerchia.network.analysis import Graph, Measured, Node, Tie

Pairs = list[tuple[int, int]]


def graph_of(count: int, pairs: Pairs, *, circles: int = 0) -> Graph:
    nodes = [
        Node(f"n{i:03}", "circle" if i < circles else "business", "T" if i % 2 else "B")
        for i in range(count)
    ]
    return Graph.of(nodes, (Tie(f"n{a:03}", f"n{b:03}") for a, b in pairs))


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    count = draw(st.integers(1, 24))
    ends = st.integers(0, count - 1)
    return graph_of(count, draw(st.lists(st.tuples(ends, ends), max_size=60)), circles=3)


def reached(graph: Graph, start: str, without: str) -> set[str]:
    """Who can be reached, by the plainest of walks."""
    around = graph.neighbours()
    seen, waiting = {start}, [start]
    while waiting:
        for other in around[waiting.pop()]:
            if other not in seen and other != without:
                seen.add(other)
                waiting.append(other)
    return seen


def parts_without(graph: Graph, gone: str) -> tuple[int, ...]:
    """How the part of the network around `gone` falls apart without it."""
    left = reached(graph, gone, "") - {gone}
    sizes = []
    while left:
        part = reached(graph, min(left), gone)
        sizes.append(len(part))
        left -= part
    return tuple(sorted(sizes, reverse=True))


def test_an_empty_network_is_no_error() -> None:
    assert analysis.measure(Graph((), ())) == Measured(0, 0)
    assert analysis.places_of(Graph((), ())) == {}
    assert analysis.thin_circles(Graph((), ())) == []


def test_loops_and_ties_that_lead_outside_are_left_out() -> None:
    graph = Graph.of([Node("a", "business"), Node("b", "business")], [
        Tie("a", "a"), Tie("b", "a", 2), Tie("a", "b"), Tie("a", "elsewhere"),
    ])  # fmt: skip
    assert graph.ties == (Tie("a", "b", 3),)


def test_the_one_between_two_triangles_is_the_bridge() -> None:
    triangles = [(0, 1), (1, 2), (0, 2), (4, 5), (5, 6), (4, 6), (2, 3), (3, 4)]
    found = analysis.measure(graph_of(7, triangles))
    middle = next(cut for cut in found.cuts if cut.id == "n003")
    assert (middle.cut_off, middle.parts) == (3, (3, 3))
    assert found.top(found.between, 1)[0][0] == "n003"
    assert len(found.communities) == 2
    assert found.deepest == 2
    assert found.clustering == pytest.approx(6 / 11)


def test_a_star_hangs_on_its_middle() -> None:
    found = analysis.measure(graph_of(6, [(0, i) for i in range(1, 6)]))
    assert [(cut.id, cut.cut_off) for cut in found.cuts] == [("n000", 4)]
    assert found.top(found.rank, 1)[0][0] == "n000"
    assert found.clustering == 0


def test_what_has_no_tie_is_counted_apart() -> None:
    found = analysis.measure(graph_of(5, [(0, 1)]))
    assert found.components == (2, 1, 1, 1)
    assert found.alone == 3


def test_progress_is_told_after_each_measure() -> None:
    told: list[tuple[int, int]] = []
    analysis.measure(graph_of(4, [(0, 1)]), progress=lambda done, of: told.append((done, of)))
    assert told == [(i, 7) for i in range(1, 8)]


@settings(deadline=None)
@given(graphs())
def test_bridges_are_exactly_those_whose_absence_cuts(graph: Graph) -> None:
    found = {cut.id: cut.parts for cut in analysis.measure(graph).cuts}
    walked = {node.id: parts_without(graph, node.id) for node in graph.nodes}
    assert found == {key: parts for key, parts in walked.items() if len(parts) > 1}


@settings(deadline=None)
@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_in_which_it_is_told_changes_nothing(graph: Graph, chance: object) -> None:
    nodes, ties = list(graph.nodes), list(graph.ties)
    chance.shuffle(nodes)  # type: ignore[attr-defined] # hypothesis gives a Random
    chance.shuffle(ties)  # type: ignore[attr-defined]
    other = Graph.of(nodes, (Tie(tie.other, tie.one, tie.weight) for tie in ties))
    assert other == graph
    assert analysis.measure(other) == analysis.measure(graph)
    assert analysis.places_of(other) == analysis.places_of(graph)


@settings(deadline=None)
@given(graphs())
def test_measures_keep_their_laws(graph: Graph) -> None:
    found = analysis.measure(graph)
    assert sum(found.components) == len(graph.nodes)
    assert sum(found.rank.values()) == pytest.approx(1)
    assert all(score >= 0 for score in found.between.values())
    assert 0 <= found.clustering <= 1
    assert sorted(key for group in found.communities for key in group) == sorted(found.core)
    around = graph.neighbours()
    assert all(depth <= len(around[key]) for key, depth in found.core.items())


@settings(deadline=None)
@given(graphs())
def test_everything_stands_inside_the_square_and_apart(graph: Graph) -> None:
    spots = analysis.places_of(graph)
    assert set(spots) == {node.id for node in graph.nodes}
    assert all(0 <= spot.x <= 1 and 0 <= spot.y <= 1 for spot in spots.values())
    assert len({(spot.x, spot.y) for spot in spots.values()}) == len(spots)


def test_a_large_network_is_drawn_in_groups() -> None:
    graph = graph_of(500, [(i, (i * 7 + 1) % 500) for i in range(500)], circles=6)
    drawn = analysis.readable(graph, alone=["n499"])
    marks = {node.id for node in drawn.graph.nodes}
    assert drawn.is_grouped
    assert marks == {*(f"n{i:03}" for i in range(6)), "n499", "B/business", "T/business"}
    assert sum(drawn.size.values()) == 500
    weights = sum(tie.weight for tie in drawn.graph.ties)
    assert weights <= sum(tie.weight for tie in graph.ties)


def test_a_small_network_is_drawn_as_it_is() -> None:
    graph = graph_of(60, [(0, 1)])
    drawn = analysis.readable(graph)
    assert drawn.graph == graph
    assert not drawn.is_grouped


@pytest.mark.parametrize("territories", [1, 20, 90, 400])
def test_never_more_marks_than_a_person_can_read(territories: int) -> None:
    kinds = ("circle", "business", "association", "public")
    nodes = [Node(f"{i:04}", kinds[i % 4], f"t{i % territories}") for i in range(2_000)]
    drawn = analysis.readable(Graph.of(nodes, [Tie("0001", "0002")]), alone=["0003"])
    assert len(drawn.graph.nodes) <= 60
    assert sum(drawn.size.values()) == 2_000
    assert drawn.size["0003"] == 1


def test_thin_circles_and_territories() -> None:
    graph = graph_of(8, [(0, 3), (0, 4), (0, 5), (1, 3)], circles=3)
    assert [(one.id, one.ties) for one in analysis.thin_circles(graph)] == [
        ("n002", 0),
        ("n001", 1),
    ]
    assert [one.id for one in analysis.thin_territories(graph)] == ["B"]


def test_who_hangs_on_one_person_and_what_nobody_offers() -> None:
    assert analysis.hanging_on_one({"c": 1, "a": 1, "b": 2, "d": 0}) == ["a", "c"]
    asked = [("T", "room"), ("T", "room"), ("B", "room"), ("T", "course")]
    assert analysis.missing(asked, [("T", "course")]) == [("T", "room", 2), ("B", "room", 1)]
