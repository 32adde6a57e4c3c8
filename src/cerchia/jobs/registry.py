"""Which kinds of work there are. A room writes them in its module `work`, found by itself."""

from collections.abc import Callable
from typing import Any, Protocol

from django.utils.module_loading import autodiscover_modules

Values = dict[str, Any]


class Running(Protocol):
    """What work sees of its own job; safe to call from any thread of the work."""

    def tell(self, done: int, of: int, words: str = "") -> None:
        """Say how far it is. Written at most twice a second."""

    def asked_to_stop(self) -> bool:
        """Whether to end soon with the best so far, or by raising `errors.Stopped`."""


Work = Callable[[Running, Values], Values]
_kinds: dict[str, Work] = {}


def work(kind: str) -> Callable[[Work], Work]:
    """Register `(running, params) -> result`, both plain JSON with ids and without names."""

    def register(run: Work) -> Work:
        if kind in _kinds:
            message = f"work {kind} is registered twice"
            raise RuntimeError(message)
        _kinds[kind] = run
        return run

    return register


def find(kind: str) -> Work:
    """The work of this kind. An unknown one raises KeyError."""
    if kind not in _kinds:
        autodiscover_modules("work")
    return _kinds[kind]


def kinds() -> list[str]:
    autodiscover_modules("work")
    return sorted(_kinds)
