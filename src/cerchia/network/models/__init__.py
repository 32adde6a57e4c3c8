"""The organisations of a territory, who knows them, who asked them, and what they offer."""

from cerchia.network.models.contacts import KnownContact, Outreach, RefreshLink, Tie
from cerchia.network.models.imports import Export, Import, ImportRow
from cerchia.network.models.merges import Merge, NotOne
from cerchia.network.models.offers import CHECKS_OF, Check, Help, Offer, Unit
from cerchia.network.models.organisations import (
    Organisation,
    OrganisationInvitation,
    OrganisationMember,
    OrganisationPerson,
    OrganisationWord,
)

__all__ = [
    "CHECKS_OF",
    "Check",
    "Export",
    "Help",
    "Import",
    "ImportRow",
    "KnownContact",
    "Merge",
    "NotOne",
    "Offer",
    "Organisation",
    "OrganisationInvitation",
    "OrganisationMember",
    "OrganisationPerson",
    "OrganisationWord",
    "Outreach",
    "RefreshLink",
    "Tie",
    "Unit",
]
