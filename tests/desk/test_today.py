"""Today: facts that need a hand, each in their own scope; and the year for who coordinates."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from cerchia.audit.models import FileRead
from cerchia.circles.models import Circle, CircleMembership
from cerchia.desk.queries.looks import Look
from cerchia.desk.views.today import headline
from cerchia.funds.models import PactSignature
from cerchia.people.models import Person
from cerchia.programmes.models import Edition
from tests.desk.conftest import NOW, Dora, Life, page_of, signed_in
from tests.factories.circles import CircleMembershipFactory
from tests.factories.funds import (
    ExpenseFactory,
    ExpenseQuestionFactory,
    PactExplanationFactory,
    PactRevisionFactory,
    PactSignatureFactory,
)
from tests.factories.people import PersonLanguageFactory, ProtectionFactory
from tests.factories.programmes import (
    EditionTerritoryFactory,
    ParticipationFactory,
    PhaseFactory,
    StaffAssignmentFactory,
    TerritoryFactory,
)
from tests.factories.projects import ReviewMomentFactory

TODAY = "/oggi/"
PLAIN = "Nothing to look at today, all goes on"


@pytest.fixture
def quiet_day(dora: Dora) -> None:
    """Everybody was heard from, so that only what a test brings is to be looked at."""
    dora.contact(dora.amal, dora.ousmane)
    dora.contact(dora.amal, dora.giulia)
    dora.contact(dora.ousmane, dora.ismail)


@pytest.mark.usefixtures("quiet_day")
@pytest.mark.parametrize("who", ["giulia", "ismail", "marta"])
def test_a_day_without_anything_says_so(dora: Dora, who: str) -> None:
    page = page_of(getattr(dora, who), TODAY)

    assert PLAIN in page
    assert f"Good day, {getattr(dora, who).given_name}." in page


def test_the_headline_counts_in_words() -> None:
    with override("en"):
        assert headline([Look("a")] * 5) == "Five things to look at, the rest goes on"
        assert "12" in headline([Look("a")] * 12)


@pytest.mark.usefixtures("quiet_day")
def test_a_weakened_circle_says_who_is_missing(dora: Dora) -> None:
    dora.circle.memberships.filter(role="mediator").update(left_at=NOW)
    Circle.objects.update(weakened_at=NOW - timedelta(days=10))

    for who in (dora.giulia, dora.marta):
        page = page_of(who, TODAY)
        assert "Circle Dora has no mediator" in page
        assert "The money goes on." in page


@pytest.mark.usefixtures("quiet_day")
def test_late_money_has_its_reason(amal: Life) -> None:
    pact = amal.agrees(in_force=True)
    amal.waits(pact, due=date(2013, 9, 10))

    for who in (amal.dora.giulia, amal.dora.marta):
        page = page_of(who, TODAY)
        assert "7 working days late: the payment is not prepared yet." in page
    assert PLAIN in page_of(amal.dora.ismail, TODAY)


def test_dependence_on_one_person_is_for_the_coordination_and_names_nobody(dora: Dora) -> None:
    dora.contact(dora.ousmane, dora.giulia, times=8)
    dora.contact(dora.ousmane, dora.amal, times=2)

    page = page_of(dora.marta, TODAY)

    assert "80% of the contacts of one person are with the same worker." in page
    assert "Ousmane" not in page
    assert "of the contacts of one person" not in page_of(dora.giulia, TODAY)


def test_who_was_not_heard_from_is_for_the_circle_itself(dora: Dora) -> None:
    assert "2 people not heard from for a while," in page_of(dora.giulia, TODAY)
    assert "not heard from" not in page_of(dora.marta, TODAY)


@pytest.mark.usefixtures("quiet_day")
def test_a_pact_goes_from_hand_to_hand(amal: Life) -> None:
    revision = PactRevisionFactory.create(pact=amal.agrees())
    assert "1 pact to explain" in page_of(amal.dora.ismail, TODAY)
    assert "1 pact to finish" in page_of(amal.dora.giulia, TODAY)

    PactExplanationFactory.create(revision=revision, person=amal.person)
    assert PLAIN in page_of(amal.dora.ismail, TODAY)
    assert "1 pact waits for the person" in page_of(amal.dora.giulia, TODAY)

    PactSignatureFactory.create(
        revision=revision, person=amal.person, side=PactSignature.Side.PERSON
    )
    assert "1 pact waits for your signature" in page_of(amal.dora.giulia, TODAY)


@pytest.mark.usefixtures("quiet_day")
def test_a_payment_goes_from_hand_to_hand(amal: Life) -> None:
    rita = amal.dora.world.staff("Rita", "accounts")
    pact = amal.agrees(in_force=True)
    amal.waits(pact)
    assert "1 payment to prepare" in page_of(amal.dora.giulia, TODAY)

    payment = pact.disbursements.get()
    payment.prepared_at, payment.prepared_by = NOW, amal.dora.giulia.user
    payment.save()
    assert "1 payment to approve" in page_of(amal.dora.marta, TODAY)
    assert PLAIN in page_of(rita, TODAY)

    payment.approved_at, payment.approved_by = NOW, amal.dora.marta.user
    payment.save()
    assert "1 payment to send" in page_of(rita, TODAY)


@pytest.mark.usefixtures("quiet_day")
def test_nobody_is_asked_to_approve_what_they_prepared(amal: Life) -> None:
    amal.waits(amal.agrees(in_force=True), prepared_at=NOW, prepared_by=amal.dora.marta.user)

    assert PLAIN in page_of(amal.dora.marta, TODAY)


@pytest.mark.usefixtures("quiet_day")
def test_expenses_without_a_paper_are_for_the_accounts(amal: Life) -> None:
    rita = amal.dora.world.staff("Rita", "accounts")
    fund = amal.has(amal.agrees(in_force=True))
    expense = ExpenseFactory.create(fund=fund, spender=amal.person, amount_cents=7_900)
    ExpenseQuestionFactory.create(expense=expense)

    page = page_of(rita, TODAY)

    assert "1 expense without a paper" in page
    assert "1 question about an expense" in page
    assert "Amal" not in page


@pytest.mark.usefixtures("quiet_day")
def test_reviews_and_permits_are_called_in_time(amal: Life) -> None:
    Edition.objects.update(permit_warning_days=30)
    ReviewMomentFactory.create(project=amal.plans(), due_on=date(2013, 9, 1))
    ProtectionFactory.create(person=amal.person, permit_expires_on=date(2013, 10, 15))
    ProtectionFactory.create(person=amal.dora.ousmane, permit_expires_on=date(2013, 11, 15))

    page = page_of(amal.dora.giulia, TODAY)
    assert "1 review" in page
    assert "1 permit to renew" in page
    assert "permit" not in page_of(amal.dora.ismail, TODAY)


@pytest.mark.usefixtures("quiet_day")
def test_an_invitation_without_an_answer_is_remembered(dora: Dora) -> None:
    selam = dora.world.participant("Selam")
    CircleMembershipFactory.create(circle=dora.circle, person=selam, accepted_at=None)

    assert "1 invitation to a circle" in page_of(dora.giulia, TODAY)


def test_a_mediator_sees_the_languages_they_cover(dora: Dora) -> None:
    assert "Languages you cover" in page_of(dora.ismail, TODAY)
    assert "Languages you cover" not in page_of(dora.giulia, TODAY)


def test_today_opens_nobodys_file(dora: Dora) -> None:
    for who in (dora.giulia, dora.ismail, dora.marta):
        page_of(who, TODAY)

    assert not FileRead.objects.exists()


@pytest.mark.parametrize("role", ["committee", "organisation", "editor", "system"])
def test_for_others_there_is_no_today(dora: Dora, role: str) -> None:
    page_of(dora.world.staff("Altro", role), TODAY, status=404)


def test_a_participant_has_another_first_page(dora: Dora) -> None:
    page_of(dora.amal, TODAY, status=404)


# --- The board of who coordinates -------------------------------------------------------------


def other_territory(dora: Dora, people: int = 3) -> Circle:
    edition = dora.circle.edition
    place = TerritoryFactory.create(programme=edition.programme, name="Biella")
    EditionTerritoryFactory.create(edition=edition, territory=place, target_people=11)
    ParticipationFactory.create_batch(people, edition=edition, territory=place)
    return Circle.objects.create(edition=edition, territory=place, name="Cervo")


def coordinator_of_all(dora: Dora) -> Person:
    row = StaffAssignmentFactory.create(
        edition=dora.circle.edition, person__given_name="Carla", role="coordinator"
    )
    return row.person


def test_the_year_and_the_figures_stand_on_the_board(amal: Life) -> None:
    edition = amal.dora.circle.edition
    PhaseFactory.create(edition=edition)
    project = amal.plans()
    project.wishes.add(amal.wishes())
    pact = amal.agrees(in_force=True)
    amal.has(pact)
    amal.spends_on(pact, project.objectives.get(), planned=110_000, spent=66_000)
    amal.waits(pact, executed_at=NOW, executed_on=date(2013, 9, 21), bank_reference="B1")

    page = page_of(amal.dora.marta, TODAY)

    assert "Development of the projects" in page
    assert "1 pact signed" in page
    assert "3.200" in page
    assert "49% spent" in page
    assert "4 days" in page
    assert "1 of 1" in page
    assert "660" in page


def test_the_board_is_narrowed_to_one_territory_by_its_address(dora: Dora) -> None:
    biella = other_territory(dora).territory
    carla = coordinator_of_all(dora)

    whole = page_of(carla, TODAY)
    narrow = page_of(carla, f"{TODAY}?territorio={biella.pk}")

    assert "3 Biella" in whole
    assert "about 11 wanted" in narrow
    assert f"2 {dora.circle.territory.name}" not in narrow


def test_a_coordinator_of_one_territory_sees_nothing_of_another(dora: Dora) -> None:
    circle = other_territory(dora)
    Circle.objects.filter(pk=circle.pk).update(activated_at=NOW, weakened_at=NOW)

    page = page_of(dora.marta, f"{TODAY}?territorio={circle.territory_id}")

    assert "Cervo" not in page
    assert "Biella" not in page


def _cost(who: Person) -> int:
    client = signed_in(who)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(TODAY).status_code == 200
    return len(asked)


@pytest.mark.parametrize("who", ["marta", "giulia"])
def test_today_costs_the_same_queries_for_few_people_and_for_many(amal: Life, who: str) -> None:
    reader = getattr(amal.dora, who)
    PersonLanguageFactory.create(person=reader, language="fr")
    amal.spends_on(amal.agrees(in_force=True), amal.aims_at(amal.plans(), "x"), planned=1, spent=0)
    amal.dora.contact(amal.person, amal.dora.giulia)
    before = _cost(reader)

    for number in range(30):
        person = amal.dora.world.participant(f"Nome{number}")
        amal.dora.world.seat(amal.dora.circle, person, CircleMembership.Role.PARTICIPANT)
        amal.dora.contact(person, amal.dora.giulia)

    assert _cost(reader) == before
