"""The page of the network: one address, one state; the same figures in pictures and in tables."""

import gzip
import re
from datetime import timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cerchia.network.models.organisations import Kind, State
from tests.desk.conftest import NOW, Dora, page_of, signed_in
from tests.desk.network import BIELLA, COSSATO, NETWORK, TORINO, Net
from tests.factories.network import KnownContactFactory
from tests.factories.programmes import EditionTerritoryFactory, TerritoryFactory

COLLEGNO = "001090"


@pytest.fixture
def net(dora: Dora) -> Net:
    return Net(dora)


def meta_of(page: str) -> str:
    found = re.search(r'<p class="meta">(.*?)</p>', page, re.DOTALL)
    return re.sub(r"<[^>]+>|\s+", " ", found.group(1)) if found else ""


def test_the_headline_states_the_situation(net: Net) -> None:
    net.known("Panetteria Lievito Lento")
    net.known("Tipografia Tre Torchi", State.ENGAGED, is_business=True)
    net.known("Scuola serale", State.ANSWERED, for_refugees=True)

    page = page_of(net.dora.giulia, NETWORK)

    assert "<h1>3 organisations known, 1 already active</h1>" in page
    assert re.findall(r"\d+", meta_of(page)) == ["2", "2", "1", "67"]


def test_an_empty_network_says_what_will_be_here(net: Net) -> None:
    for path in (NETWORK, f"{NETWORK}?vista=tabella"):
        page = page_of(net.dora.giulia, path)
        assert "Nobody is known here yet" in page


@pytest.mark.parametrize("who", ["giulia", "ismail", "marta"])
def test_the_team_sees_it(net: Net, who: str) -> None:
    net.known("Ciclofficina Ruota Piena")
    assert "Ciclofficina Ruota Piena" in page_of(getattr(net.dora, who), NETWORK)


def test_for_others_it_is_not_there(net: Net) -> None:
    page_of(net.dora.amal, NETWORK, 404)
    rita = net.dora.world.staff("Rita", "accounts")
    page_of(rita, NETWORK, 404)
    answer = Client().get(NETWORK)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/entra/")


def test_another_territory_is_neither_listed_nor_counted_nor_chosen(net: Net) -> None:
    net.known("Nostra")
    other = TerritoryFactory.create(programme=net.programme, name="Biella")
    EditionTerritoryFactory.create(edition=net.dora.world.edition, territory=other)
    away = net.known("Loro", State.ENGAGED, territory=other, municipality=BIELLA)
    net.ties(net.known("Altra"), away)

    page = page_of(net.dora.giulia, NETWORK)
    assert "2 organisations known, 0 already active" in page
    assert "Loro" not in page
    page_of(net.dora.giulia, f"{NETWORK}?scelta={away.pk}", 404)
    page_of(net.dora.giulia, f"{NETWORK}?territorio={other.pk}", 404)
    page_of(net.dora.giulia, f"{NETWORK}?scelta={uuid4()}", 404)


@pytest.mark.parametrize(
    "address",
    [
        "?scelta=nobody&territorio=nowhere&dopo=zzz",
        "?vista=mappa&stato=%00&tipo=x&interesse=x&ordina=--.9",
        "?ordina=luoghi.99&vista=tabella",
        "?ordina=-luoghi.%D9%A1&vista=tabella",
        "?cerca=" + "%F0%9F%99%82" * 300,
        "?cerca=%D8%A8%D8%A7%D8%A8",
        "?cerca='%3B--&imprese=no&offerte=",
    ],
)
def test_nonsense_in_the_address_is_no_error(net: Net, address: str) -> None:
    net.known("Panetteria")
    page_of(net.dora.giulia, NETWORK + address)


def test_it_opens_in_the_state_that_its_address_says(net: Net) -> None:
    net.known("Panetteria Lievito Lento", is_business=True, kind=Kind.SHOP)
    printer = net.known("Tipografia Tre Torchi", State.ENGAGED, is_business=True)
    net.known("Scuola serale Riviera", State.ANSWERED, kind=Kind.ADULT_SCHOOL)

    page = page_of(net.dora.giulia, f"{NETWORK}?imprese=1&stato=engaged&scelta={printer.pk}")
    assert page.count('class="org"') == 1
    assert '<h2 id="chosen"><bdi>Tipografia Tre Torchi</bdi></h2>' in page
    assert 'value="engaged" selected' in page
    page = page_of(net.dora.giulia, f"{NETWORK}?cerca=riviera")
    assert page.count('class="org"') == 1
    assert "Scuola serale Riviera" in page
    page = page_of(net.dora.giulia, f"{NETWORK}?cerca=zzz")
    assert "Nobody fits" in page


