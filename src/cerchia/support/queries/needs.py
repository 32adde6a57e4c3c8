"""Needs as everybody may read them: without a name."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.network.queries.offers import amount_of, place_name
from cerchia.projects.models import Project
from cerchia.support.models import Need

STATES = {
    "waiting": _("waits for an offer"),
    "promised": _("promised"),
    "met": _("met"),
    "withdrawn": _("taken back"),
}
TONES = {"waiting": "wait", "promised": "note", "met": "ok", "withdrawn": ""}


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need in a list. `project_id` is for the pages of staff and of the person alone."""

    id: UUID
    what: str
    help: str
    help_word: str
    amount: str
    place: str
    territory: str
    by_on: date | None
    late: bool
    languages: list[str]
    state: str
    state_word: str
    tone: str
    project_id: UUID
    step_id: UUID | None


def need_row(need: Need) -> NeedRow:
    """`need` with its territory loaded."""
    state = need.state
    return NeedRow(
        id=need.pk,
        what=need.what,
        help=need.help,
        help_word=str(need.get_help_display()),
        amount=amount_of(need.quantity, need.unit),
        place=place_name(need.municipality, need.territory.name),
        territory=need.territory.name,
        by_on=need.by_on,
        late=bool(need.by_on and need.by_on < clock.today() and state == "waiting"),
        languages=list(need.languages),
        state=state,
        state_word=str(STATES[state]),
        tone=TONES[state],
        project_id=need.project_id,
        step_id=need.step_id,
    )


def _rows(needs: QuerySet[Need], limit: int | None) -> list[NeedRow]:
    """The first to be needed first; those without a day after them, the oldest first."""
    found = needs.select_related("territory").order_by("by_on", "asked_at", "pk")
    rows = [need_row(need) for need in (found[:limit] if limit else found)]
    return sorted(rows, key=lambda row: row.by_on is None)


def needs_waiting(user: User, *, limit: int | None = None) -> list[NeedRow]:
    """Needs without an offer in the territories where `user` works. One query."""
    return _rows(Need.objects.waiting().visible_to(user), limit)


def needs_answerable_by(user: User, *, limit: int | None = None) -> list[NeedRow]:
    """Needs of the territories of the organisations for which `user` speaks. One query."""
    return _rows(Need.objects.for_organisations_of(user), limit)


def needs_of_project(project: Project) -> list[NeedRow]:
    """What was asked for a project, the newest first. One query."""
    rows = project.needs.select_related("territory").order_by("-asked_at", "pk")
    return [need_row(need) for need in rows]
