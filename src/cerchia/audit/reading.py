"""The door of the log for those who only read: a look at a file leaves a trace, and that is all
they ever write.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from cerchia.audit.usecases import Actor, file_opened


@transaction.atomic(savepoint=False)
def parts_opened(*, reader: Actor, role: str, people: Iterable[UUID], parts: Iterable[str]) -> None:
    """Write, before the answer, that `reader` looks at these parts of these files: all or none."""
    opened = list(people)
    for part in parts:
        file_opened(reader=reader, role=role, people=opened, part=part)


__all__ = ["parts_opened"]
