"""From two imbalances to circles that are forming: the demo in February and March 2013."""

import random
import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from cerchia.access.models import User
from cerchia.access.usecases import set_password
from cerchia.access.usecases.accounts import create_account
from cerchia.balance.composition.propose import propose
from cerchia.balance.output import as_json
from cerchia.balance.schema import parse_pool
from cerchia.circles.models import Circle, CircleMembership
from cerchia.composing.models import Answer, Composition, CompositionLock
from cerchia.demo.play.director import Performance
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.selection.models import Candidacy, Decision, SelectionRound
from tests.journeys.conftest import PASSWORD, House, follow, press, visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
TODAY, DECISION, AFTER = date(2013, 2, 21), date(2013, 2, 27), date(2013, 3, 2)
OUT, IN, TAKES_BACK, NEXT = "C-031", "C-052", "C-019", "C-047"
SOLVING = 120_000  # here the solver works within the request
WHY = "Biella ha un posto libero; Abdoulaye ha già un corso da aprile."


@pytest.fixture(scope="module")
def february(kept_database: None) -> Iterator[None]:
    """The demo as it stands on 21 February 2013; the day changes where a test says so."""
    Performance(2013).play_to(TODAY)
    for name in ("marta", "sandro", "hamid"):
        known(name)
    adam = person_of(TAKES_BACK)
    adam.user = create_account(actor=None, name="adam", language="ar")
    adam.save()
    known("adam")
    it_is(TODAY)
    yield
    clock.set_source(None)


def known(name: str) -> None:
    set_password(actor=None, user=User.objects.get(username=name), password=PASSWORD)


def it_is(day: date) -> None:
    clock.set_source(clock.playing(day))


def another_day(house: House, day: date) -> None:
    """Who works signs in anew each day."""
    it_is(day)
    house.rooms.clear()


def person_of(code: str) -> Person:
    return Candidacy.objects.get(code=code).person


def state_of(code: str) -> str:
    return str(Candidacy.objects.get(code=code).state)


def test_from_two_imbalances_to_circles_that_are_forming(house: House, february: None) -> None:
    two_imbalances_are_repaired_by_one_swap_with_a_reason(house)
    a_candidate_takes_it_back_by_phone_and_the_waiting_list_is_offered(house)
    two_people_sign_and_the_statement_is_printed(house)
    circles_are_put_together_one_is_locked_and_they_are_solved_again(house)


def two_imbalances_are_repaired_by_one_swap_with_a_reason(house: House) -> None:
    marta, sandro = house.at_desk("marta"), house.at_desk("sandro")
    visit(marta, "/selezione/")
    assert re.search("35.+35", marta.locator("h1").inner_text())
    assert marta.locator(".bal .off").count() == 4
    expect(marta.locator(f"#p-{OUT}")).to_be_visible()

    marta.goto(f"/selezione/?leaves={OUT}&enters={IN}")
    assert marta.locator(".bal .off").count() == 0
    assert state_of(OUT) == "proposed"
    marta.fill(".swapbar [name=reason]", WHY)
    press(marta, ".swapbar")

    assert (state_of(OUT), state_of(IN)) == ("waiting_list", "proposed")
    assert str(Decision.objects.get(kind="swapped").reason) == WHY
    visit(sandro, "/selezione/")
    assert sandro.locator(".bal .off").count() == 0
    assert "Mariam" in sandro.locator(f"#p-{IN}").inner_text()


def a_candidate_takes_it_back_by_phone_and_the_waiting_list_is_offered(house: House) -> None:
    adam, marta = house.at_phone("adam", locale="ar"), house.at_desk("marta")
    visit(adam, "/io/candidatura/")
    expect(adam.locator("html")).to_have_attribute("dir", "rtl")
    visit(adam, "/io/candidatura/ritira/")
    press(adam, "form:has(button.main)")
    assert state_of(TAKES_BACK) == "withdrawn"

    visit(marta, "/selezione/")
    notice = marta.locator(".notice", has_text="6")
    expect(notice.first).to_be_visible()
    marta.goto(f"/selezione/?enters={NEXT}&alone=1")
    marta.fill(".swapbar [name=reason]", "Adam ha trovato lavoro: Hamid aspettava.")
    press(marta, ".swapbar")
    assert state_of(NEXT) == "proposed"

    hamid = house.at_phone("hamid", locale="ar")
    visit(hamid, "/io/candidatura/")