def test_the_list_goes_on_by_a_mark_and_nobody_is_lost(net: Net) -> None:
    for number in range(19):
        net.known(f"Bottega {number:02}", known_at=NOW - timedelta(days=number))
    client, seen, path = signed_in(net.dora.giulia), set(), NETWORK
    for _page in range(3):
        page = client.get(path).content.decode()
        seen |= set(re.findall(r"<bdi>(Bottega \d\d)</bdi>", page))
        more = re.search(r'href="(\?dopo=[^"]+)"', page)
        path = NETWORK + more.group(1) if more else ""
    assert len(seen) == 19
    assert not path


def test_the_map_counts_places_and_says_so_aloud(net: Net) -> None:
    for number in range(3):
        net.known(f"A {number}", municipality=TORINO)
    net.known("B", municipality=COSSATO)
    net.known("C", place_name="Marseille", country="FR")

    page = page_of(net.dora.giulia, NETWORK)
    assert "Organisations by province: Torino 3, Biella 1." in page
    assert "Torino 3</tspan>" in page
    assert "1 is elsewhere, or nobody said where." in page
    assert "CC BY 4.0" in page


def test_a_commitment_ties_an_organisation_to_a_circle(net: Net) -> None:
    printer = net.known("Tipografia Tre Torchi", State.ENGAGED, is_business=True)
    net.promises(printer)
    page = page_of(net.dora.giulia, NETWORK)
    assert "Graph of 1 tie." in page

    page = page_of(net.dora.giulia, f"{NETWORK}?scelta={printer.pk}")
    assert "Tipografia Tre Torchi is tied to Dora." in page
    assert f'href="/cerchie/{net.dora.circle.pk}/"' in page
    assert "for circle Dora" in page
    assert "Amal" not in page


@pytest.mark.parametrize("state", ["proposed", "declined", "withdrawn"])
def test_what_was_not_agreed_ties_nobody(net: Net, state: str) -> None:
    printer = net.known("Tipografia Tre Torchi", State.ENGAGED)
    net.promises(printer, state=state, person=None)
    assert "No tie yet" in page_of(net.dora.giulia, NETWORK)


def test_the_tables_hold_the_same_data_and_sort(net: Net) -> None:
    for number in range(3):
        net.known(f"A {number}", municipality=TORINO)
    net.known("B", municipality=COSSATO)
    net.promises(net.known("Tipografia", State.ENGAGED, municipality=BIELLA))

    def first_column(path: str) -> list[str]:
        page = page_of(net.dora.giulia, path)
        table = page[page.index("Where they are</caption>") :]
        return re.findall(
            r'<th scope="row"><a [^>]+><bdi>([^<]+)', table[: table.index("</table>")]
        )

    by_count = first_column(f"{NETWORK}?vista=tabella")
    assert by_count == ["Torino", "Biella", "Cossato"]
    assert first_column(f"{NETWORK}?vista=tabella&ordina=luoghi.0") == sorted(by_count)
    assert first_column(f"{NETWORK}?vista=tabella&ordina=-luoghi.0") == sorted(by_count)[::-1]
    page = page_of(net.dora.giulia, f"{NETWORK}?vista=tabella&ordina=-luoghi.0")
    assert 'aria-sort="descending"' in page
    assert "From the name to the commitment</caption>" in page
    assert "What ties them</caption>" in page


def test_many_cost_no_more_queries_than_few(net: Net) -> None:
    client = signed_in(net.dora.giulia)
    printer = net.known("Tipografia", State.ENGAGED, municipality=TORINO)
    net.promises(printer)
    with CaptureQueriesContext(connection) as few:
        client.get(f"{NETWORK}?scelta={printer.pk}")
    for number in range(70):
        row = net.known(f"Bottega {number}", State.ANSWERED, municipality=BIELLA)
        net.ties(row, printer)
    with CaptureQueriesContext(connection) as many:
        client.get(f"{NETWORK}?scelta={printer.pk}")
    assert len(many) <= len(few) + 1
    assert len(many) < 45


