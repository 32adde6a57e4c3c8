"""What the room tells the pages of a project: the money of its objectives, the funds that it
stands on, and where a juncture goes on as a new version of the pact."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from cerchia.access.engine import may
from cerchia.access.models import User
from cerchia.funds.models import Fund, Pact, PactLine
from cerchia.projects import hooks
from cerchia.projects.models import Project, ReviewMoment
from cerchia.web.formats import euros_text


@hooks.money_of_objectives
def money_of(user: User, objectives: Collection[UUID]) -> dict[UUID, hooks.Money]:
    """Added up over the funds that `user` may see: a group project stands on several."""
    told: dict[UUID, hooks.Money] = {}
    lines = PactLine.objects.filter(
        objective__in=objectives, fund__in=Fund.objects.visible_to(user)
    )
    for line in lines:
        before = told.get(line.objective_id, hooks.Money(0, 0, 0))
        told[line.objective_id] = hooks.Money(
            planned_cents=before.planned_cents + line.planned_cents,
            spent_cents=before.spent_cents + line.spent_cents,
            left_cents=before.left_cents + line.left_cents,
        )
    return told


@hooks.funds_of_project
def funds_of(user: User, project: Project) -> Iterator[hooks.FundLine]:
    """Each fund with a pact that names the project; the way in is for staff."""
    funds = Fund.objects.visible_to(user).filter(pacts__projects=project).distinct()
    mine = set(funds.filter(members__person__user=user).values_list("pk", flat=True))
    for fund in funds:
        yield hooks.FundLine(
            words=_("Fund of the pact"),
            cents=fund.agreed_cents,
            note=_("%(sum)s left") % {"sum": euros_text(fund.left_cents)},
            url="" if fund.pk in mine else reverse("funds:fund_detail", args=[fund.pk]),
        )


@hooks.new_pact_version
def next_version(user: User, review: ReviewMoment) -> str:
    """The page of the juncture, where the pact of the project is renewed, adapted or ended."""
    pacts = Pact.objects.visible_to(user).filter(projects=review.project, ended_at=None)
    pact = pacts.exclude(activated_at=None).select_related("fund").first()
    if pact is None or not may(user, "funds.draft_pact", pact.fund):
        return ""
    return reverse("funds:pact_juncture", args=[pact.pk])
