"""For whom a page of the room is, and the funds on it in the words of who looks."""

from collections.abc import Iterable

from django.http import Http404
from django.utils.translation import get_language

from cerchia.access.models import User
from cerchia.funds.models import Fund
from cerchia.funds.queries.fund import FundSheet, sheets
from cerchia.programmes import standing


def own_sheets(user: User, funds: Iterable[Fund]) -> list[FundSheet]:
    """Funds for a page of their owners: objectives in their own words, where the page is too."""
    return sheets(user, funds, language=get_language())


def own_sheet(user: User, fund: Fund) -> FundSheet:
    return own_sheets(user, [fund])[0]


def only_staff(user: User) -> None:
    """Pages for those who work: for everybody else they do not exist."""
    if not standing.of(user).is_staff:
        raise Http404


def only_owners(user: User, *, has_fund: bool) -> None:
    """Pages of a participant's money: for who takes part, or owns a fund."""
    if not has_fund and not standing.of(user).has("participant"):
        raise Http404
