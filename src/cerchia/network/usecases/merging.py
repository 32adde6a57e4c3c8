"""Two entries that were one organisation become one, with all that hangs on them, and back.

What hangs on an organisation is found in the tables themselves: whatever row of whatever room
points to it goes over. Nobody has to tell this module of a new one.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models, transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.network import rules, words
from cerchia.network.errors import (
    AlreadyMerged,
    MergeUndone,
    ProgrammesDiffer,
    TheSame,
    UndoLaterFirst,
)
from cerchia.network.models import (
    KnownContact,
    Merge,
    NotOne,
    Organisation,
    OrganisationMember,
    OrganisationWord,
    Tie,
)
from cerchia.network.queries.doubles import ordered
from cerchia.network.usecases.common import clean

STAYS = (Merge, NotOne, OrganisationWord, Organisation, Tie)
"""Tables that tell of the entry itself, or (ties) that are moved with care below."""
ONCE = {KnownContact: ("person_id", "edition_id"), OrganisationMember: ("person_id",)}
"""Who may stand but once beside one organisation: the second one ends while they are merged."""
DATES = ("contacted_at", "answered_at", "engaged_at", "closed_at")
FILLED = ("phone", "email", "site", "address", "municipality", "place_name", "owner_id")
STANDING = ("state", "known_at", "next_try_on", *DATES, *FILLED)
COLUMNS = {column.attname: column for column in Organisation._meta.local_concrete_fields}


def links() -> Iterator[models.ForeignKey[Any, Any]]:
    """Every column of the house that points to an organisation and moves with it."""
    for model in apps.get_models():
        if model in STAYS:
            continue
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Organisation:
                yield field


@transaction.atomic
def merge(*, actor: User, kept: Organisation, gone: Organisation, reason: str = "") -> Merge:
    """`gone` was the same as `kept`. Of two who merge the pair at once one is told so (409)."""
    require(actor, "network.merge", kept, gone)
    if kept.pk == gone.pk:
        raise TheSame
    into, away = _both(kept.pk, gone.pk)
    if into.merged_into_id is not None or away.merged_into_id is not None:
        raise AlreadyMerged
    if into.programme_id != away.programme_id:
        raise ProgrammesDiffer
    moved = {
        "rows": dict(_move_rows(away.pk, into.pk)),
        "ties": _move_ties(away.pk, into.pk),
        "before": _standing_of(into),
    }
    _join(into, away)
    moved["after"] = _standing_of(into)
    Organisation.objects.filter(pk=away.pk).update(merged_into=into)
    away.words.all().delete()
    row = Merge.objects.create(
        kept=into, gone=away, moved=moved, reason=clean(reason)[:200], made_by=actor
    )
    record("network.organisations.merged", actor=actor, about=row)
    return row


def _both(one: UUID, other: UUID) -> tuple[Organisation, Organisation]:
    """The two rows, locked in one order whoever asks."""
    locked = Organisation.objects.select_for_update().order_by("pk")
    found = {row.pk: row for row in locked.filter(pk__in=[one, other])}
    return found[one], found[other]


def _move_rows(away: UUID, into: UUID) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Point every row to the one that stays. Tells, by column, the keys moved and those ended."""
    for field in links():
        rows = field.model._default_manager.filter(**{field.name: away})
        ended: list[str] = []
        if beside := ONCE.get(field.model):
            ended = _end_seconds(field, away, into, beside)
        keys = [str(pk) for pk in rows.values_list("pk", flat=True)]
        if keys:
            rows.update(**{field.name: into})
        if keys or ended:
            yield _label(field), {"moved": keys, "ended": ended}


def _end_seconds(
    field: models.ForeignKey[Any, Any], away: UUID, into: UUID, beside: tuple[str, ...]
) -> list[str]:
    """End those that stand beside both, so that they stand but once."""
    standing = field.model._default_manager.filter(ended_at=None)
    there = set(standing.filter(organisation=into).values_list(*beside))
    seconds = [
        str(pk)
        for pk, *key in standing.filter(organisation=away).values_list("pk", *beside)
        if tuple(key) in there
    ]
    standing.filter(pk__in=seconds).update(ended_at=clock.now())
    return seconds


def _label(field: models.ForeignKey[Any, Any]) -> str:
    return f"{field.model._meta.label_lower}.{field.name}"


