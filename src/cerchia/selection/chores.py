"""What the house does by itself every day about candidacies, registered while it starts."""

from collections.abc import Iterator

from cerchia.kit import clock
from cerchia.kit.chores import chore
from cerchia.selection.models import SelectionRound
from cerchia.selection.usecases.retention import due, forget
from cerchia.selection.usecases.rounds import open_round


@chore("candidacies kept for six months")
def forget_candidacies(*, dry: bool) -> Iterator[str]:
    """One sentence each: the code and what became of it."""
    for candidacy in due(on=clock.today()).select_related("person").iterator():
        yield f"{candidacy.code}, {candidacy.state}"
        if not dry:
            forget(actor=None, candidacy=candidacy)


@chore("rounds whose first day has come")
def open_rounds(*, dry: bool) -> Iterator[str]:
    """A round that was planned ahead opens on its first day."""
    today = clock.today()
    planned = SelectionRound.objects.filter(opened_at=None, closed_at=None, opens_on__lte=today)
    for one in planned.select_related("edition").order_by("opens_on"):
        yield f"{one.edition.name}, {one.number}"
        if not dry:
            open_round(actor=None, round_=one, seen=one.version)
