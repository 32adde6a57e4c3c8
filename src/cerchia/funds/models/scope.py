"""Which funds a user walks with: the facts behind every `visible_to` of the room."""

from typing import Any

from django.apps import apps
from django.db.models import F, Q, QuerySet

from cerchia.access.models import User
from cerchia.circles.models import CircleMembership
from cerchia.circles.scope import in_posts
from cerchia.circles.standing import circle_ids
from cerchia.privacy.models import Consent
from cerchia.programmes import standing
from cerchia.programmes.standing import Role

OPERATOR = CircleMembership.Role.OPERATOR
MEDIATOR = CircleMembership.Role.MEDIATOR


def _owners() -> QuerySet[Any]:
    return apps.get_model("funds", "FundMember")._default_manager.filter(left_at=None)


def own_funds(user: User) -> QuerySet[Any]:
    """Ids of the funds that `user` owns, alone or with others."""
    return _owners().filter(person__user=user).values("fund")


def walked_funds(user: User, *roles: str) -> QuerySet[Any]:
    """Ids of the funds with an owner in a circle where `user` sits in one of `roles`."""
    return (
        _owners()
        .filter(
            person__circle_memberships__edition=F("fund__edition"),
            person__circle_memberships__role=CircleMembership.Role.PARTICIPANT,
            person__circle_memberships__left_at=None,
            person__circle_memberships__circle__in=circle_ids(user, *roles),
        )
        .values("fund")
    )


def unshared_funds() -> QuerySet[Any]:
    """Ids of the funds with an owner who did not let the mediators of the circle see the money."""
    agreed = Consent.objects.in_force().filter(purpose=Consent.Purpose.FUND_TO_CIRCLE)
    return _owners().exclude(person__in=agreed.values("person")).values("fund")


def money_scope(user: User, *, fund: str = "pk", prefix: str = "") -> Q:
    """Rows whose fund `user` may look into. `fund` and `prefix` lead to it ("fund", "fund__")."""
    mine = Q(**{f"{fund}__in": own_funds(user)}) | Q(
        **{f"{fund}__in": walked_funds(user, OPERATOR)}
    )
    heard = Q(**{f"{fund}__in": walked_funds(user, MEDIATOR)}) & ~Q(
        **{f"{fund}__in": unshared_funds()}
    )
    posts = in_posts(standing.of(user), Role.COORDINATOR, Role.ACCOUNTS, prefix=prefix)
    return mine | heard | posts


def pact_scope(user: User) -> Q:
    """Pacts that `user` may read: owners, both field roles of the circle, coordinators."""
    walked = Q(fund__in=walked_funds(user, OPERATOR, MEDIATOR))
    posts = in_posts(standing.of(user), Role.COORDINATOR, prefix="fund__")
    return Q(fund__in=own_funds(user)) | walked | posts


def payment_scope(user: User) -> Q:
    """Payments that `user` may see: owners, operators, coordinators, accounts; no mediator."""
    mine = Q(fund__in=own_funds(user)) | Q(fund__in=walked_funds(user, OPERATOR))
    return mine | in_posts(standing.of(user), Role.COORDINATOR, Role.ACCOUNTS, prefix="fund__")
