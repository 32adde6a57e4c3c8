import csv
import json
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from cerchia.access.engine import NotAllowed
from cerchia.access.models import SignIn
from cerchia.access.sessions import SIGN_IN
from cerchia.audit.models import Entry
from cerchia.documents.sheets.rules import could_compute
from cerchia.kit import clock
from cerchia.network.exporting.carrying import Carried
from cerchia.network.models import Export, Organisation
from cerchia.network.usecases import imports
from cerchia.network.usecases.exports import (
    FormUnknown,
    ListsTakenToday,
    Wanted,
    export_list,
)
from tests.factories.network import OrganisationPersonFactory
from tests.factories.offers import OfferFactory
from tests.network.tables import Land

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Land:
    land = Land()
    one = land.known(
        "=Tipografia Tre Torchi",
        kind="workshop",
        is_business=True,
        for_work=True,
        municipality="001272",
        address="Via Po 1",
        phone="+39 011 555 0101",
        site="https://tretorchi.example",
        email="info@tretorchi.example",
        languages=["it", "fr"],
        about="Stampa e rilega.",
        notes="Detto in confidenza",
        public_since=clock.now(),
    )
    OrganisationPersonFactory.create(organisation=one, name="Bianca Rosso", job="titolare")
    later = clock.now() + timedelta(days=1)
    OrganisationPersonFactory.create(organisation=one, name="Gianna Verdi", added_at=later)
    OrganisationPersonFactory.create(organisation=one, name="Via Da Qui", ended_at=clock.now())
    OfferFactory.create(
        organisation=one, edition=land.edition, territory=land.torino, what="6 ore di conti"
    )
    OfferFactory.create(
        organisation=one, edition=land.edition, territory=land.torino, what="Segreto", waiting=True
    )
    land.known("Bottega Chiusa", phone="011 000")
    land.known("Lanificio Val Scura", territory=land.biella, public_since=clock.now())
    return land


def taken(land: Land, by: str, form: str = "csv", part: str = "work", **more: Any) -> Carried:
    with translation.override("en"):
        return export_list(actor=land[by], edition=land.edition, wanted=Wanted(form, part, **more))


def table(carried: Carried) -> list[dict[str, str]]:
    text = carried.content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


def test_an_operator_takes_their_territory_with_work_contacts(land: Land) -> None:
    rows = table(taken(land, "paolo"))

    assert [row["Name"] for row in rows] == ["'=Tipografia Tre Torchi", "Bottega Chiusa"]
    first = rows[0]
    assert (first["Person to talk to"], first["Job of that person"]) == ("Bianca Rosso", "titolare")
    assert first["Others to talk to"] == "Gianna Verdi"
    assert first["Phone"] == "'+39 011 555 0101"
    assert (first["Municipality"], first["Province"]) == ("Torino", "TO")
    assert first["Offers"] == "6 ore di conti"
    assert "confidenza" not in str(rows)


def test_a_coordinator_takes_all_or_one_territory(land: Land) -> None:
    assert len(table(taken(land, "marta"))) == 3
    rows = table(taken(land, "marta", territory=land.biella.pk))
    assert [row["Name"] for row in rows] == ["Lanificio Val Scura"]


def test_the_public_part_holds_only_what_said_yes(land: Land) -> None:
    for name in ("comitato", "elena"):
        carried = taken(land, name, part="public")
        rows = table(carried)
        assert [row["Name"] for row in rows] == ["'=Tipografia Tre Torchi", "Lanificio Val Scura"]
        assert set(rows[0]) == {
            "Name", "Kind", "Is a business (yes or no)", "Fields of interest", "Territory",
            "Municipality", "Province", "Country", "What it does",
        }  # fmt: skip
        for form in ("csv", "xlsx", "hsds"):
            content = taken(land, name, form, "public").content
            assert b"Bianca" not in content
            assert b"Via Po" not in content


@pytest.mark.parametrize("name", ["rita", "comitato"])
def test_others_do_not_get_work_contacts(land: Land, name: str) -> None:
    with pytest.raises(NotAllowed):
        taken(land, name)


