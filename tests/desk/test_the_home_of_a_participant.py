"""The first page of a participant in every state, and what it costs."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cerchia.access.models import User
from cerchia.circles.models import CircleMembership
from cerchia.funds.models import PactSignature
from cerchia.people.models import Person
from cerchia.programmes.models import Participation
from tests.desk.conftest import NOW, Dora, Life, page_of, signed_in
from tests.factories.circles import AttendanceFactory, CircleMembershipFactory
from tests.factories.funds import (
    ExpenseFactory,
    ExpenseQuestionFactory,
    PactExplanationFactory,
    PactRevisionFactory,
    PactSignatureFactory,
)
from tests.factories.people import PersonLanguageFactory
from tests.factories.programmes import ParticipationFactory
from tests.factories.projects import WishFactory

HOME = "/io/"
MOST_QUERIES = 12


def test_without_a_wish_the_page_asks_for_it(amal: Life) -> None:
    page = page_of(amal.person, HOME)

    assert "What do you wish for?" in page
    assert 'href="/io/desiderio/"' in page


def test_a_wish_stands_on_top_in_its_own_language_and_direction(amal: Life) -> None:
    amal.wishes("أريد أن أخيط ملابس", language="ar")

    page = page_of(amal.person, HOME)

    assert '<blockquote class="words" lang="ar" dir="rtl">أريد أن أخيط ملابس</blockquote>' in page
    assert "Your wish is saved." in page


def test_a_plan_shows_its_objectives_without_money(amal: Life) -> None:
    amal.wishes()
    amal.plans()

    page = page_of(amal.person, HOME)

    assert "Your project is being written." in page
    assert "Macchina da cucire" in page
    assert "3 steps of 5" in page
    assert "left for you" not in page


def test_a_pact_that_is_written_waits_for_the_mediator_then_for_the_person(amal: Life) -> None:
    amal.wishes()
    pact = amal.agrees()
    revision = PactRevisionFactory.create(pact=pact)
    assert "Your pact is being written." in page_of(amal.person, HOME)

    PactExplanationFactory.create(revision=revision, person=amal.person)
    assert "Read and sign" in page_of(amal.person, HOME)

    PactSignatureFactory.create(revision=revision, person=amal.person)
    assert "You signed." in page_of(amal.person, HOME)


def test_money_on_its_way_has_a_day_and_a_way(amal: Life) -> None:
    pact = amal.agrees(in_force=True)
    revision = PactRevisionFactory.create(pact=pact)
    PactSignatureFactory.create(
        revision=revision, person=amal.dora.giulia, side=PactSignature.Side.PROGRAMME
    )
    amal.waits(pact, prepared_at=NOW)

    page = page_of(amal.person, HOME)

    assert "2.800" in page
    assert "with Giulia" in page
    assert "Has it not arrived?" in page
    assert "The money is late" not in page


def test_late_money_is_called_late(amal: Life) -> None:
    amal.waits(amal.agrees(in_force=True), due=date(2013, 9, 10))

    assert "The money is late." in page_of(amal.person, HOME)


def test_what_is_left_is_shown_for_each_objective(amal: Life) -> None:
    amal.wishes()
    project = amal.plans()
    pact = amal.agrees(in_force=True)
    amal.has(pact)
    amal.spends_on(pact, project.objectives.get(), planned=110_000, spent=66_000)

    page = page_of(amal.person, HOME)

    assert "1.640" in page
    assert "440" in page
    assert "Add an expense" in page
    assert page.count("btn main") == 1


def test_an_objective_is_called_in_the_words_of_the_person(amal: Life) -> None:
    amal.wishes()
    objective = amal.plans().objectives.get()
    objective.own_title, objective.own_language = "The machine of mine", "en"
    objective.save()

    page = page_of(amal.person, HOME)

    assert "The machine of mine" in page
    assert objective.title not in page


@pytest.mark.parametrize(
    ("spent", "words"),
    [(310_000, "The money is nearly finished."), (320_000, "The money is finished.")],
)
def test_the_end_of_the_money_is_said_calmly(amal: Life, spent: int, words: str) -> None:
    amal.has(amal.agrees(in_force=True), spent=spent)

    assert words in page_of(amal.person, HOME)


def test_a_closed_fund_takes_no_expense(amal: Life) -> None:
    fund = amal.has(amal.agrees(in_force=True))
    type(fund).objects.filter(pk=fund.pk).update(closed_at=NOW)

    page = page_of(amal.person, HOME)

    assert "This fund is closed." in page
    assert "/io/spese/nuova/" not in page


def test_a_shared_fund_says_how_many_it_belongs_to(amal: Life) -> None:
    others = [amal.dora.ousmane, amal.dora.world.participant("Selam")]
    amal.has(amal.agrees(in_force=True, owners=others))

    assert "You 3 have left" in page_of(amal.person, HOME)


def test_an_open_question_is_mentioned(amal: Life) -> None:
    fund = amal.has(amal.agrees(in_force=True))
    expense = ExpenseFactory.create(fund=fund, spender=amal.person)
    ExpenseQuestionFactory.create(expense=expense)

    assert "Your circle asks about an expense" in page_of(amal.person, HOME)


def test_the_next_meeting_can_be_answered_and_names_who_interprets(amal: Life) -> None:
    meeting = amal.dora.meeting()
    amal.wishes()

    page = page_of(amal.person, HOME)

    assert "Ismail interprets in" in page
    assert f'action="/incontri-di-cerchia/{meeting.pk}/risposta/"' in page
    assert f'name="next" value="{HOME}"' in page


@pytest.mark.parametrize(
    ("wanted", "comes_to"),
    [
        ("/io/", "/io/"),
        ("https://elsewhere.example/", "/io/cerchia/"),
        ("//x.example", "/io/cerchia/"),
    ],
)
def test_who_answers_from_the_home_stays_there(amal: Life, wanted: str, comes_to: str) -> None:
    meeting = amal.dora.meeting()

    answer = signed_in(amal.person).post(
        f"/incontri-di-cerchia/{meeting.pk}/risposta/", {"answer": "yes", "next": wanted}
    )

    assert answer["Location"] == comes_to


def test_who_interprets_is_called_in_the_script_of_the_reader(amal: Life) -> None:
    amal.dora.meeting()
    amal.wishes()
    ismail = amal.dora.ismail
    ismail.own_script_name = "إسماعيل"
    ismail.save()

    assert "إسماعيل" not in page_of(amal.person, HOME)
    User.objects.filter(person=amal.person).update(language="ar")
    page = page_of(amal.person, HOME)

    assert "إسماعيل" in page
    assert "Ismail" not in page


def test_a_meeting_already_answered_says_so(amal: Life) -> None:
    AttendanceFactory.create(meeting=amal.dora.meeting(), person=amal.person, answer="yes")

    page = page_of(amal.person, HOME)

    assert 'value="yes"' not in page
    assert "I will be there" in page


def test_an_invitation_waits_for_an_answer(dora: Dora) -> None:
    selam = dora.world.participant("Selam")
    CircleMembershipFactory.create(circle=dora.circle, person=selam, accepted_at=None)
    dora.meeting()

    page = page_of(selam, HOME)

    assert "You are invited to circle Dora." in page
    assert "Answer the invitation" in page
    assert "Meeting of the circle" not in page


def test_who_has_left_the_programme_keeps_their_words(amal: Life) -> None:
    amal.wishes()
    Participation.objects.filter(person=amal.person).update(ended_on=date(2013, 8, 1))

    page = page_of(amal.person, HOME)

    assert "Your part in the programme ended on" in page
    assert "Voglio cucire" in page


def test_words_of_people_are_text_and_never_markup(amal: Life) -> None:
    amal.wishes("<script>alert(1)</script>")
    amal.plans('"><img src=x onerror=alert(1)>')

    page = page_of(amal.person, HOME)

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("who", ["giulia", "ismail", "marta"])
def test_the_page_is_not_there_for_the_staff(dora: Dora, who: str) -> None:
    page_of(getattr(dora, who), HOME, status=404)


def test_somebody_elses_words_are_nowhere_on_the_page(amal: Life) -> None:
    WishFactory.create(
        person=amal.dora.ousmane, edition=amal.dora.circle.edition, text="Riparo biciclette."
    )

    assert "Riparo biciclette" not in page_of(amal.person, HOME)


def _rich(amal: Life) -> None:
    amal.wishes()
    project = amal.plans()
    pact = amal.agrees(in_force=True)
    amal.has(pact)
    amal.spends_on(pact, project.objectives.get(), planned=110_000, spent=66_000)
    amal.dora.meeting()


def _cost(person: Person) -> int:
    client = signed_in(person)
    client.get(HOME)  # the house makes its own key once
    with CaptureQueriesContext(connection) as asked:
        assert client.get(HOME).status_code == 200
    return len(asked)


def test_the_page_costs_the_same_queries_beside_few_and_beside_many(amal: Life) -> None:
    _rich(amal)
    before = _cost(amal.person)

    ParticipationFactory.create_batch(60, edition=amal.dora.circle.edition)
    for _ in range(5):
        amal.dora.world.seat(
            amal.dora.circle,
            amal.dora.world.participant("Altro"),
            CircleMembership.Role.PARTICIPANT,
        )

    assert _cost(amal.person) == before <= MOST_QUERIES


def test_waiting_for_the_money_costs_no_more(amal: Life) -> None:
    amal.wishes()
    pact = amal.agrees(in_force=True)
    PactSignatureFactory.create(
        revision=PactRevisionFactory.create(pact=pact),
        person=amal.dora.giulia,
        side=PactSignature.Side.PROGRAMME,
    )
    amal.waits(pact)
    amal.dora.meeting()

    assert _cost(amal.person) <= MOST_QUERIES


def test_planning_costs_no_more(amal: Life) -> None:
    amal.wishes()
    amal.plans()
    amal.dora.meeting()
    PersonLanguageFactory.create(person=amal.person, language="en")

    assert _cost(amal.person) <= MOST_QUERIES
