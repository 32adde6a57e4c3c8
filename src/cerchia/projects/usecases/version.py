"""The plan as it stood, kept for ever."""

import json

from cerchia.access.models import User
from cerchia.projects.models import Project, ProjectVersion


def keep_version(project: Project, actor: User, why: str = "") -> ProjectVersion:
    """Keep the whole plan as it stands now, as JSON sealed with the project's key.

    A plan that stands as in the last version is not kept twice. Two who change the plan at once
    wait for each other here.
    """
    Project.objects.select_for_update().filter(pk=project.pk).first()
    plan = json.dumps(plan_of(project))
    last = project.versions.order_by("-number").first()
    if last is not None and last.plan == plan and not why:
        return last
    return ProjectVersion.objects.create(
        project=project,
        number=last.number + 1 if last else 1,
        plan=plan,
        why=why,
        made_by=actor,
    )


def plan_of(project: Project) -> dict[str, object]:
    """The plan as plain values: title, objectives with steps, resources."""
    objectives = project.objectives.prefetch_related("steps")
    return {
        "title": project.title,
        "objectives": [
            {
                "id": str(one.pk),
                "title": one.title,
                **({"own_title": one.own_title} if one.own_title else {}),
                "planned_cents": one.planned_cents,
                "target_on": one.target_on.isoformat(),
                "how_we_know": one.how_we_know,
                "voiced_by": one.voiced_by,
                "result": one.result,
                "steps": [step.title for step in one.steps.all()],
            }
            for one in objectives
        ],
        "resources": [{"kind": r.kind, "words": r.words} for r in project.resources.all()],
    }
