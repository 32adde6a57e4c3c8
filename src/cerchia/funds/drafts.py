"""Expenses that waited on a phone without network, sealed to the house: who they are of, what is
inside. The phone can add, not read back.

Inside a box: the length of a JSON head in 4 bytes, the head (`fields` as pairs, `files` with their
`name`, `filename`, `type` and `size`, spaces to the end), then the bytes of the files in a row.
"""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from cerchia.access.models import User
from cerchia.vault import boxes, keys
from cerchia.vault.errors import SealBroken

LENGTH_BYTES = 4
MARK_DIGITS = 32
FIELDS_AT_MOST = 40


@dataclass(frozen=True, slots=True)
class Waiting:
    """A box as it comes from the phone. `key` is the key of the expense, made with the form."""

    key: UUID
    key_id: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, as the form takes it."""

    fields: QueryDict
    files: MultiValueDict[str, Any]


def mark_of(user: User) -> str:
    """Tells the boxes of one account from another's on a shared phone, and says nothing else."""
    return keys.content_hash(user.pk.bytes, "owner of drafts")[:MARK_DIGITS]


def opened(waiting: Waiting, *, owner: User) -> Draft:
    """The content of a box that `owner` closed. `SealBroken` for all others, and if broken."""
    context = f"{waiting.key_id}:{mark_of(owner)}:{waiting.key}"
    content = boxes.open_box(waiting.sealed, key_id=waiting.key_id, context=context)
    try:
        return _unpacked(content, waiting.key)
    except (ValueError, KeyError, TypeError) as broken:
        raise SealBroken("This box holds no expense.") from broken


def _unpacked(content: bytes, key: UUID) -> Draft:
    start = LENGTH_BYTES + int.from_bytes(content[:LENGTH_BYTES], "big")
    head = json.loads(content[LENGTH_BYTES:start])
    fields = QueryDict(mutable=True)
    for name, value in head["fields"][:FIELDS_AT_MOST]:
        fields.appendlist(str(name), str(value))
    fields["key"] = str(key)
    files: MultiValueDict[str, Any] = MultiValueDict()
    for one in head["files"]:
        end = start + int(one["size"])
        name, kind = str(one["filename"]), str(one["type"])
        files.appendlist(str(one["name"]), SimpleUploadedFile(name, content[start:end], kind))
        start = end
    return Draft(fields, files)