def test_a_network_that_cannot_be_read_whole_is_drawn_in_groups(net: Net) -> None:
    rows = [net.known(f"Bottega {i}", kind=Kind.SHOP, is_business=True) for i in range(90)]
    for one, other in pairwise(rows):
        net.ties(one, other)

    page = page_of(net.dora.giulia, NETWORK)
    assert "A number stands for a group" in page
    assert 'class="b inv">90</tspan>' in page
    assert len(gzip.compress(page.encode())) < 150_000


def test_the_page_has_one_heading_and_its_picture_a_sentence(net: Net) -> None:
    net.promises(net.known("Tipografia", State.ENGAGED, municipality=TORINO))
    page = page_of(net.dora.giulia, NETWORK)
    assert page.count("<h1") == 1
    named = re.findall(r'<svg class="chart"[^>]* role="(\w+)" aria-label="[^"]{10,}', page)
    assert sorted(named) == ["group", "group", "img", "img"], "two to walk through, two to read"
    assert "style=" not in page


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "بقالة النور 🙂",
        "\u202eodnilatsaP",
        "X" * 160,
        "A & B “C” 'D' {{ 7 }} {% x %}",
    ],
)
def test_whatever_an_organisation_is_called_the_page_stands(net: Net, name: str) -> None:
    row = net.known(name, State.ENGAGED, municipality=TORINO)
    net.promises(row)
    for query in ("", f"?scelta={row.pk}", "?vista=tabella"):
        page = page_of(net.dora.giulia, NETWORK + query)
        assert "<script>alert" not in page
        assert "{{ 7 }}" in page or "{{ 7 }}" not in name


def test_a_circle_counts_what_its_people_named_and_tells_nobody_who(net: Net) -> None:
    for who, state in ((net.dora.amal, State.KNOWN), (net.dora.giulia, State.ENGAGED)):
        KnownContactFactory.create(
            organisation=net.known(f"Di {who.given_name[0]}", state),
            person=who,
            edition=net.dora.world.edition,
            territory=net.territory,
        )
    page = page_of(net.dora.giulia, f"{NETWORK}?vista=tabella")
    table = page[page.index("By circle</caption>") :]
    row = table[table.index("<bdi>Dora") : table.index("</tr>", table.index("<bdi>Dora"))]
    assert re.findall(r'<td class="n">(\d+)', row) == ["2", "1", "1", "1"]
    assert "Amal" not in page


def test_choosing_one_keeps_the_place_in_the_list(net: Net) -> None:
    for number in range(12):
        net.known(f"Bottega {number:02}", known_at=NOW - timedelta(days=number))
    client = signed_in(net.dora.giulia)
    more = re.search(r'href="(\?dopo=[^"]+)"', client.get(NETWORK).content.decode())
    assert more
    second = client.get(NETWORK + more.group(1)).content.decode()
    links = re.findall(r'class="org" href="([^"]+)"', second)
    chosen = client.get(NETWORK + links[0].replace("&amp;", "&")).content.decode()
    assert re.findall(r"<bdi>(Bottega \d\d)</bdi></b>", chosen) == re.findall(
        r"<bdi>(Bottega \d\d)</bdi></b>", second
    )


def links_of(page: str) -> dict[str, str]:
    """What can be walked to in the pictures: name and address."""
    found = re.findall(r'<a href="([^"]+)" aria-label="([^"]+)"><title>', page)
    return {name: address.replace("&amp;", "&") for address, name in found}


def names_in(page: str) -> set[str]:
    return set(re.findall(r'class="org".*?<bdi>([^<]+)</bdi>', page, re.DOTALL))


