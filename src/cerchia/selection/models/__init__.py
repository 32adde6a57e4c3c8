"""Rounds with their criteria, candidacies with their life, and the acts by which people choose."""

from cerchia.selection.models.bonds import Bond, BondReason
from cerchia.selection.models.candidacies import Candidacy, CandidacyMoment, Interview
from cerchia.selection.models.decisions import Answer, Decision, Lock, Lot
from cerchia.selection.models.rounds import CriteriaSheet, SelectionRound
from cerchia.selection.models.urgency import Urgency

__all__ = [
    "Answer",
    "Bond",
    "BondReason",
    "Candidacy",
    "CandidacyMoment",
    "CriteriaSheet",
    "Decision",
    "Interview",
    "Lock",
    "Lot",
    "SelectionRound",
    "Urgency",
]
