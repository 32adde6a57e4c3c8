"""How urgent a place is for somebody: two people write it, each without the other's words."""

from uuid import UUID

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.selection.models import Candidacy, Urgency
from cerchia.selection.queries.page import frozen
from cerchia.selection.refusals import NotMet, RoundDecided, TwoWrote, UrgencyOff, WhyMissing
from cerchia.selection.rules.sheet import Sheet
from cerchia.selection.rules.urgency import PAIR
from cerchia.selection.usecases.deciding import OPEN
from cerchia.selection.usecases.interviews import team_of


@transaction.atomic
def write_urgency(*, actor: User, candidacy: Candidacy, level: str, why: str) -> Urgency:
    """Write it, or write it anew: the row before stays, and only the last one counts.

    Where somebody of the two left the team, a third person takes their place.
    """
    require(actor, "selection.write_urgency", candidacy)
    fresh = Candidacy.objects.select_for_update().select_related("round").get(pk=candidacy.pk)
    if not is_asked(fresh):
        raise UrgencyOff
    if fresh.round.decided_at is not None:
        raise RoundDecided
    if fresh.state not in OPEN or fresh.merged_into_id:
        raise NotMet(code=fresh.code)
    if not why.strip():
        raise WhyMissing
    rows = {row.by_id: row for row in fresh.urgencies.standing()}
    before = rows.get(actor.pk) or _whose_place(candidacy, rows)
    said = (Urgency.Level(level), why.strip())
    if before is not None and before.by_id == actor.pk and _said(before) == said:
        return before
    if before is not None:
        Urgency.objects.filter(pk=before.pk).update(replaced_at=clock.now())
    row = Urgency.objects.create(
        candidacy=fresh, person_id=fresh.person_id, level=said[0].value, why=said[1], by=actor
    )
    record(
        "selection.urgency.written",
        actor=actor,
        about=candidacy,
        edition_id=fresh.round.edition_id,
        facts={"again": before is not None},
    )
    return row


def is_asked(candidacy: Candidacy) -> bool:
    """Whether the criteria in force count it."""
    version = frozen(candidacy.round)
    return version is not None and Sheet.read(version.content).urgency


def _said(row: Urgency) -> tuple[str, str]:
    return str(row.level), str(row.why)


def _whose_place(candidacy: Candidacy, rows: dict[UUID, Urgency]) -> Urgency | None:
    """Nobody's while there is room; else of who is no longer of the team."""
    if len(rows) < PAIR:
        return None
    team = team_of(candidacy)
    users = Person.objects.filter(pk__in=team).values_list("user_id", flat=True)
    gone = [row for who, row in rows.items() if who not in set(users)]
    if not gone:
        raise TwoWrote
    return gone[0]
