"""How urgent a place is: two people write it apart, in sentences, and no screen shows a number."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation

from cerchia.audit.models import Entry
from cerchia.kit import clock
from cerchia.selection.invariants import two_at_most_wrote_the_urgency
from cerchia.selection.models import Urgency
from cerchia.selection.models.candidacies import State
from cerchia.selection.pool import pool_of
from cerchia.selection.queries.answers import why_of_person
from cerchia.selection.refusals import TwoWrote, UrgencyOff, UrgencyOpen
from cerchia.selection.usecases.asking import ask
from cerchia.selection.usecases.retention import forget
from cerchia.selection.usecases.urgency import write_urgency
from cerchia.selection.work import calculate, keep
from tests.factories.access import UserFactory
from tests.factories.selection import UrgencyFactory
from tests.selection.a_round import Round, a_round

pytestmark = pytest.mark.django_db
CALM, URGENT = "can_wait", "now"
ROOF = "A giugno lascia la stanza."
NUMBERS = re.compile(r"(urgen|need)[^<]{0,80}\b[1-9]\b", re.IGNORECASE)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def found() -> Round:
    made = a_round()
    made.freeze(floors=(), urgency=True)
    return made


def client_of(found: Round, name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(found.user(name))
    return client


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def typed(level: str = URGENT, why: str = ROOF) -> dict[str, str]:
    return {"urgency-level": level, "urgency-why": why}


def everybody(found: Round, *levels: str) -> None:
    for number in range(1, 10):
        found.weighed(f"C-00{number}", *levels)


def test_each_reads_the_other_only_when_both_have_written(found: Round) -> None:
    giulia, marta = client_of(found, "giulia"), client_of(found, "marta")
    page = "/selezione/C-002/"
    assert "Nobody has written it yet." in text(giulia.get(page))

    assert giulia.post(f"{page}urgenza/", typed(URGENT)).status_code == 302
    alone, unread = text(giulia.get(page)), text(marta.get(page))
    marta.post(f"{page}urgenza/", typed("pressing", "Il corso finisce a maggio."))

    assert ROOF in alone
    assert "One person has written it." in alone
    assert ROOF not in unread
    assert "One person has written it." in unread
    html = text(giulia.get(page))
    assert "Two people have written it, and they see it alike." in html
    assert ROOF in html
    assert "Il corso finisce a maggio." in html
    assert "Marta" in html


def test_whoever_wrote_nothing_reads_the_state_in_words_and_nothing_else(found: Round) -> None:
    found.weighed("C-002", URGENT, CALM)

    html = text(client_of(found, "hugo").get("/selezione/C-002/"))

    assert "The two who wrote it see it differently." in html
    assert ROOF not in html
    assert 'name="urgency-level"' not in html


def test_mediators_and_other_territories_neither_read_nor_write_it(found: Round) -> None:
    found.weighed("C-002", URGENT, URGENT)

    html = text(client_of(found, "ismail").get("/selezione/C-002/"))

    assert "How urgent a place is" not in html
    for name, status in (("ismail", 403), ("elena", 404), ("sandro", 404), ("rita", 404)):
        assert (
            client_of(found, name).post("/selezione/C-002/urgenza/", typed()).status_code == status
        )


def test_far_apart_they_talk_and_write_again_and_what_was_written_stays(found: Round) -> None:
    found.weighed("C-002", URGENT, CALM)
    marta = client_of(found, "marta")
    assert "They talk, and each writes it again." in text(marta.get("/selezione/C-002/"))

    marta.post("/selezione/C-002/urgenza/", typed("pressing", "Ne abbiamo parlato."))

    assert "they see it alike" in text(marta.get("/selezione/C-002/"))
    rows = Urgency.objects.filter(candidacy__code="C-002", by=found.user("marta")).order_by("at")
    assert [(str(row.level), row.replaced_at is None) for row in rows] == [
        (CALM, False),
        ("pressing", True),
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.first().delete()  # type: ignore[union-attr]


def test_a_third_person_is_told_that_two_have_written(found: Round) -> None:
    found.weighed("C-002", URGENT, URGENT)

    answer = client_of(found, "hugo").post("/selezione/C-002/urgenza/", typed())

    assert answer.status_code == 409
    assert "Two people of the team have written it already." in text(answer)


def test_where_one_of_the_two_left_the_team_another_takes_the_place(found: Round) -> None:
    found.weighed("C-002", URGENT, CALM)
    person = found.users["giulia"].person
    person.staff_assignments.update(ends_on=clock.today() - timedelta(days=1))

    hugo, one = found.user("hugo"), found.one("C-002")
    write_urgency(actor=hugo, candidacy=one, level=CALM, why="Ha una stanza sicura.")

    standing = Urgency.objects.standing().filter(candidacy__code="C-002")
    assert {row.by.username for row in standing} == {"hugo", "marta"}
    with pytest.raises(TwoWrote):
        write_urgency(
            actor=found.join("ada", "operator", "Torino"),
            candidacy=found.one("C-002"),
            level=CALM,
            why="Anche io.",
        )


def test_sent_twice_it_is_written_once(found: Round) -> None:
    client = client_of(found, "giulia")

    for _time in range(2):
        assert client.post("/selezione/C-002/urgenza/", typed()).status_code == 302

    assert Urgency.objects.count() == 1
    assert Entry.objects.filter(action="selection.urgency.written").count() == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (typed("", ROOF), "Choose one of the five sentences."),
        (typed("99", ROOF), "Choose one of the five sentences."),
        (typed(URGENT, "  "), "Write why, in a few words."),
        (typed(URGENT, "a" * 1001), "at most 1000"),
    ],
)
def test_what_is_missing_is_said_and_stays_typed(
    found: Round, data: dict[str, str], words: str
) -> None:
    answer = client_of(found, "giulia").post("/selezione/C-002/urgenza/", data)

    assert answer.status_code == 422
    assert words in text(answer)
    assert data["urgency-why"].strip()[:20] in text(answer)
    assert not Urgency.objects.exists()


def test_where_the_criteria_do_not_ask_it_there_is_no_form_and_it_is_refused() -> None:
    found = a_round()
    found.freeze(floors=())
    client = client_of(found, "giulia")

    assert "How urgent" not in text(client.get("/selezione/C-002/"))
    answer = client.post("/selezione/C-002/urgenza/", typed())

    assert answer.status_code == 409
    assert "do not ask how urgent" in text(answer)
    with pytest.raises(UrgencyOff):
        write_urgency(
            actor=found.user("giulia"), candidacy=found.one("C-002"), level=URGENT, why=ROOF
        )


def test_turned_off_by_a_new_version_it_counts_no_more(found: Round) -> None:
    everybody(found, URGENT, URGENT)
    off = found.freeze(floors=(), urgency=False)

    pool = pool_of(found.fresh(), off)

    assert {tuple(one["urgency"]) for one in pool["candidates"]} == {(1, 1)}
    assert "How urgent" not in text(client_of(found, "giulia").get("/selezione/C-002/"))


def test_nothing_is_proposed_before_two_have_written_about_everybody(found: Round) -> None:
    everybody(found, CALM, CALM)
    Urgency.objects.filter(candidacy__code="C-004", by=found.user("marta")).update(
        replaced_at=clock.now()
    )
    write_urgency(
        actor=found.user("giulia"), candidacy=found.one("C-005"), level=URGENT, why="Perde casa."
    )

    with pytest.raises(UrgencyOpen) as refused:
        ask(actor=found.user("marta"), round_=found.fresh())

    said = str(refused.value)
    assert "two people of the team write how urgent a place is for: C-004." in said
    assert "far apart about C-005" in said
    answer = client_of(found, "marta").post("/selezione/proponi/", follow=True)
    assert "far apart about C-005" in text(answer)


def test_the_page_says_what_one_can_still_write(found: Round) -> None:
    found.weighed("C-002", URGENT, CALM)
    found.weighed("C-003", URGENT)

    html = text(client_of(found, "giulia").get("/selezione/"))
    chips = re.findall(r'<a class="chip"[^>]*>(.*?)</a>', html)
    said = {code: words for code, words in (_chip(chip) for chip in chips) if code}

    assert "need: talk, write again" in said["C-002"]
    assert "C-003" not in said
    assert "need to write down" in said["C-004"]


def _chip(html: str) -> tuple[str, str]:
    plain = re.sub(r"<[^>]+>", "", html)
    code = re.search(r"C-\d+", plain)
    return (code[0] if code else "", plain)


def test_urgency_counts_for_the_list_and_no_screen_shows_a_number(found: Round) -> None:
    everybody(found, CALM, CALM)
    for code in ("C-009", "C-008"):
        Urgency.objects.filter(candidacy__code=code).update(replaced_at=clock.now())
        found.weighed(code, URGENT, URGENT)
    sheet = found.round.sheets.get()
    given = pool_of(found.fresh(), sheet)
    said = calculate(given, lists=20)
    answer = keep(
        actor=None, sheet=sheet, version=found.fresh().version, given=given, said=said, lists=20
    )

    assert {"C-008", "C-009"} <= set(said["chosen"])
    for name in ("marta", "giulia", "ismail", "sandro"):
        client = client_of(found, name)
        for path in _screens(answer.pk):
            page = client.get(path)
            if page.status_code == 200 and not path.endswith("pdf/"):
                assert not NUMBERS.search(_plain(page)), (name, path, NUMBERS.search(_plain(page)))


def _screens(answer: Any) -> list[str]:
    codes = [f"C-00{number}" for number in range(1, 10)]
    return [
        *("/selezione/", "/selezione/storia/", "/selezione/equita/", "/selezione/stampa/"),
        *("/selezione/equita/pdf/", f"/selezione/risposte/{answer}/", "/selezione/insieme/"),
        *(f"/selezione/{code}/" for code in codes),
        *(f"/selezione/{code}/perche/" for code in codes),
    ]


def _plain(answer: Any) -> str:
    """What is read: one block a line, so that words of two blocks are not joined."""
    html = answer.content.decode()
    html = re.sub(r"(?s)<(script|style|svg).*?</\1>", "", html)
    lines = re.sub(
        r"</?(li|p|td|th|tr|h[1-6]|div|section|dd|dt|summary|legend|label)[^>]*>", "\n<", html
    )
    return re.sub(r"<[^>\n]*>", "", lines).replace("\n", "<\n")


def test_why_not_says_in_words_that_the_list_would_answer_less_urgent_needs(found: Round) -> None:
    everybody(found, URGENT, URGENT)
    Urgency.objects.filter(candidacy__code="C-005").update(replaced_at=clock.now())
    found.weighed("C-005", CALM, CALM)
    sheet = found.round.sheets.get()
    given = pool_of(found.fresh(), sheet)
    keep(actor=None, sheet=sheet, version=0, given=given, said=calculate(given))

    said = why_of_person(found.one("C-005"))["sentence"]

    assert said == "With this person in, somebody who cannot wait would stay out."


def test_the_statement_counts_how_often_two_differed(found: Round) -> None:
    everybody(found, URGENT, URGENT)
    Urgency.objects.filter(candidacy__code="C-005", by=found.user("marta")).update(
        replaced_at=clock.now()
    )

    html = text(client_of(found, "marta").get("/selezione/equita/"))

    assert "nowhere were they far apart" in html


def test_a_third_row_would_be_found_by_the_check_of_the_whole_database(found: Round) -> None:
    found.weighed("C-002", URGENT, URGENT)
    assert not list(two_at_most_wrote_the_urgency())

    UrgencyFactory.create(candidacy=found.one("C-002"))

    assert len(list(two_at_most_wrote_the_urgency())) == 1


def test_the_person_reads_that_it_was_written(found: Round) -> None:
    row = found.one("C-002")
    row.person.user = UserFactory.create()
    row.person.save()
    client = Client(headers={"accept-language": "en"})
    client.force_login(row.person.user)
    assert "how urgent" not in text(client.get("/io/candidatura/"))

    found.weighed("C-002", URGENT)

    html = text(client.get("/io/candidatura/"))
    assert "Two of the team also wrote how urgent a place is for you." in html
    assert ROOF not in html


def test_the_words_go_with_who_is_forgotten(found: Round) -> None:
    found.weighed("C-009", URGENT, URGENT)
    row = found.one("C-009")
    row.state = State.WITHDRAWN
    row.save()

    forget(actor=None, candidacy=row)

    kept = Urgency.objects.filter(candidacy=row)
    assert {(str(one.level), str(one.why), one.words) for one in kept} == {("", "", "")}


def test_the_interface_takes_a_sentence_and_tells_only_how_far_it_is(found: Round) -> None:
    client = client_of(found, "giulia")
    address = "/api/v1/candidacies/C-002/urgency"
    body = {"level": "now", "why": ROOF}

    answer = client.post(address, json.dumps(body), content_type="application/json")
    wrong = client.post(address, json.dumps(body | {"level": 5}), content_type="application/json")

    assert answer.status_code == 200
    assert answer.json() == {"state": "one"}
    assert wrong.status_code == 422
