"""Fields of forms that several rooms ask in the same way: money as people write it, and days."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cerchia.kit.money import Fault, NotAnAmount, parse_cents

FAULTS = {
    Fault.EMPTY: _("Write the money, for example 12.50"),
    Fault.NOT_A_NUMBER: _("Write only the number, for example 12.50"),
    Fault.NEGATIVE: _("Write the number without minus, for example 12.50"),
    Fault.TOO_MANY_DECIMALS: _("Write at most two digits for the cents, for example 12.50"),
    Fault.TOO_LARGE: _("This is too much. Look at the number again."),
}


class EurosField(forms.CharField):
    """Euros as people write them: 12,50 is 1250 cents; Arabic and Persian digits too.

    What was typed stays in the field. Not required: nothing typed gives `empty`. `zero`: whether
    0 is an answer.
    """

    def __init__(self, *, zero: bool = False, empty: int | None = None, **options: Any) -> None:
        self.zero, self.empty = zero, empty
        super().__init__(max_length=40, **options)

    def clean(self, value: Any) -> Any:
        typed = str(value or "")
        if not typed.strip() and not self.required:
            return self.empty
        try:
            cents = parse_cents(typed)
        except NotAnAmount as error:
            raise forms.ValidationError(FAULTS[error.fault], code=error.fault.value) from error
        if not cents and not self.zero:
            raise forms.ValidationError(FAULTS[Fault.EMPTY], code="zero")
        return cents

    def prepare_value(self, value: Any) -> Any:
        """As one types it: 8000, or 38,50."""
        if not isinstance(value, int):
            return value
        whole, rest = divmod(value, 100)
        return f"{whole},{rest:02d}" if rest else str(whole)


class DayField(forms.DateField):
    """A day, with the phone's own calendar."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
        example = _("Write the day, for example 26/09/2013")
        words = {"required": example, "invalid": example}
        super().__init__(error_messages={**words, **options.pop("error_messages", {})}, **options)
