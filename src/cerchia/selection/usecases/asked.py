"""What a round asks of everybody: the rules of who can take part, the questions of the talk."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.selection.errors import AlreadyDecided, NoRuleSet
from cerchia.selection.models import SelectionRound
from cerchia.selection.rules.eligibility import is_rule_set

MOST_QUESTIONS = 12


@transaction.atomic
def set_asked(
    *,
    actor: User,
    selection: SelectionRound,
    rules: Mapping[str, Any],
    questions: Iterable[Mapping[str, Any]],
    hides_identity: bool,
) -> None:
    """Until the round is decided. What was checked before stays as it was explained then."""
    require(actor, "selection.run_round", selection)
    asked = [dict(one) for one in questions][:MOST_QUESTIONS]
    if not is_rule_set(dict(rules)):
        raise NoRuleSet
    rows = SelectionRound.objects.filter(pk=selection.pk, decided_at=None)
    changed = {"eligibility": dict(rules), "questions": asked, "hides_identity": hides_identity}
    if not rows.update(**changed):
        raise AlreadyDecided
    record(
        "selection.round.asked",
        actor=actor,
        about=selection,
        edition_id=selection.edition_id,
        facts={"rules": dict(rules), "questions": len(asked), "hides_identity": hides_identity},
    )
