"""Answers of the solver, and what people make of them: take, move by hand."""

from uuid import UUID

from django.db import transaction
from django.urls import reverse

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.composing.errors import (
    AnswerIsOld,
    IsLocked,
    IsOver,
    KeptApart,
    LeftThere,
    NobodyWaits,
    NotAtTheTable,
    NothingChanges,
    OtherTerritory,
    TooFew,
    WalksThere,
)
from cerchia.composing.models import Answer, Composition
from cerchia.composing.queries.table import table_of
from cerchia.composing.rules import (
    Change,
    Ring,
    Table,
    Values,
    before,
    kept_apart,
    still_here,
    too_few,
    tried,
)
from cerchia.composing.solving import Ears, solve
from cerchia.composing.usecases.steps import Act, draft_of, reasoned, rings_of, step, write
from cerchia.jobs.models import Job
from cerchia.jobs.usecases import start

KIND = "composing.propose"
AFTER_A_DRAFT = (Answer.Kind.FEWEST_CHANGES, Answer.Kind.BEST_AGAIN)


@transaction.atomic
def ask(*, actor: User, composition: Composition) -> Job:
    """Ask for a proposal, in the background. Small territories are asked about first."""
    require(actor, "composing.arrange", composition)
    if not composition.is_open:
        raise IsOver
    _can_be_solved(table_of(composition))
    board = reverse("composing:board", args=[composition.pk])
    return start(
        kind=KIND,
        actor=actor,
        params={
            "composition": str(composition.pk),
            "actor": str(actor.pk),
            "_next": board,
            "_again": board,
        },
        edition_id=composition.edition_id,
        key=f"{KIND}:{composition.pk}",
    )


def _can_be_solved(table: Table) -> None:
    if not table.walkers:
        raise NobodyWaits
    if few := too_few(table):
        raise TooFew(places=", ".join(f"{place} ({n})" for place, n in few.items()))


def find(*, composition_id: UUID, actor: User, ears: Ears) -> list[Answer]:
    """Solve and keep the answers. Where there was no draft the first proposal becomes it."""
    composition = Composition.objects.select_related("standing").get(pk=composition_id)
    require(actor, "composing.arrange", composition)
    table = table_of(composition)
    _can_be_solved(table)
    drafted = rings_of(composition.standing)
    found = solve(table, previous=before(drafted, table), again=bool(drafted), ears=ears)
    return _keep(actor, composition, found, first=not drafted)


@transaction.atomic
def _keep(
    actor: User, composition: Composition, found: list[Values], *, first: bool
) -> list[Answer]:
    kinds = [Answer.Kind.PROPOSAL] if first else list(AFTER_A_DRAFT)
    rows = [
        Answer.objects.create(
            composition=composition,
            kind=kind,
            on_version=composition.version,
            content={name: part for name, part in content.items() if name != "why"},
            made_by=actor,
        )
        for kind, content in zip(kinds, found, strict=False)
    ]
    if first and rows[0].content["circles"]:
        composition = step(actor, composition, composition.version, standing=rows[0])
    write(actor, composition, Act.PROPOSED, answer=rows[0])
    return rows


@transaction.atomic
def take(
    *,
    actor: User,
    composition: Composition,
    version: int,
    answer: Answer,
    reason: str,
    alternative: int | None = None,
) -> Composition:
    """This answer is the draft from now on; an alternative of it by its number."""
    reason = reasoned(reason)
    chosen = answer if alternative is None else _alternative(actor, answer, alternative, version)
    if not chosen.content.get("circles"):
        raise AnswerIsOld
    if alternative is None and answer.on_version != version:
        raise AnswerIsOld
    moved = step(actor, composition, version, standing=chosen)
    write(actor, moved, Act.TAKEN, reason=reason, answer=chosen)
    return moved


def _alternative(actor: User, answer: Answer, number: int, version: int) -> Answer:
    others = answer.content.get("alternatives", [])
    if not 0 <= number < len(others):
        raise AnswerIsOld
    return Answer.objects.create(
        composition=answer.composition,
        kind=Answer.Kind.ALTERNATIVE,
        on_version=version,
        content={
            "schema": 1,
            "status": answer.content["status"],
            "circles": others[number]["circles"],
            "of": str(answer.pk),
        },
        made_by=actor,
    )


@transaction.atomic
def change(
    *, actor: User, composition: Composition, version: int, change: Change, reason: str
) -> Composition:
    """Somebody goes to another circle, or one of the team joins or leaves one, by hand."""
    reason = reasoned(reason)
    require(actor, "composing.arrange", composition)
    rings = draft_of(composition)
    after = trial(table_of(composition), rings, change)
    answer = by_hand(actor, composition, version, after)
    moved = step(actor, composition, version, standing=answer)
    facts = {"who": change.who, "circle": change.circle, "leaves": change.leaves}
    write(actor, moved, Act.MOVED, reason=reason, answer=answer, facts=facts)
    return moved


def by_hand(actor: User, composition: Composition, version: int, rings: list[Ring]) -> Answer:
    """The circles as a person put them, as an answer beside those of the solver."""
    return Answer.objects.create(
        composition=composition,
        kind=Answer.Kind.BY_HAND,
        on_version=version,
        content={
            "schema": 1,
            "status": "by_hand",
            "circles": [ring.written() for ring in rings],
            "of": str(composition.standing_id),
        },
        made_by=actor,
    )


def trial(table: Table, rings: list[Ring], change: Change) -> list[Ring]:
    """The circles as they would be, or why that cannot be. Nothing is saved."""
    helpers = {one.id: one for one in table.helpers}
    ring = next((one for one in rings if one.id == change.circle), None)
    if ring is None or change.who not in table.names:
        raise NotAtTheTable
    helper = helpers.get(change.who)
    homes = (
        helper.territories
        if helper
        else [one.territory for one in table.walkers if one.code == change.who]
    )
    if ring.territory not in homes:
        raise OtherTerritory
    if helper is None and change.leaves:
        raise NotAtTheTable
    _not_locked(table, rings, change)
    _as_it_is(table, change)
    after = tried(still_here(rings, table), change, helpers)
    if after == still_here(rings, table):
        raise NothingChanges
    if kept_apart(after, table.keeps):
        raise KeptApart
    return after


def _not_locked(table: Table, rings: list[Ring], change: Change) -> None:
    """A lock of a person holds their circle; one of the team may still join others."""
    held = {(lock.member, lock.circle) for lock in table.locks}
    leaving = {ring.id for ring in rings if change.who in ring.people and ring.id != change.circle}
    if change.leaves:
        leaving = {change.circle}
    if any((change.who, circle) in held for circle in leaving):
        raise IsLocked


def _as_it_is(table: Table, change: Change) -> None:
    """Who walks in a circle that is there already stays; who left it is not put back."""
    for one in table.existing:
        leaves = change.leaves if change.circle == one.ring.id else _is_person(table, change.who)
        if leaves and table.stays(change.who, one.ring.id):
            raise WalksThere(circle=one.name)
        if change.circle == one.ring.id and change.who in one.left:
            raise LeftThere(circle=one.name)


def _is_person(table: Table, who: str) -> bool:
    return any(one.code == who for one in table.walkers)
