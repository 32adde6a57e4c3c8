"""The invitation for who is signed in, or whose phone is known: nobody becomes a second person."""

import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cerchia.access.models import User
from cerchia.people.models import Person
from cerchia.selection.models import Candidacy
from cerchia.selection.models.candidacies import State
from tests.factories.access import UserFactory
from tests.factories.people import PersonFactory
from tests.factories.programmes import ParticipationFactory
from tests.factories.selection import CandidacyFactory, InterviewFactory, SelectionRoundFactory
from tests.selection.conftest import Asking

BEGIN = "/candidature/"


def address(asking: Asking, per: str = "io") -> str:
    return f"{reverse('selection:write')}?per={per}&dove={asking.where()}"


def words(**more: Any) -> dict[str, Any]:
    said = {"text": "Vorrei cucire.", "language": "it", "given_name": "Amal"}
    return {**said, "contact": "331 000 0000", "key": str(uuid4()), **more}


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def followed(asking: Asking, **more: Any) -> Candidacy:
    """Somebody who follows their request on a phone."""
    person = PersonFactory.create(user=UserFactory.create(), given_name="Amal")
    return asking.candidacy(person=person, **more)


def signed_in(asking: Asking, person: Person) -> Client:
    client = asking.client()
    client.force_login(User.objects.get(person=person))
    return client


def test_whoever_asked_already_is_led_to_their_request(asking: Asking) -> None:
    row = followed(asking)
    client = asking.phone(row)

    html = text(client.get(BEGIN))
    answer = client.post(address(asking), words())

    assert "Your request is here already" in html
    assert "Your words have arrived" in html
    assert reverse("selection:mine") in html
    assert answer["Location"] == BEGIN
    assert Candidacy.objects.count() == 1


def test_a_state_that_was_not_told_yet_is_not_told_here(asking: Asking) -> None:
    row = followed(asking, state=State.NOT_ELIGIBLE)

    html = text(asking.phone(row).get(BEGIN))

    assert "The team has decided" in html
    assert "not possible" not in html


def test_whoever_took_it_back_is_told_who_listens(asking: Asking) -> None:
    row = followed(asking, state=State.WITHDRAWN)

    html = text(asking.phone(row).get(BEGIN))

    assert "You took it back" in html
    assert "to ask again, a person of the team listens" in html


def test_whoever_takes_part_needs_no_second_request(asking: Asking) -> None:
    person = PersonFactory.create(user=UserFactory.create())
    place = asking.places["torino"]
    ParticipationFactory.create(edition=asking.edition, person=person, territory=place)
    client = signed_in(asking, person)

    html = text(client.get(BEGIN))
    people = Person.objects.count()
    client.post(address(asking), words())

    assert "You take part already" in html
    assert 'href="/io/"' in html
    assert Person.objects.count() == people


def test_a_participant_may_bring_a_friend_who_said_yes(asking: Asking) -> None:
    row = followed(asking)
    client = asking.phone(row)

    page = text(client.get(f"{BEGIN}?chi=altri"))
    answer = client.post(address(asking, "altri"), words(given_name="Sahra", agreed="on"))

    assert "for another person" in page
    assert 'value="io"' not in page
    assert answer.status_code == 302
    friend = Candidacy.objects.exclude(pk=row.pk).get()
    assert (friend.channel, str(friend.person.given_name)) == ("organisation", "Sahra")
    assert friend.person.user is None
    sent = text(client.get(reverse("selection:sent")))
    assert "Choose a picture and a PIN" not in sent


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("giulia", "/selezione/nuova/"),
        ("ismail", "/selezione/nuova/"),
        ("marta", "/selezione/nuova/"),
        ("lanificio", "/ente/candidare/"),
    ],
)
def test_the_team_and_organisations_are_led_to_their_own_form(
    asking: Asking, name: str, form: str
) -> None:
    client = asking.client(name)

    html = text(client.get(BEGIN))

    assert f'href="{form}"' in html
    assert client.get(form).status_code == 200
    for per in ("io", "altri"):
        assert client.post(address(asking, per), words(agreed="on"))["Location"] == BEGIN
    assert not Candidacy.objects.exists()


def test_somebody_else_who_is_signed_in_can_only_put_another_person_forward(
    asking: Asking,
) -> None:
    client = asking.client("comitato")

    assert "For another person" in text(client.get(BEGIN))
    assert client.post(address(asking), words())["Location"] == BEGIN
    assert client.post(address(asking, "altri"), words(agreed="on")).status_code == 302


