"""Long lists a page at a time: where one ends is a mark in the address of the next.

The mark tells what the last row has in the field of the order, and its key: rows that come or go
meanwhile are neither shown twice nor left out. A mark that is not ours is the beginning.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)


class Place(NamedTuple):
    """Where a page ends."""

    value: Any
    pk: UUID


def page_of(rows: QuerySet[Row], order: str, *, after: str, size: int) -> tuple[list[Row], str]:
    """`size` rows by the field `order` ("-" for the last first), and the mark of the next page."""
    name = order.removeprefix("-")
    way, back = ("lt", "-") if order.startswith("-") else ("gt", "")
    if place := place_of(rows.model, name, after):
        beside = Q(**{name: place.value, f"pk__{way}": place.pk})
        rows = rows.filter(Q(**{f"{name}__{way}": place.value}) | beside)
        rows = rows.filter(**{f"{name}__{way}e": place.value})  # lets an index begin there
    found = list(rows.order_by(order, f"{back}pk")[: size + 1])
    return found[:size], mark_of(found[size - 1], name) if len(found) > size else ""


def mark_of(row: Model, name: str) -> str:
    """The mark of a page that ends with `row`."""
    text = f"{row.pk}~{_field(type(row), name).value_to_string(row)}"
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def place_of(model: type[Model], name: str, mark: str) -> Place | None:
    """What a mark says; nothing for no mark, and for what is no mark."""
    try:
        text = urlsafe_b64decode(mark + "=" * (-len(mark) % 4)).decode()
        pk, _, value = text.partition("~")
        if "\0" in value:
            return None
        return Place(_known(_field(model, name).to_python(value)), UUID(pk))
    except (ValueError, OverflowError, ValidationError):
        return None


def _known(value: Any) -> Any:
    """The value, if it has all that is compared: a moment has its zone."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError
        return value.astimezone(UTC)
    return value


def _field(model: type[Model], name: str) -> "Field[Any, Any]":
    field = model._meta.get_field(name)
    if not isinstance(field, Field):
        raise TypeError(name)
    return field
