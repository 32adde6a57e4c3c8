"""A circle in September 2013, money in a fund, and ways to walk a person through their states."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cerchia.circles.models import CircleMembership
from cerchia.funds.models import Fund, Pact
from cerchia.funds.usecases import accounts
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.projects.models import Objective, Project, Wish
from tests.circles.conftest import Dora, dora, nineteenth_of_september, signed_in, user_of, world
from tests.factories.funds import (
    DisbursementFactory,
    FundFactory,
    FundMemberFactory,
    PactFactory,
    PactLineFactory,
)
from tests.factories.projects import (
    ObjectiveFactory,
    ProjectFactory,
    ProjectMemberFactory,
    ProjectStepFactory,
    WishFactory,
)

NOW = datetime(2013, 9, 19, 10, 0, tzinfo=UTC)


@dataclass
class Life:
    """A participant of Dora, and the facts by which their home changes."""

    dora: Dora
    person: Person

    def wishes(self, text: str = "Voglio cucire vestiti su misura.", **said: Any) -> Wish:
        edition = self.dora.circle.edition
        return WishFactory.create(person=self.person, edition=edition, text=text, **said)

    def plans(self, title: str = "Macchina da cucire", *, steps: int = 5, done: int = 3) -> Project:
        project = ProjectFactory.create(circle=self.dora.circle)
        ProjectMemberFactory.create(project=project, person=self.person)
        self.aims_at(project, title, steps=steps, done=done)
        return project

    def aims_at(self, project: Project, title: str, *, steps: int = 5, done: int = 3) -> Objective:
        aim = ObjectiveFactory.create(project=project, title=title, accepted_by=self.person)
        for place in range(steps):
            ended = NOW - timedelta(days=30) if place < done else None
            ProjectStepFactory.create(objective=aim, position=place, done_at=ended)
        return aim

    def agrees(self, *, in_force: bool = False, owners: list[Person] | None = None) -> Pact:
        edition, territory = self.dora.circle.edition, self.dora.circle.territory
        fund = FundFactory.create(
            edition=edition, territory=territory, account=accounts.open_for_fund(edition.pk)
        )
        for owner in [self.person, *(owners or [])]:
            FundMemberFactory.create(fund=fund, person=owner)
        return PactFactory.create(
            circle=self.dora.circle,
            fund=fund,
            agreed_cents=320_000,
            ceiling_cents=320_000,
            activated_at=NOW - timedelta(days=2) if in_force else None,
        )

    def waits(self, pact: Pact, *, due: date = date(2013, 9, 24), **facts: Any) -> None:
        signed = due - timedelta(days=7)
        DisbursementFactory.create(
            pact=pact,
            payee=self.person,
            amount_cents=280_000,
            signed_on=signed,
            due_on=due,
            **facts,
        )

    def has(self, pact: Pact, *, received: int = 320_000, spent: int = 156_000) -> Fund:
        Fund.objects.filter(pk=pact.fund_id).update(
            agreed_cents=received, received_cents=received, spent_cents=spent
        )
        return Fund.objects.get(pk=pact.fund_id)

    def spends_on(self, pact: Pact, aim: Objective, *, planned: int, spent: int) -> None:
        PactLineFactory.create(pact=pact, objective=aim, planned_cents=planned, spent_cents=spent)


@pytest.fixture
def amal(dora: Dora) -> Life:
    return Life(dora, dora.amal)


def page_of(person: Person, path: str, status: int = 200) -> str:
    """The text of a page as a person sees it, in English."""
    client = signed_in(person)
    answer = client.get(path, headers={"accept-language": "en"})
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


__all__ = [
    "NOW",
    "CircleMembership",
    "Dora",
    "Life",
    "clock",
    "dora",
    "nineteenth_of_september",
    "page_of",
    "signed_in",
    "user_of",
    "world",
]
