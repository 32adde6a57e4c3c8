"""The pages, as somebody presses their way through them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cerchia.network import queries
from cerchia.network.models import KnownContact, Organisation, Tie
from cerchia.network.queries import Wanted
from tests.network.conftest import Town, sound
from tests.projects.sounds import tone


def wav() -> SimpleUploadedFile:
    return SimpleUploadedFile("voce.wav", tone(), "audio/wav")


def test_a_participant_names_a_place_in_three_taps(town: Town) -> None:
    client = town.client("amal")
    assert client.get("/io/conosco/").status_code == 200

    answer = client.post("/io/conosco/nuova/", {"name": "مخبز النيل", "town": "Torino"})

    assert answer.status_code == 302
    assert "مخبز النيل" in client.get("/io/conosco/").text
    assert [one.name for one in queries.queue(town.user("giulia"), Wanted())[0]] == ["مخبز النيل"]


def test_one_that_is_alike_is_picked_or_not(town: Town) -> None:
    shop = town.shop()
    client = town.client("amal")
    said = {"name": "Paneteria Lievito Lento", "town": "Torino"}

    asked = client.post("/io/conosco/nuova/", said)
    assert asked.status_code == 200
    assert "Is it one of these?" in asked.text
    assert not KnownContact.objects.exists()

    picked = client.post("/io/conosco/nuova/", {**said, "chosen": str(shop.pk)})
    assert picked.status_code == 302
    assert KnownContact.objects.get().organisation == shop

    other = town.client("ousmane").post("/io/conosco/nuova/", {**said, "chosen": "new"})
    assert other.status_code == 302
    assert Organisation.objects.filter(territory=town.torino).count() == 2


def test_a_voice_given_with_the_name_is_not_lost_on_the_way(town: Town) -> None:
    shop = town.shop()
    client = town.client("amal")
    said = {"name": "Lievito Lento", "voice": wav()}

    asked = client.post("/io/conosco/nuova/", said)
    kept = asked.text.split('name="kept" value="')[1].split('"')[0]
    stolen = town.client("ousmane").post(
        "/io/conosco/nuova/", {"name": "Lievito Lento", "kept": kept, "chosen": str(shop.pk)}
    )
    client.post(
        "/io/conosco/nuova/", {"name": "Lievito Lento", "kept": kept, "chosen": str(shop.pk)}
    )

    assert stolen.status_code == 404
    known = KnownContact.objects.get()
    assert str(known.voice_id) == kept


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"name": "   "},
        {"name": "..."},
        {"name": "a" * 10_000},
        {"name": "Bar", "how": "a" * 10_000},
        {"name": "Bar", "town": "a" * 10_000},
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(town: Town, said: dict[str, str]) -> None:
    answer = town.client("amal").post("/io/conosco/nuova/", said)

    assert answer.status_code == 422
    assert "still here" in answer.text
    assert not KnownContact.objects.exists()


def test_a_file_that_is_no_voice_is_refused_in_words(town: Town) -> None:
    fake = SimpleUploadedFile("voce.wav", b"MZ\x00\x01" * 50, "audio/wav")

    answer = town.client("amal").post("/io/conosco/nuova/", {"voice": fake})

    assert answer.status_code == 422
    assert not KnownContact.objects.exists()


def test_another_territorys_organisation_cannot_be_picked(town: Town) -> None:
    mill = Organisation.objects.get(name="Lanificio Val Scura")

    answer = town.client("amal").post(
        "/io/conosco/nuova/", {"name": "Lanificio", "chosen": str(mill.pk)}
    )

    assert answer.status_code == 404


def test_the_team_writes_one_down_and_is_warned_of_likeness(town: Town) -> None:
    town.shop()
    client = town.client("giulia")
    said = {"name": "Paneteria Lievito Lento", "kind": "shop", "interests": ["work", "other"],
            "town": "Torino", "site": "lievito.example", "languages": ["it", "ar"]}  # fmt: skip

    warned = client.post("/rete/nuova/", said)
    assert "Is it one of these?" in warned.text
    made = client.post("/rete/nuova/", {**said, "anyway": "1"})

    assert made.status_code == 302
    row = Organisation.objects.get(name="Paneteria Lievito Lento")
    assert (row.for_work, row.for_refugees, row.site) == (True, False, "https://lievito.example")
    assert row.latitude is not None
    assert client.get(f"/rete/{row.pk}/").status_code == 200


def test_it_is_changed_and_found_by_its_new_name(town: Town) -> None:
    shop = town.shop(municipality="001272")
    client = town.client("giulia")
    page = client.get(f"/rete/{shop.pk}/cambia/")
    assert "Torino (TO)" in page.text

    saved = client.post(
        f"/rete/{shop.pk}/cambia/",
        {"name": "Forno Nuovo", "kind": "shop", "town": "Torino (TO)", "email": "a@b.example"},
    )
    wrong = client.post(
        f"/rete/{shop.pk}/cambia/", {"name": "Forno Nuovo", "kind": "shop", "email": "chi sa"}
    )

    assert saved.status_code == 302
    assert wrong.status_code == 422
    shop.refresh_from_db()
    assert (shop.name, shop.municipality, shop.email) == ("Forno Nuovo", "001272", "a@b.example")
    found = queries.listing(town.user("giulia"), queries.Filters(search="nuov torino"))
    assert [one.id for one in found.rows] == [shop.pk]


def test_a_call_is_logged_in_two_fields_and_an_owner_is_given(town: Town) -> None:
    shop = town.shop()
    client = town.client("giulia")
    path = f"/rete/{shop.pk}/"

    owner = {"owner": str(town.people["ismail"].user_id), "on": "2013-09-30"}
    assert client.post(f"{path}affida/", owner).status_code == 302
    assert client.post(f"{path}contatto/", {"channel": "phone"}).status_code == 422
    call = {"channel": "phone", "outcome": "meeting_set"}
    assert client.post(f"{path}contatto/", call).status_code == 302
    stranger = {"owner": str(town.people["elena"].user_id)}
    assert client.post(f"{path}affida/", stranger).status_code == 422
    past = {"owner": str(town.people["ismail"].user_id), "on": "2013-09-01"}
    assert client.post(f"{path}affida/", past).status_code == 422

    page = client.get(path).text
    assert "Ismail F." in page
    assert "a meeting is set" in page.casefold()


def test_the_queue_is_narrowed_and_paged(town: Town) -> None:
    for number in range(35):
        town.shop(f"Bottega {number}")
    client = town.client("marta")

    first = client.get("/rete/da-contattare/")
    following = first.context["following"]
    second = client.get(following)
    mine = client.get("/rete/da-contattare/?chi=io")
    biella = client.get(f"/rete/da-contattare/?territorio={town.biella.pk}")
    odd = client.get("/rete/da-contattare/?territorio=x&dopo=%00&chi=&vista=boh")

    names = [one.name for page in (first, second) for one in page.context["rows"]]
    assert len(names) == len(set(names)) == 36
    assert mine.context["rows"] == []
    assert [one.name for one in biella.context["rows"]] == ["Lanificio Val Scura"]
    assert odd.status_code == 200


def test_a_spoken_name_is_heard_and_written_down(town: Town) -> None:
    town.shop()
    known = town.names("amal", "", voice=sound(town.people["amal"]))
    path = f"/rete/da-contattare/voci/{known.pk}/"
    client = town.client("giulia")
    assert "Names said aloud" in client.get("/rete/da-contattare/").text

    asked = client.post(path, {"name": "Panetteria Lievito"})
    assert "Is it one of these?" in asked.text
    assert client.post(path, {"name": "Panetteria Lievito", "chosen": "new"}).status_code == 302
    assert client.get(path).status_code == 404


def test_two_are_made_one_and_two_again(town: Town) -> None:
    one, other = town.shop("Panetteria Lievito"), town.shop("Paneteria Lievito")
    client = town.client("giulia")
    assert "Paneteria Lievito" in client.get("/rete/doppioni/").text

    merged = client.post("/rete/doppioni/unisci/", {"kept": str(one.pk), "gone": str(other.pk)})
    again = client.post("/rete/doppioni/unisci/", {"kept": str(one.pk), "gone": str(other.pk)})
    assert merged.status_code == 302
    assert again.status_code == 409
    old = client.get(f"/rete/{other.pk}/")
    assert old["Location"] == f"/rete/{one.pk}/"

    row = one.merges.get()
    assert client.post(f"/rete/doppioni/{row.pk}/annulla/").status_code == 302
    assert client.post(f"/rete/doppioni/{row.pk}/annulla/").status_code == 409
    two = {"one": str(one.pk), "other": str(other.pk)}
    assert client.post("/rete/doppioni/due/", two).status_code == 302
    assert client.post("/rete/doppioni/due/", {"one": "x"}).status_code == 404


def test_a_tie_is_found_by_name(town: Town) -> None:
    one, other = town.shop("Bar Sport"), town.shop("Officina Tre Ruote")
    client = town.client("giulia")
    path = f"/rete/{one.pk}/legami/"

    assert client.post(path, {"other": "Nessuno Così"}).status_code == 422
    made = client.post(path, {"other": "officina tre ruote", "words": "Banco insieme"})
    assert made.status_code == 302
    tie = Tie.objects.get()
    assert {tie.first, tie.second} == {one, other}
    assert "Banco insieme" in client.get(f"/rete/{other.pk}/").text
    assert client.post(f"{path}{tie.pk}/togli/").status_code == 302


def test_public_only_with_a_yes_and_hidden_again(town: Town) -> None:
    shop = town.shop()
    client = town.client("giulia")

    assert client.post(f"/rete/{shop.pk}/pubblica/", {}).status_code == 422
    yes = {"consent": "La titolare, al telefono, 12 settembre"}
    assert client.post(f"/rete/{shop.pk}/pubblica/", yes).status_code == 302
    shop.refresh_from_db()
    assert shop.public_since is not None
    client.post(f"/rete/{shop.pk}/nascondi/")
    shop.refresh_from_db()
    assert shop.public_since is None


def test_people_to_talk_to_come_and_go_with_their_names(town: Town) -> None:
    shop = town.shop()
    client = town.client("giulia")
    client.post(f"/rete/{shop.pk}/persone/", {"name": "Anna Bo", "phone": "011 999"})
    assert "Anna Bo" in client.get(f"/rete/{shop.pk}/").text

    person = shop.people.get()
    client.post(f"/rete/persone/{person.pk}/togli/")

    assert "Anna Bo" not in client.get(f"/rete/{shop.pk}/").text
    person.refresh_from_db()
    assert str(person.name) == ""
