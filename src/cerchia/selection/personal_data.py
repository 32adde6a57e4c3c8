"""What selection holds about people, and what stays when a person's data goes."""

from cerchia.selection.models import (
    Answer,
    Candidacy,
    CandidacyMoment,
    CriteriaSheet,
    Decision,
    Interview,
    Lock,
    Lot,
    SelectionRound,
)

TABLES = (Candidacy, Interview)
KEPT = {
    CandidacyMoment: "Dated codes of what became of a request; the words in it are sealed and go"
    " with the key of the person.",
    SelectionRound: "A round of an edition; its row names nobody.",
    CriteriaSheet: "The wanted numbers of a round and who wrote them; they name no candidate.",
    Decision: "Who decided what about which codes; the reasons are sealed under the round.",
    Lock: "Which code was locked, by whom and when; the reason is sealed under the round.",
    Answer: "What was calculated over codes, sealed under the round; it holds no name.",
    Lot: "Codes of a lot and its seed, so that anybody can draw it again.",
}
