"""What happens in the world: wishes, plans, pacts, payments, expenses, meetings. By use cases."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from cerchia.circles.models import CircleMembership
from cerchia.circles.usecases import leave_circle, record_encounter, write_note
from cerchia.circles.usecases.meetings import Agreed, Presence, Said, Sheet, hold_meeting
from cerchia.circles.usecases.meetings import plan_meeting as plan
from cerchia.funds import usecases as funds
from cerchia.funds.models import Disbursement, Expense, Fund, FundMember, KeptVersion, Pact
from cerchia.funds.queries.pact import current_revision
from cerchia.funds.refusals import KeyUsed
from cerchia.funds.rules.pact import Line
from cerchia.kit import clock
from cerchia.projects import usecases as projects
from cerchia.projects.models import Project, ReviewMoment
from cerchia.projects.usecases import Aim, Idea, OwnWords, Task
from cerchia.vault import files
from tests.factories.projects import ReviewMomentFactory
from tests.trust.parts import build_all
from tests.trust.world import NOW, World, days_ago, found, open_doors, photo, voice

TEAM = {"dora": ("giulia", "ismail"), "sangone": ("hugo", "nadia"), "cervo": ("elena", "jamila")}
PAID = {"amal": "executed", "ousmane": "to_prepare", "bahar": "prepared", "mariam": "executed"}


def build() -> World:
    """The whole world, seen from 19 September 2013."""
    with clock.at(NOW):
        world = found()
        for name in ("amal", "ousmane", "dalia", "farid", "bahar", "mariam", "yonas"):
            with days_ago(160):
                _wishes(world, name)
                _plans(world, name)
        _leaves_the_circle(world, "farid")
        for people in (("amal",), ("ousmane",), ("bahar",), ("mariam", "yonas")):
            _agrees(world, *people)
        with days_ago(20):
            _drafts(world, "dalia")
        _spend(world)
        _meets(world, "dora", ("amal", "ousmane"))
        _meets(world, "cervo", ("mariam", "yonas"))
        _reviews(world)
        open_doors(world)
        build_all(world)
    return world


def _wishes(world: World, name: str) -> None:
    person = world.people[name]
    user = world.user(name)
    circle = world.circles[_circle_of(world, name)]
    giulia = world.user(TEAM[circle.name.lower()][0])
    spoken = None
    if name in {"amal", "ousmane", "mariam"}:
        spoken = files.take_in(
            subject=person.pk, upload=voice(), allowed=files.RECORDINGS, created_by=user.pk
        )
    wish = projects.express_wish(
        actor=user,
        person=person,
        edition=world.edition,
        words=OwnWords("so", world.say(name, "wish"), spoken),
        first_named_by="self",
    )
    projects.note_wish(
        actor=giulia, wish=wish, kind="translation", language="it", text=world.say(name, "beside")
    )
    write_note(
        actor=giulia, circle=circle, about=person.pk, text=world.say(name, "note"), language="it"
    )
    world.things[f"wish_{name}"] = wish


def _circle_of(world: World, name: str) -> str:
    seat = CircleMembership.objects.filter(person=world.people[name]).latest("invited_at")
    return str(seat.circle.name.lower())


def _plans(world: World, name: str) -> None:
    circle = world.circles[_circle_of(world, name)]
    operator = world.user(TEAM[circle.name.lower()][0])
    project = projects.start_project(
        actor=operator,
        circle=circle,
        idea=Idea(
            title=world.say(name, "project"),
            form="individual",
            kind="enterprise",
            people=[world.people[name]],
            wishes=[world.things[f"wish_{name}"]],
        ),
    )
    aim = projects.propose_objective(
        actor=operator, project=project, aim=_aim(world, name, "objective")
    )
    projects.accept_objective(actor=world.user(name), objective=aim)
    waiting = projects.propose_objective(
        actor=operator, project=project, aim=_aim(world, name, "offered")
    )
    task = Task(world.say(name, "step"), None, 0, world.say(name, "helper"))
    step = projects.add_step(actor=world.user(name), objective=aim, task=task)
    resource = projects.add_resource(
        actor=operator, project=project, kind="people", words=world.say(name, "resource")
    )
    rows = {"project": project, "objective": aim, "offered": waiting, "step": step}
    world.things |= {f"{key}_{name}": row for key, row in rows.items()}
    world.things[f"resource_{name}"] = resource


def _aim(world: World, name: str, what: str) -> Aim:
    return Aim(
        title=world.say(name, what),
        domain="enterprise",
        target_on=NOW.date() + timedelta(days=60),
        how_we_know=world.say(name, f"{what}known"),
        voiced_by="self",
        planned_cents=100_000,
    )


def _leaves_the_circle(world: World, name: str) -> None:
    with days_ago(100):
        leave_circle(
            actor=world.user(name),
            membership=world.things[f"seat_{name}"],
            wished_by="person",
            reason=world.say(name, "left"),
        )


def _draft(world: World, *names: str) -> Pact:
    circle = world.circles[_circle_of(world, names[0])]
    operator, mediator = (world.user(one) for one in TEAM[circle.name.lower()])
    people = [world.people[name] for name in names]
    fund = funds.open_fund(
        actor=operator,
        circle=circle,
        people=people,
        name=world.say(names[0], "fund"),
        tasks={people[0].pk: world.say(names[0], "task")},
    )
    world.things[f"fund_{names[0]}"] = fund
    if len(names) > 1:
        _rule(world, fund, *names)
    draft = funds.Draft(
        amount_cents=200_000,
        lines=[Line(world.things[f"objective_{name}"].pk, 80_000) for name in names],
        words={"amount": world.say(names[0], "pact")},
    )
    carried = [world.things[f"project_{name}"] for name in names]
    pact = funds.draft_pact(actor=operator, fund=fund, projects=carried, draft=draft)
    for person in people:
        funds.explain_pact(actor=mediator, pact=pact, person=person, language="so")
    world.things[f"pact_{names[0]}"] = pact
    return pact


def _rule(world: World, fund: Fund, *names: str) -> None:
    rule = funds.write_rule(
        actor=world.user(names[0]),
        fund=fund,
        sharing="pot",
        solo_limit_cents=10_000,
        above_limit="unanimity",
        account_holder=world.people[names[0]],
        when_one_leaves=world.say(names[0], "rule"),
    )
    for name in names[1:]:
        rule = funds.agree_rule(actor=world.user(name), rule=rule)
    world.things[f"rule_{names[0]}"] = rule


def _drafts(world: World, name: str) -> None:
    _draft(world, name)


def _agrees(world: World, *names: str) -> None:
    """Pact signed 100 days ago, and the payment as far as `PAID` says."""
    with days_ago(100):
        pact = _draft(world, *names)
        circle = world.circles[_circle_of(world, names[0])]
        operator = world.user(TEAM[circle.name.lower()][0])
        seal = current_revision(pact).sha256
        for name in names:
            actor = world.user(name)
            funds.sign_as_owner(actor=actor, pact=pact, language="so", sha256=seal)
        funds.sign_for_programme(actor=operator, pact=pact, sha256=seal)
        pact.refresh_from_db()
        payment = Disbursement.objects.get(pact=pact)
        world.things[f"payment_{names[0]}"] = payment
        funds.record_payout_account(
            actor=world.user(names[0]),
            person=payment.payee,
            channel="transfer",
            iban=world.aviary.iban(names[0]),
        )
    with days_ago(95):
        _pays(world, names[0], payment, operator)


def _pays(world: World, name: str, payment: Disbursement, operator: Any) -> None:
    until = PAID[name]
    if until == "to_prepare":
        return
    funds.prepare_payment(actor=operator, payment=payment)
    if until == "prepared":
        return
    funds.approve_payment(actor=world.user("marta"), payment=payment)
    funds.send_payment(actor=world.user("rita"), payment=payment)
    funds.execute_payment(
        actor=world.user("rita"),
        payment=payment,
        on=clock.today(),
        bank_reference=f"BANK-{name}",
    )


def _spend(world: World) -> None:
    for place, name in enumerate(("amal", "ousmane", "bahar", "mariam")):
        with days_ago(30 - place):
            _spends(world, name, seed=place + 1)
    FundMember.objects.create(
        fund=world.things["fund_mariam"],
        person=world.people["farid"],
        joined_at=NOW - timedelta(days=90),
        left_at=NOW - timedelta(days=60),
        leaving_decision=world.say("farid", "leaving"),
    )
    with days_ago(3):
        world.things["proposal_mariam"] = funds.propose(
            actor=world.user("mariam"),
            fund=_again(world, "mariam"),
            what=world.say("mariam", "proposal"),
            why=world.say("mariam", "why"),
            amount_cents=50_000,
        )


def _again(world: World, name: str) -> Fund:
    return Fund.objects.get(pk=world.things[f"fund_{name}"].pk)


def _spends(world: World, name: str, *, seed: int) -> None:
    user = world.user(name)
    circle = world.circles[_circle_of(world, name)]
    operator = world.user(TEAM[circle.name.lower()][0])
    made = funds.record_expense(
        actor=user,
        fund=_again(world, name),
        key=uuid4(),
        amount_cents=3_850 + seed,
        spent_on=clock.today(),
        what=world.say(name, "what"),
        payee=world.say(name, "payee"),
        objective=world.things[f"objective_{name}"],
        told="photo",
        photo=photo(seed),
        voice=voice(),
    )
    loose = funds.record_expense(
        actor=user,
        fund=_again(world, name),
        key=uuid4(),
        amount_cents=900 + seed,
        spent_on=clock.today(),
        what=world.say(name, "loose"),
        no_objective_reason=world.say(name, "noobjective"),
    )
    asked = funds.ask_question(
        actor=operator, expense=made.expense, text=world.say(name, "question"), language="it"
    )
    funds.answer_question(actor=user, question=asked, text=world.say(name, "answer"))
    waits = funds.ask_question(
        actor=operator, expense=loose.expense, text=world.say(name, "asked"), language="it"
    )
    kept = _kept(world, name, loose.expense)
    rows = {"expense": made.expense, "loose": loose.expense, "question": asked, "waits": waits}
    world.things |= {f"{key}_{name}": row for key, row in rows.items()}
    world.things[f"kept_{name}"] = kept
    world.things[f"paper_{name}"] = made.expense.evidence.get().file
    world.things[f"spoken_{name}"] = made.expense.voice


def _kept(world: World, name: str, expense: Expense) -> KeptVersion:
    """Another amount comes under the key of an expense: both are kept."""
    with pytest.raises(KeyUsed):
        funds.record_expense(
            actor=world.user(name),
            fund=_again(world, name),
            key=expense.key,
            amount_cents=1_234,
            spent_on=clock.today(),
            what=world.say(name, "kept"),
        )
    return KeptVersion.objects.get(expense=expense)


def _meets(world: World, circle: str, people: tuple[str, ...]) -> None:
    here, operator = world.circles[circle], world.user(TEAM[circle][0])
    with days_ago(20):
        held = plan(
            actor=operator, circle=here, starts_at=NOW - timedelta(days=10), place="Casa di via Po"
        )
    with days_ago(9):
        hold_meeting(
            actor=operator,
            meeting=held,
            sheet=Sheet(
                presences={world.people[name].pk: Presence("there") for name in people},
                words={
                    world.people[name].pk: Said(world.say(name, "words"), "it") for name in people
                },
                decisions=[
                    Agreed(
                        uuid4(),
                        world.say(circle, "decision"),
                        world.people[people[0]].pk,
                        NOW.date() + timedelta(days=5),
                    )
                ],
                next_date=None,
            ),
        )
    with days_ago(2):
        comes = plan(
            actor=operator, circle=here, starts_at=NOW + timedelta(days=5), place="Casa di via Po"
        )
        world.things[f"contact_in_{circle}"] = record_encounter(
            actor=operator,
            circle=here,
            first=world.people[TEAM[circle][0]].pk,
            second=world.people[people[0]].pk,
            kind="phone",
        )
    world.things |= {f"held_{circle}": held, f"meeting_{circle}": comes}
    world.things[f"decision_{circle}"] = held.decisions.get()


def _reviews(world: World) -> None:
    """The first review of Amal's project was held; the next is waiting; a juncture of Bahar's."""
    project: Project = world.things["project_amal"]
    rows = list(ReviewMoment.objects.filter(project=project).order_by("due_on"))
    with days_ago(8):
        world.things["reviewed_amal"] = projects.hold_review(
            actor=world.user("giulia"),
            review=rows[0],
            sheet=projects.ReviewSheet(
                present=[world.people["amal"], world.people["giulia"]],
                next_steps=world.say("amal", "review"),
                still=[projects.Still(world.people["amal"], "yes", world.say("amal", "still"))],
            ),
        )
    world.things["review_amal"] = rows[1]
    ReviewMomentFactory.create(
        project=world.things["project_bahar"],
        kind="juncture",
        outcome="renew",
        held_at=NOW - timedelta(days=1),
        held_by=world.user("hugo"),
    )
