"""Two organisations that work together or know each other."""

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.network.errors import AlreadyTied, ProgrammesDiffer, TheSame
from cerchia.network.models import Organisation, Tie
from cerchia.network.queries.doubles import ordered
from cerchia.network.usecases.common import as_it_is_now, clean


@transaction.atomic
def tie(*, actor: User, one: Organisation, other: Organisation, words: str = "") -> Tie:
    """Who sees one of the two may tie it to any other they see."""
    require(actor, "network.merge", one, other)
    if one.pk == other.pk:
        raise TheSame
    if one.programme_id != other.programme_id:
        raise ProgrammesDiffer
    first, second = (Organisation(pk=pk) for pk in ordered(one.pk, other.pk))
    first, second = as_it_is_now(first), as_it_is_now(second)
    row, fresh = Tie.objects.get_or_create(
        first=first,
        second=second,
        ended_at=None,
        defaults={"words": clean(words)[:120], "made_by": actor},
    )
    if not fresh:
        raise AlreadyTied
    record("network.tie.made", actor=actor, about=row)
    return row


@transaction.atomic
def end_tie(*, actor: User, row: Tie) -> None:
    """Twice is once."""
    require(actor, "network.merge", row.first, row.second)
    if Tie.objects.filter(pk=row.pk, ended_at=None).update(ended_at=clock.now()):
        record("network.tie.ended", actor=actor, about=row)
