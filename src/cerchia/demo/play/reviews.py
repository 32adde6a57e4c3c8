"""Looking at it together after 30, 90 and 180 days and at the end, and how things ended."""

from datetime import date, timedelta
from functools import partial

from cerchia.demo.play.founding import leaves
from cerchia.demo.play.projects import plans_of
from cerchia.demo.play.stage import Script, Stage, mediator_of, operator_of
from cerchia.demo.story.projects import PLANS
from cerchia.demo.story.shapes import Goal, Plan
from cerchia.projects.models import Objective, ReviewMoment, StillMyWish
from cerchia.projects.usecases import (
    ReviewSheet,
    Still,
    complete_project,
    drop_objective,
    hold_review,
    reschedule_review,
    stop_project,
)

R = Objective.Result
NOT_HELD = {"abdirahman", "yusuf"}
RESCHEDULED, HELD_AT_LAST = date(2013, 9, 23), date(2013, 10, 3)
CHANGED = {"emeka", "tesfay"}
LEAVES = ("tunde", date(2013, 11, 15))
STOPPED = {
    "emeka": "Il banco non copriva le spese. Ora lavora in un magazzino e tiene i clienti amici.",
    "tesfay": "I due amici non abitano più insieme. Tesfay salda in un’officina.",
    "tunde": "Ha lasciato il corso per un lavoro con contratto in un’altra città.",
}
WHY_DROPPED = (
    "Ora mi serve altro.",
    "Ho trovato lavoro prima della fine.",
    "Non è più il momento.",
    "Ho capito che non fa per me.",
)
NEXT_STEPS = (
    "Andare avanti con i passi di questo mese; guardare i conti al prossimo incontro.",
    "Cercare chi può accompagnare; tenere gli scontrini insieme.",
    "Chiedere le date dell’esame e scriverle qui.",
)
END = date(2013, 12, 12)


def write(script: Script, stage: Stage) -> None:
    for number, plan in enumerate(PLANS):
        for days in (30, 90, 180):
            due = plan.signed + timedelta(days=days)
            late = due + timedelta(days=number % 3)
            if days == 90 and plan.key in NOT_HELD:  # noqa: PLR2004 - the review of 90 days
                script.on(RESCHEDULED, "10:00", partial(_again, stage, plan))
                late = HELD_AT_LAST
            if late < END - timedelta(days=10):
                script.on(late, "18:00", partial(_look, stage, plan))
        script.on(END + timedelta(days=number % 4), "17:00", partial(_end, stage, plan))
        for place, goal in enumerate(plan.goals):
            if goal.result == R.DROPPED and plan.key != "selam":
                day = date(2013, 10, 1) + timedelta(days=(7 * number + place) % 35)
                script.on(day, "20:00", partial(_drop, stage, plan, goal))
    script.on(LEAVES[1], "19:00", partial(_go, stage))


def _due(stage: Stage, plan: Plan) -> ReviewMoment | None:
    return stage.projects[plan.key].reviews.waiting().order_by("due_on").first()


def _look(stage: Stage, plan: Plan) -> None:
    review = _due(stage, plan)
    if review is None:
        return
    is_juncture = review.kind == ReviewMoment.Kind.JUNCTURE
    _hold(stage, plan, review, outcome="go_on" if is_juncture else "")


def _hold(
    stage: Stage, plan: Plan, review: ReviewMoment, *, outcome: str, results: bool = False
) -> None:  # fmt: skip
    people = [stage.people[key] for key in plan.people]
    staff = [operator_of(plan.people[0]), mediator_of(plan.people[0])]
    changed = plan.key in CHANGED and review.due_on > date(2013, 8, 1)
    answer = StillMyWish.Answer.CHANGED if changed else StillMyWish.Answer.YES
    said = {
        stage.objectives[plan.key, goal.title].pk: str(goal.result)
        for goal in plan.goals
        if results and goal.result != R.DROPPED
    }
    stage.looks(staff[0], "operator", plan.people, "project")
    stage.looks(staff[1], "mediator", plan.people, "project")
    hold_review(
        actor=stage.user(staff[0]),
        review=review,
        sheet=ReviewSheet(
            present=[*people, *(stage.people[key] for key in staff)],
            next_steps=NEXT_STEPS[stage.chance.randrange(len(NEXT_STEPS))],
            outcome=outcome,
            still=[Still(person, answer) for person in people],
            results=said,
        ),
    )


def _again(stage: Stage, plan: Plan) -> None:
    review = _due(stage, plan)
    if review is not None:
        actor = stage.user(operator_of(plan.people[0]))
        reschedule_review(actor=actor, review=review, on=HELD_AT_LAST)


def _drop(stage: Stage, plan: Plan, goal: Goal) -> None:
    reason = WHY_DROPPED[stage.chance.randrange(len(WHY_DROPPED))]
    objective = stage.objectives[plan.key, goal.title]
    drop_objective(actor=stage.user(plan.people[0]), objective=objective, reason=reason)


def _end(stage: Stage, plan: Plan) -> None:
    """The last juncture: what was reached is said by the person and confirmed."""
    waiting = list(stage.projects[plan.key].reviews.waiting().order_by("due_on"))
    if not waiting:
        return
    good = plan.key not in STOPPED
    for review in waiting[:-1]:
        _hold(stage, plan, review, outcome="go_on")
    outcome = "end_reached" if good else "end_exit"
    _hold(stage, plan, waiting[-1], outcome=outcome, results=True)
    actor = stage.user(operator_of(plan.people[0]))
    project = stage.projects[plan.key]
    if good:
        complete_project(actor=actor, project=project)
    else:
        stop_project(actor=actor, project=project, reason=STOPPED[plan.key])


def _go(stage: Stage) -> None:
    """A course is left for a job elsewhere: with a last look, and with the door open."""
    key = LEAVES[0]
    plan = plans_of(key)[0]
    _end(stage, plan)
    leaves(stage, key, why="Lavora con contratto in un’altra città.", code="work_elsewhere")
