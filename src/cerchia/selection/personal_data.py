"""What selection holds about people, and what stays when a person's data goes."""

from cerchia.selection.models import (
    Answer,
    Bond,
    BondReason,
    Candidacy,
    CandidacyMoment,
    CriteriaSheet,
    Decision,
    Interview,
    Lock,
    Lot,
    SelectionRound,
    Urgency,
)

TABLES = (Candidacy, Interview, Urgency)
KEPT = {
    CandidacyMoment: "Dated codes of what became of a request; the words in it are sealed and go"
    " with the key of the person.",
    SelectionRound: "A round of an edition; its row names nobody.",
    CriteriaSheet: "The wanted numbers of a round and who wrote them; they name no candidate.",
    Decision: "Who decided what about which codes; the reasons are sealed under the round.",
    Bond: "Which codes are chosen together or walk apart, who wrote it and when; it names nobody.",
    BondReason: "Sealed under a key of its own, which goes when one of the people is forgotten; it"
    " speaks of two people, so neither is given the other's.",
    Lock: "Which code was locked, by whom and when; the reason is sealed under the round.",
    Answer: "What was calculated over codes, sealed under the round; it holds no name.",
    Lot: "Codes of a lot and its seed, so that anybody can draw it again.",
}
