"""Which tables are append-only, and which of their columns may still change."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db import models


@dataclass(frozen=True, slots=True)
class Guard:
    """No row is deleted; only the `free` columns change, and the `once` columns only from NULL."""

    model: type[models.Model]
    free: tuple[str, ...]
    once: tuple[str, ...]

    @property
    def table(self) -> str:
        return self.model._meta.db_table


_guards: dict[type[models.Model], Guard] = {}


def append_only(
    model: type[models.Model],
    *,
    allow_update: tuple[str, ...] = (),
    set_once: tuple[str, ...] = (),
) -> None:
    """Refuse DELETE and UPDATE on the table of `model`, whoever asks, raw SQL included.

    `allow_update` names the fields that may change at any time (what erasure blanks, a counter);
    `set_once` those that may go from NULL to a value, once (a dated fact).
    Call it right below the model. The database answers with an IntegrityError.
    """
    columns = (_columns(model, allow_update), _columns(model, set_once))
    guard = Guard(model, *columns)
    if _guards.setdefault(model, guard) != guard:
        message = f"{model._meta.label} is declared append-only twice, differently"
        raise RuntimeError(message)


def declared(app_label: str | None = None) -> Iterator[Guard]:
    """Every guard, or those of one app, in the order of declaration."""
    for guard in _guards.values():
        if app_label in {None, guard.model._meta.app_label}:
            yield guard


def _columns(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, ...]:
    fields = {field.name: field for field in model._meta.local_concrete_fields}
    fields |= {field.attname: field for field in model._meta.local_concrete_fields}
    unknown = [name for name in names if name not in fields]
    if unknown:
        message = f"{model._meta.label} has no column {', '.join(unknown)}"
        raise FieldDoesNotExist(message)
    return tuple(sorted(str(fields[name].column) for name in names))
