"""An edition with somebody nobody asked is closed only with a written reason (invariant 16)."""

import pytest

from cerchia.access.engine import NotAllowed
from cerchia.kit import clock
from cerchia.network.models import Organisation
from cerchia.network.usecases import Try, log_outreach
from cerchia.programmes import hooks
from cerchia.programmes.closing import AlreadyClosed, StillOpen, close_edition
from tests.network.conftest import Town, sound


def test_who_was_not_asked_stands_in_the_way(town: Town) -> None:
    town.names("amal", "Bar Sport")
    town.names("amal", "", voice=sound(town.people["amal"]))
    marta = town.user("marta")

    found = {one.code: one.n for one in hooks.matters_of(town.edition)}
    assert found == {"uncontacted_organisations": 2, "unheard_names": 1}
    with pytest.raises(StillOpen, match="2 organisations not contacted"):
        close_edition(actor=marta, edition=town.edition, reason="  ")

    close_edition(actor=marta, edition=town.edition, reason="Il finanziamento finisce oggi.")

    town.edition.refresh_from_db()
    assert town.edition.closed_on == clock.today()
    assert town.edition.closed_reason == "Il finanziamento finisce oggi."
    with pytest.raises(AlreadyClosed):
        close_edition(actor=marta, edition=town.edition, reason="Ancora")


def test_nothing_open_needs_no_reason(town: Town) -> None:
    for row in Organisation.objects.all():
        log_outreach(actor=town.user("marta"), organisation=row, attempt=Try("phone", "no"))

    close_edition(actor=town.user("marta"), edition=town.edition)

    town.edition.refresh_from_db()
    assert town.edition.closed_on is not None


def test_only_who_coordinates_all_of_it_closes_it(town: Town) -> None:
    with pytest.raises(NotAllowed):
        close_edition(actor=town.user("giulia"), edition=town.edition, reason="Basta")


def test_the_page_says_what_is_open_and_asks_why(town: Town) -> None:
    client = town.client("marta")
    path = f"/impostazioni/edizioni/{town.edition.pk}/chiudi/"

    assert "1 organisation not contacted" in client.get(path).text
    refused = client.post(path, {"reason": ""})
    assert refused.status_code == 422
    assert "1 organisation not contacted" in refused.text
    assert client.post(path, {"reason": "x" * 2000}).status_code == 422
    assert client.post(path, {"reason": "Finisce oggi."}).status_code == 302
    assert town.client("giulia").get(path).status_code == 404
