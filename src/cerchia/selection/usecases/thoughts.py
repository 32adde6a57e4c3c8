"""What the team notes for later: which way a wish goes, when the person is free, which circle it
thinks of. It orders nobody and decides nothing.
"""

from collections.abc import Collection

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.selection.models import Candidacy
from cerchia.selection.models.candidacies import State
from cerchia.selection.refusals import NotMet

AFTER_MEETING = (State.INTERVIEWED, State.PROPOSED, State.WAITING_LIST, State.SELECTED)


@transaction.atomic
def note_thoughts(
    *,
    actor: User,
    candidacy: Candidacy,
    theme: str,
    slots: Collection[str],
    circle: str = "",
    household: str = "",
) -> None:
    """Write what was thought of after a meeting; what was there before is replaced."""
    require(actor, "selection.record_interview", candidacy)
    rows = Candidacy.objects.filter(
        pk=candidacy.pk, state__in=AFTER_MEETING, merged_into=None, anonymised_at=None
    )
    changed = rows.update(
        theme=theme.strip(),
        slots=sorted(set(slots)),
        thought_circle=circle.strip(),
        household=household.strip(),
    )
    if not changed:
        raise NotMet(code=candidacy.code)
    record(
        "selection.candidacy.noted",
        actor=actor,
        about=candidacy,
        edition_id=candidacy.round.edition_id,
        facts={"slots": len(set(slots))},
    )
