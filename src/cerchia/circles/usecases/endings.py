"""Jobs and participations that end: who walks in a circle changes with them, so it looks again."""

from datetime import date

from django.db import transaction

from cerchia.access.models import User
from cerchia.circles.usecases.circles import refresh_guards_of
from cerchia.programmes import usecases as programmes
from cerchia.programmes.models import Participation, StaffAssignment


@transaction.atomic
def end_assignment(*, actor: User, assignment: StaffAssignment, on: date) -> None:
    """The last day of a job; circles without enough staff are said to be weakened."""
    programmes.end_assignment(actor=actor, assignment=assignment, on=on)
    refresh_guards_of(assignment.person)


@transaction.atomic
def end_participation(*, actor: User, participation: Participation, reason: str) -> None:
    programmes.end_participation(actor=actor, participation=participation, reason=reason)
    refresh_guards_of(participation.person)