def test_the_map_opens_the_list_of_who_is_there(net: Net) -> None:
    here = {"A": TORINO, "A2": TORINO, "B": COLLEGNO, "C": COSSATO, "D": BIELLA}
    for name, place in here.items():
        net.known(name, municipality=place)
    net.known("E", place_name="Marseille", country="FR")
    page = page_of(net.dora.giulia, NETWORK)

    links = links_of(page)
    assert links["Torino area: 3 organisations"] == "?luogo=001272~#list"
    assert links["province of Biella: 2 organisations"] == "?luogo=096#list"
    assert "province of Cuneo: 0 organisations" not in page
    for name, wanted in (
        ("Torino area: 3 organisations", {"A", "A2", "B"}),
        ("province of Torino: 3 organisations", {"A", "A2", "B"}),
        ("province of Biella: 2 organisations", {"C", "D"}),
    ):
        address = links[name].partition("#")[0]
        narrowed = page_of(net.dora.giulia, NETWORK + address)
        assert names_in(narrowed) == wanted
        words = re.escape(name.partition(":")[0])
        assert re.search(rf'<a class="chip"[^>]*aria-current="true"[^>]*>\s*{words}', narrowed), (
            name
        )
    exact = page_of(net.dora.giulia, f"{NETWORK}?luogo=001272")
    assert names_in(exact) == {"A", "A2"}
    with_words = page_of(net.dora.giulia, f"{NETWORK}?luogo=096&cerca=d")
    assert names_in(with_words) == {"D"}


def test_a_mark_of_the_graph_opens_what_it_stands_for(net: Net) -> None:
    printer = net.known("Tipografia Tre Torchi", State.ENGAGED, is_business=True)
    net.promises(printer)

    links = links_of(page_of(net.dora.giulia, f"{NETWORK}?imprese=1"))

    assert links["Dora, circle"] == f"/cerchie/{net.dora.circle.pk}/"
    chosen = links["Tipografia Tre Torchi, business"]
    assert chosen == f"?imprese=1&scelta={printer.pk}#chosen"
    page = page_of(net.dora.giulia, NETWORK + chosen.partition("#")[0])
    assert '<h2 id="chosen"><bdi>Tipografia Tre Torchi</bdi></h2>' in page


def test_a_circle_that_the_reader_may_not_open_is_no_link(net: Net) -> None:
    net.promises(net.known("Tipografia Tre Torchi", State.ENGAGED))
    hugo = net.dora.world.staff("Hugo", "operator")

    page = page_of(hugo, NETWORK)

    assert "Dora</tspan>" in page
    assert "Dora, circle" not in links_of(page)


def test_a_group_of_the_graph_narrows_the_list_to_those_it_counts(net: Net) -> None:
    shops = [net.known(f"Bottega {i}", kind=Kind.SHOP, is_business=True) for i in range(40)]
    others = [net.known(f"Scuola {i}", kind=Kind.SCHOOL) for i in range(25)]
    clubs = [net.known(f"Circolo {i}", kind=Kind.SPORTS) for i in range(7)]
    rows = [*shops, *others, *clubs]
    for one, other in pairwise(rows):
        net.ties(one, other)

    links = links_of(page_of(net.dora.giulia, NETWORK))

    for count, family, name in ((40, "business", "Bottega"), (25, "public", "Scuola")):
        [address] = [url for said, url in links.items() if f": {count} organisations" in said]
        assert f"famiglia={family}" in address
        page = page_of(net.dora.giulia, NETWORK + address.partition("#")[0])
        assert all(one.startswith(name) for one in names_in(page))
        assert names_in(page)
    [address] = [url for said, url in links.items() if ": 7 organisations" in said]
    page = page_of(net.dora.giulia, NETWORK + address.partition("#")[0])
    assert names_in(page) == {one.name for one in clubs}


def test_who_walks_with_the_keys_can_go_past_the_picture(net: Net) -> None:
    net.promises(net.known("Tipografia", State.ENGAGED, municipality=TORINO))

    page = page_of(net.dora.giulia, NETWORK)

    assert '<a class="skip" href="#ways">' in page
    assert page.count('id="ways"') == 1
    assert page.count('id="list"') == 1


@pytest.mark.parametrize(
    "place", ["000", "999999", "001272~~", "1", "abc", "001272~&scelta=x", "٠٠١", "'--"]
)
def test_a_place_that_is_none_is_no_error(net: Net, place: str) -> None:
    net.known("A", municipality=TORINO)
    page_of(net.dora.giulia, f"{NETWORK}?luogo={place}&famiglia={place}")
