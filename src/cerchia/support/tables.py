"""Promises as rows of a table, for the co-funding: money in euros, days as days, no name."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cerchia.documents.sheets.writing import Cell
from cerchia.support.models import Commitment


def titles(*, steps: bool) -> list[str]:
    """`steps`: with circle and step, for who coordinates."""
    return [
        _("Organisation"),
        _("Kind"),
        _("Is a business"),
        _("Territory"),
        *([_("Circle"), _("Step")] if steps else []),
        _("Kind of help"),
        _("What was promised"),
        _("What was needed"),
        _("Quantity"),
        _("Unit"),
        _("Value promised, euro"),
        _("State"),
        _("Quantity kept"),
        _("Value kept, euro"),
        _("Agreed on"),
        _("To be given by"),
        _("Begun on"),
        _("Given on"),
        _("Ended on"),
        _("If not all: why"),
    ]


def rows(found: Sequence[Commitment], steps: Mapping[UUID, str] | None) -> Iterator[list[Cell]]:
    """`steps` by commitment, or None to leave circle and step out."""
    for one in found:
        body = one.offer.organisation
        place: list[Cell] = []
        if steps is not None:
            place = [one.project.circle.name, steps.get(one.pk, "")]
        yield [
            body.name,
            body.get_kind_display(),
            _("yes") if body.is_business else _("no"),
            one.territory.name,
            *place,
            one.offer.get_help_display(),
            one.offer.what,
            one.need.what if one.need else "",
            one.quantity,
            one.get_unit_display(),
            _euros(one.value_cents),
            one.get_state_display(),
            one.kept_quantity if one.is_ended else None,
            _euros(one.kept_value_cents) if one.is_ended else None,
            _day(one.answered_at),
            one.due_on,
            _day(one.started_at),
            _day(one.delivered_at),
            _day(one.ended_at),
            one.get_reason_display() if one.reason else "",
        ]


def _euros(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


def _day(moment: datetime | None) -> date | None:
    return localdate(moment) if moment else None
