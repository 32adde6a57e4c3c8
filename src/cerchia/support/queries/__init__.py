"""Reading needs and commitments for screens and other rooms. No query grows with the rows."""

from cerchia.support.queries.board import Board, board
from cerchia.support.queries.commitments import (
    CommitmentRow,
    commitment_row,
    commitments_by_circle,
    commitments_of_circle,
    commitments_of_organisations,
    commitments_of_project,
    commitments_waiting,
)
from cerchia.support.queries.contacts import FEWEST_CONTACTS, contacts_outside
from cerchia.support.queries.names import Known, names_read_by, who_knows_me
from cerchia.support.queries.needs import (
    NeedRow,
    need_row,
    needs_answerable_by,
    needs_of_project,
    needs_waiting,
)
from cerchia.support.queries.suggestions import (
    Suggestion,
    for_need,
    for_needs,
    needs_for_offer,
    offers_for_member,
    steps_for_offer,
)

__all__ = [
    "FEWEST_CONTACTS",
    "Board",
    "CommitmentRow",
    "Known",
    "NeedRow",
    "Suggestion",
    "board",
    "commitment_row",
    "commitments_by_circle",
    "commitments_of_circle",
    "commitments_of_organisations",
    "commitments_of_project",
    "commitments_waiting",
    "contacts_outside",
    "for_need",
    "for_needs",
    "names_read_by",
    "need_row",
    "needs_answerable_by",
    "needs_for_offer",
    "needs_of_project",
    "needs_waiting",
    "offers_for_member",
    "steps_for_offer",
    "who_knows_me",
]
