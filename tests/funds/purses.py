"""Funds with money in them, as the payment of a pact leaves them."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from cerchia.access.models import User
from cerchia.circles.models import Circle, CircleMembership
from cerchia.funds import invariants
from cerchia.funds.models import Fund, FundRule, PactLine
from cerchia.funds.usecases import accounts, agree_rule, record_expense, write_rule
from cerchia.funds.usecases.spending import Recorded
from cerchia.kit import clock
from cerchia.ledger import usecases as ledger
from cerchia.ledger.rules import Move
from cerchia.people.models import Person
from cerchia.programmes.models import StaffAssignment
from tests.factories.circles import CircleFactory, CircleMembershipFactory
from tests.factories.funds import FundFactory, FundMemberFactory, PactFactory, PactLineFactory
from tests.factories.people import PersonFactory
from tests.factories.programmes import ParticipationFactory, StaffAssignmentFactory
from tests.factories.projects import ObjectiveFactory

DAY = date(2013, 9, 19)


@dataclass
class Purse:
    """A fund, its owners and the circle around them."""

    fund: Fund
    circle: Circle
    people: list[Person]
    lines: list[PactLine] = field(default_factory=list)

    @property
    def user(self) -> User:
        return user_of(self.people[0])

    def again(self) -> Fund:
        return Fund.objects.get(pk=self.fund.pk)

    def spend(self, cents: int = 3_850, *, key: UUID | None = None, **said: object) -> Recorded:
        wanted: dict[str, object] = {"spent_on": DAY, "what": "Forbici e filo", **said}
        actor = wanted.pop("actor", self.user)
        return record_expense(
            actor=actor,  # type: ignore[arg-type]
            fund=self.again(),
            key=key or uuid4(),
            amount_cents=cents,
            **wanted,  # type: ignore[arg-type]
        )


def user_of(person: Person) -> User:
    assert person.user is not None
    return User.objects.get(pk=person.user.pk)


def purse(cents: int = 100_000, *, owners: int = 1, objectives: int = 1) -> Purse:
    """A fund that received `cents`, with `objectives` lines in its pact."""
    circle = CircleFactory.create()
    form = Fund.Form.INDIVIDUAL if owners == 1 else Fund.Form.ASSOCIATED
    fund = FundFactory.create(
        edition=circle.edition,
        territory=circle.territory,
        form=form,
        account=accounts.open_for_fund(circle.edition_id),
    )
    people = [PersonFactory.create() for _ in range(owners)]
    for person in people:
        FundMemberFactory.create(fund=fund, person=person)
        ParticipationFactory.create(
            edition=circle.edition, territory=circle.territory, person=person
        )
        CircleMembershipFactory.create(circle=circle, person=person)
    pact = PactFactory.create(circle=circle, fund=fund, activated_at=clock.now())
    lines = [
        PactLineFactory.create(pact=pact, objective=ObjectiveFactory.create())
        for _ in range(objectives)
    ]
    if cents:
        fill(fund, cents)
    return Purse(Fund.objects.get(pk=fund.pk), circle, people, lines)


def fill(fund: Fund, cents: int) -> None:
    """Money arrives, as a matched payment does it."""
    grant = accounts.of_edition(fund.edition_id, accounts.GRANT)
    move = Move(debit=grant, credit=fund.account_id, cents=cents)
    ledger.post(
        book=fund.edition_id, moves=[move], group=uuid4(), kind="disbursement", at=clock.now()
    )
    Fund.objects.filter(pk=fund.pk).update(
        received_cents=fund.received_cents + cents,
        agreed_cents=fund.agreed_cents + cents,
        funded_at=clock.now(),
    )


def shared_rule(
    owned: Purse, *, sharing: str = "pot", limit: int = 10_000, above: str = "majority"
) -> FundRule:
    """A rule on which all agreed."""
    rule = write_rule(
        actor=owned.user,
        fund=owned.fund,
        sharing=sharing,
        solo_limit_cents=limit,
        above_limit=above,
        account_holder=owned.people[0],
        when_one_leaves="Decidiamo insieme la sua parte.",
    )
    for person in owned.people[1:]:
        rule = agree_rule(actor=user_of(person), rule=rule)
    return rule


def staff_of(owned: Purse, role: str) -> User:
    """An operator or mediator of the circle; or a coordinator, accounts… of the edition."""
    person = PersonFactory.create()
    StaffAssignmentFactory.create(edition=owned.circle.edition, person=person, role=role)
    if role in {"operator", "mediator"}:
        CircleMembershipFactory.create(
            circle=owned.circle, person=person, role=CircleMembership.Role(role)
        )
    return user_of(person)


def roles() -> list[str]:
    return [str(role) for role in StaffAssignment.Role.values]


def broken_laws() -> list[str]:
    """What is wrong between funds, expenses and ledger; the pacts here are not really signed."""
    laws = (
        invariants.funds_equal_their_accounts,
        invariants.funds_equal_their_expenses,
        invariants.lines_equal_their_expenses,
        invariants.expenses_are_posted,
        invariants.only_members_vote,
        invariants.only_owners_spend,
    )
    return [line for law in laws for line in law()]
