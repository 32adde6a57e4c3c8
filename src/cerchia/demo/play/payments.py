"""Money on its way: two people on every payment, the bank, and once a refusal."""

from datetime import date, timedelta
from functools import partial

from cerchia.demo.play.projects import funds_of, owners_of
from cerchia.demo.play.stage import Script, Stage, circle_of, operator_of
from cerchia.demo.story.projects import PLANS
from cerchia.demo.story.shapes import Plan
from cerchia.funds.models import Disbursement, PayoutAccount
from cerchia.funds.rules.calendar import is_working_day
from cerchia.funds.rules.iban import cin_of
from cerchia.funds.usecases import (
    approve_payment,
    execute_payment,
    prepare_payment,
    record_payout_account,
    reject_payment,
    send_payment,
)

REFUSED = {"mahad": date(2013, 4, 3), "moussa": date(2013, 9, 16)}
WHY_REFUSED = "La banca non riconosce il documento: il conto non è attivo."
TRANSFER = PayoutAccount.Channel.TRANSFER
NOT_A_BANK = "0999901000"
BASE = 97
# How far the second payments are on 19 September: for every job there is one to move.
SECOND = {"selam": 0, "mahamat": 1, "imran": 1, "blessing": 2, "reza": 3}


def write(script: Script, stage: Stage) -> None:
    for plan in PLANS:
        for fund in funds_of(plan):
            _pay(script, stage, plan, fund)
        if plan.second_on is not None:
            _second(script, stage, plan)


def _pay(script: Script, stage: Stage, plan: Plan, fund: str) -> None:
    script.on(plan.signed, "17:30", partial(_account, stage, fund, 1))
    start = plan.signed
    if (refused := REFUSED.get(fund)) is not None:
        days = working_days_before(refused, 3)
        _walk(script, stage, fund, days)
        script.on(refused, "10:00", partial(_refuse, stage, fund))
        start = plan.paid - timedelta(days=6)
        script.on(start, "12:00", partial(_account, stage, fund, 2))
        _walk(script, stage, fund, working_days_before(plan.paid, 3))
    else:
        soon = working_days_before(plan.paid, 3)
        _walk(script, stage, fund, [max(day, start) for day in soon])
    script.on(plan.paid, "10:00", partial(_execute, stage, fund, plan.paid))


def working_days_before(day: date, count: int) -> list[date]:
    """The `count` working days before `day`, oldest first."""
    found: list[date] = []
    while len(found) < count:
        day -= timedelta(days=1)
        if is_working_day(day):
            found.insert(0, day)
    return found


def _walk(script: Script, stage: Stage, fund: str, days: list[date]) -> None:
    """Prepared, approved and sent, a day each where there is time."""
    acts = (_prepare, _approve, _send)
    for hour, (day, act) in enumerate(zip(days, acts, strict=True)):
        script.on(day, f"{18 + hour}:10", partial(act, stage, fund))


def _second(script: Script, stage: Stage, plan: Plan) -> None:
    """The second part that the person asked for, on the day of the pact."""
    assert plan.second_on is not None  # noqa: S101 - asked before
    before = SECOND[plan.key]
    early = [date(2013, 9, 16), date(2013, 9, 17), date(2013, 9, 18)]
    late = [date(2013, 9, 24), date(2013, 9, 25), date(2013, 9, 26)]
    days = [*early[:before], *late[before:]]
    _walk(script, stage, plan.key, days)
    arrives = max(plan.second_on, date(2013, 9, 27))
    script.on(arrives, "10:00", partial(_execute, stage, plan.key, arrives))


def _waiting(stage: Stage, fund: str) -> Disbursement:
    """The payment to move: the earliest due that is still on its way."""
    rows = Disbursement.objects.waiting().filter(fund=stage.funds[fund])
    return rows.select_related("fund", "pact").order_by("due_on")[0]


def _account(stage: Stage, fund: str, number: int) -> None:
    """Who holds the account gives it, or the operator writes it down."""
    payee = owners_of(fund)[0]
    place = sorted(stage.people).index(payee) * 10 + number
    record_payout_account(
        actor=stage.user(payee), person=stage.people[payee], channel=TRANSFER, iban=iban(place)
    )


def iban(number: int) -> str:
    """A number that is whole in every letter and of no bank that exists."""
    inner = f"{NOT_A_BANK}{number:012d}"
    basic = f"{cin_of(inner)}{inner}"
    digits = "".join(str(int(letter, 36)) for letter in f"{basic}IT00")
    return f"IT{BASE + 1 - int(digits) % BASE:02d}{basic}"


def _prepare(stage: Stage, fund: str) -> None:
    actor = stage.user(operator_of(owners_of(fund)[0]))
    prepare_payment(actor=actor, payment=_waiting(stage, fund))


def _approve(stage: Stage, fund: str) -> None:
    biella = circle_of(owners_of(fund)[0]) in {"Cervo", "Elvo"}
    who = "sandro" if biella else "marta"
    approve_payment(actor=stage.user(who), payment=_waiting(stage, fund))


def _send(stage: Stage, fund: str) -> None:
    send_payment(actor=stage.user("rita"), payment=_waiting(stage, fund))


def _refuse(stage: Stage, fund: str) -> None:
    payment = _waiting(stage, fund)
    reject_payment(actor=stage.user("rita"), payment=payment, reason=WHY_REFUSED)


def _execute(stage: Stage, fund: str, on: date) -> None:
    payment = _waiting(stage, fund)
    stage.looks("rita", "accounts", owners_of(fund)[:1], "payment")
    execute_payment(
        actor=stage.user("rita"),
        payment=payment,
        on=on,
        bank_reference=f"BONIF{on:%y%m%d}{payment.code[-8:]}",
    )
