"""Drawings made on the server, from plain values: each has a sentence for who does not see it.

Give the same values to the component `chart`, which puts them in a table beside the drawing.
"""

from cerchia.web.charts.bars import (
    Balance,
    Plan,
    Weight,
    balance_bars,
    contact_weights,
    planned_and_spent,
)
from cerchia.web.charts.funnel import Stages, funnel
from cerchia.web.charts.lines import Series, growth
from cerchia.web.charts.maps import Area, Dot, territory_map
from cerchia.web.charts.relations import Member, Tie, relation_ring
from cerchia.web.charts.ties import Knot, Thread, tie_graph
from cerchia.web.charts.timeline import Mark, Phase, timeline

__all__ = [
    "Area",
    "Balance",
    "Dot",
    "Knot",
    "Mark",
    "Member",
    "Phase",
    "Plan",
    "Series",
    "Stages",
    "Thread",
    "Tie",
    "Weight",
    "balance_bars",
    "contact_weights",
    "funnel",
    "growth",
    "planned_and_spent",
    "relation_ring",
    "territory_map",
    "tie_graph",
    "timeline",
]
