"""Rows of funds: the pact, the payment, what was spent, and the postings that go with them."""

import json
from datetime import timedelta

from cerchia.demo.bulk.block import Block, at
from cerchia.demo.bulk.pattern import FundPattern
from cerchia.demo.play.payments import iban
from cerchia.demo.play.projects import goals_of
from cerchia.demo.play.rules import RULES, WHEN_ONE_LEAVES, alone_up_to
from cerchia.demo.play.spending import Spent
from cerchia.demo.story.shapes import Goal, Plan
from cerchia.funds.models import (
    Disbursement,
    Evidence,
    Expense,
    Fund,
    FundMember,
    FundRule,
    Pact,
    PactExplanation,
    PactLine,
    PactRevision,
    PactSignature,
    PayoutAccount,
    Proposal,
    Vote,
)
from cerchia.funds.rules.calendar import add_working_days
from cerchia.funds.rules.expense import Draft
from cerchia.funds.rules.pact import ceiling, fingerprint, reward_cap
from cerchia.funds.usecases.spending import seal_of
from cerchia.ledger.rules import Batch, Move
from cerchia.ledger.usecases import NewAccount
from cerchia.people.models import Person
from cerchia.projects.models import Objective

DECLARED_UP_TO = 5_000


def write_funds(block: Block) -> None:
    for fund in block.pattern.funds:
        FundRows(block, fund).write()


