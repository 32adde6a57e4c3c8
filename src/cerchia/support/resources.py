"""What the room tells the pages of a project: help that it stands on (R14b), and of each step
what was asked of the territory and promised.
"""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from cerchia.access.engine import may
from cerchia.access.models import User
from cerchia.network.queries.offers import amount_of
from cerchia.programmes import standing
from cerchia.projects import hooks
from cerchia.projects.models import Project
from cerchia.support.models import HELD, Commitment, Need

State = Commitment.State


@hooks.help_of_project
def help_of(user: User, project: Project) -> Iterator[hooks.HelpLine]:
    """Promises of organisations, whatever came of them. One query."""
    rows = Commitment.objects.visible_to(user).filter(project=project)
    rows = rows.filter(state__in=(State.PROPOSED, *HELD))
    for one in rows.select_related("offer__organisation").order_by("proposed_at"):
        amount = amount_of(one.kept_quantity or one.quantity, one.unit)
        words = f"{one.offer.organisation.name}, {amount}"
        yield hooks.HelpLine(
            words=one.offer.what,
            note=f"{words} · {one.get_state_display()}",
            cents=one.kept_value_cents if one.is_ended else one.value_cents,
            url=_address(user, one.pk, "support:commitment_detail", "support:my_offer"),
            step_id=one.step_id,
            kept=one.state == State.KEPT,
        )


@hooks.doors_of_steps
def doors_of(user: User, project: Project) -> dict[UUID, hooks.StepDoor]:
    """For each step that is still to do: what was asked for it, or the way to ask. One query."""
    needs = {need.step_id: need for need in Need.objects.open().filter(project=project)}
    asks = may(user, "support.ask", project)
    found: dict[UUID, hooks.StepDoor] = {}
    for objective in project.objectives.prefetch_related("steps"):
        for step in objective.steps.all():
            need = needs.get(step.pk)
            if need is not None:
                url = _address(user, need.pk, "support:need_detail", "")
                found[step.pk] = hooks.StepDoor(
                    _("asked: %(what)s") % {"what": need.what},
                    url or reverse("support:my_offers"),
                    asked=True,
                )
            elif asks and step.done_at is None:
                page = "support:need_new" if _is_staff(user) else "support:my_need_new"
                url = f"{reverse(page)}?passo={step.pk}"
                found[step.pk] = hooks.StepDoor(_("Ask for help"), url)
    return found


def _is_staff(user: User) -> bool:
    return standing.of(user).is_staff


def _address(user: User, pk: UUID, of_staff: str, of_person: str) -> str:
    name = of_staff if _is_staff(user) else of_person
    return reverse(name, args=[pk]) if name else ""
