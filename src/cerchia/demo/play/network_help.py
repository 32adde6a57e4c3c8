"""Help on the table, and for which step it was promised: asked, laid beside, a yes, how it went."""

from datetime import date, timedelta
from functools import partial

from cerchia.demo.play.network import MILL, MILL_USER, SHOWN, asker_of, body_of, found, operators_in
from cerchia.demo.play.stage import WHO, Script, Stage, operator_of
from cerchia.demo.story.network_help import DECLINED, LACKS, PROMISES, PUTS, Lack, Promise, Put
from cerchia.demo.story.projects import PLANS
from cerchia.network.models import Offer
from cerchia.network.usecases.offers import Given, check_offer, propose_offer
from cerchia.places import exact
from cerchia.projects.models import ProjectStep
from cerchia.support.models import Commitment, Need
from cerchia.support.usecases import (
    Asked,
    Ending,
    accept,
    ask,
    decline,
    deliver,
    finish,
    hide_name,
    propose,
    start,
)

DAY = timedelta(days=1)
LONG = 20
HIDES = ("Circolo del ricamo Filo Lungo", date(2013, 8, 20))
FIRST_PERSON = {plan.key: plan.people[0] for plan in PLANS}


def write(script: Script, stage: Stage) -> None:
    for put in PUTS:
        script.on(put.day, "15:00", partial(_offers, stage, put))
        wait = 3 if put.of == SHOWN and put == PUTS[0] else 1
        script.on(put.day + wait * DAY, "10:00", partial(_checks, stage, put))
    for promise in PROMISES:
        _promise(script, stage, promise)
    for lack in LACKS:
        script.on(lack.day, "17:15", partial(_lacks, stage, lack))
    _declined(script, stage)
    name, day = HIDES
    kept = next(one for one in PROMISES if one.of == name)
    script.on(day, "21:00", partial(_hides, stage, kept))


def _offers(stage: Stage, put: Put) -> None:
    """Its own people write it down, or the operator to whom they told it."""
    who = MILL_USER if put.of == MILL else asker_of(body_of(put.of))
    given = Given(
        help=put.help,
        what=put.what,
        quantity=put.quantity,
        unit=put.unit,
        unit_value_cents=put.euros * 100,
    )
    propose_offer(
        actor=stage.user(who), organisation=found(put.of), edition=stage.edition, given=given
    )


def _checks(stage: Stage, put: Put) -> None:
    offer = _offer(put)
    others = operators_in(body_of(put.of).territory)
    colleague = next(key for key in others if key != asker_of(body_of(put.of)))
    check_offer(actor=stage.user(colleague), offer=offer, points=[str(one) for one in offer.checks])


def _offer(put: Put) -> Offer:
    rows = Offer.objects.select_related("organisation", "edition")
    return rows.get(organisation__name=put.of, what=put.what)


def _put(of: str, number: int) -> Put:
    return [put for put in PUTS if put.of == of][number]


def _step(stage: Stage, plan: str, goal: str, number: int) -> ProjectStep:
    objective = stage.objectives[plan, goal]
    return objective.steps.select_related("objective__project__circle")[number]


# --- Promises ---------------------------------------------------------------------------------


def _promise(script: Script, stage: Stage, one: Promise) -> None:
    if one.asked:
        script.on(one.laid - 6 * DAY, "17:20", partial(_asks, stage, one))
    script.on(one.laid, "12:10", partial(_lays, stage, one))
    script.on(one.laid + 2 * DAY, "18:20", partial(_says_yes, stage, one))
    if (one.ended - one.laid).days > LONG:
        script.on(one.laid + 9 * DAY, "10:40", partial(_begins, stage, one))
    if one.of == MILL:
        script.on(one.ended - DAY, "16:00", partial(_gives, stage, one))
    script.on(one.ended, "18:40", partial(_ends, stage, one))


def _asks(stage: Stage, one: Promise) -> None:
    put = _put(one.of, one.number)
    ask(
        actor=stage.user(FIRST_PERSON[one.plan]),
        project=stage.projects[one.plan],
        asked=Asked(help=put.help, what=one.asked, quantity=one.quantity, unit=put.unit),
        step=_step(stage, one.plan, one.goal, one.step),
    )


def _lays(stage: Stage, one: Promise) -> None:
    step = _step(stage, one.plan, one.goal, one.step)
    need = Need.objects.filter(step=step, what=one.asked).first() if one.asked else None
    propose(
        actor=stage.user(operator_of(FIRST_PERSON[one.plan])),
        offer=_offer(_put(one.of, one.number)),
        need=need,
        step=None if need else step,
        quantity=one.quantity,
    )


def _row(stage: Stage, one: Promise) -> Commitment:
    rows = Commitment.objects.select_related("offer__organisation", "project__circle", "person")
    return rows.get(
        offer=_offer(_put(one.of, one.number)),
        step=_step(stage, one.plan, one.goal, one.step),
    )


def _says_yes(stage: Stage, one: Promise) -> None:
    who = FIRST_PERSON[one.plan]
    tongue = WHO[who].tongues[0][0]
    actor = stage.user(who)
    accept(actor=actor, commitment=_row(stage, one), language=tongue, share=one.shares)


def _begins(stage: Stage, one: Promise) -> None:
    start(actor=stage.user(operator_of(FIRST_PERSON[one.plan])), commitment=_row(stage, one))


def _gives(stage: Stage, one: Promise) -> None:
    deliver(actor=stage.user(MILL_USER), commitment=_row(stage, one))


def _ends(stage: Stage, one: Promise) -> None:
    ending = Ending(outcome=one.outcome, quantity=one.given, reason=one.why)
    actor = stage.user(operator_of(FIRST_PERSON[one.plan]))
    finish(actor=actor, commitment=_row(stage, one), ending=ending)


def _hides(stage: Stage, one: Promise) -> None:
    hide_name(actor=stage.user(FIRST_PERSON[one.plan]), commitment=_row(stage, one))


def _declined(script: Script, stage: Stage) -> None:
    of, number, plan, goal, step, laid, answered = DECLINED
    one = Promise(of, number, plan, goal, step, 1, laid, answered)
    script.on(laid, "12:20", partial(_lays, stage, one))
    script.on(answered, "18:30", partial(_says_no, stage, one))


def _says_no(stage: Stage, one: Promise) -> None:
    decline(actor=stage.user(FIRST_PERSON[one.plan]), commitment=_row(stage, one))


# --- Needs ------------------------------------------------------------------------------------


def _lacks(stage: Stage, lack: Lack) -> None:
    """What nobody has promised yet, asked without a name."""
    place = exact(lack.place)
    ask(
        actor=stage.user(FIRST_PERSON[lack.plan]),
        project=stage.projects[lack.plan],
        asked=Asked(
            help=lack.help,
            what=lack.what,
            quantity=lack.quantity,
            unit=lack.unit,
            municipality=place.istat if place else "",
            by_on=lack.by,
        ),
        step=_step(stage, lack.plan, lack.goal, lack.step),
    )
