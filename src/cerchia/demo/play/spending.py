"""What people spend, in their own words, each expense on its objective."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random

from cerchia.demo.play.papers import receipt
from cerchia.demo.play.projects import SPLIT, goals_of, owners_of
from cerchia.demo.play.rules import alone_up_to
from cerchia.demo.play.stage import WHO, Script, Stage, operator_of
from cerchia.demo.story import dora, kitchen
from cerchia.demo.story.shapes import Goal, Plan
from cerchia.demo.story.words import QUESTIONS, READ_BY, SHOPS, SPENT
from cerchia.funds.models import Expense, Proposal
from cerchia.funds.usecases import (
    answer_question,
    ask_question,
    close_question,
    correct_expense,
    mark_seen,
    propose,
    record_expense,
    vote,
)

TODAY, END = date(2013, 9, 19), date(2013, 12, 20)
LAST_DAY = {"tunde": date(2013, 11, 12)}
STAYS = {"tesfay": "tesfay"}
USUAL, SMALL = 260, 40
DECLARED_PERCENT, LATER_PERCENT, DECLARED_UP_TO = 4, 5, 25_000
CORRECTED = {"ousmane": date(2013, 7, 30), "tariq": date(2013, 8, 20)}
ONE_IN = 3


@dataclass(frozen=True, slots=True)
class Spent:
    """One expense to be told."""

    fund: str
    plan: str
    title: str
    cents: int
    day: date
    who: str
    what: str
    shop: str
    told: str = ""


def write(script: Script, stage: Stage, funds: list[str]) -> None:
    for fund in funds:
        for spent in all_of(stage.chance, fund):
            hour = f"{10 + stage.chance.randrange(11)}:{stage.chance.randrange(60):02d}"
            script.on(spent.day, hour, partial(spend, stage, spent))
    _questions(script, stage)
    for key, day in CORRECTED.items():
        script.on(day, "21:00", partial(_correct, stage, key))


def all_of(chance: Random, fund: str) -> list[Spent]:
    """What a fund spends in the whole year, day by day, but for the oven and the telephone."""
    if fund == "trio":
        return [
            Spent("trio", "trio", title, cents, day, who, what, shop, "photo")
            for day, who, title, cents, what, shop in kitchen.SPENT
        ]
    told = _of_amal(chance) if fund == "amal" else _of_fund(chance, fund)
    return sorted(told, key=lambda one: one.day)


# --- How an objective was spent ---------------------------------------------------------------


def _of_fund(chance: Random, fund: str) -> Iterator[Spent]:
    for plan, goal, planned in goals_of(fund):
        share = planned / goal.planned
        september = round(goal.september * share) * 100
        december = round(goal.december * share) * 100
        first = plan.paid + timedelta(days=3)
        if fund == "mahad" and goal.title == "Una stanza":
            september -= dora.PHONE[1]
            december -= dora.PHONE[1]
        yield from _spread(
            chance, (fund, plan, goal), september, (first, TODAY - timedelta(days=2))
        )
        start = max(TODAY + timedelta(days=10), first)
        end = LAST_DAY.get(fund, END)
        yield from _spread(chance, (fund, plan, goal), december - september, (start, end))


def _of_amal(chance: Random) -> Iterator[Spent]:
    for day, title, cents, what, shop, told in dora.AMAL:
        yield Spent("amal", "amal", title, cents, day, "amal", what, shop, told)
    for plan, goal, _ in goals_of("amal"):
        rest = (goal.december - goal.september) * 100
        yield from _spread(chance, ("amal", plan, goal), rest, (TODAY + timedelta(days=10), END))


Place = tuple[str, Plan, Goal]


def _spread(chance: Random, place: Place, cents: int, days: tuple[date, date]) -> Iterator[Spent]:
    """Several expenses that add up to `cents`, one after the other between two days."""
    fund, plan, goal = place
    parts = _parts(chance, cents)
    span = (days[1] - days[0]).days
    people = plan.people if fund not in SPLIT else (fund,)
    if fund in STAYS and days[0] > TODAY:
        people = (STAYS[fund],)
    words = _words(people[0], goal)
    start = chance.randrange(len(words))
    for number, part in enumerate(parts):
        day = days[0] + timedelta(days=(span * (2 * number + 1)) // (2 * len(parts)))
        yield Spent(
            fund=fund,
            plan=plan.key,
            title=goal.title,
            cents=part,
            day=day + timedelta(days=chance.randrange(-2, 3)),
            who=people[number % len(people)],
            what=words[(start + number) % len(words)],
            shop=chance.choice(SHOPS[goal.domain]),
        )


def _parts(chance: Random, cents: int) -> list[int]:
    """Uneven parts with odd cents, as receipts have; they add up."""
    if cents <= 0:
        return []
    count = max(1, min(6, round(cents / 100 / USUAL)))
    if count == 1:
        return [cents] if cents < SMALL * 100 else _cut(chance, cents, 2)
    return _cut(chance, cents, count)


def _cut(chance: Random, cents: int, count: int) -> list[int]:
    weights = [chance.uniform(0.4, 1.6) for _ in range(count)]
    parts = [max(1, round(cents * weight / sum(weights) / 10) * 10) for weight in weights]
    parts[-1] += cents - sum(parts)
    return parts if min(parts) > 0 else [cents]


def _words(who: str, goal: Goal) -> tuple[str, ...]:
    told = SPENT[goal.domain]
    for tongue, _level in WHO[who].tongues:
        if (known := READ_BY.get(tongue, tongue)) in told:
            return told[known]
    return told["it"]


# --- Telling it -------------------------------------------------------------------------------


def spend(stage: Stage, spent: Spent, *, decided: Proposal | None = None) -> None:
    """The owner records it; above the limit of a shared fund the owners decide before."""
    fund, objective = stage.funds[spent.fund], stage.objectives[spent.plan, spent.title]
    told = spent.told or _proof(stage, spent.cents)
    _count(stage, told, spent.cents)
    if decided is None and spent.cents > alone_up_to(spent.fund):
        decided = _decide(stage, spent)
    stage.papers += 1
    photo = None
    if told == "photo":
        photo = receipt(shop=spent.shop, day=spent.day, cents=spent.cents, number=stage.papers)
    recorded = record_expense(
        actor=stage.user(spent.who),
        fund=fund,
        key=stage.uuid(),
        amount_cents=spent.cents,
        spent_on=spent.day,
        what=spent.what,
        objective=objective,
        payee=spent.shop,
        told=told,
        photo=photo,
        proposal=decided,
    )
    if stage.papers % ONE_IN:
        mark_seen(actor=stage.user(operator_of(spent.who)), expense=recorded.expense)


def _decide(stage: Stage, spent: Spent) -> Proposal:
    proposal = propose(
        actor=stage.user(spent.who),
        fund=stage.funds[spent.fund],
        what=spent.what,
        amount_cents=spent.cents,
        objective=stage.objectives[spent.plan, spent.title],
        key=stage.uuid(),
    )
    for other in owners_of(spent.fund):
        if other != spent.who:
            vote(actor=stage.user(other), proposal=proposal, answer="yes")
    proposal.refresh_from_db()
    return proposal


def _proof(stage: Stage, cents: int) -> str:
    """Mostly a photo; so that in value 4 % is declared and 5 % still waits for its paper."""
    told = stage.told_cents
    whole = told["all"] + cents
    if (told["later"] + cents) * 100 <= whole * LATER_PERCENT:
        return "later"
    if cents <= DECLARED_UP_TO and (told["declaration"] + cents) * 100 <= whole * DECLARED_PERCENT:
        return "declaration"
    return "photo"


def _count(stage: Stage, told: str, cents: int) -> None:
    stage.told_cents["all"] += cents
    if told in stage.told_cents:
        stage.told_cents[told] += cents


# --- Questions and corrections ----------------------------------------------------------------


def _questions(script: Script, stage: Stage) -> None:
    day, *_ = dora.PHONE
    script.on(day, "17:00", partial(_buy_phone, stage))
    script.on(dora.PHONE_ASKED, "09:30", partial(_ask_about_phone, stage))
    script.on(date(2013, 9, 26), "18:00", partial(_talk_about_phone, stage))
    for key, language, text in QUESTIONS:
        script.on(date(2013, 6, 10), "10:00", partial(_ask, stage, key, language, text))
        script.on(date(2013, 6, 12), "20:00", partial(_reply, stage, key))


def _buy_phone(stage: Stage) -> None:
    day, cents, what, shop = dora.PHONE
    spend(stage, Spent("mahad", "mahad", "Una stanza", cents, day, "mahad", what, shop, "photo"))


def _latest(stage: Stage, fund: str) -> Expense:
    rows = Expense.objects.standing().filter(fund=stage.funds[fund])
    return rows.select_related("fund").order_by("-recorded_at")[0]


def _ask_about_phone(stage: Stage) -> None:
    ask_question(
        actor=stage.user("giulia"),
        expense=_latest(stage, "mahad"),
        text=dora.PHONE_QUESTION,
        language="it",
    )


def _talk_about_phone(stage: Stage) -> None:
    expense = Expense.objects.standing().filter(
        fund=stage.funds["mahad"], questions__closed_at=None, questions__isnull=False
    )
    question = expense.get().questions.get()
    answer_question(actor=stage.user("mahad"), question=question, talk_in_circle=True)
    close_question(actor=stage.user("giulia"), question=question, outcome="fine")


def _ask(stage: Stage, key: str, language: str, text: str) -> None:
    asker = stage.user(operator_of(key))
    ask_question(actor=asker, expense=_latest(stage, key), text=text, language=language)


def _reply(stage: Stage, key: str) -> None:
    expense = Expense.objects.filter(fund=stage.funds[key], questions__answered_at=None)
    question = expense.filter(questions__isnull=False)[0].questions.get()
    answer_question(actor=stage.user(key), question=question, text="OK", talk_in_circle=True)
    close_question(actor=stage.user(operator_of(key)), question=question, outcome="fine")


def _correct(stage: Stage, key: str) -> None:
    """A slip of the finger: corrected to the cent, and corrected back the day it was found."""
    expense = _latest(stage, key)
    right = expense.amount_cents
    wrong = correct_expense(
        actor=stage.user(key), expense=expense, amount_cents=right - 100, reason="Ho letto male."
    )
    correct_expense(
        actor=stage.user(key),
        expense=wrong.expense,
        amount_cents=right,
        reason="Era giusto prima: ho trovato lo scontrino.",
    )
