"""What screens read about the network. All of it within the sight of the user who asks."""

from cerchia.network.queries.coverage import (
    Counts,
    Coverage,
    Month,
    coverage,
    coverage_of_people,
    months,
)
from cerchia.network.queries.detail import Attempt, Detail, Named, detail
from cerchia.network.queries.doubles import Pair, doubles, undoable
from cerchia.network.queries.lists import Filters, Line, Page, listing
from cerchia.network.queries.mine import Mine, choices_for, mine
from cerchia.network.queries.queue import QueueLine, Wanted, queue, spoken
from cerchia.network.queries.who import Place, names_of, owners_for, places_named, places_worked

__all__ = [
    "Attempt",
    "Counts",
    "Coverage",
    "Detail",
    "Filters",
    "Line",
    "Mine",
    "Month",
    "Named",
    "Page",
    "Pair",
    "Place",
    "QueueLine",
    "Wanted",
    "choices_for",
    "coverage",
    "coverage_of_people",
    "detail",
    "doubles",
    "listing",
    "mine",
    "months",
    "names_of",
    "owners_for",
    "places_named",
    "places_worked",
    "queue",
    "spoken",
    "undoable",
]
