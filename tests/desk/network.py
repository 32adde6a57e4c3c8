"""Ways to make a network around circle Dora."""

from datetime import timedelta

from cerchia.network import words
from cerchia.network.models import Organisation
from cerchia.network.models.organisations import State
from cerchia.programmes.models import Territory
from cerchia.support.models import Commitment
from tests.desk.conftest import NOW, Dora
from tests.factories.network import OrganisationFactory, TieFactory
from tests.factories.offers import OfferFactory
from tests.factories.projects import ProjectFactory, ProjectMemberFactory
from tests.factories.support import CommitmentFactory, NeedFactory

NETWORK = "/rete/"
TORINO, BIELLA, COSSATO = "001272", "096004", "096020"
DATES = {
    State.KNOWN: (),
    State.CONTACTED: ("contacted_at",),
    State.ANSWERED: ("contacted_at", "answered_at"),
    State.ENGAGED: ("contacted_at", "answered_at", "engaged_at"),
}


class Net:
    """Ways to make a network around circle Dora."""

    def __init__(self, dora: Dora) -> None:
        self.dora = dora
        self.territory: Territory = dora.world.territory
        self.programme = dora.world.edition.programme

    def known(self, name: str, state: State = State.KNOWN, **facts: object) -> Organisation:
        row = OrganisationFactory.create(
            programme=self.programme,
            name=name,
            state=state,
            **{"territory": self.territory, "known_at": NOW - timedelta(days=40)}
            | {name: NOW - timedelta(days=20) for name in DATES[state]}
            | facts,
        )
        words.learn([row], fresh=True)
        return row

    def ties(self, one: Organisation, other: Organisation) -> None:
        first, second = sorted([one, other], key=lambda row: row.pk)
        TieFactory.create(first=first, second=second)

    def promises(self, row: Organisation, **facts: object) -> Commitment:
        project = ProjectFactory.create(circle=self.dora.circle)
        ProjectMemberFactory.create(project=project, person=self.dora.amal)
        need = NeedFactory.create(project=project)
        offer = OfferFactory.create(
            organisation=row, edition=self.dora.world.edition, what="Ore con il contabile"
        )
        found: Commitment = CommitmentFactory.create(
            need=need,
            offer=offer,
            **{"state": Commitment.State.AGREED, "person": self.dora.amal} | facts,
        )
        return found
