"""Asking for a proposal: in the background, once for the same question."""

from django.urls import reverse

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.jobs.models import Job
from cerchia.jobs.usecases import start
from cerchia.selection.models import Candidacy, SelectionRound
from cerchia.selection.models.candidacies import State
from cerchia.selection.queries.people import considered
from cerchia.selection.queries.urgency import pairs_for
from cerchia.selection.refusals import RoundDecided, SheetRefused
from cerchia.selection.rules.sheet import Sheet
from cerchia.selection.usecases.deciding import frozen_sheet
from cerchia.selection.usecases.sheet import refusals

KIND = "selection.propose"
MOST_LISTS = 1000
LARGEST_SEED = 2**31 - 1


def ask(*, actor: User, round_: SelectionRound, seed: int = 1, lists: int = 0) -> Job:
    """Begin to work out a proposal. With people proposed already it changes as few as it can;
    with `lists` it counts everybody's chance instead. Refuses criteria that may not be used, and
    an urgency that counts and was not written for everybody.
    """
    require(actor, "selection.run_round", round_)
    if round_.decided_at is not None:
        raise RoundDecided
    sheet = frozen_sheet(round_)
    wanted = Sheet.read(sheet.content)
    if refused := refusals(round_, wanted):
        raise SheetRefused(" ".join(refused))
    pairs_for(considered(round_), wanted)
    lists, seed = min(max(lists, 0), MOST_LISTS), min(max(seed, 0), LARGEST_SEED)
    held = Candidacy.objects.standing_alone().filter(round=round_, state=State.PROPOSED)
    return start(
        kind=KIND,
        actor=actor,
        params={
            "round": str(round_.pk),
            "sheet": str(sheet.pk),
            "actor": str(actor.pk),
            "again": held.exists() and not lists,
            "seed": seed,
            "lists": lists,
            "_again": reverse("selection:balance"),
        },
        edition_id=round_.edition_id,
        key=f"selection:{round_.pk}:{round_.version}:{lists}:{seed}",
    )
