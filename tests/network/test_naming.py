"""Everybody says whom they know; each one named is in the queue until somebody asks it."""

import pytest

from cerchia.access.engine import NotAllowed
from cerchia.network import queries
from cerchia.network.errors import AlreadyWritten, NameMissing, NameTooLong, NotHere, SayOrWrite
from cerchia.network.models import KnownContact, Organisation
from cerchia.network.queries import Wanted
from cerchia.network.usecases import (
    Saying,
    name_contact,
    set_spoken_aside,
    take_back_contact,
    write_down_spoken,
)
from tests.network.conftest import TORINO, Town, sound


def in_queue(town: Town, who: str = "giulia") -> list[str]:
    return [row.name for row in queries.queue(town.user(who), Wanted())[0]]


def test_a_name_makes_an_organisation_that_waits_in_the_queue(town: Town) -> None:
    known = town.names("amal", "مخبز النيل", place="Torino", how="La padrona è mia amica")

    row = known.organisation
    assert row is not None
    assert (row.state, row.municipality, row.created_by) == ("known", TORINO, None)
    assert known.named_as == KnownContact.Named.PARTICIPANT
    assert in_queue(town) == ["مخبز النيل"]
    assert queries.mine(town.user("amal"))[0].how == "La padrona è mia amica"


def test_who_names_one_that_is_there_joins_it(town: Town) -> None:
    shop = town.shop()

    town.names("amal", "Lievito", organisation=shop)
    town.names("giulia", "Lievito Lento", organisation=shop)

    line = queries.queue(town.user("giulia"), Wanted())[0][0]
    assert (line.by_participants, line.by_staff) == (1, 1)
    assert Organisation.objects.filter(territory=town.torino).count() == 1


def test_saying_the_same_twice_is_saying_it_once(town: Town) -> None:
    first = town.names("amal", "Bar Sport", place="Torino")
    again = town.names("amal", " bar  SPORT ", place="Torino")
    elsewhere = town.names("amal", "Bar Sport", place="Moncalieri")

    assert again == first
    assert elsewhere != first


def test_a_voice_waits_for_somebody_who_listens(town: Town) -> None:
    known = town.names("amal", "", voice=sound(town.people["amal"]))

    assert known.organisation is None
    assert queries.spoken(town.user("giulia")) == [known]
    assert queries.spoken(town.user("elena")) == []

    write_down_spoken(actor=town.user("giulia"), known=known, name="Bar Sport", place="Torino")

    assert in_queue(town) == ["Bar Sport"]
    assert queries.spoken(town.user("giulia")) == []


def test_of_two_who_write_it_down_one_is_told(town: Town) -> None:
    known = town.names("amal", "", voice=sound(town.people["amal"]))
    write_down_spoken(actor=town.user("giulia"), known=known, name="Bar Sport")

    with pytest.raises(AlreadyWritten):
        write_down_spoken(actor=town.user("ismail"), known=known, name="Bar Sporto")

    assert Organisation.objects.filter(territory=town.torino).count() == 1


def test_a_spoken_name_of_one_they_named_already_is_not_doubled(town: Town) -> None:
    shop = town.shop()
    town.names("amal", "", organisation=shop)
    known = town.names("amal", "", voice=sound(town.people["amal"]))

    write_down_spoken(actor=town.user("giulia"), known=known, name="x", organisation=shop)

    assert len(queries.mine(town.user("amal"))) == 1


def test_what_cannot_be_heard_is_told_to_the_person(town: Town) -> None:
    known = town.names("amal", "", voice=sound(town.people["amal"]))

    set_spoken_aside(actor=town.user("giulia"), known=known)

    assert queries.spoken(town.user("giulia")) == []
    assert queries.mine(town.user("amal"))[0].is_unclear


def test_who_takes_it_back_does_not_take_it_out_of_the_queue(town: Town) -> None:
    known = town.names("amal", "Bar Sport")

    take_back_contact(actor=town.user("amal"), known=known)

    assert queries.mine(town.user("amal")) == []
    assert in_queue(town) == ["Bar Sport"]


def test_nobody_names_for_somebody_else_or_elsewhere(town: Town) -> None:
    shop = town.shop("Lanificio Due", territory=town.biella)
    place = town.place()

    with pytest.raises(NotAllowed):
        name_contact(
            actor=town.user("giulia"),
            person=town.people["amal"],
            place=place,
            saying=Saying("Bar Sport"),
        )
    with pytest.raises(NotAllowed):
        town.names("mariam", "Bar Sport")
    with pytest.raises(NotAllowed):
        town.names("rita", "Bar Sport")
    with pytest.raises(NotHere):
        town.names("amal", "Lanificio", organisation=shop)
    known = town.names("amal", "Bar Sport")
    with pytest.raises(NotAllowed):
        take_back_contact(actor=town.user("ousmane"), known=known)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ("", SayOrWrite),
        ("...", NameMissing),
        ("a" * 10_000, NameTooLong),
        ("\u202e\n", NameMissing),
    ],
)
def test_what_is_no_name_is_refused_in_words(
    town: Town, said: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal, match=r"\w"):
        town.names("amal", said)

    assert not KnownContact.objects.exists()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Caffè 😀 «Da Ali»", "Caffè 😀 «Da Ali»"),
        ("\u202eمقهى\u202c النيل", "مقهى النيل"),
        ("Bar\tSport\r\nCentro", "Bar Sport Centro"),
        ("<b>Bar</b>", "<b>Bar</b>"),
    ],
)
def test_odd_letters_are_kept_or_cleaned_and_never_lost(town: Town, said: str, kept: str) -> None:
    known = town.names("amal", said)

    assert known.organisation is not None
    assert known.organisation.name == kept


def test_a_place_in_another_country_is_kept_as_it_was_told(town: Town) -> None:
    known = town.names("amal", "Atelier Dakar", place="Dakar, Sénégal")

    assert known.organisation is not None
    assert known.organisation.municipality == ""
    assert known.organisation.place_name == "Dakar, Sénégal"
