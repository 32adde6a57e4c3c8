"""The same measures of the same graph by igraph (as the product asks it) or by networkx.

`python -m benchmarks.within.measures igraph 100000 400000` prints a line of JSON for each measure
as it ends, so that a peer that does not end can be left.
"""

import json
import random
import sys
import time
from collections.abc import Callable
from typing import Any

SEED = 2013
SOURCES = 64


def pairs_of(nodes: int, ties: int) -> list[tuple[int, int]]:
    """Most ties to somebody near, some to anybody."""
    chance = random.Random(SEED)  # noqa: S311 - invented
    found: set[tuple[int, int]] = set()
    while len(found) < ties:
        one = chance.randrange(nodes)
        far = chance.random() < 0.05  # noqa: PLR2004 - few lead far away
        other = (one + chance.randrange(1, nodes if far else 40)) % nodes
        if one != other:
            found.add((min(one, other), max(one, other)))
    return sorted(found)


def tell(name: str, seconds: float, **more: float) -> None:
    sys.stdout.write(json.dumps({"name": name, "seconds": seconds, **more}) + "\n")
    sys.stdout.flush()


def by_igraph(nodes: int, pairs: list[tuple[int, int]]) -> None:
    import igraph  # noqa: F401, PLC0415 - loaded before the clock runs, as the peer is

    from cerchia.network import analysis  # noqa: PLC0415 - the peer runs without it

    names = (
        "components", "core", "cuts", "pagerank", "betweenness", "communities", "clustering",
    )  # fmt: skip
    began = time.perf_counter()
    graph = analysis.Graph.of(
        (analysis.Node(f"{i:07}", "business", str(i % 2)) for i in range(nodes)),
        (analysis.Tie(f"{a:07}", f"{b:07}") for a, b in pairs),
    )
    last = time.perf_counter()
    tell("build", last - began)

    def progress(done: int, _of: int) -> None:
        nonlocal last
        now = time.perf_counter()
        tell(names[done - 1], now - last)
        last = now

    found = analysis.measure(graph, progress=progress)
    tell("whole", time.perf_counter() - began, modularity=found.modularity)


def by_networkx(nodes: int, pairs: list[tuple[int, int]]) -> None:
    import networkx  # noqa: PLC0415 - only here, and only where it is installed

    graph = networkx.Graph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from(pairs)
    steps: dict[str, Callable[[], Any]] = {
        "components": lambda: sum(1 for _ in networkx.connected_components(graph)),
        "core": lambda: networkx.core_number(graph),
        "cuts": lambda: sum(1 for _ in networkx.articulation_points(graph)),
        "pagerank": lambda: networkx.pagerank(graph),
        "clustering": lambda: networkx.transitivity(graph),
        "betweenness": lambda: networkx.betweenness_centrality(graph, k=SOURCES, seed=SEED),
        "communities": lambda: networkx.community.louvain_communities(graph, seed=SEED),
    }
    for name, step in steps.items():
        began = time.perf_counter()
        step()
        tell(name, time.perf_counter() - began)


def main() -> None:
    by, nodes, ties = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    pairs = pairs_of(nodes, ties)
    {"igraph": by_igraph, "networkx": by_networkx}[by](nodes, pairs)


if __name__ == "__main__":
    main()
