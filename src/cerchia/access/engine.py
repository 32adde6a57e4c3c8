"""The policy engine: one name, one predicate, asked by views, use cases, templates and tests."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from cerchia.kit.errors import Forbidden

if TYPE_CHECKING:
    from cerchia.access.models import User

Predicate = Callable[..., bool]
_policies: dict[str, Predicate] = {}


class NotAllowed(Forbidden):
    """The actor may see the thing but not do this to it. Answered with 403."""

    code = "not_allowed"
    message = _("This is not yours to do. Nothing was changed.")


def policy(name: str) -> Callable[[Predicate], Predicate]:
    """Register a predicate `(actor, subject) -> bool` under `room.verb_noun`, once."""

    def register(predicate: Predicate) -> Predicate:
        if name in _policies:
            message = f"policy {name} is registered twice"
            raise RuntimeError(message)
        _policies[name] = predicate
        return predicate

    return register


def may(actor: "User", name: str, *subject: Any) -> bool:
    """Whether the policy `name` allows `actor`. An unknown name raises KeyError: fail closed."""
    return bool(actor.is_active and _policies[name](actor, *subject))


def require(actor: "User", name: str, *subject: Any) -> None:
    """Raise NotAllowed unless the policy `name` allows `actor`."""
    if not may(actor, name, *subject):
        raise NotAllowed


def names() -> list[str]:
    """Every registered policy, for the tests that walk them."""
    return sorted(_policies)
