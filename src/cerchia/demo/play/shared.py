"""Shared funds: what the three of the kitchen decide, and the friendship that breaks."""

from datetime import date
from functools import partial

from cerchia.demo.play.spending import Spent, spend
from cerchia.demo.play.stage import Script, Stage
from cerchia.demo.story import kitchen
from cerchia.funds.models import Proposal
from cerchia.funds.usecases import propose, propose_leaving, vote

BROKEN, SETTLED = date(2013, 10, 7), date(2013, 10, 10)
WHY_BROKEN = "Non viviamo più insieme. Dividiamo quello che resta e ci salutiamo in pace."


def write(script: Script, stage: Stage) -> None:
    script.on(kitchen.OVEN_ASKED, "12:00", partial(_ask_oven, stage))
    script.on(kitchen.OVEN_SECOND, "20:00", partial(_answer_oven, stage, "birtukan"))
    script.on(kitchen.OVEN_THIRD, "20:00", partial(_answer_oven, stage, "rokia"))
    script.on(kitchen.OVEN_THIRD, "21:00", partial(_buy_oven, stage))
    script.on(BROKEN, "19:00", partial(_ask_to_leave, stage))
    script.on(SETTLED, "19:00", partial(_say_yes, stage))


def _ask_oven(stage: Stage) -> None:
    cents, what, why = kitchen.OVEN
    propose(
        actor=stage.user("hodan"),
        fund=stage.funds["trio"],
        what=what,
        why=why,
        amount_cents=cents,
        objective=stage.objectives["trio", kitchen.KITCHEN],
        key=stage.uuid(),
    )


def _oven(stage: Stage) -> Proposal:
    rows = Proposal.objects.filter(fund=stage.funds["trio"], amount_cents=kitchen.OVEN[0])
    return rows.select_related("fund", "rule").get()


def _answer_oven(stage: Stage, who: str) -> None:
    vote(actor=stage.user(who), proposal=_oven(stage), answer="yes")


def _buy_oven(stage: Stage) -> None:
    cents, what, _why = kitchen.OVEN
    spent = Spent(
        "trio", "trio", kitchen.KITCHEN, cents, kitchen.OVEN_THIRD, "hodan", what,
        "Pizzeria Al Ponte", "photo",
    )  # fmt: skip
    spend(stage, spent, decided=_oven(stage))


def _ask_to_leave(stage: Stage) -> None:
    fund = stage.funds["tesfay"]
    fund.refresh_from_db()
    propose_leaving(
        actor=stage.user("naim"),
        fund=fund,
        leaver=stage.people["naim"],
        amount_cents=fund.left_cents // 2,
        why=WHY_BROKEN,
    )


def _say_yes(stage: Stage) -> None:
    rows = Proposal.objects.filter(fund=stage.funds["tesfay"], kind=Proposal.Kind.LEAVING)
    proposal = rows.select_related("fund", "rule", "leaver").get()
    vote(actor=stage.user("tesfay"), proposal=proposal, answer="yes")
