"""What other rooms say is still open in an edition, so that this room need not know them.

A room above registers a source beside its policies:

    @hooks.still_open
    def uncontacted(edition): yield Matter("uncontacted_organisations", _("…"), 3)

An edition is closed with open matters only with a written reason (invariant 16).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cerchia.programmes.models import Edition


@dataclass(frozen=True, slots=True)
class Matter:
    """Something not finished: a stable code, the words for people, how many."""

    code: str
    words: str
    n: int


Source = Callable[[Edition], Iterable[Matter]]
_sources: list[Source] = []


def still_open(source: Source) -> Source:
    """Register a source, once."""
    if source not in _sources:
        _sources.append(source)
    return source


def matters_of(edition: Edition) -> list[Matter]:
    """What is open, in the order in which the sources were registered; nothing of which is none."""
    return [matter for source in _sources for matter in source(edition) if matter.n]
