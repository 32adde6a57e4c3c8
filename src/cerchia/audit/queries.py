"""Reading the logs: who opened a file, and whether anything was touched."""

from collections.abc import Iterator

from cerchia.audit import keys
from cerchia.audit.models import CHAIN, Entry, FileRead, Head
from cerchia.audit.rules import seal


def broken() -> Iterator[str]:
    """One sentence for each broken seal, gap or fork. Streams: any number of rows."""
    yield from broken_entries()
    yield from broken_reads()


def broken_entries() -> Iterator[str]:
    known = keys.by_name()
    previous, seq = "", 0
    for entry in Entry.objects.order_by("seq").iterator():
        seq += 1
        if entry.seq != seq:
            yield f"audit entry {seq} is missing before {entry.seq}"
            seq = entry.seq
        key = known.get(entry.key_id)
        if key is None:
            yield f"audit entry {entry.seq} was sealed with a key that is not ours"
        elif entry.previous_hash != previous or entry.hash != seal(key, entry.content(), previous):
            yield f"audit entry {entry.seq} was changed"
        previous = entry.hash
    head = Head.objects.filter(name=CHAIN).first()
    if head is not None and (head.seq, head.hash) != (seq, previous):
        yield f"the audit log ends at {seq}, its head says {head.seq}"


def broken_reads() -> Iterator[str]:
    known = keys.by_name()
    for read in FileRead.objects.order_by().iterator():
        key = known.get(read.key_id)
        if key is None or read.seal != seal(key, read.content()):
            yield f"the look {read.pk} at a person's file was changed"


def counted() -> dict[str, int]:
    return {"acts": Entry.objects.count(), "looks": FileRead.objects.count()}