class FundRows:
    """A fund with its pact, its payment and what was spent of it."""

    def __init__(self, block: Block, pattern: FundPattern) -> None:
        self.block, self.house, self.sheets = block, block.house, block.sheets
        self.pattern = pattern
        self.owners = [block.people[key] for key in pattern.owners]
        self.users = [block.users[key] for key in pattern.owners]
        self.signed = at(pattern.signed, 17)
        self.paid_on = pattern.plans[0].paid
        first = next(one for one in block.pattern.people if one.key == pattern.owners[0])
        self.circle = block.circles[first.circle]
        ring = next(one for one in block.pattern.rings if one.key == first.circle)
        self.operator, self.mediator = ring.operators[0], ring.mediators[0]
        self.goals = goals_of(pattern.key)
        self.cents = sum(euros for _, _, euros in self.goals) * 100
        self.spent_cents = sum(one.cents for one in pattern.spent)
        if self.spent_cents > self.cents:
            message = f"{pattern.key} spends more than it has"
            raise ValueError(message)

    def write(self) -> None:
        self._fund()
        self._rule()
        self._pact()
        self._lines()
        self._payment()
        for spent in self.pattern.spent:
            self._expense(spent)

    def _fund(self) -> None:
        account, paid = self.block.uuid(), self.pattern.is_paid
        first = min((one.day for one in self.pattern.spent), default=None)
        self.fund = Fund(
            id=self.block.uuid(),
            edition=self.house.edition,
            territory=self.circle.territory,
            form=Fund.Form.ASSOCIATED if len(self.owners) > 1 else Fund.Form.INDIVIDUAL,
            account_id=account,
            agreed_cents=self.cents,
            received_cents=self.cents if paid else 0,
            spent_cents=self.spent_cents,
            created_at=self.signed,
            funded_at=at(self.paid_on, 10) if paid else None,
            first_spent_at=at(first, 18) if first else None,
        )
        code = f"fund/{account}"
        self.sheets.accounts.append(NewAccount(code=code, kind="fund", floor_cents=0, id=account))
        self.sheets.subjects.add(self.fund.pk)
        self.sheets.add(self.fund)
        for person in self.owners:
            self.sheets.add(FundMember(fund=self.fund, person=person, joined_at=self.signed))

    def _rule(self) -> None:
        if len(self.owners) == 1:
            return
        sharing, alone, days = RULES[self.pattern.key]
        self.rule = FundRule(
            id=self.block.uuid(),
            fund=self.fund,
            number=1,
            sharing=sharing,
            solo_limit_cents=alone,
            above_limit=FundRule.Above.UNANIMITY,
            account_holder=self.owners[0],
            when_one_leaves=WHEN_ONE_LEAVES,
            days_to_vote=days,
            written_at=self.signed,
            in_force_at=self.signed,
        )
        self.sheets.add(self.rule)
        agreed = FundRule.agreed_by.through
        for person in self.owners:
            self.sheets.add(agreed(fundrule_id=self.rule.pk, person_id=person.pk))

    def _pact(self) -> None:
        edition = self.house.edition
        self.house.pacts += 1
        most = ceiling(per_person_cents=edition.max_per_person_cents, people=len(self.owners))
        cap = reward_cap(
            agreed_cents=self.cents, percent=edition.reward_cap_percent, ceiling_cents=most
        )
        self.pact = Pact(
            id=self.block.uuid(),
            edition=edition,
            circle=self.circle,
            fund=self.fund,
            code=f"P{self.house.pacts:03d}",
            drafted_by=self.block.users[self.operator],
            drafted_at=self.signed,
            agreed_cents=self.cents,
            paid_cents=self.cents,
            ceiling_cents=self.cents + cap,
            activated_at=self.signed,
        )
        self.sheets.subjects.add(self.pact.pk)
        self.sheets.add(self.pact)
        through = Pact.projects.through
        for plan in self.pattern.plans:
            project = self.block.projects[plan.key]
            self.sheets.add(through(pact_id=self.pact.pk, project_id=project.pk))
        self._revision()

    def _revision(self) -> None:
        content = self._terms()
        revision = PactRevision(
            id=self.block.uuid(),
            pact=self.pact,
            number=1,
            amount_cents=self.cents,
            terms=json.dumps(content, ensure_ascii=False),
            sha256=fingerprint(content),
            made_by=self.block.users[self.operator],
            made_at=self.signed,
        )
        self.sheets.add(revision)
        mediator = self.block.people[self.mediator]
        for person in self.owners:
            self.sheets.add(
                PactExplanation(
                    revision=revision,
                    person=person,
                    explained_by=mediator,
                    language="it",
                    at=self.signed,
                ),
                self._signature(revision, person, PactSignature.Side.PERSON),
            )
        operator = self.block.people[self.operator]
        self.sheets.add(self._signature(revision, operator, PactSignature.Side.PROGRAMME))

    def _signature(self, revision: PactRevision, person: Person, side: str) -> PactSignature:
        return PactSignature(
            pact=self.pact,
            revision=revision,
            person=person,
            side=side,
            language="it",
            sha256=revision.sha256,
            at=self.signed,
        )

    def _terms(self) -> dict[str, object]:
        names = " e ".join(person.full_name for person in self.owners)
        texts = self.house.texts[self.pattern.key]
        return {
            "amount_cents": self.cents,
            "lines": [
                {"objective": str(self._goal(plan, goal).pk), "cents": euros * 100}
                for plan, goal, euros in self.goals
            ],
            "review_days": list(self.house.edition.review_days),
            "instalments": [],
            "words": {"amount": "Lo abbiamo deciso insieme."},
            "texts": {
                language: {
                    name: text.replace("\N{SECTION SIGN}", names) for name, text in articles.items()
                }
                for language, articles in texts.items()
            },
            "translated": [],
        }

    def _goal(self, plan: Plan, goal: Goal) -> Objective:
        return self.block.objectives[plan.key, goal.title]

    def _lines(self) -> None:
        for plan, goal, euros in self.goals:
            spent = [
                one.cents
                for one in self.pattern.spent
                if (one.plan, one.title) == (plan.key, goal.title)
            ]
            self.sheets.add(
                PactLine(
                    pact=self.pact,
                    fund=self.fund,
                    objective=self._goal(plan, goal),
                    planned_cents=euros * 100,
                    spent_cents=sum(spent),
                )
            )

    def _payment(self) -> None:
        payee = self.owners[0]
        number = iban(self.house.pacts)
        account = PayoutAccount(
            id=self.block.uuid(),
            person=payee,
            channel=PayoutAccount.Channel.TRANSFER,
            iban=number,
            last_four=number[-4:],
            given_at=self.signed,
            recorded_by=self.users[0],
        )
        code = f"{self.house.edition.pk.hex[:8]}-{self.pact.code}-1".upper()
        payment = Disbursement(
            id=self.block.uuid(),
            pact=self.pact,
            fund=self.fund,
            payee=payee,
            code=code,
            amount_cents=self.cents,
            signed_on=self.pattern.signed,
            due_on=add_working_days(self.pattern.signed, self.house.edition.payment_working_days),
        )
        self.sheets.add(account, payment)
        if self.pattern.is_paid:
            self._execute(payment, account)

    def _execute(self, payment: Disbursement, account: PayoutAccount) -> None:
        before, moment = self.paid_on - timedelta(days=1), at(self.paid_on, 10)
        payment.account = account
        payment.prepared_by, payment.prepared_at = self.block.users[self.operator], self.signed
        payment.approved_by, payment.approved_at = self.house.coordinator, at(before, 19)
        payment.sent_by, payment.sent_at = self.house.accounts, at(before, 20)
        payment.executed_at, payment.executed_on = moment, self.paid_on
        payment.bank_reference = f"BONIF{payment.code}"
        move = Move(
            debit=self.house.grant,
            credit=self.fund.account_id,
            cents=payment.amount_cents,
            id=payment.pk,
        )
        self.sheets.batches.append(Batch((move,), payment.pk, "disbursement", moment))
        self.left = payment.amount_cents

    def _expense(self, spent: Spent) -> None:
        spender, user = self.block.people[spent.who], self.block.users[spent.who]
        proposal = self._proposal(spent) if spent.cents > alone_up_to(self.pattern.key) else None
        told = Expense.Told.DECLARATION if spent.cents <= DECLARED_UP_TO else Expense.Told.LATER
        draft = Draft(
            fund=self.fund.pk,
            amount_cents=spent.cents,
            spent_on=spent.day,
            what=spent.what,
            objective=self.block.objectives[spent.plan, spent.title].pk,
            no_objective_reason="",
            payee=spent.shop,
            told=told,
            proposal=proposal.pk if proposal else None,
        )
        moment = at(spent.day, 18)
        self.left -= spent.cents
        expense = Expense(
            id=self.block.uuid(),
            fund=self.fund,
            spender=spender,
            key=self.block.uuid(),
            content_hash=seal_of(draft),
            objective_id=draft.objective,
            amount_cents=spent.cents,
            from_fund_cents=spent.cents,
            left_after_cents=self.left,
            what=spent.what,
            payee=spent.shop,
            spent_on=spent.day,
            told=told,
            recorded_at=moment,
            recorded_by=user,
            proposal=proposal,
        )
        self.sheets.add(expense)
        if told == Expense.Told.DECLARATION:
            said = Evidence.Kind.SELF_DECLARATION
            self.sheets.add(Evidence(expense=expense, kind=said, added_by=user, added_at=moment))
        move = Move(
            debit=self.fund.account_id,
            credit=self.house.world,
            cents=spent.cents,
            id=self.block.uuid(),
        )
        self.sheets.batches.append(Batch((move,), expense.pk, "expense", moment))

    def _proposal(self, spent: Spent) -> Proposal:
        moment = at(spent.day, 12)
        proposal = Proposal(
            id=self.block.uuid(),
            fund=self.fund,
            rule=self.rule,
            proposed_by=self.block.people[spent.who],
            key=self.block.uuid(),
            what=spent.what,
            language="it",
            amount_cents=spent.cents,
            objective=self.block.objectives[spent.plan, spent.title],
            proposed_at=moment,
            open_until=spent.day + timedelta(days=self.rule.days_to_vote),
            agreed_at=moment,
        )
        self.sheets.add(proposal)
        for person in self.owners:
            self.sheets.add(Vote(proposal=proposal, person=person, answer="yes", at=moment))
        return proposal
