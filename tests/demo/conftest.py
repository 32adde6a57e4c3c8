"""The whole year is played once, with a look at every date that the tests ask about."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import pytest
from django.db import transaction

from cerchia.demo.bulk.edition import write_more
from cerchia.demo.play.director import Performance
from cerchia.kit import clock
from cerchia.programmes.models import Participation
from tests.demo import facts
from tests.demo.facts import Choice, Facts
from tests.demo.territory import Territory, territory_on

SPRING, SEPTEMBER, JANUARY = date(2013, 4, 13), date(2013, 9, 19), date(2014, 1, 15)
FEBRUARY, MARCH = date(2013, 2, 21), date(2013, 3, 3)
SEED = 2013


@dataclass(frozen=True)
class Named:
    """What the design shows about single people in September."""

    fund: dict[str, tuple[str, int, int, int]]
    lines: dict[str, dict[str, tuple[int, int]]]
    steps: dict[str, tuple[int, int]]
    proposals: list[tuple[str, int, date, list[str]]]
    questions: list[tuple[str, date | None]]
    owners_of_the_pair: list[str]
    projects_of_the_pair: int


@dataclass(frozen=True)
class Year:
    february: Choice
    after_the_swap: Choice
    march: Choice
    autumn: Choice
    spring: str
    spring_again: str
    september: Facts
    named: Named
    january: Facts
    people_in_bulk: int
    broken_in_bulk: list[str]
    territory_in_september: Territory
    territory_in_january: Territory


@pytest.fixture(scope="session")
def year(django_db_setup: None, django_db_blocker: Any) -> Year:
    """What was seen on the way; of the year itself nothing stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        seen = _played()
        transaction.set_rollback(True)
    return seen


def _played() -> Year:
    with transaction.atomic():
        Performance(SEED).play_to(SPRING)
        again = facts.digest()
        transaction.set_rollback(True)
    performance = Performance(SEED)
    performance.play_to(FEBRUARY)
    february = facts.choice_on(FEBRUARY)
    performance.play_to(date(2013, 2, 23))
    swapped = facts.choice_on(date(2013, 2, 23))
    performance.play_to(MARCH)
    march = facts.choice_on(MARCH)
    performance.play_to(SPRING)
    spring = facts.digest()
    performance.play_to(SEPTEMBER)
    september, named = facts.facts_on(SEPTEMBER), _named()
    autumn = facts.choice_on(SEPTEMBER)
    territory_then = territory_on(SEPTEMBER)
    performance.play_to(JANUARY)
    january, territory_now = facts.facts_on(JANUARY), territory_on(JANUARY)
    with clock.at(datetime.combine(JANUARY, time(9), tzinfo=clock.zone())):
        write_more(people=265, seed=SEED, today=JANUARY, say=lambda _: None)
    people = Participation.objects.current().count()
    return Year(
        february,
        swapped,
        march,
        autumn,
        spring,
        again,
        september,
        named,
        january,
        people,
        facts.broken(),
        territory_then,
        territory_now,
    )


def _named() -> Named:
    pair = facts.fund_of("mariam")
    pact = pair.pacts.get()
    return Named(
        fund={name: _fund(name) for name in ("amal", "hodan", "mariam")},
        lines={name: facts.lines_of(name) for name in ("amal", "mariam")},
        steps={name: facts.steps_of(name) for name in DORA},
        proposals=facts.open_proposals("hodan"),
        questions=facts.questions_of("mahad"),
        owners_of_the_pair=sorted(str(one.person.given_name) for one in pair.members.all()),
        projects_of_the_pair=pact.projects.filter(form="individual").count(),
    )


DORA = ("amal", "mahad", "ousmane", "selam", "zahra")


def _fund(name: str) -> tuple[str, int, int, int]:
    fund = facts.fund_of(name)
    return str(fund.form), fund.received_cents, fund.spent_cents, fund.left_cents
