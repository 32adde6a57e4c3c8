"""What other rooms lay on the table of a meeting, so that this room need not know them.

A room above registers a source while it starts (in its `AppConfig.ready` or beside its policies):

    @hooks.looks
    def open_questions(user, meeting): yield Look(...)

A source asks the same few queries whatever the number of members, and yields only what `user` may
see.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from cerchia.access.models import User
from cerchia.circles.models import Meeting


@dataclass(frozen=True, slots=True)
class Look:
    """Something to look at together. `tone`: care, note or wait; texts are for people already."""

    title: str
    text: str = ""
    url: str = ""
    tone: str = "note"
    person_id: UUID | None = None


Source = Callable[[User, Meeting], Iterable[Look]]
_sources: list[Source] = []


def looks(source: Source) -> Source:
    """Register a source, once."""
    if source not in _sources:
        _sources.append(source)
    return source


def looks_for(user: User, meeting: Meeting) -> list[Look]:
    """What all sources lay on the table, in the order in which they were registered."""
    return [look for source in _sources for look in source(user, meeting)]
