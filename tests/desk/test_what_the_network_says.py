"""What the ties say, on the page, on today, by a job and for programs."""

import json
from datetime import timedelta

import pytest

from cerchia.desk.findings import findings_of
from cerchia.desk.queries.network import reading
from cerchia.desk.work import read_ties
from cerchia.network.models.organisations import State
from tests.desk.conftest import NOW, Dora, page_of, signed_in
from tests.desk.network import COSSATO, NETWORK, TORINO, Net
from tests.factories.network import KnownContactFactory
from tests.factories.offers import OfferFactory
from tests.factories.projects import ProjectFactory
from tests.factories.support import NeedFactory


@pytest.fixture
def net(dora: Dora) -> Net:
    return Net(dora)


def test_what_the_ties_say_stands_in_sentences_with_their_measure(net: Net) -> None:
    bridge = net.known("Tipografia Tre Torchi", State.ENGAGED)
    net.promises(bridge)
    for number in range(3):
        net.ties(bridge, net.known(f"Lontana {number}"))
    KnownContactFactory.create(
        organisation=bridge,
        person=net.dora.amal,
        edition=net.dora.world.edition,
        territory=net.territory,
    )

    page = page_of(net.dora.giulia, NETWORK)
    assert "1 organisation is a bridge" in page
    assert "Without Tipografia Tre Torchi 3 others lose their only way to the rest." in page
    assert "Articulation points: 5 circles and organisations, 4 ties." in page
    assert "1 organisation hangs on one person only" in page
    assert "1 circle has a thin network" in page
    assert "2 participants would have fewer than 3 contacts outside at the end" in page
    assert "Amal" not in page
    assert "Ousmane" not in page


def test_contacts_are_counted_by_circle_only_for_those_who_may_open_it(net: Net) -> None:
    net.known("Panetteria")
    other = net.dora.world.circle("Sangone")
    net.dora.world.seat(other, net.dora.world.participant("Bahar"), "participant")

    assert "2 participants would have fewer" in page_of(net.dora.giulia, NETWORK)
    assert "3 participants would have fewer" in page_of(net.dora.marta, NETWORK)


def test_help_that_nobody_offers_is_named(net: Net) -> None:
    net.known("Panetteria")
    project = ProjectFactory.create(circle=net.dora.circle)
    NeedFactory.create(project=project, help="room", what="Un garage per tre mesi")

    page = page_of(net.dora.giulia, NETWORK)
    assert "Nobody offers what 1 need asks for" in page
    assert f"{net.territory.name}: room or home." in page
    assert "Un garage per tre mesi" in page


def test_a_large_network_is_read_by_a_job_and_shown_with_its_day(
    net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cerchia.desk.queries.network.page.LIVE", 3)
    printer = net.known("Tipografia", State.ENGAGED, municipality=TORINO)
    net.promises(printer)
    for number in range(5):
        net.known(f"Bottega {number}")
    client = signed_in(net.dora.giulia)
    english = {"accept-language": "en"}

    page = client.get(NETWORK, headers=english).content.decode()
    assert "The ties are not read yet" in page
    assert "Read the ties anew" in page
    page = client.get(f"{NETWORK}?scelta={printer.pk}", headers=english).content.decode()
    assert "Tipografia is tied to Dora." in page


def test_the_reading_survives_its_way_through_a_job(net: Net) -> None:
    net.promises(net.known("Tipografia", State.ENGAGED))
    found = reading.read({net.territory.pk: net.territory.name})
    again = reading.Reading.from_values({**found.as_values(), "unknown": 1})
    assert again == found
    assert found.day == NOW


def test_programs_read_the_same_figures_and_ties(net: Net) -> None:
    net.known("Panetteria", municipality=COSSATO)
    printer = net.known("Tipografia", State.ENGAGED, municipality=TORINO, is_business=True)
    net.promises(printer)

    said = signed_in(net.dora.giulia).get("/api/v1/network").json()
    assert said["figures"] == {
        "known": 2, "contacted": 1, "answered": 1, "engaged": 1, "businesses": 1, "not_refugees": 2,
    }  # fmt: skip
    assert [(one["name"], one["organisations"]) for one in said["places"]] == [
        ("Cossato", 1),
        ("Torino", 1),
    ]
    ends = {one["key"]: one["name"] for one in said["knots"]}
    assert [{ends[one["one"]], ends[one["other"]]} for one in said["threads"]] == [
        {"Dora", "Tipografia"}
    ]
    assert all(one["measure"] for one in said["findings"])
    assert signed_in(net.dora.amal).get("/api/v1/network").status_code == 404


def test_today_says_what_the_network_needs(net: Net) -> None:
    net.known("Panetteria")
    net.known("Bottega", State.CONTACTED, next_try_on=(NOW - timedelta(days=2)).date())
    old = net.known("Tipografia", State.ENGAGED, confirmed_at=NOW - timedelta(days=300))
    OfferFactory.create(organisation=old, edition=net.dora.world.edition, waiting=True)

    for who in (net.dora.giulia, net.dora.marta):
        page = page_of(who, "/oggi/")
        assert "1 organisation to contact," in page
        assert "1 organisation to try again," in page
        assert "1 offer to check" in page
        assert "1 entry of the network may be out of date," in page
        assert "Circle Dora has a thin network:" in page


def test_today_says_nothing_of_a_network_that_did_not_begin(net: Net) -> None:
    page = page_of(net.dora.giulia, "/oggi/")
    assert "network" not in page[page.index("<main") :]


def test_the_work_reads_what_the_page_shows(net: Net) -> None:
    net.promises(net.known("Tipografia", State.ENGAGED, municipality=TORINO))
    told: list[tuple[int, int]] = []

    class Watched:
        def tell(self, done: int, of: int, words: str = "") -> None:
            told.append((done, of))
            assert not words

        def asked_to_stop(self) -> bool:
            return False

    found = read_ties(
        Watched(),
        {
            "user": str(net.dora.giulia.user_id),
            "territories": {str(net.territory.pk): net.territory.name},
            "_next": NETWORK,
        },
    )
    kept = reading.Reading.from_values(json.loads(json.dumps(found)))
    open_circles = {str(net.dora.circle.pk): "/"}
    now = reading.read({net.territory.pk: net.territory.name})
    assert findings_of(kept, open_circles) == findings_of(now, open_circles)
    assert found["_next"] == NETWORK
    assert [one[1] for one in found["drawing"]["marks"]].count("Dora") == 1
    assert found["months"][-1][1:] == [1, 1, 1, 1]
    assert told[-1] == (10, 10)
    assert told == sorted(told)
