import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cerchia.network.models import Import, ImportRow, Organisation
from cerchia.vault.models import SealedFile
from tests.network.tables import Land, content, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Land:
    return Land()


def signed_in(land: Land, name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(land[name])
    return client


def sent(land: Land, client: Client, body: bytes, name: str = "elenco.csv") -> object:
    page = reverse("network:import_new")
    place = re.search(r'<option value="([0-9a-f-]+)"', client.get(page).content.decode())
    assert place is not None
    return client.post(page, {"place": place[1], "table": upload(body, name)})


def test_why_two_are_alike_is_said_in_the_language_of_who_reads(land: Land) -> None:
    land.known("Tipografia Tre Torchi")
    with translation.override("it"):
        batch = land.looked()
    [row] = batch.rows.filter(alike__isnull=False)
    assert row.alike_why == ["same_name"]

    page = signed_in(land, "paolo").get(batch.get_absolute_url()).content.decode()
    assert "same name" in page
    ImportRow.objects.filter(pk=row.pk).update(alike_why=["same_name", "no_reason_of_ours"])
    page = signed_in(land, "paolo").get(batch.get_absolute_url()).content.decode()
    assert "same name</span>" in page


def test_a_table_walks_from_the_upload_to_the_list_and_back(land: Land) -> None:
    land.known("Tipografia Tre Torchi")
    paolo = signed_in(land, "paolo")
    answer = sent(land, paolo, content())
    batch = Import.objects.get()
    columns = reverse("network:import_columns", args=[batch.pk])
    assert answer.url == columns  # type: ignore[attr-defined]
    page = paolo.get(columns).content.decode()
    assert "Tipografia Tre Torchi" in page
    assert '<option value="phone" selected>' in page
    told = {f"column-{place}": value for place, value in batch.columns.items()}
    looked = paolo.post(columns, told)
    assert looked.url == batch.get_absolute_url()  # type: ignore[attr-defined]
    page = paolo.get(batch.get_absolute_url()).content.decode()
    assert "names alike" in page or "same name" in page
    assert "The name is missing." in page
    alike = ImportRow.objects.get(alike__isnull=False)
    choose = reverse("network:import_choose", args=[batch.pk])
    paolo.post(choose, {f"row-{alike.pk}": "create", "then": "stay"})
    alike.refresh_from_db()
    assert alike.choice == "create"
    paolo.post(choose, {"all": "same", "then": "stay"})
    written = paolo.post(choose, {"then": "write"})
    assert written.url == batch.get_absolute_url()  # type: ignore[attr-defined]
    page = paolo.get(batch.get_absolute_url()).content.decode()
    assert "1 organisation was added" in page
    Organisation.objects.filter(name__startswith="Ciclo").update(address="Via Po")
    paolo.post(reverse("network:import_undo", args=[batch.pk]))
    page = paolo.get(batch.get_absolute_url()).content.decode()
    assert "Ciclofficina Ruota Piena" in page
    assert Organisation.objects.count() == 2


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "The file is empty"),
        (b"%PDF-1.7", "This file is not a table"),
        (b"PK\x03\x04broken", "The file is damaged"),
        (b"a;b\n" + b"1;2\n" * 20_100, "more than 20,000 rows"),
        (b'a;b\n"1;2\n', "quotation mark"),
        (b"x" * (12 * 1024 * 1024 + 1), "too big"),
    ],
)
def test_a_file_that_is_no_table_is_told_so(land: Land, body: bytes, words: str) -> None:
    answer = sent(land, signed_in(land, "paolo"), body)

    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert words in answer.content.decode()  # type: ignore[attr-defined]
    assert not Import.objects.exists()
    assert not SealedFile.objects.exists()


def test_fifty_megabytes_are_told_so_and_kept_nowhere(land: Land) -> None:
    answer = sent(land, signed_in(land, "paolo"), b"nome;comune\n" + b"x" * 50 * 1024 * 1024)

    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "12 megabytes" in answer.content.decode()  # type: ignore[attr-defined]


def test_no_column_for_the_name_is_told_above_the_form(land: Land) -> None:
    batch = land.table()
    paolo = signed_in(land, "paolo")

    answer = paolo.post(
        reverse("network:import_columns", args=[batch.pk]), {"column-3": "phone", "column-4": "x"}
    )

    assert answer.status_code == 422
    nothing = paolo.post(reverse("network:import_columns", args=[batch.pk]), {"column-3": "phone"})
    assert "Choose the column that holds the name." in nothing.content.decode()


def test_rows_come_a_page_at_a_time_and_by_kind(land: Land) -> None:
    rows = [[f"Realtà {number} {number * 7919}", ""] for number in range(120)] + [["", "x"]]
    batch = land.looked(content(rows, ["Nome", "Telefono"]))
    paolo = signed_in(land, "paolo")

    first = paolo.get(batch.get_absolute_url()).content.decode()
    assert first.count('name="row-') == 50
    assert "dopo=51" in first
    last = paolo.get(batch.get_absolute_url() + "?dopo=101").content.decode()
    assert last.count('name="row-') == 20
    stopped = paolo.get(batch.get_absolute_url() + "?solo=ferme").content.decode()
    assert stopped.count("stays out") == 1
    for odd in ("?dopo=x", "?dopo=99999999999999", "?solo=boh", "?dopo=-1"):
        assert paolo.get(batch.get_absolute_url() + odd).status_code == 200


def test_others_do_not_find_it_and_the_coordination_only_sees_that_it_is_there(land: Land) -> None:
    batch = land.looked()
    addresses = [
        reverse(f"network:import_{name}", args=[batch.pk])
        for name in ("columns", "choose", "write", "drop", "undo")
    ]
    for name, status in (("elena", 404), ("ismail", 404), ("rita", 404), ("marta", 403)):
        client = signed_in(land, name)
        assert [client.post(one).status_code for one in addresses[:4]] == [status] * 4
    assert signed_in(land, "elena").get(batch.get_absolute_url()).status_code == 404
    page = signed_in(land, "marta").get(batch.get_absolute_url())
    assert page.status_code == 200
    assert "Tipografia" not in page.content.decode()
    assert signed_in(land, "marta").post(addresses[4]).status_code == 409
    assert signed_in(land, "ismail").get(reverse("network:import_new")).status_code == 404


def test_emoji_and_letters_from_right_to_left_come_through(land: Land) -> None:
    body = content([["متجر الأمل 🧵", "Torino"]], ["Nome", "Comune"])
    land.written(body)

    assert Organisation.objects.get().name == "متجر الأمل 🧵"


def test_what_a_table_says_is_never_markup(land: Land) -> None:
    body = content([["<script>alert(1)</script>", "<b>x</b>"]], ["Nome", "<i>Tipo"])
    batch = land.looked(body)
    page = signed_in(land, "paolo").get(batch.get_absolute_url()).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
