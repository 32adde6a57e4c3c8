"""What the page of somebody whom the team met shows besides: thoughts for later, the urgency."""

from typing import Any

from cerchia.access.engine import may
from cerchia.access.requests import SignedIn
from cerchia.selection.forms.choosing import ThoughtsForm, UrgencyForm
from cerchia.selection.models import Candidacy
from cerchia.selection.queries import urgency as queries
from cerchia.selection.queries.candidacies import names_of
from cerchia.selection.queries.page import frozen
from cerchia.selection.rules.sheet import Sheet
from cerchia.selection.usecases.deciding import OPEN
from cerchia.selection.usecases.thoughts import AFTER_MEETING
from cerchia.selection.wording import THEMES, URGENCY, hours_words


def beside_the_meeting(request: SignedIn, candidacy: Candidacy) -> dict[str, Any]:
    """What the page of a candidate shows of both: nothing before a meeting, and at the end."""
    over = candidacy.merged_into_id or candidacy.anonymised_at
    if over or candidacy.state not in AFTER_MEETING:
        return {}
    version = frozen(candidacy.round)
    sheet = Sheet.read(version.content) if version else None
    return {
        "thoughts": _thoughts(candidacy, sheet),
        "thinking": ThoughtsForm(candidacy, household=bool(sheet and sheet.one_a_household)),
        "circles": _circles(candidacy),
        **_urgency(request, candidacy, sheet),
    }


def _thoughts(candidacy: Candidacy, sheet: Sheet | None) -> dict[str, Any]:
    return {
        "theme": THEMES.get(candidacy.theme, candidacy.theme),
        "hours": hours_words(candidacy.slots),
        "circle": candidacy.thought_circle,
        "household": candidacy.household if sheet and sheet.one_a_household else "",
    }


def _circles(candidacy: Candidacy) -> list[str]:
    """The names that were thought of in this round so far."""
    rows = Candidacy.objects.filter(round=candidacy.round_id).exclude(thought_circle="")
    return sorted(set(rows.values_list("thought_circle", flat=True)))


def _urgency(request: SignedIn, candidacy: Candidacy, sheet: Sheet | None) -> dict[str, Any]:
    """Only while the criteria ask it and nothing is decided, and for who may write it."""
    asked = sheet is not None and sheet.urgency and candidacy.round.decided_at is None
    if not asked or candidacy.state not in OPEN:
        return {}
    if not may(request.user, "selection.write_urgency", candidacy):
        return {}
    stand = queries.stand_of(request.user, candidacy)
    mine = stand.mine
    initial = {"level": str(mine.level), "why": str(mine.why)} if mine else {}
    return {
        "urgency": stand,
        "urgency_words": URGENCY[stand.state],
        "urgent": UrgencyForm(initial=initial, prefix="urgency"),
        "other_by": names_of([stand.other.by_id]).get(stand.other.by_id) if stand.other else "",
    }
