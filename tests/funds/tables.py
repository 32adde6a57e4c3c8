"""A circle around a table: owners, staff, a project with objectives, and the pact they write."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.test import Client

from cerchia.access.models import User
from cerchia.circles.models import Circle, CircleMembership
from cerchia.funds.models import Disbursement, Fund, Pact, PayoutAccount
from cerchia.funds.queries.pact import current_revision
from cerchia.funds.rules.pact import Line
from cerchia.funds.usecases import (
    Draft,
    agree_rule,
    approve_payment,
    draft_pact,
    execute_payment,
    explain_pact,
    open_fund,
    prepare_payment,
    record_payout_account,
    send_payment,
    sign_as_owner,
    sign_for_programme,
    write_rule,
)
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.programmes.models import StaffAssignment
from cerchia.projects.models import Objective, Project, ReviewMoment
from tests.factories.circles import CircleFactory, CircleMembershipFactory
from tests.factories.people import PersonFactory, PersonLanguageFactory
from tests.factories.programmes import ParticipationFactory, StaffAssignmentFactory
from tests.factories.projects import (
    ObjectiveFactory,
    ProjectFactory,
    ProjectMemberFactory,
    ReviewMomentFactory,
)

IBAN = "IT60 X054 2811 1010 0000 0123 456"
SIGNED = datetime(2013, 3, 28, 10, tzinfo=UTC)
DUE = date(2013, 4, 5)
REASON = "Il corso costa 900 euro e la macchina 1.200."


@contextmanager
def on(day: date, hour: int = 10) -> Iterator[None]:
    with clock.at(datetime(day.year, day.month, day.day, hour, tzinfo=UTC)):
        yield


def fresh(person: Person) -> User:
    """The user as a new request would load it."""
    assert person.user_id is not None
    return User.objects.get(pk=person.user_id)


@dataclass
class Table:
    circle: Circle
    owners: list[Person]
    operator: Person
    mediator: Person
    coordinator: Person
    accounts: Person
    projects: list[Project] = field(default_factory=list)
    objectives: list[Objective] = field(default_factory=list)
    fund: Fund | None = None
    pact: Pact | None = None

    @property
    def the_fund(self) -> Fund:
        assert self.fund is not None
        return Fund.objects.get(pk=self.fund.pk)

    @property
    def the_pact(self) -> Pact:
        assert self.pact is not None
        return Pact.objects.get(pk=self.pact.pk)

    @property
    def payment(self) -> Disbursement:
        return Disbursement.objects.filter(fund=self.the_fund).latest("code")

    def lines(self, *cents: int) -> list[Line]:
        pairs = zip(self.objectives, cents, strict=False)
        return [Line(objective.pk, money) for objective, money in pairs]

    def draft(self, cents: int = 320_000, *, lines: list[Line] | None = None) -> Draft:
        return Draft(
            amount_cents=cents,
            lines=lines if lines is not None else self.lines(120_000, 90_000),
            words={"amount": REASON},
        )

    def open(self) -> "Table":
        self.fund = open_fund(actor=fresh(self.operator), circle=self.circle, people=self.owners)
        return self

    def write(self, cents: int = 320_000) -> "Table":
        self.pact = draft_pact(
            actor=fresh(self.operator),
            fund=self.the_fund,
            projects=self.projects,
            draft=self.draft(cents),
        )
        return self

    def explain(self) -> "Table":
        for person in self.owners:
            explain_pact(
                actor=fresh(self.mediator), pact=self.the_pact, person=person, language="so"
            )
        return self

    def sign(self, person: Person) -> None:
        pact = self.the_pact
        seen = current_revision(pact).sha256
        if person == self.operator:
            sign_for_programme(actor=fresh(person), pact=pact, sha256=seen)
        else:
            sign_as_owner(actor=fresh(person), pact=pact, language="it", sha256=seen)

    def sign_all(self) -> "Table":
        for person in (*self.owners, self.operator):
            self.sign(person)
        return self

    def agree_on_a_rule(self) -> "Table":
        rule = write_rule(
            actor=fresh(self.owners[0]),
            fund=self.the_fund,
            sharing="pot",
            solo_limit_cents=10_000,
            above_limit="majority",
            account_holder=self.owners[0],
            when_one_leaves="Decidiamo insieme la sua parte.",
        )
        for person in self.owners[1:]:
            agree_rule(actor=fresh(person), rule=rule)
        return self

    def give_account(self, channel: str = "transfer") -> PayoutAccount:
        number = IBAN if channel in {"transfer", "card"} else ""
        payee = self.payment.payee
        return record_payout_account(
            actor=fresh(self.operator), person=payee, channel=channel, iban=number
        )

    def prepare(self) -> "Table":
        self.give_account()
        prepare_payment(actor=fresh(self.operator), payment=self.payment)
        return self

    def approve(self) -> "Table":
        approve_payment(actor=fresh(self.coordinator), payment=self.payment)
        return self

    def send(self) -> "Table":
        send_payment(actor=fresh(self.accounts), payment=self.payment)
        return self

    def execute(self, reference: str = "BANK-1") -> "Table":
        execute_payment(
            actor=fresh(self.accounts),
            payment=self.payment,
            on=clock.today(),
            bank_reference=reference,
        )
        return self

    def pay(self, reference: str = "BANK-1") -> "Table":
        return self.prepare().approve().send().execute(reference)

    def juncture(self, outcome: str) -> ReviewMoment:
        return ReviewMomentFactory.create(
            project=self.projects[0],
            kind=ReviewMoment.Kind.JUNCTURE,
            held_at=clock.now(),
            outcome=outcome,
        )


def table(*, owners: int = 1, projects: int = 1, objectives: int = 2) -> Table:
    """People around a table, with nothing agreed yet. Each project has `objectives`."""
    circle = CircleFactory.create()
    people = [_owner(circle) for _ in range(owners)]
    here = Table(
        circle=circle,
        owners=people,
        operator=_staff(circle, "operator"),
        mediator=_staff(circle, "mediator"),
        coordinator=_staff(circle, "coordinator"),
        accounts=_staff(circle, "accounts"),
    )
    for number in range(projects):
        project = ProjectFactory.create(
            circle=circle,
            form=Project.Form.GROUP if owners > projects else Project.Form.INDIVIDUAL,
        )
        for person in people if owners > projects else [people[number]]:
            ProjectMemberFactory.create(project=project, person=person)
        here.projects.append(project)
        here.objectives += [
            ObjectiveFactory.create(project=project, accepted_by=people[0])
            for _ in range(objectives)
        ]
    return here


def _owner(circle: Circle) -> Person:
    person = PersonFactory.create()
    PersonLanguageFactory.create(person=person, language="so", level="C2")
    ParticipationFactory.create(edition=circle.edition, territory=circle.territory, person=person)
    CircleMembershipFactory.create(circle=circle, person=person)
    return person


def _staff(circle: Circle, role: str) -> Person:
    person = PersonFactory.create(user__username=f"{role}-{circle.pk.hex[:8]}")
    StaffAssignmentFactory.create(
        edition=circle.edition, person=person, role=StaffAssignment.Role(role)
    )
    if role in {"operator", "mediator"}:
        CircleMembershipFactory.create(
            circle=circle, person=person, role=CircleMembership.Role(role)
        )
    return person


def signed_table(*, owners: int = 1, projects: int = 1, cents: int = 320_000) -> Table:
    here = table(owners=owners, projects=projects).open()
    if owners > 1:
        here.agree_on_a_rule()
    return here.write(cents).explain().sign_all()


def opened(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client
