"""What needs a hand today, for each of the staff in their own scope: facts, never names.

The same queries for any number of people. Nobody's file is opened by this list.
"""

from collections.abc import Iterable

from cerchia.circles.models import Circle
from cerchia.circles.queries import CircleLine, circle_lines
from cerchia.circles.standing import circle_ids
from cerchia.desk.queries.looks import circles, money, network, plans, selection, support
from cerchia.desk.queries.looks.shapes import MEDIATOR, OPERATOR, Look, Scope

SOURCES = (
    circles.weakened,
    money.late_money,
    circles.one_to_one,
    plans.pacts,
    money.payments,
    plans.reviews,
    money.questions,
    plans.permits,
    money.papers,
    support.offers,
    support.promises,
    support.needs,
    selection.rounds,
    circles.invitations,
    network.to_contact,
    network.thin,
    network.stale,
)


def own_circles(scope: Scope) -> list[CircleLine]:
    """The circles that somebody walks in as staff, with their figures. Five queries."""
    mine = Circle.objects.open().filter(pk__in=circle_ids(scope.user, OPERATOR, MEDIATOR))
    return circle_lines(mine.select_related("edition", "territory"))


def looks_of(scope: Scope, lines: Iterable[CircleLine]) -> list[Look]:
    """Everything to look at, what presses first."""
    found = [look for source in SOURCES for look in source(scope)]
    found += circles.quiet(lines)
    return sorted(found, key=lambda look: ("care", "note", "wait").index(look.tone))


__all__ = ["CircleLine", "Look", "Scope", "looks_of", "own_circles"]
