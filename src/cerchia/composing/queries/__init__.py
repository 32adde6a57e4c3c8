"""What the pages of composing read."""

from cerchia.composing.queries.board import Board, Card, Option, board_of, locks_of, option_of
from cerchia.composing.queries.existing import Fillable, fillable
from cerchia.composing.queries.places import (
    Start,
    circles_formed,
    keeps_of,
    open_compositions,
    starts_of,
    suggested_names,
)
from cerchia.composing.queries.table import names_taken, table_of, without_a_circle

__all__ = [
    "Board",
    "Card",
    "Fillable",
    "Option",
    "Start",
    "board_of",
    "circles_formed",
    "fillable",
    "keeps_of",
    "locks_of",
    "names_taken",
    "open_compositions",
    "option_of",
    "starts_of",
    "suggested_names",
    "table_of",
    "without_a_circle",
]
