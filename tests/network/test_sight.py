"""Who sees what: one's own list is one's own; staff see that a participant named it, never who."""

import pytest

from cerchia.audit.models import FileRead
from cerchia.network import queries
from cerchia.network.models import KnownContact
from cerchia.network.queries import Filters
from tests.network.conftest import Town, sound

PAGES = ("/rete/da-contattare/", "/rete/nuova/", "/rete/conosco/", "/rete/doppioni/")


@pytest.mark.parametrize(
    ("who", "status"),
    [("giulia", 200), ("ismail", 200), ("marta", 200), ("amal", 404), ("rita", 404),
     ("comitato", 404), ("lanificio", 404)],
)  # fmt: skip
def test_pages_of_the_team_exist_for_the_team_only(town: Town, who: str, status: int) -> None:
    shop = town.shop()
    client = town.client(who)

    answers = {path: client.get(path).status_code for path in (*PAGES, f"/rete/{shop.pk}/")}

    assert set(answers.values()) == {status}, answers


def test_another_territory_does_not_exist(town: Town) -> None:
    shop = town.shop()
    client = town.client("elena")

    for path in ("", "cambia/"):
        assert client.get(f"/rete/{shop.pk}/{path}").status_code == 404
    for act in ("contatto", "affida", "chiudi", "riapri", "pubblica", "nascondi", "persone",
                "chiedi", "invita", "legami"):  # fmt: skip
        assert client.post(f"/rete/{shop.pk}/{act}/").status_code == 404, act
    assert shop.name not in client.get("/rete/da-contattare/").text
    assert queries.detail(town.user("elena"), shop.pk) is None


def test_nobody_sees_who_named_it(town: Town) -> None:
    known = town.names("amal", "Bar Sport", how="È di mio cugino Hassan")
    row = known.organisation
    assert row is not None

    pages = [
        town.client(who).get(path).text
        for who in ("giulia", "marta")
        for path in ("/rete/da-contattare/", f"/rete/{row.pk}/")
    ]

    for page in pages:
        assert "Bar Sport" in page
        assert "Amal" not in page
        assert "Hassan" not in page
        assert str(town.people["amal"].pk) not in page
    assert "a participant" in pages[1]


def test_a_list_of_acquaintances_is_read_by_one_person_only(town: Town) -> None:
    known = town.names("amal", "Bar Sport")

    mine = town.client("amal").get("/io/conosco/")
    other = town.client("ousmane").get("/io/conosco/")

    assert "Bar Sport" in mine.text
    assert "Bar Sport" not in other.text
    assert town.client("ousmane").post(f"/io/conosco/{known.pk}/togli/").status_code == 404
    assert KnownContact.objects.current().filter(pk=known.pk).exists()


def test_while_naming_a_participant_sees_names_and_nothing_else(town: Town) -> None:
    town.shop(phone="011 1234567", notes="Segreto", about="Pane buono", address="Via Po 1")

    page = town.client("amal").post("/io/conosco/nuova/", {"name": "Paneteria Lievito Lento"})

    assert "Panetteria Lievito Lento" in page.text
    for secret in ("011 1234567", "Segreto", "Pane buono", "Via Po 1"):
        assert secret not in page.text


def test_listening_to_a_voice_leaves_a_trace_and_tells_no_name(town: Town) -> None:
    known = town.names("amal", "", voice=sound(town.people["amal"]))
    path = f"/rete/da-contattare/voci/{known.pk}/"
    client = town.client("ismail")

    page = client.get(path)
    assert page.status_code == 200
    assert "Amal" not in page.text
    assert not FileRead.objects.exists()
    assert client.get(f"{path}ascolta/").status_code == 200
    read = FileRead.objects.get()
    assert (read.person_id, read.part, read.reader_role) == (known.person_id, "contact", "mediator")
    for who in ("elena", "amal", "ousmane", "rita"):
        assert town.client(who).get(f"{path}ascolta/").status_code == 404
    assert town.client("amal").get(f"/io/conosco/{known.pk}/voce/").status_code == 200
    assert town.client("ousmane").get(f"/io/conosco/{known.pk}/voce/").status_code == 404


def test_its_own_people_see_their_entry_and_nothing_of_the_team(town: Town) -> None:
    user = town.user("lanificio")
    mill = user.person.organisations.get().organisation
    mill.notes = "Segreto"
    mill.save()
    town.names("mariam", "", organisation=mill, territory=town.biella)

    own = queries.detail(user, mill.pk)

    assert own is not None
    assert own.is_own
    assert (own.notes, own.named, own.attempts) == ("", [], [])
    assert queries.detail(user, town.shop().pk) is None
    assert queries.listing(user, Filters()).rows == []
