from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation

from cerchia.access.engine import NotAllowed
from cerchia.audit.models import Entry
from cerchia.jobs.models import Job
from cerchia.kit import clock
from cerchia.network.exporting.tables import titles
from cerchia.network.importing.columns import Column, guessed
from cerchia.network.importing.problems import Problem
from cerchia.network.invariants import finished_tables_hold_no_words
from cerchia.network.models import (
    Import,
    ImportRow,
    Organisation,
    OrganisationPerson,
    OrganisationWord,
)
from cerchia.network.queries import imports as queries
from cerchia.network.usecases import imports
from cerchia.network.usecases.import_rows import ImportMoved
from cerchia.vault.models import SealedFile, SubjectKey
from tests.factories.network import OutreachFactory
from tests.network.tables import TITLES, Land, content

pytestmark = pytest.mark.django_db
Choice = ImportRow.Choice
Commits = Callable[..., Any]


@pytest.fixture
def land() -> Land:
    return Land()


def rows_of(batch: Import) -> list[ImportRow]:
    return list(batch.rows.order_by("number"))


def codes(row: ImportRow) -> set[str]:
    return {code for code, _about in row.problems}


def test_columns_are_guessed_and_what_fits_nothing_is_left(land: Land) -> None:
    batch = land.table()

    assert batch.columns == {
        "0": "name", "1": "kind", "2": "municipality", "3": "phone", "4": "site",
        "5": "contact", "6": "languages", "7": "interests",
    }  # fmt: skip
    assert batch.rows_count == 3
    assert (batch.titles or [])[8] == "Colore"


def test_every_row_says_what_is_wrong_with_it(land: Land) -> None:
    first, second, third = rows_of(land.looked())

    assert (codes(first), first.stops, first.choice) == (set(), False, Choice.CREATE)
    assert codes(second) == {Problem.UNREAD}
    assert (codes(third), third.stops, third.choice) == ({Problem.NO_NAME}, True, Choice.LEAVE)
    with translation.override("en"):
        lines, _following = queries.lines_of(third.of, only="tutte", after=0)
    assert lines[1].problems == [
        "Kind: “boh” stays as a note, we cannot read it.",
        "Languages: “klingon” stays as a note, we cannot read it.",
    ]
    assert lines[2].problems == ["The name is missing."]


def test_what_is_chosen_is_written_and_the_table_is_gone(land: Land) -> None:
    batch = land.written()

    made = Organisation.objects.get(name="Tipografia Tre Torchi")
    assert (made.kind, made.is_business, made.for_work) == ("workshop", True, True)
    assert (made.municipality, made.languages) == ("001272", ["it", "fr"])
    assert (made.site, made.phone, made.state) == (
        "https://tretorchi.example",
        "011 555 0101",
        "known",
    )
    assert (made.territory, made.created_by) == (land.torino, land["paolo"])
    assert made.name_key
    assert OrganisationWord.objects.filter(organisation=made, word="torchi").exists()
    assert OrganisationPerson.objects.get(organisation=made).name == "Bianca Rosso"
    other = Organisation.objects.get(name="Ciclofficina Ruota Piena")
    assert "boh" in other.notes
    assert (batch.state, batch.created_count, batch.linked_count) == ("written", 2, 0)
    kept: list[object] = [batch.titles, batch.examples, batch.file]
    assert kept == [None, None, None]
    assert not SealedFile.objects.exists()
    assert all(row.words is None for row in rows_of(batch))
    assert list(finished_tables_hold_no_words()) == []
    assert Entry.objects.filter(action="network.import.written", about_id=batch.pk).count() == 1


def test_the_bytes_of_the_file_are_gone_too(
    land: Land, django_capture_on_commit_callbacks: Commits
) -> None:
    batch = land.looked()
    folder = Path(settings.CERCHIA_DATA) / "files"
    before = set(folder.glob("??/*"))
    with django_capture_on_commit_callbacks(execute=True):
        imports.write_import(actor=land["paolo"], batch=batch)

    assert len(before - set(folder.glob("??/*"))) == 1


def test_nothing_of_a_table_lies_open_while_it_waits(land: Land) -> None:
    batch = land.looked()
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM network_importrow")
        sealed = b"".join(bytes(row[0]) for row in cursor.fetchall())
    assert b"Rosso" not in sealed
    assert batch.rows.count() == 3


def test_a_row_like_one_we_know_is_the_same_unless_somebody_says_no(land: Land) -> None:
    known = land.known("Tipografia Tre Torchi s.r.l.", phone="0115550101")
    batch = land.looked()

    [row] = [row for row in rows_of(batch) if row.alike_id]
    assert (row.alike, row.choice) == (known, Choice.SAME)
    imports.choose(actor=land["paolo"], batch=batch, choices={row.pk: "create"})
    imports.choose(actor=land["paolo"], batch=batch, choices={row.pk: "same"})
    imports.write_import(actor=land["paolo"], batch=batch)
    row.refresh_from_db()
    assert (row.organisation, row.made_it) == (known, False)
    assert Organisation.objects.filter(name__startswith="Tipografia").count() == 1


