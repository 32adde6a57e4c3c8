"""The long work of this room: a proposal of circles."""

from uuid import UUID

from django.utils.translation import gettext as _

from cerchia.access.models import User
from cerchia.composing import usecases
from cerchia.composing.solving import Ears
from cerchia.jobs.registry import Running, Values, work


@work("composing.propose")
def propose(running: Running, params: Values) -> Values:
    """Solve, and keep the answers in the composition. Asked to stop, it keeps the best so far."""

    def tell(done: int, of: int) -> None:
        running.tell(done, of, _("Putting circles together, one goal after the other."))

    actor = User.objects.get(pk=params["actor"])
    found = usecases.find(
        composition_id=UUID(params["composition"]),
        actor=actor,
        ears=Ears(tell, running.asked_to_stop),
    )
    return {"answers": [str(one.pk) for one in found], "_next": params["_next"]}
