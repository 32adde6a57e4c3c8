"""One act after the other: who acts on an older version is told, and nothing moves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.selection.models import Decision, SelectionRound
from cerchia.selection.refusals import Overtaken


@dataclass(frozen=True, slots=True)
class Moves:
    """Codes that came into the proposal and that went out of it."""

    entered: Sequence[str] = ()
    left: Sequence[str] = ()


NONE = Moves()


def claim(round_: SelectionRound, seen: int) -> None:
    """The turn of whoever saw version `seen`; else raises `Overtaken`. Call it first: others wait
    for the end of this transaction, and then are told.
    """
    rows = SelectionRound.objects.filter(pk=round_.pk, version=seen)
    if not rows.update(version=F("version") + 1):
        raise Overtaken
    round_.version = seen + 1


def write_act(
    actor: User | None,
    round_: SelectionRound,
    kind: str,
    *,
    reason: str = "",
    moves: Moves = NONE,
    facts: Mapping[str, Any] | None = None,
) -> Decision:
    """Keep the act of a turn that was claimed. Call it last."""
    row = Decision.objects.create(
        round=round_,
        version=round_.version,
        kind=Decision.Kind(kind),
        by=actor,
        reason=reason.strip(),
        entered=sorted(moves.entered),
        left=sorted(moves.left),
        facts=dict(facts or {}),
    )
    record(
        f"selection.round.{kind}",
        actor=actor,
        about=round_,
        edition_id=round_.edition_id,
        facts={"entered": row.entered, "left": row.left, **row.facts},
    )
    return row


def take_turn(
    actor: User | None, round_: SelectionRound, seen: int, kind: str, *, reason: str = ""
) -> Decision:
    """An act that moves nobody."""
    claim(round_, seen)
    return write_act(actor, round_, kind, reason=reason)
