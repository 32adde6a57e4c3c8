"""From the first words to the signature."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from cerchia.access.engine import NotAllowed
from cerchia.funds.errors import (
    AlreadyDrafted,
    HasAFund,
    NotInTheCircle,
    NotTheirProject,
    NoYesYet,
    TermsDoNotStand,
    WrongOwners,
)
from cerchia.funds.models import PactLine, PactRevision
from cerchia.funds.queries.pact import current_revision, terms_of
from cerchia.funds.rules.pact import ARTICLES, Line
from cerchia.funds.usecases import (
    Draft,
    draft_pact,
    explain_pact,
    open_fund,
    revise_pact,
    set_draft_aside,
)
from cerchia.ledger.models import Account
from cerchia.projects.models import Project
from tests.factories.people import PersonFactory
from tests.factories.projects import ObjectiveFactory
from tests.funds.tables import REASON, fresh, signed_table, table

pytestmark = pytest.mark.django_db


class TestAFund:
    def test_of_one_person_opens_with_an_account_that_stays_above_zero(self) -> None:
        here = table().open()

        fund = here.the_fund
        assert (fund.form, fund.state) == ("individual", "agreed")
        account = Account.objects.get(pk=fund.account_id)
        assert (account.floor_cents, account.book_id) == (0, fund.edition_id)

    def test_of_several_people_is_shared(self) -> None:
        here = table(owners=2).open()

        assert here.the_fund.form == "associated"
        assert here.the_fund.members.count() == 2

    def test_of_one_person_cannot_be_called_shared(self) -> None:
        here = table()

        with pytest.raises(WrongOwners):
            open_fund(
                actor=fresh(here.operator),
                circle=here.circle,
                people=here.owners,
                form="associated",
            )

    def test_is_not_opened_for_a_stranger(self) -> None:
        here = table()

        with pytest.raises(NotInTheCircle):
            open_fund(
                actor=fresh(here.operator), circle=here.circle, people=[PersonFactory.create()]
            )

    def test_is_one_for_a_person_in_an_edition(self) -> None:
        here = table().open()

        with pytest.raises(HasAFund):
            open_fund(actor=fresh(here.operator), circle=here.circle, people=here.owners)

    @pytest.mark.parametrize("who", ["mediator", "coordinator", "accounts"])
    def test_is_opened_by_operators_of_the_circle_only(self, who: str) -> None:
        here = table()

        with pytest.raises(NotAllowed):
            open_fund(actor=fresh(getattr(here, who)), circle=here.circle, people=here.owners)


class TestFormsOfProjectAndFund:
    def test_a_group_project_runs_on_two_funds_of_one(self) -> None:
        here = table(owners=2)
        pacts = []
        for person in here.owners:
            fund = open_fund(actor=fresh(here.operator), circle=here.circle, people=[person])
            pacts.append(
                draft_pact(
                    actor=fresh(here.operator),
                    fund=fund,
                    projects=here.projects,
                    draft=here.draft(),
                )
            )

        assert here.projects[0].form == Project.Form.GROUP
        assert [list(pact.projects.all()) for pact in pacts] == [here.projects, here.projects]
        for pact in pacts:
            here.pact = pact
            owner = pact.fund.members.get().person
            explain_pact(actor=fresh(here.mediator), pact=pact, person=owner, language="so")
            here.sign(owner)
            here.sign(here.operator)
        assert PactLine.objects.count() == 4
        assert here.projects[0].reviews.count() == 3

    def test_a_shared_fund_carries_two_projects_of_one(self) -> None:
        here = signed_table(owners=2, projects=2, cents=900_000)

        assert {project.form for project in here.projects} == {"individual"}
        assert here.the_pact.state == "active"
        assert here.payment.amount_cents == 900_000

    def test_every_owner_has_a_project_in_it(self) -> None:
        here = table(owners=2, projects=2).open()

        with pytest.raises(NotTheirProject):
            draft_pact(
                actor=fresh(here.operator),
                fund=here.the_fund,
                projects=here.projects[:1],
                draft=here.draft(),
            )


class TestTerms:
    @pytest.mark.parametrize(
        ("cents", "lines", "fault"),
        [
            (800_001, (100,), "above_ceiling"),
            (0, (0,), "no_amount"),
            (1_000, (600, 500), "lines_above_amount"),
            (1_000, (), "no_objective"),
        ],
    )
    def test_that_do_not_stand(self, cents: int, lines: tuple[int, ...], fault: str) -> None:
        here = table().open()

        with pytest.raises(TermsDoNotStand) as refused:
            draft_pact(
                actor=fresh(here.operator),
                fund=here.the_fund,
                projects=here.projects,
                draft=here.draft(cents, lines=here.lines(*lines)),
            )

        assert fault in refused.value.faults
        assert str(refused.value)

    def test_need_the_reason_for_the_amount(self) -> None:
        here = table().open()

        with override("en"), pytest.raises(TermsDoNotStand, match="amount"):
            draft_pact(
                actor=fresh(here.operator),
                fund=here.the_fund,
                projects=here.projects,
                draft=Draft(amount_cents=1_000, lines=here.lines(1_000), words={"amount": " "}),
            )

    def test_hold_only_objectives_with_a_yes(self) -> None:
        here = table().open()
        silent = ObjectiveFactory.create(
            project=here.projects[0], accepted_at=None, accepted_by=None
        )

        with pytest.raises(NoYesYet):
            draft_pact(
                actor=fresh(here.operator),
                fund=here.the_fund,
                projects=here.projects,
                draft=here.draft(lines=[Line(silent.pk, 100)]),
            )

    def test_hold_no_objective_of_others(self) -> None:
        here, there = table().open(), table()

        with pytest.raises(NoYesYet):
            draft_pact(
                actor=fresh(here.operator),
                fund=here.the_fund,
                projects=here.projects,
                draft=here.draft(lines=there.lines(100)),
            )

    def test_the_ceiling_of_a_shared_fund_is_the_sum(self) -> None:
        here = table(owners=2).open().write(1_600_000)

        assert current_revision(here.the_pact).amount_cents == 1_600_000
        with pytest.raises(TermsDoNotStand):
            revise_pact(actor=fresh(here.operator), pact=here.the_pact, draft=here.draft(1_600_001))

    def test_are_written_whole_in_the_languages_of_the_house(self) -> None:
        here = table().open().write()

        texts = terms_of(current_revision(here.the_pact)).texts
        assert set(texts) == {"it", "en", "fr", "ar"}
        assert all(set(articles) == set(ARTICLES) for articles in texts.values())
        assert REASON in texts["it"]["amount"]

    def test_never_change(self) -> None:
        here = table().open().write()
        revision = current_revision(here.the_pact)

        with pytest.raises(IntegrityError), transaction.atomic():
            PactRevision.objects.filter(pk=revision.pk).update(amount_cents=1)

    def test_are_written_anew_as_another_revision(self) -> None:
        here = table().open().write()

        revise_pact(actor=fresh(here.operator), pact=here.the_pact, draft=here.draft(300_000))

        assert [row.amount_cents for row in here.the_pact.revisions.all()] == [300_000, 320_000]

    def test_one_pact_is_written_at_a_time(self) -> None:
        here = table().open().write()

        with pytest.raises(AlreadyDrafted):
            here.write()

    def test_a_draft_is_set_aside_and_another_begun(self) -> None:
        here = table().open().write()
        set_draft_aside(actor=fresh(here.operator), pact=here.the_pact)
        assert here.the_pact.state == "set_aside"

        here.write()

        assert here.the_pact.is_draft
