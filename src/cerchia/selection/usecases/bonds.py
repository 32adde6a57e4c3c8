"""Writing who is chosen together or walks apart, and taking it back. Why is kept elsewhere."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.selection.models import Bond, BondReason, Candidacy, Decision, SelectionRound
from cerchia.selection.queries.bonds import STANDS, Tie, groups_in, ties_of
from cerchia.selection.refusals import (
    BondOver,
    BondThere,
    NotMet,
    RoundDecided,
    TogetherAndApart,
    TwoNamed,
    WhyMissing,
)
from cerchia.selection.rules.bonds import clashes, groups_of
from cerchia.selection.usecases.deciding import frozen_sheet
from cerchia.selection.usecases.turns import claim, write_act

FEWEST = 2


@transaction.atomic
def tie(
    *,
    actor: User,
    round_: SelectionRound,
    kind: str,
    people: Collection[Candidacy],
    reason: str,
    seen: int,
) -> Bond:
    """These are chosen together or not at all, or never walk in one circle. The act tells which
    territories it is about and neither who nor why.
    """
    rows = sorted({one.pk: one for one in people}.values(), key=lambda one: one.code)
    where = frozenset(one.territory_id for one in rows)
    require(actor, "selection.change_proposal", round_, where)
    if round_.decided_at is not None:
        raise RoundDecided
    if not reason.strip():
        raise WhyMissing
    claim(round_, seen)
    frozen_sheet(round_)
    wanted = Bond.Kind(kind)
    _check(ties_of(round_), wanted, rows)
    bond = Bond.objects.create(round=round_, kind=wanted, written_by=actor)
    bond.people.set(rows)
    BondReason.objects.create(bond=bond, text=reason.strip())
    write_act(actor, round_, Decision.Kind.TIED, facts=_facts(bond, where))
    return bond


def _check(ties: Sequence[Tie], kind: Bond.Kind, rows: Sequence[Candidacy]) -> None:
    if len(rows) < FEWEST:
        raise TwoNamed
    for one in rows:
        if one.state not in STANDS:
            raise NotMet(code=one.code)
    codes = tuple(one.code for one in rows)
    if any(tie.bond.kind == kind and set(tie.codes) == set(codes) for tie in ties):
        raise BondThere
    if kind == Bond.Kind.TOGETHER:
        groups = groups_of([codes, *(one.codes for one in ties if one.is_together)])
        apart = [one.codes for one in ties if not one.is_together]
    else:
        groups, apart = groups_in(ties), [codes]
    if clashing := clashes(groups, apart):
        raise TogetherAndApart(codes=", ".join(sorted(clashing[0])))


@transaction.atomic
def untie(*, actor: User, bond: Bond, seen: int) -> None:
    """It no longer counts; that it was there, and who wrote it, stays."""
    round_ = bond.round
    where = territories_of(bond)
    require(actor, "selection.change_proposal", round_, where)
    if round_.decided_at is not None:
        raise RoundDecided
    claim(round_, seen)
    rows = Bond.objects.standing().filter(pk=bond.pk)
    if not rows.update(ended_at=clock.now(), ended_by=actor):
        raise BondOver
    write_act(actor, round_, Decision.Kind.UNTIED, facts=_facts(bond, where))


@transaction.atomic
def read_reason(*, actor: User, bond: Bond) -> str:
    """Why, for who may read it; that it was read is written."""
    require(actor, "selection.change_proposal", bond.round, territories_of(bond))
    text = str(bond.why.text)
    record("selection.bond.read", actor=actor, about=bond, edition_id=bond.round.edition_id)
    return text


def territories_of(bond: Bond) -> frozenset[UUID]:
    return frozenset(bond.people.values_list("territory_id", flat=True))


def _facts(bond: Bond, where: Collection[UUID]) -> dict[str, object]:
    return {
        "bond": str(bond.pk),
        "kind": str(bond.kind),
        "territories": sorted(str(one) for one in where),
    }
