"""What waits for somebody of the team: for the desk of today and for the page of offers."""

from dataclasses import dataclass

from cerchia.access.models import User
from cerchia.circles.scope import in_posts
from cerchia.kit import clock
from cerchia.network.models import Offer
from cerchia.network.policies.offers import FIELD
from cerchia.programmes import standing
from cerchia.support.models import Commitment, Need
from cerchia.support.queries.commitments import commitments_waiting


@dataclass(frozen=True, slots=True)
class Board:
    """How many wait, in the scope of one member of staff."""

    offers_to_check: int
    offers_available: int
    needs_waiting: int
    needs_late: int
    proposals_waiting: int
    commitments_open: int
    commitments_to_close: int


def board(user: User) -> Board:
    """Seven counts, one query each. Proposals and commitments: of projects that `user` may read."""
    here = in_posts(standing.of(user), *FIELD)
    offers = Offer.objects.filter(here)
    needs = Need.objects.waiting().filter(here)
    mine = Commitment.objects.visible_to(user)
    return Board(
        offers_to_check=offers.to_check().count(),
        offers_available=offers.open().count(),
        needs_waiting=needs.count(),
        needs_late=needs.filter(by_on__lt=clock.today()).count(),
        proposals_waiting=mine.filter(state=Commitment.State.PROPOSED).count(),
        commitments_open=mine.open().count(),
        commitments_to_close=commitments_waiting(user).count(),
    )
