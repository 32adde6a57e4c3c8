"""The first page of a newcomer: their wish, by text or voice, before anything else."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cerchia.audit.models import FileRead
from cerchia.people.rules import LANGUAGES
from cerchia.programmes.models import Participation
from cerchia.projects.models import Domain, Project, Voice, Wish, WishMoment
from cerchia.web.icons import PICTOGRAMS
from tests.projects.conftest import Dora, inside
from tests.projects.sounds import tone

PAGE = "/io/desiderio/"
SAID = {"text": "أريد أن أخيط", "language": "ar", "first_named_by": "self"}


def body(answer: object) -> str:
    html: str = answer.content.decode()  # type: ignore[attr-defined]
    return html[html.index("<main") :]


def test_a_newcomer_is_asked_what_they_want(dora: Dora) -> None:
    page = inside(dora.amal).get(PAGE)

    assert page.status_code == 200
    assert "What do you want?" in body(page)


def test_before_the_first_wish_no_area_price_or_plan_is_shown(dora: Dora) -> None:
    page = inside(dora.amal).get(PAGE)
    text = re.sub(r"<[^>]+>", " ", body(page)).lower()

    shown = {str(label).lower() for label in (*Domain.labels, *Project.Kind.labels)}
    shown |= {str(PICTOGRAMS[name].label).lower() for name in PICTOGRAMS if name != "family"}
    assert not [word for word in shown if re.search(rf"\b{re.escape(word)}\b", text)]
    assert not re.search(r"€|money|price|budget|project|objective|plan\b|/progetti/|/soldi/", text)
    assert "/io/soldi/" not in body(page)
    assert "/io/obiettivi/" not in body(page)
    assert 'class="tabs"' not in body(page)


def test_the_language_of_the_person_comes_first_and_is_chosen(dora: Dora) -> None:
    html = body(inside(dora.amal).get(PAGE))

    codes = re.findall(r'name="language" value="(\w+)"', html)
    assert codes[:2] == ["ar", "it"]
    assert set(codes) == set(LANGUAGES)
    assert re.search(r'name="language"\s+value="ar"\s+checked', html)


def test_nobody_is_taken_for_the_first_to_name_the_idea(dora: Dora) -> None:
    html = body(inside(dora.amal).get(PAGE))

    asked = re.findall(r'name="first_named_by"[^>]*>', html)
    assert len(asked) == len(Voice.values)
    assert not [one for one in asked if "checked" in one]


def test_a_wish_is_kept_letter_for_letter(dora: Dora) -> None:
    text = "  Voglio <b>un banco</b> 🧵\r\n\u202eal mercato  "

    answer = inside(dora.amal).post(PAGE, {**SAID, "text": text})

    assert answer.status_code == 302
    assert Wish.objects.get().text == text


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "{{ request }}{% include 'x' %}",
        "👩🏾‍🎨🧵" * 50,
        "\u202eاريد\u202c ماكينة",
        "a" * 20_000,
        "x' OR 1=1; --",
    ],
)
def test_whatever_is_said_is_shown_and_never_runs(dora: Dora, text: str) -> None:
    client = inside(dora.amal)

    client.post(PAGE, {**SAID, "text": text})

    html = client.get(PAGE).content.decode()
    assert "<script>alert" not in html
    assert Wish.objects.get().text == text


def test_a_wish_too_long_is_answered_in_words_and_stays_in_the_field(dora: Dora) -> None:
    answer = inside(dora.amal).post(PAGE, {**SAID, "text": "a" * 20_001})

    assert answer.status_code == 422
    assert "This is very long" in body(answer)
    assert "a" * 20_001 in body(answer)
    assert not Wish.objects.exists()


def test_a_voice_alone_is_enough(dora: Dora) -> None:
    voice = SimpleUploadedFile("voice.wav", tone(), "audio/wav")

    answer = inside(dora.amal).post(PAGE, {**SAID, "text": "", "voice": voice})

    assert answer.status_code == 302
    wish = Wish.objects.get()
    assert wish.text == ""
    assert wish.voice is not None
    assert f"/desideri/{wish.pk}/voce/" in inside(dora.amal).get(PAGE).content.decode()


def test_neither_words_nor_voice_is_no_wish(dora: Dora) -> None:
    answer = inside(dora.amal).post(PAGE, {**SAID, "text": " \n "})

    assert answer.status_code == 422
    assert "Write what you want, or say it with your voice." in body(answer)


def test_a_file_that_is_no_recording_is_refused_and_the_words_stay(dora: Dora) -> None:
    voice = SimpleUploadedFile("voice.wav", b"<html>", "audio/wav")

    answer = inside(dora.amal).post(PAGE, {**SAID, "voice": voice})

    assert answer.status_code == 422
    assert SAID["text"] in body(answer)
    assert not Wish.objects.exists()


@pytest.mark.parametrize(("name", "value"), [("language", "xx"), ("first_named_by", "nobody")])
def test_an_answer_from_outside_the_choices_is_asked_again(
    dora: Dora, name: str, value: str
) -> None:
    answer = inside(dora.amal).post(PAGE, {**SAID, name: value})

    assert answer.status_code == 422
    assert not Wish.objects.exists()


def test_afterwards_the_wish_stands_with_its_translation_beside(dora: Dora) -> None:
    client = inside(dora.amal)
    client.post(PAGE, SAID)
    wish = Wish.objects.get()
    inside(dora.ismail).post(
        f"/desideri/{wish.pk}/accanto/",
        {"kind": "translation", "language": "en", "text": "I want to sew"},
    )

    html = body(client.get(PAGE))

    assert re.search(r'class="words"\s+lang="ar"\s+dir="rtl">أريد أن أخيط<', html)
    assert "I want to sew" in html
    assert "Nobody can change them" in html
    assert "<textarea" not in html


def test_another_wish_can_be_said_and_the_first_stays(dora: Dora) -> None:
    dora.wish("Prima")
    client = inside(dora.amal)

    assert "<textarea" in body(client.get(f"{PAGE}?altro=1"))
    client.post(PAGE, {**SAID, "text": "Seconda"})

    html = body(client.get(PAGE))
    assert "Prima" in html
    assert "Seconda" in html


def test_only_the_person_sets_their_wish_aside(dora: Dora) -> None:
    wish = dora.wish()

    for other in (dora.giulia, dora.ismail, dora.marta, dora.ousmane):
        assert inside(other).post(f"/io/desiderio/{wish.pk}/lascia/").status_code == 404
        moments = f"/desideri/{wish.pk}/momenti/"
        assert inside(other).post(moments, {"kind": "set_aside"}).status_code in {404, 422}
    assert not WishMoment.objects.exists()

    for _twice in range(2):
        assert inside(dora.amal).post(f"/io/desiderio/{wish.pk}/lascia/").status_code == 302
    assert WishMoment.objects.get().kind == "set_aside"
    assert wish.text in body(inside(dora.amal).get(PAGE))


def test_the_voice_is_for_whoever_may_read_the_wish(dora: Dora, elsewhere: Dora) -> None:
    voice = SimpleUploadedFile("voice.wav", tone(), "audio/wav")
    inside(dora.amal).post(PAGE, {**SAID, "voice": voice})
    address = f"/desideri/{Wish.objects.get().pk}/voce/"

    for reader in (dora.amal, dora.giulia, dora.ismail, dora.marta):
        heard = inside(reader).get(address)
        assert heard.status_code == 200
        assert heard["Content-Type"] == "audio/wav"
        assert "no-store" in heard["Cache-Control"]
    assert FileRead.objects.filter(person_id=dora.amal.pk, part="wish").count() == 3
    for other in (dora.ousmane, *elsewhere.people.values()):
        assert inside(other).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_a_wish_without_voice_has_no_sound(dora: Dora) -> None:
    assert inside(dora.amal).get(f"/desideri/{dora.wish().pk}/voce/").status_code == 404


def test_the_page_is_for_participants(dora: Dora, elsewhere: Dora) -> None:
    for person in (dora.giulia, dora.marta, elsewhere.accounts, elsewhere.editor):
        assert inside(person).get(PAGE).status_code == 404
    assert Client().get(PAGE).status_code == 302


def test_who_left_the_edition_still_reads_what_they_wanted(dora: Dora) -> None:
    dora.wish("Prima")
    Participation.objects.filter(person=dora.amal).update(ended_on="2013-09-01")

    assert "Prima" in body(inside(dora.amal).get(PAGE))
