"""What the network holds about people, and what stays when a person's data goes."""

from cerchia.network.models import (
    Export,
    Import,
    ImportRow,
    KnownContact,
    Merge,
    NotOne,
    Offer,
    Organisation,
    OrganisationInvitation,
    OrganisationMember,
    OrganisationPerson,
    OrganisationWord,
    Outreach,
    RefreshLink,
    Tie,
)

TABLES = (KnownContact, OrganisationMember, OrganisationPerson, OrganisationInvitation)
KEPT = {
    Organisation: "A body of a territory; its row names members of staff by account only.",
    OrganisationWord: "Words of the name of a body.",
    Outreach: "An attempt to reach a body, by a member of staff; the memory of the territory.",
    RefreshLink: "What a body answered about its own entry.",
    Tie: "Two bodies that work together; who wrote it is a member of staff.",
    Offer: "Help that a body put on the table; who wrote it is an account.",
    Merge: "Two entries of bodies that became one; who did it is a member of staff.",
    NotOne: "Two entries of bodies that are two; who said so is a member of staff.",
    Import: "A table of bodies; its words go when it is written or left, who sent it is staff.",
    ImportRow: "A row of such a table; its words go with it.",
    Export: "That a list of bodies went out, by a member of staff.",
}
