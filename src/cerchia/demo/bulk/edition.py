"""Writes as many blocks as a large demo needs, some at a time, in memory that does not grow."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import transaction

from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.demo.bulk.block import Block, House
from cerchia.demo.bulk.circle_rows import write_circles
from cerchia.demo.bulk.fund_rows import write_funds
from cerchia.demo.bulk.pattern import Pattern, pattern_of
from cerchia.demo.bulk.people_rows import write_people
from cerchia.demo.bulk.project_rows import write_projects
from cerchia.demo.bulk.sheets import Sheets, forget_keys
from cerchia.demo.play.projects import goals_of
from cerchia.demo.play.stage import PASSWORD
from cerchia.demo.story.words import HOW_WE_KNOW
from cerchia.funds.articles import Aim, Facts, in_language
from cerchia.funds.models import Pact
from cerchia.funds.rules.pact import BASE
from cerchia.funds.usecases import accounts
from cerchia.programmes.models import Edition

BLOCK, AT_ONCE = 35, 8
Say = Callable[[str], None]


def write_more(*, people: int, seed: int, today: date, say: Say) -> None:
    """`people` more participants beside those of the story, with all that belongs to them."""
    say(f"Writing {people:,} more people in bulk, without pictures of receipts.")
    edition = Edition.objects.select_related("programme").get()
    blocks, rest = divmod(people, BLOCK)
    whole = pattern_of(people=BLOCK, today=today, seed=seed)
    house = _house(edition, whole)
    patterns = [whole] * blocks
    if rest:
        patterns.append(pattern_of(people=rest, today=today, seed=seed))
    _write_all(house, patterns, seed, Telling(people, say))


class Telling:
    """How far it is: people, rows, time, and how long the rest may take."""

    EVERY = 5.0

    def __init__(self, people: int, say: Say) -> None:
        self._people, self._say = people, say
        self._done, self._rows = 0, 0
        self._began = self._last = time.monotonic()

    def __call__(self, people: int, rows: int) -> None:
        self._done, self._rows = self._done + people, self._rows + rows
        now = time.monotonic()
        if now - self._last >= self.EVERY or self._done == self._people:
            self._last = now
            spent = now - self._began
            rest = spent * (self._people - self._done) / self._done
            self._say(
                f"  {self._done:,} of {self._people:,} people, {self._rows:,} rows "
                f"in {spent:.0f} s; about {rest:.0f} s more"
            )


@contextmanager
def _few_collections() -> Iterator[None]:
    """Let garbage wait for the end of a portion: looking for it among so many rows takes long."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()


def _write_all(house: House, patterns: list[Pattern], seed: int, tell: Telling) -> None:
    for start in range(0, len(patterns), AT_ONCE):
        some = patterns[start : start + AT_ONCE]
        with _few_collections(), transaction.atomic():
            sheets = Sheets(house.edition.pk)
            for number, pattern in enumerate(some, start=start + 2):
                chance = Random(f"{seed} {number}")  # noqa: S311 - invented people keep no secret
                block = Block(house, sheets, pattern, number, chance)
                for write in (write_people, write_circles, write_projects, write_funds):
                    write(block)
            rows = sheets.write()
            people = sum(len(pattern.people) for pattern in some)
            record(
                "demo.people.written",
                actor=None,
                about=house.edition,
                edition_id=house.edition.pk,
                facts={"people": people, "rows": rows},
            )
        forget_keys()
        tell(people, rows)


def _house(edition: Edition, pattern: Pattern) -> House:
    codes: dict[str, int] = {}
    for code in edition.participations.values_list("code", flat=True):
        letters, _, number = code.partition("-")
        codes[letters] = max(codes.get(letters, 0), int(number))
    return House(
        edition=edition,
        territories={place.territory.name: place.territory for place in edition.places.all()},
        coordinator=User.objects.get(username="marta"),
        accounts=User.objects.get(username="rita"),
        password=make_password(PASSWORD),
        grant=accounts.of_edition(edition.pk, accounts.GRANT),
        world=accounts.of_edition(edition.pk, accounts.WORLD),
        texts={fund.key: _texts(edition, fund.key) for fund in pattern.funds},
        codes=codes,
        pacts=Pact.objects.filter(edition=edition, version=1).count(),
    )


def _texts(edition: Edition, fund: str) -> dict[str, dict[str, str]]:
    """The standard articles of a pact in Italian alone, with a sign where the names go."""
    goals = goals_of(fund)
    facts = Facts(
        names=["\N{SECTION SIGN}"],
        programme=edition.programme.name,
        aims=[
            Aim(goal.title, euros * 100, date(2013, 12, 14), HOW_WE_KNOW[goal.domain])
            for _, goal, euros in goals
        ],
        amount_cents=sum(euros for _, _, euros in goals) * 100,
        shared=fund in {"trio", "wool", "tesfay", "pair"},
        review_days=edition.review_days,
        evidence_policy=edition.evidence_policy,
        paper_above_cents=edition.paper_above_cents,
        payment_days=edition.payment_working_days,
    )
    words = {"amount": "Lo abbiamo deciso insieme."}
    return {BASE: in_language(BASE, facts, words)}
