"""Asking for a proposal: in the background, the same each time, with conflicts in words."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from cerchia.balance import cli
from cerchia.jobs.models import Job
from cerchia.people.models import Person
from cerchia.selection.models import Answer, Decision, Lock
from cerchia.selection.models.candidacies import State
from cerchia.selection.pool import pool_of
from cerchia.selection.queries.answers import why_of_person
from cerchia.selection.refusals import AnswerUnusable
from cerchia.selection.rules.sheet import Floor, Place
from cerchia.selection.usecases.deciding import accept, lock, swap
from cerchia.selection.work import calculate, keep
from tests.selection.a_round import Round, a_round

pytestmark = pytest.mark.django_db
WOMEN = Floor("gender", "woman", 1, "Poche donne vengono a sapere del programma.")


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def found() -> Round:
    return a_round()


def client_of(found: Round, name: str = "marta") -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(found.user(name))
    return client


def answer_of(found: Round, **asked: Any) -> Answer:
    sheet = found.round.sheets.get()
    given = pool_of(found.fresh(), sheet)
    said = calculate(given, **asked)
    version = found.fresh().version
    return keep(actor=found.user("marta"), sheet=sheet, version=version, given=given, said=said)


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_pool_holds_codes_and_nothing_of_anybody(found: Round) -> None:
    sheet = found.freeze(floors=(WOMEN,), mediated=5, students=(0, 2))

    pool = pool_of(found.round, sheet)

    told = json.dumps(pool)
    assert "NC-001" not in told
    assert "wish" not in told
    assert {one["status"] for one in pool["candidates"]} == {"undisclosed"}
    assert {rule["id"] for rule in pool["rules"]} >= {"seats", "terr:Torino", "load:Biella"}


def test_the_page_asks_and_shows_lists_side_by_side(
    found: Round, django_capture_on_commit_callbacks: Any
) -> None:
    found.freeze(floors=(WOMEN,))
    client = client_of(found)
    with django_capture_on_commit_callbacks(execute=True):
        job = client.post("/selezione/proponi/")
    assert job.status_code == 302
    assert Job.objects.get().state == "done"

    html = text(client.get(f"/selezione/risposte/{Answer.objects.get().pk}/"))

    assert "Side by side" in html
    assert "Fewest changes" in html
    assert "Another list" in html
    assert "proven: nothing can be better" in html


def test_the_same_question_gives_the_same_answer_as_the_command(
    found: Round, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found.freeze(floors=(WOMEN,))
    client = client_of(found)
    pool = client.get(f"/api/v1/selection/rounds/{found.round.pk}/pool").json()
    file = tmp_path / "pool.json"
    file.write_text(json.dumps(pool))

    assert cli.main(["select", str(file)]) == 0
    printed = json.loads(capsys.readouterr().out)
    first, second = answer_of(found), answer_of(found)

    one, two = json.loads(first.said), json.loads(second.said)
    assert one["chosen"] == two["chosen"] == printed["chosen"]
    assert one["alternatives"] == printed["alternatives"]
    assert len(one["chosen"]) == 6


def test_a_list_is_taken_by_a_person_with_a_reason_and_never_on_an_older_round(
    found: Round,
) -> None:
    found.freeze(floors=(WOMEN,))
    answer = answer_of(found)
    client = client_of(found)
    body = {"which": "proposal", "reason": "", "seen": "0"}
    assert client.post(f"/selezione/risposte/{answer.pk}/prendi/", body).status_code == 422

    body["reason"] = "Copre tutti e due i territori."
    assert client.post(f"/selezione/risposte/{answer.pk}/prendi/", body).status_code == 302

    chosen = set(json.loads(answer.said)["chosen"])
    proposed = found.round.candidacies.filter(state=State.PROPOSED)
    assert set(proposed.values_list("code", flat=True)) == chosen
    assert Decision.objects.get().kind == "accepted"
    with pytest.raises(AnswerUnusable):
        accept(actor=found.user("marta"), answer=answer, which="proposal", reason="Ancora.", seen=1)


def test_more_women_wanted_than_there_are(found: Round) -> None:
    found.freeze(floors=(Floor("gender", "woman", 5, "Vorremmo di più."),))

    said = json.loads(answer_of(found).said)

    assert said["status"] == "impossible"
    assert said["conflict"]["rules"] == ["floor:gender=woman"]
    assert said["conflict"]["ways_out"]
    html = text(client_of(found).get(f"/selezione/risposte/{Answer.objects.get().pk}/"))
    assert "These criteria cannot hold together" in html
    assert "What would help" in html
    assert "women" in html


def test_one_territory_without_anybody(found: Round) -> None:
    found.round.candidacies.filter(territory=found.territories["Biella"]).update(
        state=State.ELIGIBLE
    )
    found.freeze(floors=())

    said = json.loads(answer_of(found).said)

    assert said["status"] == "impossible"
    assert "terr:Biella" in said["conflict"]["rules"]
    assert "2 people in Biella" in said["conflict"]["sentence"]


def test_locks_that_cannot_hold_together_are_named(found: Round) -> None:
    found.freeze(floors=(), places={"Torino": Place(4, 4, 4), "Biella": Place(2, 2, 2)})
    marta = found.user("marta")
    for seen, code in enumerate(("C-006", "C-007", "C-009")):
        lock(
            actor=marta,
            round_=found.fresh(),
            candidacy=found.one(code),
            place=Lock.Place.IN,
            reason="Serve qui.",
            seen=seen,
        )

    conflict = json.loads(answer_of(found).said)["conflict"]

    assert set(conflict["rules"]) == {"lock:C-006", "lock:C-007", "lock:C-009", "terr:Biella"}
    assert any(one["change"] == "unlock" for one in conflict["ways_out"])


def test_nobody_speaks_the_language(found: Round) -> None:
    found.round.candidacies.filter(code__in=["C-001", "C-002"]).delete()
    for number in range(20, 24):
        found.met(f"C-0{number}", languages=("wo",))
    found.freeze(floors=(), mediated=6, places={"Torino": Place(4, 4, 4), "Biella": Place(2, 2, 2)})
    found.edition.staff_assignments.filter(role="mediator").delete()

    said = json.loads(answer_of(found).said)

    assert said["status"] == "impossible"
    assert said["conflict"]["rules"] == ["mediated"]
    html = text(client_of(found).get("/selezione/"))
    assert "no mediator in their language" in html


def test_without_anybody_met_there_is_a_plain_answer() -> None:
    found = a_round(people=False)
    found.freeze(floors=())

    said = json.loads(answer_of(found).said)

    assert said["status"] == "impossible"
    html = text(client_of(found).get(f"/selezione/risposte/{Answer.objects.get().pk}/"))
    assert "These criteria cannot hold together" in html


def test_after_a_lock_as_few_change_as_can(found: Round) -> None:
    found.freeze(floors=(WOMEN,))
    lock(
        actor=found.user("marta"),
        round_=found.fresh(),
        candidacy=found.one("C-009"),
        place=Lock.Place.IN,
        reason="Ha già casa a Biella.",
        seen=0,
    )
    held = tuple(
        found.round.candidacies.filter(state=State.PROPOSED).values_list("code", flat=True)
    )

    said = json.loads(answer_of(found, previous=held).said)

    assert "C-009" in said["chosen"]
    assert said["changes"] == 2
    assert "best_again" in said


def test_why_somebody_is_in_or_out_names_rules_and_nobody(found: Round) -> None:
    found.freeze(floors=(WOMEN,))
    answer_of(found)

    why = why_of_person(found.one("C-008"))

    assert why["sentence"]
    assert not why["is_old"]
    assert "C-00" not in why["sentence"].replace("C-008", "")
    html = text(client_of(found, "giulia").get("/selezione/C-008/perche/"))
    assert "Never at nationality, religion or health" in html
    swap(
        actor=found.user("marta"),
        round_=found.fresh(),
        leaves=found.one("C-005"),
        enters=found.one("C-007"),
        reason="Biella.",
        seen=0,
    )
    assert why_of_person(found.one("C-008"))["is_old"]


def test_need_counts_only_where_the_criteria_turn_it_on(found: Round) -> None:
    for number in range(1, 9):
        found.weighed(f"C-00{number}", "can_wait", "eases")
    found.weighed("C-009", "now", "now")
    off = found.freeze(floors=())
    assert {tuple(one["urgency"]) for one in pool_of(found.round, off)["candidates"]} == {(1, 1)}

    on = found.freeze(floors=(), urgency=True)
    told = {one["id"]: one["urgency"] for one in pool_of(found.round, on)["candidates"]}
    assert told["C-009"] == [5, 5]


def test_the_statement_names_groups_in_words(found: Round) -> None:
    for number in range(20, 32):
        theme = "licence_mobility" if number % 2 else "home"
        found.met(f"C-0{number}", theme=theme)
    sheet = found.freeze(floors=())
    given = pool_of(found.round, sheet)
    said = calculate(given, lists=20)
    keep(actor=None, sheet=sheet, version=0, given=given, said=said, lists=20)

    html = text(client_of(found, "giulia").get("/selezione/equita/"))

    assert "Licence and mobility" in html
    assert "licence_mobility" not in html


def test_the_statement_prints_no_small_group(found: Round) -> None:
    for number in range(20, 26):
        found.met(f"C-0{number}", gender=Person.Gender.UNSAID)
    sheet = found.freeze(floors=())
    given = pool_of(found.round, sheet)
    said = calculate(given, lists=20)
    keep(actor=None, sheet=sheet, version=0, given=given, said=said, lists=20)

    client = client_of(found, "giulia")
    html = text(client.get("/selezione/equita/"))

    assert "article 22 of the GDPR" in html
    assert "20 lists were made" in html
    assert "Mean chance" not in html
    paper = client.get("/selezione/equita/pdf/")
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
