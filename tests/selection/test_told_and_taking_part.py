"""Told in plain words, taken back in two taps; and what becomes of the words of who takes part."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cerchia.access.engine import NotAllowed
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.programmes.usecases import admit
from cerchia.projects.models import Wish
from cerchia.selection import hooks
from cerchia.selection.errors import NothingToTell
from cerchia.selection.models import Candidacy
from cerchia.selection.queries.mine import mine
from cerchia.selection.usecases.candidacies import move, tell
from cerchia.vault.files import RECORDINGS, open_bytes, take_in
from tests.factories.access import UserFactory
from tests.factories.selection import InterviewFactory
from tests.selection.conftest import TODAY, Asking, sound


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("submitted", "Your words have arrived"),
        ("eligible", "We want to meet you"),
        ("interviewed", "We have met"),
        ("proposed", "Nothing is decided yet."),
        ("withdrawn", "You took it back"),
        ("not_selected", "The team has decided"),
        ("selected", "The team has decided"),
    ],
)
def test_the_person_reads_every_state_in_plain_words(
    asking: Asking, state: str, words: str
) -> None:
    row = asking.candidacy(state=state, person__user=UserFactory.create())
    client = asking.phone(row)

    page = client.get(reverse("selection:mine"))

    assert page.status_code == 200
    assert words in page.content.decode()
    assert row.code in page.content.decode()


def test_not_this_time_is_told_in_own_words_with_whom_to_talk(asking: Asking) -> None:
    row = asking.candidacy(state="interviewed", person__user=UserFactory.create())
    move(row, "not_selected", asking.user("tullia"), "Più persone che posti a Torino.")
    words = "Il n'y avait pas assez de places. Tu peux parler avec Ismail."
    asking.client("ismail").post(reverse("selection:tell", args=[row.code]), {"words": words})
    client = asking.phone(row)

    page = client.get(reverse("selection:mine")).content.decode()

    assert "Not this time" in page
    assert "Il n&#x27;y avait pas assez de places." in page
    assert "Ismail, of the team of Torino." in page
    assert "21 August" in page
    with pytest.raises(NothingToTell):
        tell(actor=asking.user("ismail"), candidacy=row)


def test_if_nobody_calls_the_page_tells_it_by_itself_after_a_week(asking: Asking) -> None:
    row = asking.candidacy(state="interviewed", person__user=UserFactory.create())
    move(row, "waiting_list", asking.user("tullia"), "Il terzo posto.")
    account = row.person.user
    assert account is not None
    with clock.at(TODAY + timedelta(days=7)):
        undecided = mine(account)
    asking.round.decided_at = TODAY
    asking.round.save()

    before = mine(account)
    with clock.at(TODAY + timedelta(days=7)):
        after = mine(account)

    assert undecided is not None
    assert before is not None
    assert after is not None
    assert undecided.state == "proposed"
    assert (before.is_told, after.is_told) == (False, True)


def test_taken_back_in_two_taps(asking: Asking) -> None:
    row = asking.candidacy(state="proposed", person__user=UserFactory.create())
    client = asking.phone(row)
    path = reverse("selection:take_back")

    first = client.get(path)
    client.post(path)
    again = client.post(path)

    row.refresh_from_db()
    assert first.status_code == 200
    assert again.status_code == 302
    assert row.state == "withdrawn"
    assert row.moments.count() == 2


def test_who_asks_nothing_has_no_such_page(asking: Asking) -> None:
    assert asking.client("giulia").get(reverse("selection:mine")).status_code == 404


# --- taking part ----------------------------------------------------------------------------------


def chosen(asking: Asking, row: Candidacy) -> Wish:
    place = admit(
        actor=asking.user("tullia"),
        edition=asking.edition,
        person=row.person,
        territory=row.territory,
    )
    row.participation = place
    row.save()
    hooks.tell_admitted(asking.user("tullia"), row)
    return Wish.objects.get(person=row.person)


def test_own_words_become_the_first_wish_with_day_language_and_voice(asking: Asking) -> None:
    row = asking.candidacy(state="selected", wish="أريد ورشة", wish_language="ar")
    voice = take_in(subject=row.person_id, upload=sound(), allowed=RECORDINGS)
    row.wish_voice = voice
    row.submitted_at = TODAY - timedelta(days=20)
    row.save()

    wish = chosen(asking, row)

    assert str(wish.text) == "أريد ورشة"
    assert wish.language == "ar"
    assert wish.first_named_by == "self"
    assert wish.expressed_at == TODAY - timedelta(days=20)
    assert wish.voice == voice


def test_the_same_account_leads_to_the_project_afterwards(asking: Asking) -> None:
    row = asking.candidacy(state="selected", person__user=UserFactory.create())
    client = asking.phone(row)
    before = client.get("/")["Location"]

    chosen(asking, row)

    client.force_login(asking.account(row))
    assert before == reverse("selection:mine")
    assert client.get("/")["Location"] == "/io/"
    assert client.post(reverse("selection:take_back")).status_code == 409


def test_where_no_words_were_sent_those_of_the_meeting_are_the_wish(asking: Asking) -> None:
    row = asking.candidacy(state="selected", channel="staff", wish="")
    InterviewFactory.create(candidacy=row, wish="Un forno.", written_by=asking.user("giulia"))

    wish = chosen(asking, row)

    assert str(wish.text) == "Un forno."
    assert wish.recorded_by == asking.user("giulia")


def test_a_voice_of_a_joined_request_is_sealed_anew_for_the_person(asking: Asking) -> None:
    row = asking.candidacy(state="selected")
    other = asking.candidacy(wish="", merged_into=row)
    other.wish_voice = take_in(subject=other.person_id, upload=sound(), allowed=RECORDINGS)
    other.save()
    row.wish = ""
    row.save()

    wish = chosen(asking, row)

    assert wish.voice is not None
    assert wish.voice.subject == row.person_id
    assert open_bytes(wish.voice)


def test_the_team_shows_a_code_and_the_person_gets_an_account(asking: Asking) -> None:
    row = asking.candidacy()
    path = reverse("selection:phone", args=[row.code])

    page = asking.client("giulia").post(path)

    assert page.status_code == 200
    assert "<svg" in page.content.decode()
    assert Person.objects.get(pk=row.person_id).user is not None
    assert asking.client("elena").post(path).status_code == 404


def test_nobody_of_the_team_carries_their_own(asking: Asking) -> None:
    row = asking.candidacy(person=asking.people["giulia"])

    assert asking.client("giulia").get(f"/selezione/{row.code}/").status_code == 404
    with pytest.raises(NotAllowed):
        tell(actor=asking.user("giulia"), candidacy=row)
