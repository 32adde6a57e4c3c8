"""What a user is in the programme today: the facts that policies and scopes ask for.

Loaded once a request (one query) and kept on the user object.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import CharField, Value

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.programmes.models import Participation, StaffAssignment

Role = StaffAssignment.Role
PLACE = "participant"


@dataclass(frozen=True, slots=True)
class Post:
    """A job today: a role in an edition, in one territory or (None) in all of them."""

    role: str
    edition_id: UUID
    territory_id: UUID | None


@dataclass(frozen=True, slots=True)
class Place:
    """A participation today."""

    participation_id: UUID
    edition_id: UUID
    territory_id: UUID
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    person_id: UUID | None
    posts: tuple[Post, ...]
    places: tuple[Place, ...]

    @property
    def roles(self) -> frozenset[str]:
        """Roles of the staff, plus "participant"."""
        return frozenset(post.role for post in self.posts) | (
            {"participant"} if self.places else frozenset()
        )

    @property
    def is_staff(self) -> bool:
        """Works in the field or with the money: may open staff screens."""
        field = {Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR, Role.ACCOUNTS}
        return bool(self.roles & field)

    def has(self, *roles: str) -> bool:
        return bool(self.roles & set(roles))

    def editions(self, *roles: str) -> frozenset[UUID]:
        """Editions in which the user holds one of `roles` (any role if none is named)."""
        return frozenset(p.edition_id for p in self.posts if not roles or p.role in roles)

    def covers(self, edition_id: UUID, territory_id: UUID | None, *roles: str) -> bool:
        """Whether one of `roles` reaches this territory of this edition.

        `territory_id` None asks for the whole edition: only a post without territory, or posts
        in every one, would do; the latter is asked territory by territory.
        """
        return any(
            p.edition_id == edition_id
            and p.role in roles
            and p.territory_id in (None, territory_id)
            for p in self.posts
        )

    def territories(self, *roles: str) -> frozenset[tuple[UUID, UUID | None]]:
        """(edition, territory or None for all) of every post in one of `roles`."""
        return frozenset((p.edition_id, p.territory_id) for p in self.posts if p.role in roles)


def of(user: User) -> Standing:
    """The standing of `user` today; kept on the object, so ask as often as you like."""
    kept: Standing | None = user.__dict__.get("_standing")
    if kept is None:
        kept = user.__dict__["_standing"] = _load(user)
    return kept


def _load(user: User) -> Standing:
    """Jobs and places in one query: what each has is named alike."""
    posts = StaffAssignment.objects.current(on=clock.today()).filter(person__user=user)
    places = Participation.objects.filter(person__user=user)
    columns = ("id", "edition_id", "territory_id", "person_id")
    held = posts.order_by().values_list("role", "ends_on", *columns)
    taken = places.order_by().annotate(kind=Value(PLACE, output_field=CharField()))
    rows = list(held.union(taken.values_list("kind", "ended_on", *columns), all=True))
    return Standing(
        person_id=rows[0][-1] if rows else user.__dict__.get("_person_id"),
        posts=tuple(Post(row[0], row[3], row[4]) for row in rows if row[0] != PLACE),
        places=tuple(Place(row[2], row[3], row[4], row[1]) for row in rows if row[0] == PLACE),
    )
