"""What the ties say: measures of a graph, plain values in and plain values out.

Knows no table, no page and no language. The measures are those of `igraph`, imported only when
asked; where things stand in a drawing comes from their identifiers, so that they stay there.
"""

from cerchia.network.analysis.layout import Grouped, Spot, places_of, readable
from cerchia.network.analysis.measures import measure
from cerchia.network.analysis.shapes import Cut, Graph, Measured, Node, Thin, Tie
from cerchia.network.analysis.thinness import (
    hanging_on_one,
    missing,
    thin_circles,
    thin_territories,
)

__all__ = [
    "Cut",
    "Graph",
    "Grouped",
    "Measured",
    "Node",
    "Spot",
    "Thin",
    "Tie",
    "hanging_on_one",
    "measure",
    "missing",
    "places_of",
    "readable",
    "thin_circles",
    "thin_territories",
]