def two_people_sign_and_the_statement_is_printed(house: House) -> None:
    another_day(house, DECISION)
    marta, sandro = house.at_desk("marta"), house.at_desk("sandro")
    marta.goto("/selezione/")
    marta.fill(".swapbar.sign [name$=reason]", "I numeri voluti ci sono.")
    press(marta, ".swapbar.sign")
    sandro.goto("/selezione/")
    sandro.fill(".swapbar.sign [name$=reason]", "Biella è d’accordo.")
    press(sandro, ".swapbar.sign")
    assert SelectionRound.objects.get().decided_at is not None
    assert Candidacy.objects.filter(state="selected").count() == 35

    visit(marta, "/selezione/equita/")
    paper = marta.request.get("/selezione/equita/pdf/")
    assert paper.ok
    assert paper.body().startswith(b"%PDF")


def circles_are_put_together_one_is_locked_and_they_are_solved_again(house: House) -> None:
    another_day(house, AFTER)
    marta = house.at_desk("marta")
    marta.set_default_timeout(SOLVING)
    visit(marta, "/cerchie/comporre/")
    press(marta, "main form")
    composition = Composition.objects.get()
    board = composition.get_absolute_url()
    marta.goto(board)
    press(marta, f"form[action='{board}proponi/']")
    visit(marta, board)
    cards = marta.locator(".cards > .panel").count()
    assert cards >= 6

    the_interface_and_the_command_say_the_same(marta)
    somebody_is_locked(marta, board)
    fewest_changes_are_taken(marta, board)
    lock, circles = CompositionLock.objects.get(), circles_of(composition)
    assert lock.person is not None
    assert lock.person.participations.get().code in circles[lock.circle]["beneficiaries"]

    visit(marta, f"{board}conferma/")
    marta.fill("[name=reason]", "Ne abbiamo parlato in équipe.")
    press(marta, "main form")
    assert Circle.objects.count() == len(circles)
    assert CircleMembership.objects.filter(role="participant", accepted_at=None).count() == 35


def fewest_changes_are_taken(marta: Page, board: str) -> None:
    """Solved again, two answers stand side by side; one is taken, with a reason."""
    press(marta, f"form[action='{board}proponi/']")
    visit(marta, board)
    options = marta.locator(".options details")
    assert options.count() == 2
    options.first.locator("summary").click()
    options.first.locator("[name=reason]").fill("Sposta meno persone.")
    follow(options.first.locator("button[type=submit]"))


def circles_of(composition: Composition) -> dict[str, dict[str, list[str]]]:
    composition.refresh_from_db()
    assert composition.standing is not None
    return {one["id"]: one for one in composition.standing.content["circles"]}


def the_interface_and_the_command_say_the_same(marta: Page) -> None:
    """The exported pool, solved by the library that the command calls."""
    composition = Composition.objects.get()
    pool = marta.request.get(f"/api/v1/compositions/{composition.pk}/pool").json()
    random.Random(1).shuffle(pool["candidates"])
    answer = as_json(propose(parse_pool(pool)), circles=True)
    told = marta.request.get(f"/api/v1/compositions/{composition.pk}").json()

    first = Answer.objects.filter(composition=composition, kind="proposal").get()
    assert answer["circles"] == told["circles"] == first.content["circles"]


def somebody_is_locked(marta: Page, board: str) -> None:
    """Amal goes to another circle, with a reason, and is locked there."""
    amal = person_of("C-004").participations.get().code
    visit(marta, f"{board}chi/{amal}/")
    marta.locator(".trial input[type=radio]:enabled").first.check()
    marta.fill("#id_reason", "Con Rokia, per il mercato.")
    press(marta, "form:has(.trials)")
    visit(marta, f"{board}chi/{amal}/")
    marta.locator("[id^=lock-]").fill("Lo ha chiesto.")
    press(marta, f"form[action='{board}chi/{amal}/blocca/']")
    assert CompositionLock.objects.get().person == person_of("C-004")