def test_whoever_asked_in_an_earlier_round_asks_again_as_the_same_person(asking: Asking) -> None:
    person = PersonFactory.create(user=UserFactory.create(), given_name="Amal")
    past = SelectionRoundFactory.create(
        edition=asking.edition,
        number=7,
        opens_on=date(2012, 1, 14),
        closes_on=date(2012, 2, 28),
        closed_at=asking.round.opened_at,
    )
    CandidacyFactory.create(
        round=past, person=person, territory=asking.places["torino"], state=State.NOT_SELECTED
    )
    client, people = signed_in(asking, person), Person.objects.count()

    assert "you need not say again who you are" in text(client.get(BEGIN))
    assert 'value="Amal"' in text(client.get(address(asking)))
    answer = client.post(address(asking), words())
    again = client.post(address(asking), words(text="Ancora."))

    assert answer["Location"] == reverse("selection:mine")
    assert again["Location"] == BEGIN
    assert Person.objects.count() == people
    assert Candidacy.objects.filter(person=person).count() == 2


def test_when_no_round_is_open_one_is_still_led_home(asking: Asking) -> None:
    row = followed(asking)
    asking.round.closed_at = asking.round.opened_at
    asking.round.save()

    html = text(asking.phone(row).get(BEGIN))

    assert "Your request is here already" in html
    assert "For another person, who said yes" not in html


def test_a_phone_that_is_known_is_asked_whether_it_is_them(asking: Asking) -> None:
    client = asking.client()
    client.post(address(asking), words())
    client.post(
        reverse("selection:sent"), {"picture": "bicycle", "pin": "408257", "again": "408257"}
    )
    client.post(reverse("access:lock"))

    html = text(client.get(BEGIN))

    assert "Somebody follows a request or a project on this phone." in html
    assert reverse("access:pin") in html
    assert "Amal" not in html


def test_what_was_sent_a_moment_ago_is_said_before_one_asks_again(asking: Asking) -> None:
    client = asking.client()
    client.post(address(asking), words())

    html = text(client.get(BEGIN))

    assert "From here request" in html
    assert "C-001" in html
    assert reverse("selection:sent") in html
    assert "Amal" not in html


def test_going_back_and_writing_more_does_not_make_a_second_person(asking: Asking) -> None:
    client, said = asking.client(), words()

    client.post(address(asking), said)
    for _time in range(2):
        client.post(address(asking), said | {"text": "Voglio anche la patente."})

    assert Person.objects.filter(user=None).count() == 1
    first, second = Candidacy.objects.order_by("code")
    assert second.merged_into == first
    assert str(second.wish) == "Voglio anche la patente."
    page = text(asking.client("giulia").get(f"/selezione/{first.code}/"))
    assert "Voglio anche la patente." in page
    assert asking.client("giulia").post(f"/selezione/{second.code}/dividi/").status_code == 422


def test_another_name_under_the_same_form_is_another_person(asking: Asking) -> None:
    client, said = asking.client(), words()

    client.post(address(asking), said)
    client.post(address(asking), said | {"given_name": "Sahra"})

    assert Person.objects.filter(user=None).count() == 2


def test_sent_again_after_the_last_day_it_is_still_the_one_that_arrived(asking: Asking) -> None:
    client, said = asking.client("giulia"), words(agreed="on", place=asking.where())
    first = client.post("/selezione/nuova/", said)
    asking.round.closed_at = asking.round.opened_at
    asking.round.save()

    again = client.post("/selezione/nuova/", said | {"late_reason": ""})

    assert (first.status_code, again.status_code) == (302, 302)
    assert Candidacy.objects.count() == 1


@pytest.mark.parametrize("name", ["giulia", "lanificio"])
def test_a_double_click_on_the_forms_of_team_and_organisations_keeps_one(
    asking: Asking, name: str
) -> None:
    client = asking.client(name)
    form = "/ente/candidare/" if name == "lanificio" else "/selezione/nuova/"
    place = asking.where("biella" if name == "lanificio" else "torino")
    key = re.search(r'name="key" value="([^"]+)"', text(client.get(form)))
    assert key is not None

    for _time in range(2):
        client.post(form, words(agreed="on", place=place, key=key[1]))

    assert Candidacy.objects.count() == 1


def test_the_committee_is_led_to_the_words_when_there_are_any(asking: Asking) -> None:
    client = asking.client("comitato")
    assert "/selezione/giuria/" not in text(client.get("/cabina/"))
    asking.round.hides_identity = True
    asking.round.save()
    assert "/selezione/giuria/" not in text(client.get("/cabina/"))
    row = asking.candidacy(state=State.INTERVIEWED)
    InterviewFactory.create(candidacy=row, written_by=asking.user("giulia"))

    html = text(client.get("/cabina/"))

    assert "in their words, without names" in html
    assert 'href="/selezione/giuria/"' in html
    words_page = text(client.get("/selezione/giuria/"))
    assert row.code in words_page
    assert 'href="/cabina/"' in words_page
    assert "/selezione/giuria/" not in text(asking.client("marta").get("/cabina/"))


def test_signed_out_nothing_changes(asking: Asking) -> None:
    html = text(Client(headers={"accept-language": "en"}).get(BEGIN))

    assert "for me" in html
    assert "for another person" in html
    assert "this phone" not in html
