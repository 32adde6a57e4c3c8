"""The pages of an edition: who reads, who changes, what is said when something does not fit."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from cerchia.access.models import User
from cerchia.people.models import Person
from cerchia.programmes.forms import EditionForm
from cerchia.programmes.models import Edition, Participation, StaffAssignment, Territory
from tests.factories.people import PersonFactory
from tests.factories.programmes import (
    EditionFactory,
    EditionTerritoryFactory,
    ParticipationFactory,
    PhaseFactory,
    StaffAssignmentFactory,
)

pytestmark = pytest.mark.django_db
PARTS = ["", "territori/", "copia/", "persone/"]
ROWS = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"}


@dataclass
class House:
    edition: Edition
    torino: Territory
    biella: Territory
    marta: Person
    sandro: Person
    giulia: Person

    def url(self, part: str = "") -> str:
        return f"/impostazioni/edizioni/{self.edition.pk}/{part}"


@pytest.fixture
def house() -> House:
    edition = EditionFactory.create(name="Torino e Biella 2013")
    torino, biella = (
        EditionTerritoryFactory.create(edition=edition, territory__name=name).territory
        for name in ("Torino", "Biella")
    )
    PhaseFactory.create(edition=edition)
    marta, sandro, giulia = (PersonFactory.create(given_name=n) for n in ("Marta", "Sandro", "Giu"))
    for person, role, place in (
        (marta, "coordinator", torino),
        (marta, "coordinator", biella),
        (sandro, "coordinator", biella),
        (giulia, "operator", torino),
    ):
        StaffAssignmentFactory.create(edition=edition, person=person, role=role, territory=place)
    return House(edition, torino, biella, marta, sandro, giulia)


def inside(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(person=person))
    return client


def rules(edition: Edition, **changed: Any) -> dict[str, Any]:
    """What the page holds, as the browser sends it back."""
    form = EditionForm(initial=EditionForm.of(edition))
    held = {name: form[name].value() for name in form.fields}
    shown = {
        name: form.fields[name].prepare_value(value)
        for name, value in held.items()
        if value is not None
    }
    return {**shown, **changed}


@pytest.mark.parametrize("part", PARTS)
def test_who_opens_each_page(house: House, part: str) -> None:
    read_by_all = part in {"", "persone/"}

    assert inside(house.marta).get(house.url(part)).status_code == 200
    assert inside(house.sandro).get(house.url(part)).status_code == (200 if read_by_all else 403)
    assert inside(house.giulia).get(house.url(part)).status_code == 404
    assert inside(PersonFactory.create()).get(house.url(part)).status_code == 404


def test_the_list_holds_the_editions_that_one_coordinates(house: House) -> None:
    EditionFactory.create(name="Of somebody else")

    page = inside(house.sandro).get("/impostazioni/edizioni/").content.decode()

    assert "Torino e Biella 2013" in page
    assert "Of somebody else" not in page
    assert inside(house.giulia).get("/impostazioni/edizioni/").status_code == 404


def test_who_coordinates_one_territory_only_reads(house: House) -> None:
    client = inside(house.sandro)
    page = client.get(house.url()).content.decode()

    assert "You can read them" in page
    assert "Save the rules" not in page
    assert "territori/" not in page
    assert "copia/" not in page
    assert client.post(house.url(), rules(house.edition)).status_code == 403


def test_the_rules_are_changed_and_said_again(house: House) -> None:
    client = inside(house.marta)

    answer = client.post(
        house.url(), rules(house.edition, max_per_person_cents="٧٥٠٠,50", review_days="90, 30,180")
    )

    house.edition.refresh_from_db()
    assert answer.status_code == 302
    assert house.edition.max_per_person_cents == 750_050
    assert house.edition.review_days == [30, 90, 180]
    page = client.get(house.url()).content.decode()
    assert 'value="7500,50"' in page
    assert 'value="30, 90, 180"' in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"max_per_person_cents": "tanti"}, "Write only the number"),
        ({"paper_above_cents": "-1"}, "without minus"),
        ({"review_days": "30, x"}, "days separated by commas"),
        ({"juncture_days": "31"}, "Choose among the days of the reviews"),
        ({"ends_on": "2001-01-01"}, "The last day comes after the first"),
        ({"selection_from": "2013-03-01"}, "Write both days"),
        ({"follow_up_from": "2001-01-01", "follow_up_to": "2001-02-01"}, "must follow one another"),
        ({"target_people": "0"}, "person"),
        ({"name": ""}, "Write a name"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(
    house: House, changed: dict[str, str], words: str
) -> None:
    answer = inside(house.marta).post(house.url(), rules(house.edition, quiet_days=21, **changed))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'value="21"' in page
    assert all(f'value="{typed}"' in page for typed in changed.values() if typed)
    house.edition.refresh_from_db()
    assert house.edition.quiet_days == 14


def test_of_two_coordinators_at_once_the_second_is_told(house: House) -> None:
    other = PersonFactory.create()
    StaffAssignmentFactory.create(edition=house.edition, person=other, role="coordinator")
    before = rules(house.edition)

    first = inside(house.marta).post(house.url(), {**before, "quiet_days": "20"})
    second = inside(other).post(house.url(), {**before, "target_people": "40"})

    house.edition.refresh_from_db()
    assert (first.status_code, second.status_code) == (302, 409)
    assert b"Somebody else changed these rules" in second.content
    assert (house.edition.quiet_days, house.edition.target_people) == (20, 35)


def test_a_name_is_taken_once(house: House) -> None:
    EditionFactory.create(programme=house.edition.programme, name="Seconda")

    answer = inside(house.marta).post(house.url(), rules(house.edition, name="Seconda"))

    assert answer.status_code == 422
    assert b"Another edition has this name" in answer.content


def test_a_territory_where_somebody_lives_is_not_taken_out(house: House) -> None:
    ParticipationFactory.create(edition=house.edition, territory=house.biella)
    client = inside(house.marta)

    refused = client.post(house.url("territori/"), {"lines": "Torino, 30"})
    unclear = client.post(house.url("territori/"), {"lines": "Torino\nBiella, tanti"})
    added = client.post(house.url("territori/"), {"lines": "Torino, 24\nBiella, 11\nIvrea, 3"})

    assert refused.status_code == 409
    assert b"Biella" in refused.content
    assert unclear.status_code == 422
    assert b"Biella, tanti" in unclear.content
    assert added.status_code == 302
    places = house.edition.places.values_list("territory__name", "target_people")
    assert set(places) == {("Torino", 24), ("Biella", 11), ("Ivrea", 3)}
    assert client.post(house.url(), rules(house.edition)).status_code == 302


def test_a_copy_has_the_rules_and_nobody_in_it(house: House) -> None:
    ParticipationFactory.create(edition=house.edition, territory=house.torino)
    house.edition.quiet_days = 9
    house.edition.save()
    first = house.edition.starts_on + timedelta(days=366)
    said = {"name": "2014", "starts_on": first, "ends_on": first + timedelta(days=360)}

    answer = inside(house.marta).post(house.url("copia/"), said)

    made = Edition.objects.get(name="2014")
    assert answer.status_code == 302
    assert (made.quiet_days, made.settings_from) == (9, house.edition)
    assert not made.participations.exists()
    assert set(made.staff_assignments.values_list("person", flat=True)) == {house.marta.pk}
    twice = inside(house.marta).post(house.url("copia/"), said)
    backwards = {**said, "name": "2015", "ends_on": first}
    assert twice.status_code == 422
    assert inside(house.marta).post(house.url("copia/"), backwards).status_code == 422


def test_jobs_are_given_within_what_one_coordinates(house: House) -> None:
    client = inside(house.sandro)
    said = {"username": "elena-riva", "given_name": "Elena", "role": "operator"}

    everywhere = client.post(house.url("persone/"), {**said, "territory": ""})
    elsewhere = client.post(house.url("persone/"), {**said, "territory": str(house.torino.pk)})
    here = client.post(house.url("persone/"), {**said, "territory": str(house.biella.pk)})

    assert (everywhere.status_code, elsewhere.status_code) == (422, 422)
    assert here.status_code == 302
    job = StaffAssignment.objects.get(person__user__username="elena-riva")
    assert (job.role, job.territory) == ("operator", house.biella)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"username": "", "role": "operator"}, "Write a user name"),
        ({"username": "due parole", "role": "operator"}, "Write only letters"),
        ({"username": "nuova", "role": "operator"}, "Write at least the first name"),
        ({"username": "nuova", "given_name": "Ada", "role": "system"}, "system"),
    ],
)
def test_a_job_that_is_not_clear_is_not_given(
    house: House, said: dict[str, str], words: str
) -> None:
    answer = inside(house.marta).post(house.url("persone/"), said)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert StaffAssignment.objects.count() == 4


def test_nobody_gives_a_job_to_themselves(house: House) -> None:
    said = {"username": User.objects.get(person=house.marta).username, "role": "accounts"}

    assert inside(house.marta).post(house.url("persone/"), said).status_code == 403


def test_a_new_person_is_admitted_with_a_code(house: House) -> None:
    client = inside(house.marta)
    said = {**ROWS, "given_name": "Amal", "territory": str(house.torino.pk)}
    said |= {"form-0-language": "so", "form-0-level": "C2"}

    answer = client.post("/persone/nuova/", said)
    client.post("/persone/nuova/", {**said, "given_name": "Ousmane"})

    rows = Participation.objects.order_by("code")
    assert answer.status_code == 302
    assert [(row.code, row.person.given_name) for row in rows] == [
        ("TO-01", "Amal"),
        ("TO-02", "Ousmane"),
    ]
    amal = rows[0].person
    assert (amal.gender, [one.language for one in amal.languages.all()]) == ("unsaid", ["so"])


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"given_name": ""}, "Write at least the first name"),
        ({"territory": ""}, "Choose where the person lives"),
        ({"birth_year": "1700"}, "1700"),
        ({"form-0-language": "xx"}, "Nur"),
        ({"form-TOTAL_FORMS": "many"}, "Nur"),
    ],
)
def test_a_new_person_that_is_not_clear_is_not_lost(
    house: House, changed: dict[str, str], words: str
) -> None:
    said = {**ROWS, "given_name": "Amal", "family_name": "Nur", "territory": str(house.torino.pk)}

    answer = inside(house.marta).post("/persone/nuova/", {**said, **changed})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Participation.objects.exists()


def test_only_coordinators_admit(house: House) -> None:
    said = {**ROWS, "given_name": "Amal", "territory": str(house.torino.pk)}

    assert inside(house.giulia).get("/persone/nuova/").status_code == 404
    assert inside(house.sandro).post("/persone/nuova/", said).status_code == 422
    assert not Participation.objects.exists()
