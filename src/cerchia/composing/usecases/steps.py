"""What every act on a composition does: who may, hold it, on which version, and write it down."""

from collections.abc import Mapping

from django.db.models import F

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.composing.errors import ChangedMeanwhile, IsOver, NoDraftYet, ReasonMissing
from cerchia.composing.models import Answer, Composition, Decision
from cerchia.composing.rules import Ring

Act = Decision.Act


def step(actor: User, composition: Composition, version: int, **changes: object) -> Composition:
    """Move from `version` to the next one, or say that somebody was faster."""
    require(actor, "composing.arrange", composition)
    rows = Composition.objects.open().filter(pk=composition.pk)
    if not rows.filter(version=version).update(version=F("version") + 1, **changes):
        if not rows.exists():
            raise IsOver
        raise ChangedMeanwhile
    return Composition.objects.select_related("edition", "standing").get(pk=composition.pk)


def write(
    actor: User,
    composition: Composition,
    act: str,
    *,
    reason: str = "",
    answer: Answer | None = None,
    facts: Mapping[str, object] | None = None,
) -> Decision:
    """The act with its reason, kept for good; the log holds ids only. Call it last."""
    row = Decision.objects.create(
        composition=composition,
        act=act,
        answer=answer,
        reason=reason,
        facts=dict(facts or {}),
        by=actor,
    )
    record(
        f"composing.composition.{act}",
        actor=actor,
        about=composition,
        edition_id=composition.edition_id,
        facts={"version": composition.version},
    )
    return row


def reasoned(reason: str) -> str:
    """A reason of some words, or the refusal that asks for one."""
    words = reason.strip()
    if not words:
        raise ReasonMissing
    return words


def rings_of(answer: Answer | None) -> list[Ring]:
    """The circles of an answer; none without one."""
    return [Ring.read(one) for one in answer.content.get("circles", [])] if answer else []


def draft_of(composition: Composition) -> list[Ring]:
    """The circles as they stand now."""
    rings = rings_of(composition.standing)
    if not rings:
        raise NoDraftYet
    return rings