def _move_ties(away: UUID, into: UUID) -> list[dict[str, Any]]:
    """Ties of the one go to the other; one between the two, or one that is there already, ends."""
    told = []
    which = models.Q(first=away) | models.Q(second=away)
    for row in Tie.objects.filter(which).order_by("made_at"):
        other = row.second_id if row.first_id == away else row.first_id
        was = {"id": str(row.pk), "first": str(row.first_id), "second": str(row.second_id)}
        ends = other == into
        if not ends:
            row.first_id, row.second_id = ordered(into, other)
            there = Tie.objects.filter(first=row.first_id, second=row.second_id, ended_at=None)
            ends = there.exists()
        ends = ends and row.ended_at is None
        told.append({**was, "ended": ends})
        row.ended_at = clock.now() if ends else row.ended_at
        row.save(update_fields=["first", "second", "ended_at"])
    return told


def _standing_of(row: Organisation) -> dict[str, str | None]:
    return {
        name: None if (value := getattr(row, name)) is None else str(value) for name in STANDING
    }


def _join(into: Organisation, away: Organisation) -> None:
    """The one that stays has come as far as either, and fills its gaps from the other."""
    into.state = rules.furthest([into.state, away.state])
    into.known_at = min(into.known_at, away.known_at)
    for name in DATES:
        found = [one for one in (getattr(into, name), getattr(away, name)) if one is not None]
        setattr(into, name, min(found) if found else None)
    if into.state != "inactive":
        into.closed_at = None
    tries = [one for one in (into.next_try_on, away.next_try_on) if one is not None]
    into.next_try_on = min(tries) if tries else None
    for name in FILLED:
        setattr(into, name, getattr(into, name) or getattr(away, name))
    words.put_on_map(into)
    words.fill_keys(into)
    into.save()
    words.learn([into])
    words.learn_offers(into)


@transaction.atomic
def unmerge(*, actor: User, row: Merge) -> None:
    """Both are there again, each with its own; what was written since stays with the one kept."""
    require(actor, "network.merge", row.kept, row.gone)
    into, away = _both(row.kept_id, row.gone_id)
    if into.merged_into_id is not None:
        raise UndoLaterFirst(name=into.name)
    if not Merge.objects.filter(pk=row.pk, undone_at=None).update(
        undone_at=clock.now(), undone_by=actor
    ):
        raise MergeUndone
    moved: dict[str, Any] = row.moved
    for field in links():
        keys = moved["rows"].get(_label(field), {"moved": [], "ended": []})
        rows = field.model._default_manager.filter(pk__in=keys["moved"])
        rows.filter(**{field.name: into.pk}).update(**{field.name: away.pk})
        if keys["ended"]:
            rows.filter(pk__in=keys["ended"]).update(ended_at=None)
    _ties_back(moved["ties"])
    if _standing_of(into) == moved["after"]:
        _as_before(into, moved["before"])
    Organisation.objects.filter(pk=away.pk).update(merged_into=None)
    words.learn([into, away])
    for one in (into, away):
        words.learn_offers(one)
    record("network.organisations.unmerged", actor=actor, about=row)


@transaction.atomic
def say_not_one(*, actor: User, one: Organisation, other: Organisation) -> None:
    """They are alike and are two: the pair is not shown again. Twice is once."""
    require(actor, "network.merge", one, other)
    if one.pk == other.pk:
        raise TheSame
    first, second = ordered(one.pk, other.pk)
    row, fresh = NotOne.objects.get_or_create(
        first_id=first, second_id=second, defaults={"said_by": actor}
    )
    if fresh:
        record("network.organisations.told_apart", actor=actor, about=row)


def _ties_back(told: list[dict[str, Any]]) -> None:
    """Each tie as it was; what somebody ended since stays ended."""
    for was in told:
        row = Tie.objects.get(pk=was["id"])
        row.first_id, row.second_id = UUID(was["first"]), UUID(was["second"])
        row.ended_at = None if was["ended"] else row.ended_at
        row.save(update_fields=["first", "second", "ended_at"])


def _as_before(into: Organisation, before: dict[str, str | None]) -> None:
    """What the merge filled in goes again, unless somebody wrote there since."""
    for name, value in before.items():
        column = COLUMNS[name]
        setattr(into, name, column.to_python(value) if value is not None else None)
    words.put_on_map(into)
    words.fill_keys(into)
    into.save()
