"""What a round of selection asks for today: places that nobody holds, people to meet, days left."""

from collections import Counter
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from cerchia.desk.queries.looks.shapes import Look, Scope
from cerchia.kit import clock
from cerchia.programmes.standing import Role
from cerchia.selection.models import Candidacy, SelectionRound
from cerchia.selection.models.candidacies import CandidacyQuerySet, State
from cerchia.selection.rules.sheet import Sheet

FIELD = (Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR)
SOON = 10


def rounds(scope: Scope) -> list[Look]:
    """At most four lines for the newest round in sight. Three queries, two without a round."""
    if not scope.has(*FIELD):
        return []
    rows = SelectionRound.objects.visible_to(scope.user).filter(published_at=None)
    round_ = rows.order_by("-opens_on", "-number").first()
    if round_ is None:
        return []
    seen = scope.here(Candidacy.objects.visible_to(scope.user), "territory")
    mine = seen.standing_alone().filter(round=round_)
    states = Counter(mine.values_list("state", flat=True))
    told = [*_to_meet(round_, states), *_to_tell(states, mine)]
    return [*_closing(round_), *told, *_free(scope, round_)]


def _closing(round_: SelectionRound) -> Iterator[Look]:
    days = (round_.closes_on - clock.today()).days
    if round_.closed_at is not None or not 0 <= days <= SOON:
        return
    left = ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}
    yield Look(
        gettext("The round of selection closes soon"),
        left if days else gettext("Today is the last day"),
        reverse("selection:balance"),
        "wait",
    )


def _to_meet(round_: SelectionRound, states: Counter[str]) -> Iterator[Look]:
    new, eligible = states[State.SUBMITTED], states[State.ELIGIBLE]
    if round_.decided_at is not None or not new + eligible:
        return
    said = ngettext(
        "%(n)d person who asked to take part waits for you",
        "%(n)d people who asked to take part wait for you",
        new + eligible,
    ) % {"n": new + eligible}
    parts = gettext("%(new)d to look at, %(met)d to meet") % {"new": new, "met": eligible}
    yield Look(said, parts, f"{reverse('selection:balance')}#to-do", "note")


def _to_tell(states: Counter[str], mine: CandidacyQuerySet) -> Iterator[Look]:
    """People for whom something was decided and who were not told yet."""
    if not any(states[one] for one in (State.SELECTED, State.NOT_SELECTED, State.NOT_ELIGIBLE)):
        return
    waiting = mine.waiting_for_words().count()
    if waiting:
        said = ngettext(
            "%(n)d person is still to be told", "%(n)d people are still to be told", waiting
        ) % {"n": waiting}
        text = gettext("In their own language, also who was not chosen")
        yield Look(said, text, f"{reverse('selection:balance')}#to-do", "care")


def _free(scope: Scope, round_: SelectionRound) -> Iterator[Look]:
    """After the decision: places that became free."""
    if round_.decided_at is None or not scope.has(Role.COORDINATOR):
        return
    sheet = round_.sheets.exclude(frozen_at=None).order_by("-version").first()
    held = Candidacy.objects.standing_alone().filter(
        round=round_, state=State.SELECTED, participation__ended_on=None
    )
    free = Sheet.read(sheet.content).seats - held.count() if sheet else 0
    if free > 0:
        said = ngettext("%(n)d place is free", "%(n)d places are free", free) % {"n": free}
        text = gettext("The waiting list is there: a person decides, and writes why")
        yield Look(said, text, reverse("selection:balance"), "care")
