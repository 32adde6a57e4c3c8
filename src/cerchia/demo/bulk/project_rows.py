"""Rows of projects: objectives, steps, the plan as it was kept, reviews."""

import json
from datetime import date, timedelta

from cerchia.demo.bulk.block import Block, at
from cerchia.demo.play.projects import step_titles
from cerchia.demo.story.shapes import Goal, Plan, Ring
from cerchia.demo.story.words import HOW_WE_KNOW
from cerchia.projects.models import (
    Objective,
    Project,
    ProjectMember,
    ProjectStep,
    ProjectVersion,
    ReviewMoment,
    StillMyWish,
    WishMoment,
)


def write_projects(block: Block) -> None:
    for plan in block.pattern.plans:
        _project(block, plan)


def _project(block: Block, plan: Plan) -> None:
    who = next(one for one in block.pattern.people if one.key == plan.people[0])
    drawn = at(plan.signed - timedelta(days=6), 16)
    project = Project(
        id=block.uuid(),
        edition=block.house.edition,
        circle=block.circles[who.circle],
        form=Project.Form.GROUP if len(plan.people) > 1 else Project.Form.INDIVIDUAL,
        kind=plan.kind,
        title=plan.title,
        created_at=drawn,
        drafted_at=drawn,
        shared_at=drawn,
        started_at=at(plan.signed, 17),
    )
    block.projects[plan.key] = project
    block.sheets.subjects.add(project.pk)
    block.sheets.add(project)
    author = block.users[plan.people[0]]
    for key in plan.people:
        block.sheets.add(
            ProjectMember(project=project, person=block.people[key], joined_at=drawn),
            Project.wishes.through(project_id=project.pk, wish_id=block.wishes[key].pk),
            WishMoment(wish=block.wishes[key], kind=WishMoment.Kind.CARRIED, at=drawn, by=author),
        )
    told = [_objective(block, plan, project, place) for place in range(len(plan.goals))]
    version = ProjectVersion(
        project=project,
        number=1,
        plan=json.dumps({"title": plan.title, "objectives": told, "resources": []}),
        made_by=author,
        made_at=drawn,
    )
    block.sheets.add(version)
    _reviews(block, plan, project, block.ring_of(who))


def _objective(block: Block, plan: Plan, project: Project, place: int) -> dict[str, object]:
    goal = plan.goals[place]
    drawn, author = project.created_at, block.users[plan.people[0]]
    ended = block.pattern.today > date(2013, 12, 16)
    objective = Objective(
        id=block.uuid(),
        project=project,
        position=place,
        title=goal.title,
        domain=goal.domain,
        picture=goal.picture,
        planned_cents=goal.planned * 100,
        target_on=date(2013, 12, 14),
        how_we_know=HOW_WE_KNOW[goal.domain],
        voiced_by="self",
        proposed_by=author,
        proposed_at=drawn,
        accepted_at=drawn,
        accepted_by=block.people[plan.people[0]],
        result=goal.result if ended else Objective.Result.OPEN,
        claimed_at=at(date(2013, 12, 14), 17) if ended else None,
    )
    block.objectives[plan.key, goal.title] = objective
    block.sheets.add(objective)
    titles = step_titles(plan, goal)
    for number, title in enumerate(titles):
        block.sheets.add(_step(block, plan, goal, objective, number, title))
    return {
        "id": str(objective.pk),
        "title": goal.title,
        "planned_cents": objective.planned_cents,
        "target_on": objective.target_on.isoformat(),
        "how_we_know": objective.how_we_know,
        "voiced_by": "self",
        "result": objective.result,
        "steps": titles,
    }


def _step(
    block: Block, plan: Plan, goal: Goal, objective: Objective, number: int, title: str
) -> ProjectStep:
    done = plan.paid + timedelta(days=20 + 25 * number)
    is_done = number < goal.steps[0] and done < block.pattern.today
    return ProjectStep(
        objective=objective,
        project_id=objective.project_id,
        position=number,
        title=title,
        due_on=plan.signed + timedelta(days=30 + 35 * number),
        done_at=at(done, 18) if is_done else None,
        done_by=block.users[plan.people[0]] if is_done else None,
    )


def _reviews(block: Block, plan: Plan, project: Project, ring: Ring) -> None:
    edition = block.house.edition
    dues = [plan.signed + timedelta(days=days) for days in edition.review_days]
    dues = [due for due in dues if due < edition.ends_on] + [edition.ends_on]
    for due in dues:
        after = (due - plan.signed).days
        juncture = after in edition.juncture_days or due == edition.ends_on
        held = due < block.pattern.today
        review = ReviewMoment(
            id=block.uuid(),
            project=project,
            kind=ReviewMoment.Kind.JUNCTURE if juncture else ReviewMoment.Kind.REVIEW,
            due_on=due,
            after_days=after,
            held_at=at(due, 18) if held else None,
            held_by=block.users[ring.operators[0]] if held else None,
            outcome=ReviewMoment.Outcome.GO_ON if held else "",
            created_at=at(plan.signed, 17),
        )
        block.sheets.add(review)
        for key in plan.people if held else ():
            block.sheets.add(
                StillMyWish(review=review, person=block.people[key], answer="yes", at=at(due, 18))
            )
