"""Refusals that people read. A room subclasses them with its own sentence and code."""

from collections.abc import Mapping
from typing import ClassVar


class DomainError(Exception):
    """A rule of the domain says no.

    `message` is for people: translated lazily by the room, with named placeholders
    that `params` fill in. `code` is stable: programs and tests look at it, never at the words.
    """

    status: ClassVar[int] = 422
    code: str = "refused"
    message: object = ""

    def __init__(
        self, message: object = None, *, code: str | None = None, **params: object
    ) -> None:
        if message is not None:
            self.message = message
        if code is not None:
            self.code = code
        self.params: Mapping[str, object] = params
        super().__init__(self.code)

    def __str__(self) -> str:
        words = str(self.message)
        if not words:
            return self.code
        return words % self.params if self.params else words


class NotYours(DomainError):
    """What is asked for does not exist for this person; the answer never tells which."""

    status = 404
    code = "not_found"


class Forbidden(DomainError):
    """The person may see it and may not do this to it."""

    status = 403
    code = "forbidden"


class Conflict(DomainError):
    """Somebody was faster, or the same thing was said twice with different words."""

    status = 409
    code = "conflict"
