"""Rounds with their criteria, candidacies with their life, and the acts by which people choose."""

from cerchia.selection.models.candidacies import Candidacy, CandidacyMoment, Interview
from cerchia.selection.models.decisions import Answer, Decision, Lock, Lot
from cerchia.selection.models.rounds import CriteriaSheet, SelectionRound

__all__ = [
    "Answer",
    "Candidacy",
    "CandidacyMoment",
    "CriteriaSheet",
    "Decision",
    "Interview",
    "Lock",
    "Lot",
    "SelectionRound",
]