def test_one_answer_for_all_that_look_the_same(land: Land) -> None:
    land.known("Tipografia Tre Torchi")
    batch = land.looked()

    changed = imports.choose_for_all_alike(actor=land["paolo"], batch=batch, choice="create")

    assert changed == 1
    imports.write_import(actor=land["paolo"], batch=batch)
    assert Organisation.objects.filter(name="Tipografia Tre Torchi").count() == 2


def test_a_row_cannot_be_the_same_as_nobody_nor_come_in_without_a_name(land: Land) -> None:
    batch = land.looked()
    choices = {row.pk: Choice.SAME.value for row in rows_of(batch)}
    assert imports.choose(actor=land["paolo"], batch=batch, choices=choices) == 0
    stopped = rows_of(batch)[2]
    changed = imports.choose(actor=land["paolo"], batch=batch, choices={stopped.pk: "create"})
    assert changed == 0
    assert imports.choose(actor=land["paolo"], batch=batch, choices={uuid4(): "leave"}) == 0


def test_the_same_twice_in_a_table_comes_in_once(land: Land) -> None:
    rows = [["Bar Sport", "Torino"], ["BAR  SPORT", "Torino"], ["Bar Sport", "Biella"]]
    batch = land.looked(content(rows, ["Nome", "Comune"]))

    first, second, third = rows_of(batch)
    assert [first.choice, second.choice, third.choice] == ["create", "leave", "create"]
    assert second.problems == [[Problem.SAME_AS_ROW, "2"]]


def test_territories_are_those_of_who_sends_it(land: Land) -> None:
    rows = [["Uno", "Biella"], ["Due", "torino"], ["Tre", "Cuneo"], ["Quattro", ""]]
    body = content(rows, ["Nome", "Territorio"])

    assert [row.stops for row in rows_of(land.looked(body))] == [True, False, True, False]
    written = land.written(body, by="marta")
    assert written.created_count == 3
    assert Organisation.objects.get(name="Uno").territory == land.biella


def test_places_abroad_unknown_and_of_two_names_keep_what_was_told(land: Land) -> None:
    rows = [
        ["Uno", "Lyon", "France", ""],
        ["Due", "Samone", "", ""],
        ["Tre", "Samone", "", "TO"],
        ["Quattro", "Paese Inventato", "", ""],
    ]
    batch = land.written(content(rows, ["Nome", "Comune", "Paese o nazione", "Provincia"]))
    assert batch.created_count == 4

    told = {
        one.name: (one.country, one.municipality, one.place_name)
        for one in Organisation.objects.all()
    }
    assert told["Uno"] == ("FR", "", "Lyon") or told["Uno"][2] == "Lyon"
    assert told["Due"] == ("IT", "", "Samone")
    assert told["Tre"][1].startswith("001")
    assert told["Quattro"] == ("IT", "", "Paese Inventato")


def test_formulas_and_unseen_letters_never_become_names(land: Land) -> None:
    rows = [["=HYPERLINK(1)", "a"], ["@cmd", "b"], ["\u202eoiB raB", "c"], ["'=1+1", "d"]]
    body = ("Nome;Comune\n" + "\n".join(";".join(row) for row in rows)).encode()
    batch = land.looked(body)

    assert [row.stops for row in rows_of(batch)] == [True, True, False, True]
    imports.write_import(actor=land["paolo"], batch=batch)
    assert Organisation.objects.get().name == "oiB raB"


def test_two_columns_cannot_fill_the_same_field(land: Land) -> None:
    batch = land.table()
    with pytest.raises(imports.ColumnTwice) as refused:
        imports.match_columns(
            actor=land["paolo"], batch=batch, columns={0: "name", 3: "phone", 4: "phone"}
        )
    with translation.override("en"):
        assert "Phone" in str(refused.value)
    with pytest.raises(imports.ColumnForNameMissing):
        imports.match_columns(actor=land["paolo"], batch=batch, columns={3: "phone"})


def test_a_column_that_fits_nothing_can_be_kept_in_the_notes(land: Land) -> None:
    batch = land.table()
    imports.match_columns(actor=land["paolo"], batch=batch, columns={0: "name", 8: "keep"})
    imports.write_import(actor=land["paolo"], batch=land.again(batch))

    assert Organisation.objects.get(name="Tipografia Tre Torchi").notes == "Colore: rosso"


def test_columns_may_be_changed_after_a_look(land: Land) -> None:
    batch = land.looked()
    imports.match_columns(actor=land["paolo"], batch=batch, columns={0: "name"})

    assert len(rows_of(batch)) == 3
    assert all(not codes(row) - {Problem.NO_NAME} for row in rows_of(batch))


