"""The rows of a table: compared with what is known, written all at once, taken back.

What asks for these has asked the policy; each runs in one transaction, whole or not at all.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.documents.sheets.reading import read
from cerchia.kit import clock
from cerchia.kit.errors import Conflict
from cerchia.network import rules, words
from cerchia.network.importing.drafts import Draft, Setting, draft_of
from cerchia.network.importing.problems import STOPS, Found, Problem
from cerchia.network.likeness import Likeness, Named, like_many, the_same
from cerchia.network.models import (
    Import,
    ImportRow,
    Organisation,
    OrganisationPerson,
    OrganisationWord,
)
from cerchia.network.queries.imports import territories_of
from cerchia.network.rules import Traits
from cerchia.places import municipality
from cerchia.vault import files, keys

PIECE, UNDONE_AT_ONCE = 200, 900
CERTAIN = 80
"""How alike a row must be to be taken for the same unless somebody says no."""
TAKEN_OVER = (
    "name", "kind", "is_business", "municipality", "place_name", "address", "country", "phone",
    "email", "site", "languages", "people_count", "about", "notes",
)  # fmt: skip
State, Choice = Import.State, ImportRow.Choice
Tell = Callable[[int, int], None]
Row = TypeVar("Row")


def _quietly(_done: int, _of: int) -> None:
    """Nobody asked how far it is."""


class ImportMoved(Conflict):
    code = "import_moved"
    message = _("This table has gone on meanwhile. Look at it again.")


def look_at_rows(batch: Import, tell: Tell = _quietly) -> None:
    """Read the rows by the columns chosen, compare them, and keep them for the preview.

    Nothing is written before all is read: no other writer waits for it.
    """
    if batch.file is None:
        raise ImportMoved
    sheet = read(files.open_bytes(batch.file))
    setting = _setting(batch)
    earlier = Earlier()
    rows: list[ImportRow] = []
    for some in _pieces(sheet.rows, PIECE):
        drafts = [draft_of(row, setting) for row in some]
        alike = _alike([_named(draft, setting) for draft, _found in drafts])
        for row, (draft, found), near in zip(some, drafts, alike, strict=True):
            again = earlier.same(row.number, draft)
            rows.append(_row(batch, row.number, draft, found + again, near))
        tell(len(rows), len(sheet.rows))
    _keep(batch, rows)


@transaction.atomic
def _keep(batch: Import, rows: Sequence[ImportRow]) -> None:
    moved = Import.objects.filter(pk=batch.pk, state__in=[State.MATCHING, State.READY])
    if not moved.update(state=State.READY):
        raise ImportMoved
    batch.rows.all().delete()
    ImportRow.objects.bulk_create(rows)
    batch.state = State.READY


def write_rows(*, actor: User, batch: Import, tell: Tell = _quietly) -> None:
    """Make the organisations that were chosen and link those that are the same, in one
    transaction. Then the words of the table go, and its file.
    """
    now = clock.now()
    chosen = batch.rows.filter(choice=Choice.CREATE, stops=False)
    fresh = Fresh(actor, batch, now)
    of = chosen.count()
    for row in chosen.iterator(chunk_size=PIECE):
        row.of = batch
        fresh.add(row)
        tell(len(fresh.rows), of)
    _write(batch, fresh)


class Fresh:
    """What a table brings, made ready: nothing of it is in the database yet."""

    def __init__(self, actor: User, batch: Import, now: datetime) -> None:
        """Nothing yet."""
        self.actor, self.now = actor, now
        self._batch = batch
        self.rows: list[ImportRow] = []
        self.organisations: list[Organisation] = []
        self.people: list[OrganisationPerson] = []

    def add(self, row: ImportRow) -> None:
        said: dict[str, Any] = dict(row.words or {})
        one = self._organisation(said)
        self.organisations.append(one)
        if told := said.get("contact"):
            self.people.append(
                OrganisationPerson(organisation=one, added_by=self.actor, added_at=self.now, **told)
            )
        row.organisation, row.made_it, row.seal, row.words = one, True, _stamp(one), None
        self.rows.append(row)

    def _organisation(self, said: dict[str, Any]) -> Organisation:
        one = Organisation(
            programme_id=self._batch.edition.programme_id,
            territory_id=UUID(said["territory"]),
            created_by=self.actor,
            known_at=self.now,
            confirmed_at=self.now,
            **{name: said[name] for name in TAKEN_OVER},
            **dict.fromkeys(said["interests"], True),
        )
        if found := municipality(one.municipality):
            longitude, latitude = found.centre
            one.latitude, one.longitude = _degrees(latitude), _degrees(longitude)
        return words.fill_keys(one)


def _degrees(value: float) -> Decimal:
    """As fine as the field keeps it."""
    return Decimal(f"{value:.5f}")


@transaction.atomic
def _write(batch: Import, fresh: Fresh) -> None:
    mine = Import.objects.filter(pk=batch.pk, state=State.READY)
    gone = {"file": None, "titles": None, "examples": None}
    if not mine.update(state=State.WRITTEN, written_at=fresh.now, **gone):
        raise ImportMoved
    keys.create_keys(one.pk for one in fresh.people)
    Organisation.objects.bulk_create(fresh.organisations)
    OrganisationPerson.objects.bulk_create(fresh.people)
    words.learn(fresh.organisations, fresh=True)
    batch.rows.filter(choice=Choice.CREATE, stops=False).delete()
    ImportRow.objects.bulk_create(fresh.rows)
    same = batch.rows.filter(choice=Choice.SAME, alike__isnull=False)
    linked = same.update(organisation=models.F("alike"))
    batch.rows.update(words=None)
    counts = {"created": len(fresh.rows), "linked": linked}
    Import.objects.filter(pk=batch.pk).update(
        created_count=counts["created"], linked_count=counts["linked"]
    )
    if batch.file is not None:
        files.remove(batch.file)
    record(
        "network.import.written",
        actor=fresh.actor,
        about=batch,
        edition_id=batch.edition_id,
        facts=counts,
    )


@dataclass(frozen=True, slots=True)
class Undone:
    removed: int
    stayed: int


@transaction.atomic
def undo_rows(*, actor: User, batch: Import) -> Undone:
    """Take away what the import made and nobody touched since; let go of what it only linked."""
    mine = Import.objects.filter(pk=batch.pk, state=State.WRITTEN)
    if not mine.update(state=State.UNDONE, undone_at=clock.now(), undone_by=actor):
        raise ImportMoved
    rows = {row.organisation_id: row for row in _made_by(batch)}
    touched = _touched(batch, rows)
    gone = [pk for pk in rows if pk is not None and pk not in touched]
    for some in _pieces(gone, UNDONE_AT_ONCE):
        _remove(some)
    batch.rows.filter(made_it=False).update(organisation=None)
    Import.objects.filter(pk=batch.pk).update(removed_count=len(gone))
    record(
        "network.import.undone",
        actor=actor,
        about=batch,
        edition_id=batch.edition_id,
        facts={"removed": len(gone), "stayed": len(touched)},
    )
    return Undone(len(gone), len(touched))


class Earlier:
    """The rows seen so far, to find the one that says the same again."""

    def __init__(self) -> None:
        """None yet."""
        self._by_key: dict[str, list[tuple[int, Traits]]] = {}

    def same(self, number: int, draft: Draft) -> list[Found]:
        """The earlier row that is the same organisation, if there is one."""
        traits = Traits.of(draft.name, draft.municipality, draft.phone, draft.site)
        known = [f"n{traits.name}", f"p{traits.phone}", f"s{traits.site}"]
        mine = [key for key in known if len(key) > 1]
        for key in mine:
            for earlier, other in self._by_key.get(key, ()):
                if rules.likeness(traits, other)[0] >= CERTAIN:
                    return [(Problem.SAME_AS_ROW, str(earlier))]
        for key in mine:
            self._by_key.setdefault(key, []).append((number, traits))
        return []


def _setting(batch: Import) -> Setting:
    territories = {place.name: place.pk for place in territories_of(batch.made_by, batch.edition)}
    columns = {int(place): value for place, value in batch.columns.items()}
    return Setting.of(batch.titles or [], columns, territories, batch.territory_id)


def _named(draft: Draft, setting: Setting) -> Named:
    return Named(
        name=draft.name,
        municipality=draft.municipality,
        phone=draft.phone,
        site=draft.site,
        territory_ids=tuple({*setting.territories.values(), setting.otherwise}),
    )


def _alike(names: Sequence[Named]) -> list[list[Likeness]]:
    """The organisation most like each. Who has the same name, phone or site is met at once; only
    the others are compared word by word.
    """
    met = the_same(names)
    others = [one for one, found in zip(names, met, strict=True) if not found]
    compared = iter(like_many(others, limit=1))
    return [found or next(compared) for found in met]


def _row(
    batch: Import, number: int, draft: Draft, found: Sequence[Found], near: Sequence[Likeness]
) -> ImportRow:
    codes = {problem for problem, _about in found}
    stops = bool(codes & STOPS)
    best = near[0] if near else None
    choice = Choice.CREATE
    if stops or Problem.SAME_AS_ROW in codes:
        choice = Choice.LEAVE
    elif best and best.score >= CERTAIN:
        choice = Choice.SAME
    return ImportRow(
        of=batch,
        number=number,
        words=draft.values(),
        problems=[[problem.value, about] for problem, about in found],
        stops=stops,
        alike_id=best.organisation_id if best else None,
        alike_score=best.score if best else 0,
        alike_why=[code.value for code in best.codes] if best else [],
        choice=choice,
    )


def _stamp(row: Organisation) -> str:
    told = {
        field.attname: str(getattr(row, field.attname))
        for field in Organisation._meta.concrete_fields
    }
    return keys.content_hash(json.dumps(told, sort_keys=True).encode(), "import")


def _made_by(batch: Import) -> models.QuerySet[ImportRow]:
    return batch.rows.filter(made_it=True, organisation__isnull=False).defer("words")


def _touched(batch: Import, rows: dict[UUID | None, ImportRow]) -> set[UUID]:
    """Those whose row changed, or to which anything leads that the import did not write."""
    ids = [pk for pk in rows if pk is not None]
    touched: set[UUID] = set()
    for some in _pieces(ids, UNDONE_AT_ONCE):
        now = list(Organisation.objects.select_for_update().filter(pk__in=some).order_by("pk"))
        touched |= {one.pk for one in now if _stamp(one) != rows[one.pk].seal}
        for relation in _relations():
            touched |= _led_to(relation, batch, some)
    return touched


def _relations() -> list[Any]:
    """Every way in which a row of any room can lead to an organisation, hidden ones too."""
    fields = Organisation._meta.get_fields(include_hidden=True)
    return [one for one in fields if one.auto_created and not one.concrete and one.is_relation]


def _led_to(relation: Any, batch: Import, ids: Sequence[UUID]) -> set[UUID]:
    model, name = relation.related_model, relation.field.name
    if model is OrganisationWord or (model is ImportRow and name == "alike"):
        return set()
    others = model._base_manager.filter(**{f"{name}__in": ids})
    if model is ImportRow:
        others = others.exclude(of=batch)
    if model is OrganisationPerson:
        others = others.exclude(added_by=batch.made_by, added_at=batch.written_at, ended_at=None)
    return set(others.values_list(f"{name}_id", flat=True))


def _remove(ids: Sequence[UUID]) -> None:
    """Organisations with their people and words, and the keys of those people."""
    people = OrganisationPerson.objects.filter(organisation__in=ids)
    sealed = list(people.values_list("pk", flat=True))
    people.delete()
    Organisation.objects.filter(pk__in=ids).delete()
    keys.shred_all(sealed)


def _pieces(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    left = iter(rows)
    while some := list(islice(left, size)):
        yield some
