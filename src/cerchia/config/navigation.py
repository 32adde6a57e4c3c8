"""The bar of the staff pages: sections by role, the edition and its territories, the account.

Nothing is asked of the database until a page draws the bar.
"""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from cerchia.access.models import User
from cerchia.desk.drawings import listed
from cerchia.desk.queries.who import person_of, places_of
from cerchia.programmes import standing
from cerchia.programmes.standing import Role

O, M, C, A = Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR, Role.ACCOUNTS  # noqa: E741 - as in the map of pages
SECTIONS: Sequence[tuple[str, str, frozenset[str]]] = (
    ("today", "desk:today", frozenset({O, M, C, A})),
    ("circles", "circles:circle_list", frozenset({O, M, C})),
    ("people", "desk:person_list", frozenset({O, M, C})),
    ("funds", "funds:fund_list", frozenset({O, M, C, A})),
    ("network", "desk:network", frozenset({O, M, C})),
    ("selection", "selection:balance", frozenset({O, M, C})),
    ("expenses", "funds:expenses_inbox", frozenset({O, M, A})),
    ("payments", "funds:payment_queue", frozenset({O, C, A})),
    ("cofunding", "support:promise_list", frozenset({A})),
    ("reviews", "projects:review_list", frozenset({O, M, C})),
    ("editions", "programmes:edition_list", frozenset({C})),
    ("sheet", "desk:sheet", frozenset({Role.COMMITTEE})),
    ("settings", "desk:technical", frozenset({Role.SYSTEM})),
)


def navigation(request: HttpRequest) -> dict[str, object]:
    """What `web/desk.html` takes: `navigation`, `chip` and `account`."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) and not getattr(user, "is_authenticated", False):
        return {}
    return {
        "navigation": SimpleLazyObject(lambda: sections_of(request)),
        "chip": SimpleLazyObject(lambda: chip_of(request)),
        "account": SimpleLazyObject(lambda: account_of(request)),
    }


def sections_of(request: HttpRequest) -> list[dict[str, str]]:
    """The rooms that exist and that one of the user's roles opens."""
    words = {
        "today": gettext("Today"),
        "circles": gettext("Circles"),
        "people": gettext("People"),
        "funds": gettext("Funds"),
        "network": gettext("Network"),
        "selection": gettext("Selection"),
        "expenses": gettext("Expenses"),
        "payments": gettext("Payments"),
        "cofunding": gettext("Co-funding"),
        "reviews": gettext("Reviews"),
        "editions": gettext("Settings"),
        "sheet": gettext("Steering committee"),
        "settings": gettext("Settings"),
    }
    mine = standing.of(_user(request))
    return [
        {"key": key, "label": words[key], "url": url}
        for key, name, roles in SECTIONS
        if mine.roles & roles and (url := _address(name))
    ]


def chip_of(request: HttpRequest) -> dict[str, str]:
    """Edition and territories of the user's work. One query."""
    mine = standing.of(_user(request))
    names = [
        " · ".join(filter(None, [name, listed(places)]))
        for name, places in (places_of(mine).values() if mine.posts else ())
    ]
    return {"label": names[0], "url": reverse("access:account")} if names else {}


def account_of(request: HttpRequest) -> dict[str, str]:
    """Initials and name of who is signed in. One query, and one for the key."""
    user = _user(request)
    person = person_of(user)
    return {
        "initials": person.initials if person else user.username[:2].upper(),
        "label": person.short_name if person else user.username,
        "given_name": person.given_name if person else user.username,
        "url": reverse("access:account"),
    }


def _user(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User) or user.is_authenticated  # noqa: S101 - the bar is for who is in
    return user


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
