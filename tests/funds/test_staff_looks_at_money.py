"""What staff may see of money, what they may do (see, ask), and the trace that it leaves."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from cerchia.access.engine import NotAllowed
from cerchia.access.models import User
from cerchia.audit.models import FileRead
from cerchia.circles.hooks import looks_for
from cerchia.funds.models import Expense, ExpenseQuestion, Fund
from cerchia.funds.queries.expense import inbox, to_look_at
from cerchia.funds.queries.fund import by_domain, by_territory, evidence_share, home, totals
from cerchia.funds.usecases import ask_question, close_question, declare, mark_seen
from cerchia.privacy.models import Consent
from tests.factories.circles import MeetingFactory
from tests.factories.privacy import ConsentFactory
from tests.funds.purses import Purse, purse, staff_of

pytestmark = pytest.mark.django_db


def inside(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def yes_to_the_circle(owned: Purse) -> None:
    for person in owned.people:
        ConsentFactory.create(person=person, purpose=Consent.Purpose.FUND_TO_CIRCLE)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("operator", 200),
        ("mediator", 404),
        ("coordinator", 200),
        ("accounts", 200),
        ("committee", 404),
        ("organisation", 404),
        ("editor", 404),
        ("system", 404),
    ],
)
def test_who_may_open_a_fund(role: str, status: int) -> None:
    owned = purse()
    expense = owned.spend().expense
    client = inside(staff_of(owned, role))

    assert client.get(f"/fondi/{owned.fund.pk}/").status_code == status
    assert client.get(f"/spese/{expense.pk}/").status_code == status
    assert client.get(f"/io/spese/{expense.pk}/").status_code == 404
    assert client.get(f"/fondi/{uuid4()}/").status_code == 404


@pytest.mark.parametrize("role", ["operator", "mediator"])
def test_another_circle_sees_nothing(role: str) -> None:
    owned, other = purse(), purse()
    yes_to_the_circle(owned)
    client = inside(staff_of(other, role))

    assert client.get(f"/fondi/{owned.fund.pk}/").status_code == 404
    assert str(owned.fund.pk) not in client.get("/fondi/").content.decode()


def test_mediators_see_money_only_after_a_yes_and_no_longer_without() -> None:
    owned = purse(owners=2)
    mediator = staff_of(owned, "mediator")
    yes_to_the_circle(owned)
    assert inside(mediator).get(f"/fondi/{owned.fund.pk}/").status_code == 200

    consent = Consent.objects.get(person=owned.people[1])
    consent.withdrawn_at = consent.given_at
    consent.save()

    assert inside(mediator).get(f"/fondi/{owned.fund.pk}/").status_code == 404


def test_every_look_leaves_a_trace_that_the_person_reads() -> None:
    owned = purse()
    expense = owned.spend().expense
    operator = staff_of(owned, "operator")
    client = inside(operator)

    for path in ("/fondi/", f"/fondi/{owned.fund.pk}/", "/spese/", f"/spese/{expense.pk}/"):
        assert client.get(path).status_code == 200

    reads = FileRead.objects.filter(person_id=owned.people[0].pk, reader_id=operator.pk)
    assert sorted(reads.values_list("part", flat=True)) == [
        "expenses",
        "expenses",
        "money",
        "money",
    ]


def test_owners_leave_no_trace_on_their_own_file() -> None:
    owned = purse()
    inside(owned.user).get("/io/soldi/")

    assert not FileRead.objects.exists()


def test_no_address_of_the_room_approves_an_expense() -> None:
    names = {str(name) for name in get_resolver("cerchia.funds.urls").reverse_dict}

    assert not [name for name in names if "expense" in name and "approve" in name]


def test_seeing_and_asking_change_no_money() -> None:
    owned = purse()
    expense = owned.spend().expense
    operator = staff_of(owned, "operator")
    client = inside(operator)

    client.post(f"/spese/{expense.pk}/", {"text": "A che serve il filo?"})
    client.post(f"/spese/{expense.pk}/vista/")

    assert ExpenseQuestion.objects.get().asked_by == operator
    assert expense.seen.count() == 1
    assert owned.again().spent_cents == 3_850
    assert inbox(operator) == ([], "")


def test_an_empty_question_is_not_sent() -> None:
    owned = purse()
    expense = owned.spend().expense

    answer = inside(staff_of(owned, "operator")).post(f"/spese/{expense.pk}/", {"text": " "})

    assert answer.status_code == 422
    assert not ExpenseQuestion.objects.exists()


def test_coordinators_look_and_do_not_ask() -> None:
    owned = purse()
    expense = owned.spend().expense
    coordinator = staff_of(owned, "coordinator")

    with pytest.raises(NotAllowed):
        ask_question(actor=coordinator, expense=expense, text="Perché?", language="it")
    with pytest.raises(NotAllowed):
        mark_seen(actor=coordinator, expense=expense)


def test_accounts_see_what_has_no_paper_and_no_words_of_plans() -> None:
    owned = purse()
    first = owned.spend(objective=owned.lines[0].objective).expense
    second = owned.spend(1_000).expense
    declare(actor=owned.user, expense=second)
    accounts = staff_of(owned, "accounts")

    rows, _more = inbox(accounts)

    assert [row.id for row in rows] == [first.pk]
    title = str(owned.lines[0].objective.title)
    page = inside(accounts).get(f"/fondi/{owned.fund.pk}/").content.decode()
    assert title not in page
    assert (
        title
        in inside(staff_of(owned, "operator")).get(f"/fondi/{owned.fund.pk}/").content.decode()
    )


def test_a_question_is_closed_with_its_outcome() -> None:
    owned = purse()
    operator = staff_of(owned, "operator")
    question = ask_question(
        actor=operator, expense=owned.spend().expense, text="Perché?", language="it"
    )

    close_question(actor=operator, question=question, outcome="not_reportable")

    question.refresh_from_db()
    assert question.outcome == "not_reportable"
    with pytest.raises(NotAllowed):
        close_question(actor=owned.user, question=question, outcome="fine")


def test_a_meeting_has_the_unseen_expenses_on_its_table() -> None:
    owned = purse()
    expense = owned.spend().expense
    operator = staff_of(owned, "operator")
    meeting = MeetingFactory.create(circle=owned.circle)

    assert [row.id for row in to_look_at(owned.circle.pk)] == [expense.pk]
    assert [look.url for look in looks_for(operator, meeting)] == [f"/spese/{expense.pk}/"]
    mark_seen(actor=operator, expense=expense, meeting=meeting)
    assert to_look_at(owned.circle.pk) == []


def test_sums_by_domain_territory_and_paper_agree() -> None:
    owned = purse(100_000, objectives=2)
    edition = owned.fund.edition_id
    declare(
        actor=owned.user,
        expense=owned.spend(3_000, objective=owned.lines[0].objective).expense,
    )
    owned.spend(1_000)

    assert totals(edition).left_cents == 96_000
    assert [row.spent_cents for row in by_territory(edition)] == [4_000]
    assert sum(row.spent_cents for row in by_domain(edition)) == 3_000
    share = evidence_share(edition)
    assert (share.spent_cents, share.declared_cents, share.complete_percent) == (4_000, 3_000, 75)


def test_the_first_page_of_a_person_takes_few_queries(
    django_assert_max_num_queries: object,
) -> None:
    owned = purse(objectives=3)
    user = owned.user

    with django_assert_max_num_queries(6):  # type: ignore[operator]
        page = home(user)

    assert page is not None
    assert len(page.objectives) == 3


def test_the_list_of_funds_costs_the_same_for_one_and_for_six() -> None:
    owned = purse()
    coordinator = staff_of(owned, "coordinator")
    client = inside(coordinator)
    client.get("/fondi/")
    costs = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as told:
            client.get("/fondi/")
        costs.append(len(told))
        for _more in range(5):
            another = purse()
            Fund.objects.filter(pk=another.fund.pk).update(edition=owned.fund.edition)

    assert costs[0] == costs[1]


def test_an_expense_is_never_deleted_or_changed() -> None:
    owned = purse()
    expense = owned.spend().expense

    with pytest.raises(IntegrityError, match="append-only"):
        Expense.objects.filter(pk=expense.pk).update(amount_cents=1)


def test_the_list_says_how_many_funds_and_how_much_is_left() -> None:
    owned, other = purse(100_000), purse(50_000)
    owned.spend(40_000)

    page = inside(staff_of(owned, "operator")).get("/fondi/").content.decode()

    assert "1 fund, " in page
    assert "600\N{NO-BREAK SPACE}€</bdi> left" in page
    assert str(other.fund.pk) not in page
