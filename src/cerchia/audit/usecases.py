"""The two doors of the log. Both write in the caller's transaction, or fail with it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID, uuid4

from django.db import connection, models, transaction

from cerchia.audit import keys
from cerchia.audit.models import CHAIN, Entry, FileRead, Head
from cerchia.audit.rules import seal
from cerchia.kit import clock

HEAD = "SELECT name, seq, hash FROM audit_head WHERE name = %s"
MOVE_HEAD = "UPDATE audit_head SET seq = %s, hash = %s WHERE name = %s"


class Actor(Protocol):
    """Whoever acts: a user, known here by id only."""

    pk: UUID


@transaction.atomic(savepoint=False)
def record(
    action: str,
    *,
    actor: Actor | None,
    about: models.Model | None = None,
    edition_id: UUID | None = None,
    facts: Mapping[str, object] | None = None,
) -> Entry:
    """Append one act to the chain. `facts`: codes, ids and numbers, never words or names.

    Call it last in a use case: the head of the chain is held until the transaction ends.
    """
    entry = Entry(
        at=clock.now(),
        actor_id=actor.pk if actor else None,
        action=action,
        about_kind=about._meta.label_lower if about is not None else "",
        about_id=about.pk if about is not None else None,
        edition_id=edition_id,
        facts=dict(facts or {}),
    )
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    head = next(iter(Head.objects.raw(HEAD + lock, [CHAIN])), None) or _begin()
    entry.seq = head.seq + 1
    entry.previous_hash = head.hash
    entry.key_id, key = keys.current()
    entry.hash = seal(key, entry.content(), head.hash)
    entry.save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute(MOVE_HEAD, [entry.seq, entry.hash, CHAIN])
    return entry


def _begin() -> Head:
    Head.objects.get_or_create(name=CHAIN)
    return Head.objects.select_for_update().get(name=CHAIN)


def file_opened(
    *, reader: Actor, role: str, people: Iterable[UUID], part: str, at: datetime | None = None
) -> None:
    """Write, before the answer, that `reader` looks at `part` of the file of each of `people`.

    One INSERT. If it fails the page must not be shown. Looking at one's own file leaves no row:
    leave the reader's own person out of `people`.
    """
    moment = at or clock.now()
    key_name, key = keys.current()
    reads = [
        FileRead(
            id=uuid4(),
            at=moment,
            person_id=person,
            reader_id=reader.pk,
            reader_role=role,
            part=part,
            key_id=key_name,
        )
        for person in dict.fromkeys(people)
    ]
    for read in reads:
        read.seal = seal(key, read.content())
    FileRead.objects.bulk_create(reads)
