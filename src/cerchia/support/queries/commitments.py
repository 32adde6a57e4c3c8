"""What was promised, to whom it may be told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.network.queries.offers import amount_of
from cerchia.projects.models import Project, ProjectMember
from cerchia.support.models import HELD, OPEN, Commitment

State = Commitment.State
TONES: dict[str, str] = {
    State.PROPOSED: "wait",
    State.AGREED: "note",
    State.UNDER_WAY: "note",
    State.KEPT: "ok",
    State.PARTLY_KEPT: "note",
    State.NOT_KEPT: "",
    State.DECLINED: "",
    State.WITHDRAWN: "",
}


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment in a list, without a name: pages that may show one put it beside."""

    id: UUID
    what: str
    need: str
    amount: str
    kept_amount: str
    organisation_id: UUID
    organisation: str
    state: str
    state_word: str
    tone: str
    due_on: date | None
    late: bool
    delivered: bool
    proposed_at: datetime
    ended_at: datetime | None
    value_cents: int
    project_id: UUID
    person_id: UUID | None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def waits(self) -> bool:
        return self.state == State.PROPOSED


def commitment_row(one: Commitment) -> CommitmentRow:
    """`one` with its offer, the organisation and the need loaded."""
    late = one.state in OPEN and one.due_on is not None and one.due_on < clock.today()
    word = one.get_state_display()
    if one.state in OPEN and one.delivered_at:
        word = gettext("given, to be confirmed")
    return CommitmentRow(
        id=one.pk,
        what=one.offer.what,
        need=one.need.what if one.need else "",
        amount=amount_of(one.quantity, one.unit),
        kept_amount=amount_of(one.kept_quantity, one.unit),
        organisation_id=one.offer.organisation_id,
        organisation=one.offer.organisation.name,
        state=one.state,
        state_word=str(word),
        tone=TONES[one.state],
        due_on=one.due_on,
        late=late,
        delivered=one.delivered_at is not None,
        proposed_at=one.proposed_at,
        ended_at=one.ended_at,
        value_cents=one.kept_value_cents if one.is_ended else one.value_cents,
        project_id=one.project_id,
        person_id=one.person_id,
    )


def rows_of(found: QuerySet[Commitment], limit: int | None = None) -> list[CommitmentRow]:
    """One query; the newest first."""
    ordered = found.select_related("offer__organisation", "need").order_by("-proposed_at", "pk")
    return [commitment_row(one) for one in (ordered[:limit] if limit else ordered)]


def commitments_of_project(project: Project) -> list[CommitmentRow]:
    """Proposed, promised and kept for a project; what was said no to stays with the person."""
    shown = (State.PROPOSED, *HELD)
    return rows_of(Commitment.objects.filter(project=project, state__in=shown))


def commitments_of_circle(user: User, circle_id: UUID, limit: int = 20) -> list[CommitmentRow]:
    """Those of the projects of a circle that `user` may read."""
    theirs = ProjectMember.objects.beside([circle_id]).values("project")
    found = Commitment.objects.visible_to(user).filter(project__in=theirs)
    return rows_of(found.filter(state__in=(State.PROPOSED, *HELD)), limit)


def commitments_of_organisations(ids: Iterable[UUID]) -> dict[UUID, list[CommitmentRow]]:
    """Organisation → what it promised, the newest first, without a name. One query."""
    told: dict[UUID, list[CommitmentRow]] = {}
    for row in rows_of(Commitment.objects.held().filter(offer__organisation__in=list(ids))):
        told.setdefault(row.organisation_id, []).append(row)
    return told


def commitments_by_circle(user: User) -> list[tuple[UUID, UUID, int]]:
    """(circle, organisation, how many promises) in the territories where `user` works."""
    held = Commitment.objects.in_territories_of(user).held()
    counted = held.order_by().values_list("project__circle", "offer__organisation")
    return [
        (circle, organisation, many)
        for circle, organisation, many in counted.annotate(many=Count("pk"))
    ]


def commitments_waiting(user: User) -> QuerySet[Commitment]:
    """Those of the projects that `user` may read whose last day is past, or that were given and
    wait for a word.
    """
    found = Commitment.objects.visible_to(user).open()
    return found.filter(due_on__lt=clock.today()) | found.filter(delivered_at__isnull=False)
