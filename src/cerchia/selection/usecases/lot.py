"""A lot among equals, only where the team asks for it: sealed before, witnessed, repeatable."""

from collections.abc import Sequence
from itertools import combinations
from math import comb

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.balance.selection import lot as drawing
from cerchia.kit import clock
from cerchia.selection.models import Candidacy, Decision, Lot, SelectionRound
from cerchia.selection.models.candidacies import State
from cerchia.selection.queries.bonds import together_in
from cerchia.selection.refusals import (
    LotDrawn,
    LotImpossible,
    RoundDecided,
    SeedMissing,
    Torn,
    WhyMissing,
    WitnessesMissing,
)
from cerchia.selection.usecases.deciding import frozen_sheet
from cerchia.selection.usecases.turns import claim, write_act

MOST_LISTS = 5000
LEAST_WITNESSES = 2
OUTSIDE = (State.INTERVIEWED, State.WAITING_LIST)


class Called:
    """Why a lot, where its seed will come from, and who looks on."""

    def __init__(self, *, reason: str, seed_from: str, witnesses: str) -> None:
        """As it was typed."""
        self.reason, self.seed_from = reason, seed_from
        self.names = [line.strip() for line in witnesses.splitlines() if line.strip()]


@transaction.atomic
def call_lot(
    *,
    actor: User,
    round_: SelectionRound,
    among: Sequence[str],
    places: int,
    said: Called,
    seen: int,
) -> Lot:
    """Number and seal every possible list of `places` people, before any seed is known.

    Who is chosen together with somebody is in no lot: it could part them.
    """
    require(actor, "selection.run_round", round_)
    if round_.decided_at is not None:
        raise RoundDecided
    _check(said)
    claim(round_, seen)
    frozen_sheet(round_)
    rows = Candidacy.objects.standing_alone().filter(round=round_, code__in=among)
    codes = sorted(rows.filter(state__in=OUTSIDE).values_list("code", flat=True))
    enough = set(codes) == set(among) and 0 < places < len(codes)
    if not enough or comb(len(codes), places) > MOST_LISTS:
        raise LotImpossible
    groups = together_in(round_)
    if bound := next((groups[code] for code in codes if code in groups), None):
        raise Torn(codes=", ".join(sorted(bound)))
    lists = [list(each) for each in combinations(codes, places)]
    row = Lot.objects.create(
        round=round_,
        places=places,
        among=codes,
        lists=lists,
        lists_sha256=drawing.seal(lists).whole,
        reason=said.reason.strip(),
        seed_from=said.seed_from.strip(),
        witnesses="\n".join(said.names),
        called_by=actor,
    )
    facts = {"lot": str(row.pk), "places": places, "sha256": row.lists_sha256}
    write_act(actor, round_, Decision.Kind.LOT_CALLED, reason=said.reason, facts=facts)
    return row


def _check(said: Called) -> None:
    if not said.reason.strip() or not said.seed_from.strip():
        raise WhyMissing
    if len(set(said.names)) < LEAST_WITNESSES:
        raise WitnessesMissing


@transaction.atomic
def draw_lot(*, actor: User, lot: Lot, seed: str, seen: int) -> Lot:
    """Draw once, by the published seed. The outcome is a proposal that a person confirms."""
    require(actor, "selection.run_round", lot.round)
    if not seed.strip():
        raise SeedMissing
    claim(lot.round, seen)
    drawn = drawing.draw(lot.lists, seed)
    rows = Lot.objects.filter(pk=lot.pk, drawn_at=None)
    if not rows.update(seed=drawn.seed, number=drawn.number, drawn_by=actor, drawn_at=clock.now()):
        raise LotDrawn
    lot.refresh_from_db()
    facts = {"lot": str(lot.pk), "number": drawn.number, "seed": drawn.seed}
    write_act(
        actor,
        lot.round,
        Decision.Kind.LOT_DRAWN,
        facts={**facts, "winners": list(drawn.chosen)},
    )
    return lot
