"""The invariants of the domain, each with the test that keeps it.

 1  no participant has one member of staff as owner   here: test_no_column_ties_a_participant_...
 2  a circle without mediator is weakened, money goes on   circles/test_the_life_of_a_circle
 3  a wish is not changed by staff                    projects/test_a_wish_stays
 4  no step of an expense waits for staff             funds/test_staff_looks_at_money
 5  preparing and approving need two people           trust/test_attacks
 6  signed means paid within five working days        here: test_a_signature_is_a_payment_...
 7  spent and left are what came in                   ledger, funds/test_laws_of_spending
 8  money rows are never edited                       guards, here: test_money_rows_are_guarded
 9  members vote, and all of them read                trust/test_attacks, here
10  missing evidence blocks nothing                   here: test_without_a_paper_...
11  scores do not feed selection or the first amount  here: test_nothing_earned_...
12  an organisation reaches no name                   trust/test_canaries
13  no figure shows one to four people                desk/test_committee_and_installation
14  every look leaves a trace                         trust/test_canaries, trust/test_looks
15  coverage of the organisations                     a later room
16  closing an edition with loose ends                a later room
17  a text that is read, or an explanation            here: test_nobody_signs_what_...
18  an edition is data                                programmes/test_editions
"""

import ast
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps

from cerchia.funds import invariants
from cerchia.funds.models import Disbursement, Expense, Fund, Pact, PactRevision, Proposal
from cerchia.funds.queries.pact import current_revision
from cerchia.funds.rules.calendar import add_working_days
from cerchia.funds.rules.pact import Line
from cerchia.funds.usecases import Draft, record_expense, revise_pact, sign_as_owner
from cerchia.guards.registry import declared
from cerchia.kit import clock
from cerchia.kit.errors import DomainError
from cerchia.people.models import Person
from cerchia.programmes.models import StaffAssignment
from tests.trust.world import World

KEPT_BY = {
    2: "circles/test_the_life_of_a_circle.py::"
    "test_an_active_circle_that_loses_its_last_mediator_is_weakened_and_goes_on",
    3: "projects/test_a_wish_stays.py::test_no_address_changes_a_wish",
    4: "funds/test_staff_looks_at_money.py::test_no_address_of_the_room_approves_an_expense",
    5: "trust/test_attacks.py::test_the_preparer_never_approves_whatever_else_they_become",
    7: "funds/test_laws_of_spending.py::test_the_fund_agrees_with_a_tin_and_a_list",
    8: "guards/test_rows_that_stay.py::test_no_way_to_change_or_delete_a_row_succeeds",
    9: "trust/test_attacks.py::test_a_member_votes_once_however_often_they_send",
    12: "trust/test_canaries.py::test_nobody_meets_words_that_are_not_for_them",
    13: "desk/test_committee_and_installation.py::test_few_people_are_never_a_number",
    14: "trust/test_canaries.py::test_every_look_of_the_staff_is_written_down",
    18: "programmes/test_editions.py::test_the_next_edition_copies_settings_and_nobody",
}


@pytest.mark.parametrize("number", KEPT_BY)
def test_the_test_of_each_invariant_is_there(number: int, pytestconfig: pytest.Config) -> None:
    path, name = KEPT_BY[number].split("::")
    tree = ast.parse((Path(pytestconfig.rootpath) / "tests" / path).read_text())
    assert name in {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}


def test_no_column_ties_a_participant_to_one_of_the_staff() -> None:
    """No model of a person or of their place names a user or person who "has" them."""
    owners = {"operator", "mediator", "case_manager", "owner", "assigned_to", "responsible"}
    for room in ("people", "programmes", "circles", "projects", "funds"):
        for model in apps.get_app_config(room).get_models():
            fields = {field.name for field in model._meta.get_fields()}
            found = fields & owners
            assert found <= {"owner"}, (model, found)
            assert not found or model.__name__ == "CircleDecision", model
    links = [field for field in Person._meta.get_fields() if field.related_model is StaffAssignment]
    assert [field.name for field in links] == ["staff_assignments"]


def test_a_signature_is_a_payment_due_in_five_working_days(world: World) -> None:
    for pact in Pact.objects.exclude(activated_at=None):
        payments = Disbursement.objects.filter(pact=pact)
        assert sum(payment.amount_cents for payment in payments) >= pact.agreed_cents
        for payment in payments:
            assert payment.due_on == add_working_days(payment.signed_on, 5)
    assert not Disbursement.objects.filter(pact__activated_at=None).exists()


def test_what_came_in_is_what_was_spent_and_what_is_left(world: World) -> None:
    assert list(invariants.broken()) == []


def test_money_rows_are_guarded() -> None:
    tables = {guard.model._meta.label for guard in declared()}
    assert {"funds.Expense", "funds.Evidence", "ledger.Posting"} <= tables
    assert {"audit.Entry", "audit.FileRead", "projects.Wish", "funds.Vote"} <= tables


def test_all_members_read_every_row_of_their_fund_and_staff_do_not_vote(world: World) -> None:
    fund = world.fund_mariam
    rows = set(Expense.objects.filter(fund=fund).values_list("pk", flat=True))
    for name in ("mariam", "yonas"):
        assert (
            set(Expense.objects.visible_to(world.user(name)).values_list("pk", flat=True)) == rows
        )
        assert Proposal.objects.visible_to(world.user(name)).count() == 1
    page = f"/io/fondo/decisioni/{world.proposal_mariam.pk}/"
    for name in ("elena", "jamila", "marta", "sandro", "rita", "farid"):
        assert world.client(name).post(page, {"answer": "no"}).status_code == 404


def test_without_a_paper_the_next_expense_goes_through(world: World) -> None:
    user = world.user("amal")
    for _time in range(3):
        made = record_expense(
            actor=user,
            fund=Fund.objects.get(pk=world.fund_amal.pk),
            key=uuid4(),
            amount_cents=60_000,
            spent_on=clock.today(),
            what="",
            told="later",
        )
        assert made.fresh
    assert world.client("amal").get("/io/soldi/").status_code == 200


def test_nothing_earned_reaches_selection_or_the_first_amount() -> None:
    """The room that chooses and composes imports no room that knows results or money."""
    closed = ("cerchia.funds", "cerchia.projects", "cerchia.circles")
    house = Path(str(apps.get_app_config("balance").path))
    for path in house.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module:
                assert not node.module.startswith(closed), path
    assert "reward" not in {field.name for field in PactRevision._meta.get_fields()}


def test_nobody_signs_what_they_neither_read_nor_heard(world: World) -> None:
    """The draft of Dalia changes after it was explained: her signature waits."""
    pact = Pact.objects.get(pk=world.pact_dalia.pk)
    assert pact.is_draft
    other = Draft(
        amount_cents=190_000,
        lines=[Line(world.objective_dalia.pk, 70_000)],
        words={"amount": "Costa meno."},
    )
    revise_pact(actor=world.user("giulia"), pact=pact, draft=other)
    with pytest.raises(DomainError):
        sign_as_owner(
            actor=world.user("dalia"),
            pact=pact,
            language="so",
            sha256=current_revision(pact).sha256,
        )