def test_an_import_is_written_once(land: Land) -> None:
    batch = land.written()
    for act in (
        lambda: imports.write_import(actor=land["paolo"], batch=batch),
        lambda: imports.drop_import(actor=land["paolo"], batch=batch),
        lambda: imports.choose(actor=land["paolo"], batch=batch, choices={}),
        lambda: imports.match_columns(actor=land["paolo"], batch=batch, columns={0: "name"}),
    ):
        with pytest.raises((ImportMoved, imports.ColumnForNameMissing)):
            act()
    assert Organisation.objects.count() == 2


def test_a_table_left_aside_leaves_nothing(land: Land) -> None:
    batch = land.looked()
    imports.drop_import(actor=land["paolo"], batch=batch)

    assert not ImportRow.objects.exists()
    assert not SealedFile.objects.exists()
    assert land.again(batch).state == "dropped"


def test_a_table_that_nobody_goes_on_with_is_forgotten(land: Land) -> None:
    old = land.looked()
    Import.objects.filter(pk=old.pk).update(made_at=clock.now() - imports.FORGOTTEN_AFTER * 2)

    land.table()

    assert land.again(old).state == "dropped"
    assert SealedFile.objects.count() == 1


def test_taking_back_removes_what_nobody_touched(land: Land) -> None:
    known = land.known("Ciclofficina Ruota Piena")
    batch = land.written()
    before = SubjectKey.objects.filter(destroyed_at=None).count()

    undone = imports.undo_import(actor=land["paolo"], batch=batch)

    assert (undone.removed, undone.stayed) == (1, 0)
    assert list(Organisation.objects.all()) == [known]
    assert not OrganisationPerson.objects.exists()
    assert not ImportRow.objects.filter(organisation__isnull=False).exists()
    assert SubjectKey.objects.filter(destroyed_at=None).count() < before
    with pytest.raises(ImportMoved):
        imports.undo_import(actor=land["paolo"], batch=batch)


@pytest.mark.parametrize("touch", ["changed", "called", "person", "imported"])
def test_what_somebody_touched_stays_and_is_named(land: Land, touch: str) -> None:
    batch = land.written()
    one = Organisation.objects.get(name="Tipografia Tre Torchi")
    if touch == "changed":
        Organisation.objects.filter(pk=one.pk).update(address="Via Po 1")
    elif touch == "called":
        OutreachFactory.create(organisation=one, edition=land.edition, by=land["paolo"])
    elif touch == "person":
        OrganisationPerson.objects.update(job="stampatrice", added_by=land["marta"])
    else:
        land.written(content([["Tipografia Tre Torchi", "Torino"]], ["Nome", "Comune"]), "marta")

    undone = imports.undo_import(actor=land["marta"], batch=batch)

    assert (undone.removed, undone.stayed) == (1, 1)
    assert queries.stayed(batch) == ["Tipografia Tre Torchi"]


def test_who_may_and_who_may_not(land: Land) -> None:
    batch = land.looked()
    for name in ("elena", "marta", "ismail", "rita"):
        with pytest.raises(NotAllowed):
            imports.write_import(actor=land[name], batch=batch)
    with pytest.raises(NotAllowed):
        land.table(by="ismail")
    with pytest.raises(NotAllowed):
        imports.take_table(
            actor=land["elena"], edition=land.edition, territory=land.torino, content=content()
        )
    assert not Import.objects.visible_to(land["elena"]).exists()
    assert Import.objects.visible_to(land["marta"]).get() == batch
    written = land.written()
    with pytest.raises(NotAllowed):
        imports.undo_import(actor=land["elena"], batch=written)


def test_a_large_table_is_work_in_the_background(
    land: Land, django_capture_on_commit_callbacks: Commits
) -> None:
    rows = [[f"Bottega {number} di {number * 7919}", "Torino"] for number in range(600)]
    with django_capture_on_commit_callbacks(execute=True):
        batch = land.looked(content(rows, ["Nome", "Comune"]))
    assert Job.objects.get().state == "done"
    assert land.again(batch).state == "ready"
    with django_capture_on_commit_callbacks(execute=True):
        job = imports.write_import(actor=land["paolo"], batch=land.again(batch))
    assert job is not None
    written = land.again(batch)
    assert (written.state, Organisation.objects.count()) == ("written", written.created_count)
    assert Job.objects.get(pk=job.pk).result == {"_next": batch.get_absolute_url()}


def test_titles_of_our_own_list_are_known_again(land: Land) -> None:
    for tongue in ("it", "en", "fr", "ar"):
        with translation.override(tongue):
            found = guessed(titles(public=False))
        assert set(found.values()) == {one.value for one in Column} - {"notes"}
    assert TITLES[0] == "Nome"
