"""What must always hold about who was chosen, and how."""

from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef

from cerchia.balance.selection import lot as drawing
from cerchia.selection.models import (
    Candidacy,
    CriteriaSheet,
    Decision,
    Lot,
    SelectionRound,
    Urgency,
)
from cerchia.selection.models.candidacies import State
from cerchia.selection.queries.bonds import together_in
from cerchia.selection.rules.bonds import torn
from cerchia.selection.rules.sheet import seal
from cerchia.selection.rules.urgency import PAIR


def broken() -> Iterator[str]:
    yield from criteria_are_as_they_were_frozen()
    yield from two_people_signed()
    yield from who_was_chosen_takes_part()
    yield from lots_can_be_drawn_again()
    yield from two_at_most_wrote_the_urgency()
    yield from who_belongs_together_was_chosen_together()


def counted() -> dict[str, int]:
    return {
        "candidacies": Candidacy.objects.count(),
        "decisions": Decision.objects.count(),
    }


def criteria_are_as_they_were_frozen() -> Iterator[str]:
    for sheet in CriteriaSheet.objects.exclude(frozen_at=None).iterator():
        if seal(sheet.content) != sheet.sha256:
            yield f"criteria {sheet.pk}: not what was frozen"


def two_people_signed() -> Iterator[str]:
    """Of rounds that were decided on the page."""
    acts = Decision.objects.filter(kind=Decision.Kind.DECIDED).only("by", "facts", "round")
    for act in acts.iterator():
        first = Decision.objects.filter(pk=act.facts.get("first")).first()
        if first is None or first.by_id == act.by_id or first.round_id != act.round_id:
            yield f"decision {act.pk}: without two different signatures"


def who_was_chosen_takes_part() -> Iterator[str]:
    signed = Decision.objects.filter(round=OuterRef("round"), kind=Decision.Kind.DECIDED)
    chosen = Candidacy.objects.filter(state=State.SELECTED, participation=None)
    for row in chosen.filter(Exists(signed)).iterator():
        yield f"candidacy {row.pk}: chosen, and does not take part"
    undecided = SelectionRound.objects.filter(decided_at=None, candidacies__state=State.SELECTED)
    for round_ in undecided.distinct().iterator():
        yield f"round {round_.pk}: people are chosen and nobody decided"


def lots_can_be_drawn_again() -> Iterator[str]:
    for lot in Lot.objects.exclude(drawn_at=None).iterator():
        drawn = drawing.draw(lot.lists, str(lot.seed))
        if (drawn.number, drawn.sealed.whole) != (lot.number, lot.lists_sha256):
            yield f"lot {lot.pk}: the published seed draws another list"


def two_at_most_wrote_the_urgency() -> Iterator[str]:
    rows = Urgency.objects.standing().values("candidacy").annotate(many=Count("pk"))
    for row in rows.filter(many__gt=PAIR).iterator():
        yield f"candidacy {row['candidacy']}: more than two wrote how urgent a place is"


def who_belongs_together_was_chosen_together() -> Iterator[str]:
    """In rounds that were decided on the page: nobody of a bond was chosen and another left."""
    signed = Decision.objects.filter(round=OuterRef("pk"), kind=Decision.Kind.DECIDED)
    for round_ in SelectionRound.objects.filter(Exists(signed)).iterator():
        states = dict(
            Candidacy.objects.standing_alone().filter(round=round_).values_list("code", "state")
        )
        chosen = [code for code, state in states.items() if state == State.SELECTED]
        for group in torn(together_in(round_), chosen):
            yield f"round {round_.pk}: {', '.join(sorted(group))} were not chosen together"
