"""What rooms above hear of: somebody was admitted, a place became free.

A room above registers while it starts (in its `AppConfig.ready`):

    @hooks.admitted
    def carry(actor, candidacy): ...

Each is called inside the transaction of the act, after it was written and before it is logged: a
listener that refuses refuses the act.
"""

from collections.abc import Callable

from cerchia.access.models import User
from cerchia.selection.models import Candidacy

Listener = Callable[[User | None, Candidacy], None]
_admitted: list[Listener] = []
_freed: list[Listener] = []


def admitted(listener: Listener) -> Listener:
    """Register who reacts when a candidate became a participant, once. It has a participation."""
    if listener not in _admitted:
        _admitted.append(listener)
    return listener


def place_freed(listener: Listener) -> Listener:
    """Register who reacts when somebody chosen or proposed went: the candidacy as it is now."""
    if listener not in _freed:
        _freed.append(listener)
    return listener


def tell_admitted(actor: User | None, candidacy: Candidacy) -> None:
    for listener in _admitted:
        listener(actor, candidacy)


def tell_place_freed(actor: User | None, candidacy: Candidacy) -> None:
    for listener in _freed:
        listener(actor, candidacy)
