"""What a person reads of their own candidacy."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.selection.models import Candidacy, CandidacyMoment
from cerchia.selection.models.candidacies import ENDED, TOLD, State
from cerchia.selection.rules.keeping import kept_until

ANSWERED_WITHIN = timedelta(days=14)
CALLED_WITHIN = timedelta(days=10)
TELLS_ITSELF_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Mine:
    """The person's own candidacy as it stands. `is_told`: the decision may be read here.

    Until the round is decided a waiting list is none: the team still moves people, and is choosing.
    """

    candidacy: Candidacy
    said: tuple[Candidacy, ...]
    state: str
    since: datetime
    is_told: bool
    call_by: date
    answer_by: date
    kept_until: date | None

    @property
    def is_over(self) -> bool:
        return self.state in ENDED and self.is_told


def mine(user: User) -> Mine | None:
    """What became of the candidacy of `user`, the newest one; nothing if there is none."""
    rows = Candidacy.objects.of_user(user).filter(anonymised_at=None)
    own = rows.select_related("merged_into").first()
    if own is None:
        return None
    pk = own.merged_into_id or own.pk
    around = Candidacy.objects.select_related("round__edition", "person", "territory", "told_by")
    row = around.prefetch_related("merged__person").get(pk=pk)
    mine_too = [one for one in row.merged.all() if one.person.user_id == user.pk]
    said = (row, *row.merged.all()) if row.person.user_id == user.pk else tuple(mine_too)
    last = CandidacyMoment.objects.filter(candidacy=row).order_by("-at").first()
    since = last.at if last else row.created_at
    moves_still = row.state in TOLD and not row.is_to_be_said
    state = State.PROPOSED if moves_still else State(row.state)
    decided = state in TOLD
    late = row.told_at is not None or clock.now() - since >= TELLS_ITSELF_AFTER
    told = not decided or late
    begun = clock.day_of(row.submitted_at or row.created_at)
    return Mine(
        candidacy=row,
        said=said,
        state=state,
        since=since,
        is_told=told,
        call_by=begun + CALLED_WITHIN,
        answer_by=row.round.closes_on + ANSWERED_WITHIN,
        kept_until=kept_until(clock.day_of(since)) if state in ENDED else None,
    )


def asks_to_take_part(user: User) -> bool:
    """Whether `user` has a candidacy to follow. One query."""
    return Candidacy.objects.filter(
        person__user=user, anonymised_at=None, participation=None
    ).exists()
