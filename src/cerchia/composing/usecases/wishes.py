"""Who stays together or apart, and who stays where they are."""

from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.composing.errors import LockedAlready, NotAtTheTable, TwoNeeded
from cerchia.composing.models import Composition, CompositionLock, KeepReason, KeepRule
from cerchia.composing.queries.table import table_of
from cerchia.composing.rules import Table
from cerchia.composing.usecases.steps import Act, draft_of, reasoned, step, write
from cerchia.kit import clock
from cerchia.people.models import Person


@transaction.atomic
def keep(
    *,
    actor: User,
    composition: Composition,
    version: int,
    kind: str,
    people: Collection[UUID],
    reason: str,
) -> KeepRule:
    """These walk in the same circle, or never do. The reason is sealed apart from the names."""
    reason = reasoned(reason)
    moved = step(actor, composition, version)
    table = table_of(moved)
    chosen = set(people)
    walkers = {one.person_id for one in table.walkers}
    if not chosen <= walkers | {one.person_id for one in table.helpers}:
        raise NotAtTheTable
    if len(chosen) < 2 or not chosen & walkers:  # noqa: PLR2004 - a pair
        raise TwoNeeded
    rule = KeepRule.objects.create(composition=moved, kind=KeepRule.Kind(kind), written_by=actor)
    rule.people.set(Person.objects.filter(pk__in=chosen))
    KeepReason.objects.create(rule=rule, text=reason)
    write(actor, moved, Act.KEPT, facts={"rule": str(rule.pk), "kind": rule.kind})
    return rule


@transaction.atomic
def release(*, actor: User, rule: KeepRule, version: int) -> Composition:
    """The rule no longer counts; that it was there stays written."""
    moved = step(actor, rule.composition, version)
    if KeepRule.objects.filter(pk=rule.pk, ended_at=None).update(ended_at=clock.now()):
        write(actor, moved, Act.RELEASED, facts={"rule": str(rule.pk)})
    return moved


@transaction.atomic
def read_reason(*, actor: User, rule: KeepRule) -> str:
    """Why two stay apart, for who may read it; that it was read is written."""
    require(actor, "composing.read_reason", rule.composition)
    text = str(rule.why.text)
    record(
        "composing.reason.read",
        actor=actor,
        about=rule,
        edition_id=rule.composition.edition_id,
    )
    return text


@transaction.atomic
def lock(
    *, actor: User, composition: Composition, version: int, member: str, circle: str, reason: str
) -> CompositionLock:
    """Somebody stays in this circle of the draft when it is solved anew. `member`: code or id."""
    reason = reasoned(reason)
    moved = step(actor, composition, version)
    rings = {ring.id: ring for ring in draft_of(moved)}
    ring = rings.get(circle)
    if ring is None or member not in (*ring.people, *ring.team):
        raise NotAtTheTable
    person = person_of(table_of(moved), member)
    try:
        with transaction.atomic():
            row = CompositionLock.objects.create(
                composition=moved, person_id=person, circle=circle, reason=reason, locked_by=actor
            )
    except IntegrityError as there:
        raise LockedAlready from there
    write(actor, moved, Act.LOCKED, reason=reason, facts={"who": member, "circle": circle})
    return row


@transaction.atomic
def unlock(*, actor: User, row: CompositionLock, version: int) -> Composition:
    moved = step(actor, row.composition, version)
    if CompositionLock.objects.filter(pk=row.pk, ended_at=None).update(ended_at=clock.now()):
        write(actor, moved, Act.UNLOCKED, facts={"circle": row.circle})
    return moved


def person_of(table: Table, member: str) -> UUID:
    """The person behind a code or an id at the table."""
    for walker in table.walkers:
        if walker.code == member:
            return walker.person_id
    for helper in table.helpers:
        if helper.id == member:
            return helper.person_id
    raise NotAtTheTable
