"""The public invitation, as somebody without an account meets it on an old phone."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from cerchia.access.models import Device, Tries
from cerchia.audit.models import Entry
from cerchia.kit import clock
from cerchia.people.models import ContactPoint, Person
from cerchia.people.usecases import Identity
from cerchia.selection.models import Candidacy
from cerchia.selection.usecases.arriving import Arrival, Reach, Words, submit
from cerchia.vault import files
from cerchia.vault.models import SealedFile
from tests.projects.sounds import tone
from tests.selection.conftest import TODAY, Asking


def address(asking: Asking, per: str = "io", place: str = "torino") -> str:
    return f"{reverse('selection:write')}?per={per}&dove={asking.where(place)}"


def words(**more: Any) -> dict[str, Any]:
    said = {
        "text": "أريد أن أخيط فساتين 👗",
        "language": "ar",
        "given_name": "Amal",
        "contact": "331 000 0000",
        "key": str(uuid4()),
    }
    return said | more


def send(asking: Asking, client: Client | None = None, **more: Any) -> Any:
    return (client or asking.client()).post(address(asking), words(**more))


def test_the_words_are_kept_letter_for_letter_under_the_key_of_a_new_person(
    asking: Asking,
) -> None:
    answer = send(asking)

    row = Candidacy.objects.select_related("person").get()
    assert answer.status_code == 302
    assert row.state == "submitted"
    assert row.channel == "self"
    assert row.code == "C-001"
    assert str(row.wish) == "أريد أن أخيط فساتين 👗"
    assert row.wish_language == "ar"
    assert str(row.person.given_name) == "Amal"
    assert row.person.user is None
    assert str(row.person.contact_points.get().value) == "331 000 0000"
    assert list(row.moments.values_list("was", "became")) == [("", "submitted")]


def test_a_voice_alone_is_enough(asking: Asking) -> None:
    sound = SimpleUploadedFile("voce.wav", tone(), "audio/wav")

    answer = send(asking, text="", voice=sound)

    row = Candidacy.objects.get()
    assert answer.status_code == 302
    assert row.wish_voice is not None
    assert row.wish_voice.subject == row.person_id


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"text": "  "}, "Write what you want, or say it with your voice."),
        ({"given_name": ""}, "Write a name, for example Amal."),
        ({"contact": ""}, "Write a phone number, for example 331 000 0000."),
        ({"language": "xx"}, "Choose the language from the list."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    asking: Asking, missing: dict[str, Any], sentence: str
) -> None:
    answer = send(asking, **missing)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert words()["contact"] in answer.content.decode() or "contact" in missing
    assert not Person.objects.filter(user=None).exists()


def test_a_page_asks_for_three_answers_at_most_and_none_of_them_is_a_category(
    asking: Asking,
) -> None:
    page = asking.client().get(address(asking)).content.decode()

    assert page.count('class="n"') <= 3
    for word in ("€", "euro", "Driving", "training", "theme"):
        assert word not in page


@pytest.mark.parametrize(
    "sent",
    [b"\x00" * 5_000, b"RIFF" + b"\xff" * 200_000, b"<svg onload=alert(1)>", b""],
    ids=["nulls", "bomb", "svg", "empty"],
)
def test_a_recording_that_is_none_is_refused_in_words(asking: Asking, sent: bytes) -> None:
    voice = SimpleUploadedFile("voce.wav", sent, "audio/wav")

    answer = send(asking, voice=voice)

    assert answer.status_code in {302, 422}
    assert not SealedFile.objects.exists()


def test_a_recording_that_is_too_big_is_refused(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 1_000)

    answer = send(asking, voice=SimpleUploadedFile("voce.wav", tone(1), "audio/wav"))

    assert answer.status_code == 422
    assert not Candidacy.objects.exists()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("😀" * 5_000, 302),
        ("\u202eغريب\u2066 <script>alert(1)</script>", 302),
        ("a" * 20_001, 422),
        ("nul\x00l", 422),
    ],
    ids=["emoji", "right to left", "huge", "null"],
)
def test_any_words_are_taken_as_they_are(asking: Asking, text: str, status: int) -> None:
    answer = send(asking, text=text)

    assert answer.status_code == status
    if status == 302:
        assert str(Candidacy.objects.get().wish) == text


def test_sent_twice_it_is_one(asking: Asking) -> None:
    client, said = asking.client(), words()

    client.post(address(asking), said)
    client.post(address(asking), said)

    assert Candidacy.objects.count() == 1


def test_other_words_under_the_same_form_are_kept_too(asking: Asking) -> None:
    client, said = asking.client(), words()

    client.post(address(asking), said)
    client.post(address(asking), said | {"text": "Voglio anche la patente."})

    assert {str(row.wish) for row in Candidacy.objects.all()} == {
        said["text"],
        "Voglio anche la patente.",
    }


def test_two_hundred_from_one_network_are_stopped_and_the_words_stay_on_the_page(
    asking: Asking,
) -> None:
    client = asking.client()

    answers = [send(asking, client) for _number in range(200)]

    statuses = [answer.status_code for answer in answers]
    assert statuses.count(302) == 20
    assert statuses.count(429) == 180
    last = next(answer for answer in answers if answer.status_code == 429)
    assert int(last["Retry-After"]) > 0
    assert "331 000 0000" in last.content.decode()
    assert not Tries.objects.filter(bucket__contains="127.0.0.1").exists()
    with clock.at(TODAY + timedelta(hours=2)):
        assert send(asking, client).status_code == 302


def test_another_network_is_not_stopped(asking: Asking) -> None:
    for _number in range(21):
        send(asking)

    other = asking.client(REMOTE_ADDR="203.0.113.9")

    assert send(asking, other).status_code == 302


@pytest.mark.parametrize(
    "day", [datetime(2013, 1, 13, tzinfo=UTC), datetime(2013, 3, 1, 1, tzinfo=UTC)]
)
def test_before_the_first_day_and_after_the_last_a_plain_page(
    asking: Asking, day: datetime
) -> None:
    with clock.at(day):
        page = asking.client().get(reverse("selection:begin"))
        answer = send(asking)

    assert "We take no requests today" in page.content.decode()
    assert answer["Location"] == reverse("selection:begin")
    assert not Candidacy.objects.exists()


def test_the_last_day_counts_until_its_end(asking: Asking) -> None:
    with clock.at(datetime(2013, 2, 28, 22, 30, tzinfo=UTC)):
        assert send(asking).status_code == 302


def test_somebody_else_is_put_forward_only_with_their_yes(asking: Asking) -> None:
    client = asking.client()
    said = words(text="", referrer="Parrocchia San Luca, 015 000 000")

    without = client.post(address(asking, "altri"), said)
    with_it = client.post(address(asking, "altri"), said | {"agreed": "on"})

    row = Candidacy.objects.get()
    assert (without.status_code, with_it.status_code) == (422, 302)
    assert row.channel == "organisation"
    assert row.consented_at == TODAY
    assert str(row.referrer) == "Parrocchia San Luca, 015 000 000"


def test_what_happens_next_is_said_with_days(asking: Asking) -> None:
    client = asking.client()
    send(asking, client)

    page = client.get(reverse("selection:sent")).content.decode()

    assert "C-001" in page
    assert "3 March" in page
    assert "14 March" in page
    assert "Amal" not in page
    assert "331" not in page


def test_followed_on_the_same_phone_with_a_pin_and_nothing_else(asking: Asking) -> None:
    client = asking.client()
    send(asking, client)

    answer = client.post(
        reverse("selection:sent"), {"picture": "bicycle", "pin": "408257", "again": "408257"}
    )

    person = Candidacy.objects.get().person
    device = Device.objects.get()
    assert answer["Location"] == reverse("selection:mine")
    assert device.user_id == person.user_id
    assert person.user is not None
    assert not person.user.has_usable_password()
    assert "Your words have arrived" in client.get(reverse("selection:mine")).content.decode()
    assert client.get("/")["Location"] == reverse("selection:mine")


@pytest.mark.parametrize(
    ("pins", "code"), [(("123456", "123456"), 422), (("408257", "408258"), 422)]
)
def test_an_easy_pin_or_two_different_ones_bind_nothing(
    asking: Asking, pins: tuple[str, str], code: int
) -> None:
    client = asking.client()
    send(asking, client)

    answer = client.post(
        reverse("selection:sent"), {"picture": "bicycle", "pin": pins[0], "again": pins[1]}
    )

    assert answer.status_code == code
    assert Candidacy.objects.get().person.user_id is None


def test_a_second_phone_cannot_follow_through_the_same_page(asking: Asking) -> None:
    client, said = asking.client(), words()
    client.post(address(asking), said)
    other = asking.client()
    other.post(address(asking), said)
    pin = {"picture": "bicycle", "pin": "408257", "again": "408257"}
    client.post(reverse("selection:sent"), pin)

    other.post(reverse("selection:sent"), pin)

    assert Device.objects.count() == 1


def test_the_page_after_sending_is_gone_after_half_an_hour_and_for_everybody_else(
    asking: Asking,
) -> None:
    client = asking.client()
    send(asking, client)

    elsewhere = asking.client().get(reverse("selection:sent"))
    with clock.at(TODAY + timedelta(minutes=31)):
        later = client.get(reverse("selection:sent"))

    assert elsewhere["Location"] == later["Location"] == reverse("selection:begin")


def test_three_things_more_need_not_be_answered(asking: Asking) -> None:
    client = asking.client()
    send(asking, client)

    empty = client.post(reverse("selection:more"), {})
    client.post(reverse("selection:more"), {"birth_year": "1988", "status": "refugee"})

    person = Candidacy.objects.get().person
    assert empty.status_code == 302
    assert str(person.birth_year) == "1988"
    assert person.protections.get().status == "refugee"


def test_nothing_personal_stands_in_the_log_or_in_an_open_column(asking: Asking) -> None:
    send(asking)

    entry = Entry.objects.get(action="selection.candidacy.arrived")
    assert "Amal" not in str(entry.facts)
    assert entry.actor_id is None
    assert not Person.objects.filter(given_name__isnull=True).exists()
    assert ContactPoint.objects.get().kind == "phone"


def test_the_title_of_every_public_page_says_nothing(asking: Asking) -> None:
    client = asking.client()
    for path in (reverse("selection:begin"), address(asking), address(asking, "altri")):
        page = client.get(path).content.decode()
        assert "<title>Cerchia</title>" in page
        assert 'data-exit="' in page
        assert "refugee" not in page.lower()


@pytest.mark.django_db(transaction=True)
def test_sent_twice_in_the_same_moment_it_is_one(asking: Asking) -> None:
    said = Arrival(
        identity=Identity("Amal"),
        words=Words("Cucire.", None, "it"),
        reach=Reach("331 000 0000"),
        key=uuid4(),
    )
    start, codes = threading.Barrier(3), []

    def send_it() -> None:
        start.wait()
        row = submit(selection=asking.round, territory=asking.places["torino"], said=said)
        codes.append(row.code)
        connection.close()

    threads = [threading.Thread(target=send_it) for _number in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert codes == ["C-001"] * 3
    assert Candidacy.objects.count() == 1