def test_a_workbook_tells_what_it_is_and_computes_nothing(land: Land) -> None:
    carried = taken(land, "paolo", "xlsx")
    book = load_workbook(BytesIO(carried.content))

    cells = [cell for sheet in book.worksheets for row in sheet for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [c for c in cells if isinstance(c.value, str) and could_compute(c.value)]
    told = {row[0].value: row[1].value for row in book.worksheets[1]}
    assert told == {
        "Edition": land.edition.name,
        "As it was on": clock.today().isoformat(),
        "Taken out as": "operator",
        "What it holds": "with work contacts",
    }


def test_open_referral_holds_what_its_standard_asks_for(land: Land) -> None:
    found = json.loads(taken(land, "paolo", "hsds").content)

    assert (found["total_items"], found["last_page"], found["empty"]) == (2, True, False)
    one = found["contents"][0]
    assert one["name"] == "=Tipografia Tre Torchi"
    assert {"id", "name", "description"} <= set(one)
    [place] = one["locations"]
    assert {"id", "location_type"} <= set(place)
    [address] = place["addresses"]
    needed = {"id", "address_1", "city", "state_province", "postal_code", "country", "address_type"}
    assert needed <= set(address)
    assert (address["city"], address["state_province"]) == ("Torino", "TO")
    [service] = one["services"]
    assert {"id", "name", "status"} <= set(service)
    assert (service["name"], service["status"]) == ("6 ore di conti", "active")
    assert service["service_at_locations"][0]["location"]["id"] == place["id"]
    assert [person["name"] for person in one["contacts"]] == ["Bianca Rosso", "Gianna Verdi"]
    assert one["phones"][0]["number"] == "+39 011 555 0101"
    terms = {one["taxonomy_term"]["code"] for one in one["attributes"]}
    assert terms == {"workshop", "business", "for_work"}
    again = json.loads(taken(land, "paolo", "hsds").content)
    assert found == again


NEEDED = {
    "organization": {"id", "name", "description"},
    "services": {"id", "name", "status"},
    "locations": {"id", "location_type"},
    "location": {"id", "location_type"},
    "addresses": {
        "id", "address_1", "city", "state_province", "postal_code", "country", "address_type",
    },
    "contacts": {"id"},
    "phones": {"id", "number"},
    "languages": {"id"},
    "service_areas": {"id"},
    "service_at_locations": {"id"},
    "attributes": {"id"},
    "taxonomy_term": {"id", "name", "description"},
}  # fmt: skip
ONE_OF = {
    "status": {"active", "inactive", "defunct", "temporarily closed"},
    "location_type": {"physical", "postal", "virtual"},
    "address_type": {"physical", "postal", "virtual"},
    "extent_type": {"geojson", "topojson", "kml", "text"},
    "type": {"text", "voice", "fax", "cell", "video", "pager", "textphone"},
}


def parts_of(kind: str, found: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Everything inside an organization of the standard, each with what it is."""
    yield kind, found
    for name, value in found.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from parts_of(name, one)


def test_open_referral_has_what_the_standard_asks_for_and_relations_that_hold(land: Land) -> None:
    land.known("Marché", place_name="Marseille", country="FR", languages=["fr", "man"])
    for part, who in (("work", "marta"), ("public", "marta")):
        found = json.loads(taken(land, who, "hsds", part).content)

        told = [pair for one in found["contents"] for pair in parts_of("organization", one)]
        for kind, one in told:
            assert NEEDED[kind] <= set(one), kind
            assert str(UUID(one["id"])) == one["id"]
            assert not {
                name
                for name, values in ONE_OF.items()
                if one.get(name, next(iter(values))) not in values
            }, kind
            assert None not in one.values()
        known = {one["id"] for _kind, one in told}
        for kind, one in told:
            links = {
                one[name]
                for name in ("link_id", "organization_id", "taxonomy_term_id")
                if name in one
            }
            assert links <= known, kind
        own = [one["id"] for kind, one in told if kind in {"organization", "services", "contacts"}]
        assert len(own) == len(set(own))


def test_every_list_leaves_a_trace(land: Land) -> None:
    carried = taken(land, "paolo")

    made = Export.objects.get()
    entry = Entry.objects.get(action="network.list.carried_out", about_id=made.pk)
    assert entry.facts == {"form": "csv", "part": "work", "rows": 2, "hash": made.content_hash}
    assert made.content_hash[:12] in carried.name
    assert "operator" in carried.name


def test_the_fourth_list_of_a_day_waits(land: Land) -> None:
    for _number in range(3):
        taken(land, "paolo")
    with pytest.raises(ListsTakenToday):
        taken(land, "paolo")
    assert taken(land, "paolo", part="public").rows == 2
    assert taken(land, "marta").rows == 3
    assert Export.objects.filter(part="work", made_by=land["paolo"]).count() == 3


def test_a_form_that_is_none_is_refused(land: Land) -> None:
    with pytest.raises(FormUnknown):
        taken(land, "paolo", "pdf")


def test_the_number_of_queries_does_not_grow(
    land: Land, django_assert_max_num_queries: Any
) -> None:
    for number in range(25):
        OrganisationPersonFactory.create(organisation=land.known(f"Bottega {number}"))
    actor = land["paolo"]
    with django_assert_max_num_queries(24):
        export_list(actor=actor, edition=land.edition, wanted=Wanted("csv", "work"))


def test_our_own_list_comes_in_again_and_everything_is_known(land: Land) -> None:
    carried = taken(land, "paolo", "xlsx")
    with translation.override("en"):
        batch = land.looked(carried.content)

    assert [row.choice for row in batch.rows.order_by("number") if not row.stops] == ["same"]
    Organisation.objects.filter(name="Bottega Chiusa").delete()
    with translation.override("it"):
        italian = export_list(
            actor=land["paolo"], edition=land.edition, wanted=Wanted("csv", "work")
        )
        again = land.table(italian.content)
    assert len(again.columns) == 19
    assert imports.choose(actor=land["paolo"], batch=land.looked(), choices={}) == 0


def test_the_page_asks_for_the_password_before_work_contacts(land: Land, client: Client) -> None:
    client.force_login(land["paolo"])
    session = client.session
    long_ago = clock.now() - timedelta(minutes=6)
    row = SignIn.objects.create(user=land["paolo"], proved_at=long_ago, has_second_factor=True)
    session[SIGN_IN] = str(row.pk)
    session.save()
    page = reverse("network:export_form")
    asked = client.post(page, {"part": "work", "form": "csv"})

    assert asked.status_code == 403
    assert "attachment" not in asked.headers.get("Content-Disposition", "")
    public = client.post(page, {"part": "public", "form": "csv"})
    assert public.status_code == 200
    assert public.headers["Content-Disposition"].startswith('attachment; filename="')
    assert public.headers["Cache-Control"] == "no-store, private"
    wrong = client.post(page, {"part": "public", "form": "exe"})
    assert wrong.status_code == 422
