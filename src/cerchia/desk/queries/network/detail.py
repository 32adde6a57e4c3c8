"""One organisation beside the list: what it offers, who tied it to whom, what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cerchia.access.models import User
from cerchia.circles.models import Circle
from cerchia.desk.queries.network.graph import Woven, near
from cerchia.network.models import KnownContact, Organisation
from cerchia.network.queries.detail import interests_of
from cerchia.network.queries.lists import place_words
from cerchia.network.queries.offers import OfferRow, amount_of, offers_of
from cerchia.network.queries.who import names_of
from cerchia.support.models import Commitment

MOST_TIES = 12


@dataclass(frozen=True, slots=True)
class Promise:
    """What became of a part of an offer, for which circle; never for whom."""

    amount: str
    state: str
    state_words: str
    circle: str


@dataclass(frozen=True, slots=True)
class Offered:
    row: OfferRow
    promises: Sequence[Promise]


@dataclass(frozen=True, slots=True)
class Beside:
    """A circle or organisation tied to it. `circle_id` where the reader may open the circle."""

    id: str
    name: str
    is_circle: bool
    may_open: bool


@dataclass(frozen=True, slots=True)
class Detail:
    organisation: Organisation
    place: str
    interests: Sequence[str]
    named_as: str
    named_at: datetime | None
    owner: str
    next_try_on: date | None
    offered: Sequence[Offered]
    beside: Sequence[Beside]
    ties: Woven

    @property
    def since(self) -> datetime:
        """Since when it stands where it stands."""
        one = self.organisation
        by_state = {
            "engaged": one.engaged_at,
            "answered": one.answered_at,
            "contacted": one.contacted_at,
            "assigned": one.assigned_at,
            "inactive": one.closed_at,
        }
        return by_state.get(one.state) or one.contacted_at or one.known_at


def detail_of(user: User, pk: UUID, territories: Mapping[UUID, str]) -> Detail | None:
    """The organisation, or nothing if the user may not see it. Eleven queries at most."""
    rows = Organisation.objects.standing_alone().visible_to(user).select_related("territory")
    one = rows.filter(pk=pk).first()
    if one is None:
        return None
    ties = near(pk, territories)
    first = KnownContact.objects.current().filter(organisation=pk).order_by("named_at").first()
    return Detail(
        organisation=one,
        place=place_words(one),
        interests=interests_of(one),
        named_as=str(first.get_named_as_display()) if first else "",
        named_at=first.named_at if first else None,
        owner=names_of([one.owner_id]).get(one.owner_id, "") if one.owner_id else "",
        next_try_on=one.next_try_on,
        offered=_offered(pk),
        beside=_beside(user, str(pk), ties),
        ties=ties,
    )


def _offered(pk: UUID) -> list[Offered]:
    rows = [row for row in offers_of([pk]).get(pk, []) if row.state not in ("withdrawn", "refused")]
    promises: dict[UUID, list[Promise]] = {}
    held = Commitment.objects.held().filter(offer__in=[row.id for row in rows])
    for one in held.select_related("project__circle").order_by("-proposed_at", "pk"):
        said = Promise(
            amount_of(one.quantity, one.unit),
            one.state,
            str(one.get_state_display()),
            one.project.circle.name,
        )
        promises.setdefault(one.offer_id, []).append(said)
    return [Offered(row, promises.get(row.id, [])) for row in rows]


def _beside(user: User, key: str, ties: Woven) -> list[Beside]:
    around = ties.graph.neighbours().get(key, {})
    kinds = {node.id: node.is_circle for node in ties.graph.nodes}
    circles = [other for other in around if kinds[other]]
    open_to = set(
        Circle.objects.worked_by(user).filter(pk__in=circles).values_list("pk", flat=True)
    )
    found = [
        Beside(other, ties.names[other], kinds[other], UUID(other) in open_to) for other in around
    ]
    return sorted(found, key=lambda one: (not one.is_circle, -around[one.id], one.name))[:MOST_TIES]
