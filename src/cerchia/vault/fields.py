"""Model fields that read and write plain values and keep sealed ones.

Loading a row opens nothing; the first reading of an attribute does, with the key of the row's
subject. Saving seals: `save`, `bulk_create` and (text only) `bulk_update`. What would work on the
sealed bytes is refused: filters, `update()` with a text, copies into an open column by an update.
Blanking by `update(field="")` is allowed: it is how erasure empties a column.
"""

import json
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.expressions import Case
from django.db.models.functions import Cast
from django.utils.translation import gettext

from cerchia.vault import keys
from cerchia.vault.cipher import Token, padded, unpadded
from cerchia.vault.errors import SealBroken, SealedFieldMisuse
from cerchia.vault.keyring import ring

_ST_contra = TypeVar("_ST_contra", contravariant=True)
_GT_co = TypeVar("_GT_co", covariant=True)

if TYPE_CHECKING:
    FieldOf = models.Field
else:

    class FieldOf(models.Field, Generic[_ST_contra, _GT_co]):
        """A field that can be written with its types, as the stubs do."""


class _OfRow(str):
    """A text that knows the row it was read from, for `bulk_update`; in all else a plain text."""

    __slots__ = ("field", "row")
    field: "SealedTextField[Any, Any]"
    row: models.Model

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str.__str__(self),)

    @property
    def prepare_database_save(self) -> None:
        """Asked for by Django when a value goes straight into `UPDATE`: that must not happen."""
        raise SealedFieldMisuse(
            f"{self.field} is sealed: assign its text to a row and save() that, do not update()."
        )


class Erased(_OfRow):
    """What a sealed attribute reads as once the subject's key is destroyed."""

    __slots__ = ()

    def __str__(self) -> str:
        return gettext("— (erased)")

    def __format__(self, spec: str) -> str:
        """A bare dash inside a composed text, as a full name."""
        return format("—", spec)

    def __html__(self) -> str:
        return str(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Erased)

    def __ne__(self, other: object) -> bool:
        return not isinstance(other, Erased)

    def __hash__(self) -> int:
        return hash(Erased)


ERASED = Erased("—")


def is_erased(value: object) -> bool:
    return isinstance(value, Erased)


class _SealedAttribute:
    """Keeps in the instance what the row holds (a `Token`) until read, or the value given."""

    def __init__(self, field: "_SealedField[Any, Any]") -> None:
        self.field = field

    def __get__(self, row: models.Model | None, owner: type | None = None) -> Any:
        if row is None:
            return self
        if self.field.attname not in row.__dict__:
            row.refresh_from_db(fields=[self.field.attname])
        return self.field.read(row)

    def __set__(self, row: models.Model, value: Any) -> None:
        row.__dict__[self.field.attname] = self.field.kept(value)


class _SealedField(FieldOf[_ST_contra, _GT_co]):
    descriptor_class = _SealedAttribute
    empty_strings_allowed = True

    def __init__(self, *args: Any, subject: str, **kwargs: Any) -> None:
        self.subject_path = subject
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "subject": self.subject_path}

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_placeholder(self, _value: Any, _compiler: Any, connection: Any) -> Any:
        return connection.ops.binary_placeholder_sql(_value)

    def encoded(self, value: Any) -> str:
        raise NotImplementedError

    def decoded(self, text: str) -> Any:
        raise NotImplementedError

    def kept(self, value: Any) -> Any:
        """The form in which an assigned value waits in the instance."""
        return value

    def subject_of(self, row: models.Model) -> UUID:
        found: Any = row
        for step in self.subject_path.split("."):
            found = getattr(found, step)
        if not isinstance(found, UUID):
            raise SealedFieldMisuse(
                f"{self}: {self.subject_path} of the row is no UUID: {found!r}."
            )
        return found

    def read(self, row: models.Model) -> Any:
        held = row.__dict__[self.attname]
        if isinstance(held, Token):
            if (text := self._opened(row, held)) is None:
                return ERASED
            row.__dict__[self.attname] = held = self.decoded(text)
        return held

    def sealed(self, row: models.Model) -> Token | None:
        """What goes into the database for this row."""
        held = row.__dict__[self.attname] if self.attname in row.__dict__ else self.read(row)
        subject = self.subject_of(row)
        if held is None:
            return None
        if isinstance(held, Token):
            if not held or held.subject == subject:
                return held
            text = self._unsealed(held)
            if text is None:
                return held
        else:
            text = self.encoded(held)
        return Token.of(subject, keys.seal(subject, padded(text), context=self._context))

    def _opened(self, row: models.Model, token: Token) -> str | None:
        if not token:
            return ""
        if not token.is_whole or token.subject != self.subject_of(row):
            raise SealBroken(f"{self} of {row.pk} holds what was sealed for another row.")
        return self._unsealed(token)

    def _unsealed(self, token: Token) -> str | None:
        plain = keys.unseal(token.subject, token.sealed, context=self._context)
        return None if plain is None else unpadded(plain)

    @property
    def _context(self) -> bytes:
        return f"{self.model._meta.label_lower}.{self.name}".encode() + b"\0"

    def pre_save(self, model_instance: models.Model, add: bool) -> Token | None:  # noqa: ARG002
        return self.sealed(model_instance)

    def from_db_value(self, value: Any, *_query: Any) -> Token | None:
        if value is None:
            return None
        token = Token(value)
        if token.is_whole:
            ring().want(token.subject)
        return token

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: ARG002
        return value if value is None else connection.Database.Binary(bytes(value))

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if isinstance(value, Case | Cast):
            return value
        if isinstance(value, _OfRow) and hasattr(value, "row") and value.field is self:
            value = self.sealed(value.row)
        if value is not None and not isinstance(value, Token):
            if value not in ("", b""):
                raise SealedFieldMisuse(f"{self} is sealed: assign to the row and save() it.")
            value = b""
        return self.get_db_prep_value(value, connection)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise SealedFieldMisuse(f"{self} is sealed: it cannot be searched. Keep a lookup_hash.")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        raise SealedFieldMisuse(f"{self} is sealed: no {lookup_name} of it.")

    def value_to_string(self, obj: models.Model) -> str:
        raise SealedFieldMisuse(f"{self} of {obj.pk} is sealed: it is not dumped. Use a backup.")


class SealedTextField(_SealedField[_ST_contra, _GT_co]):
    """A text sealed with the key of the subject. `subject`: path to a UUID, as "person_id"."""

    _pyi_private_set_type: str
    _pyi_private_get_type: str

    def encoded(self, value: Any) -> str:
        return str.__str__(value) if isinstance(value, str) else str(value)

    def decoded(self, text: str) -> str:
        return text

    def kept(self, value: Any) -> Any:
        if isinstance(value, Erased):
            return value.row.__dict__[value.field.attname] if hasattr(value, "row") else ""
        return str.__str__(value) if isinstance(value, _OfRow) else value

    def read(self, row: models.Model) -> Any:
        value = super().read(row)
        if not isinstance(value, str):
            return value
        mine = Erased(str.__str__(value)) if isinstance(value, Erased) else _OfRow(value)
        mine.field, mine.row = self, row
        return mine


class SealedJSONField(_SealedField[_ST_contra, _GT_co]):
    """A value of JSON (list, mapping), sealed. `None` is NULL. Not for `bulk_update`."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any
    empty_strings_allowed = False

    def encoded(self, value: Any) -> str:
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)

    def decoded(self, text: str) -> Any:
        return json.loads(text) if text else None
