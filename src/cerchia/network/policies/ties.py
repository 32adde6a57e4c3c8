"""Who may have the ties read anew: the team of the territories."""

from cerchia.access.engine import policy
from cerchia.access.models import User
from cerchia.network.models.organisations import FIELD
from cerchia.programmes import standing


@policy("network.read_ties")
def may_read_ties(actor: User, _subject: object = None) -> bool:
    return standing.of(actor).has(*FIELD)
