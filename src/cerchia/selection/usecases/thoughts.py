"""What the team notes for later: which way a wish goes, when the person is free, which circle it
thinks of. It orders nobody and decides nothing.
"""

from collections.abc import Collection

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.selection.models import Candidacy


@transaction.atomic
def note_thoughts(
    *, actor: User, candidacy: Candidacy, theme: str, slots: Collection[str], circle: str = ""
) -> None:
    """Write what was thought of; what was there before is replaced."""
    require(actor, "selection.record_interview", candidacy)
    Candidacy.objects.filter(pk=candidacy.pk).update(
        theme=theme.strip(), slots=sorted(set(slots)), thought_circle=circle.strip()
    )
    record(
        "selection.candidacy.noted",
        actor=actor,
        about=candidacy,
        edition_id=candidacy.round.edition_id,
        facts={"slots": len(set(slots))},
    )
