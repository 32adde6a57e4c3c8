"""The totals that move with an expense, as fixed statements: this is the path taken most often,
and building these queries anew costs several times what running them does."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from cerchia.funds.models import Fund

MOVE_FUND = """
    UPDATE funds_fund
    SET spent_cents = spent_cents + %s,
        first_spent_at = CASE WHEN %s > 0 THEN COALESCE(first_spent_at, %s) ELSE first_spent_at END
    WHERE id = %s AND closed_at IS NULL
    RETURNING received_cents - spent_cents
"""
MOVE_LINE = """
    UPDATE funds_pactline SET spent_cents = spent_cents + %s
    WHERE fund_id = %s AND objective_id = %s
"""


def move_fund(fund_id: UUID, *, cents: int, back: int, at: datetime) -> int | None:
    """`cents` more spent, `back` less. What the fund holds now; None if it is closed or gone."""
    moment = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(MOVE_FUND, [cents - back, cents, moment, _stored(fund_id)])
        row = cursor.fetchone()
    return None if row is None else int(row[0])


def move_line(fund_id: UUID, objective_id: UUID, *, cents: int) -> bool:
    """What went to an objective. False if the fund has no line for it."""
    with connection.cursor() as cursor:
        cursor.execute(MOVE_LINE, [cents, _stored(fund_id), _stored(objective_id)])
        return bool(cursor.rowcount)


def _stored(key: UUID) -> Any:  # a UUID or a text, as the database keeps it
    return Fund._meta.pk.get_db_prep_value(key, connection)
