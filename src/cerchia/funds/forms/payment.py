"""What is typed about a payment: where it goes, when it went, by which line of the bank."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cerchia.funds.models import PayoutAccount
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.web.fields import DayField


class AccountForm(forms.Form):
    channel = forms.ChoiceField(
        label=_("How the money comes"),
        choices=PayoutAccount.Channel.choices,
        widget=forms.RadioSelect,
        initial=PayoutAccount.Channel.TRANSFER,
    )
    iban = forms.CharField(
        label=_("IBAN"),
        help_text=_("On your card or on a paper of the bank: IT and 25 letters and digits."),
        max_length=42,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
    )


class SentForm(forms.Form):
    on = DayField(label=_("Sent to the bank on"), initial=clock.today)


class ExecutedForm(forms.Form):
    on = DayField(label=_("Arrived on"), initial=clock.today)
    bank_reference = forms.CharField(
        label=_("Reference on the bank statement"), max_length=35, strip=True
    )


class RejectedForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the bank refused it"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
    )


class CashForm(forms.Form):
    """Cash in hand: who looks on, the day, and the signed slip."""

    on = DayField(label=_("Handed over on"), initial=clock.today)
    seen_by = forms.ChoiceField(label=_("Who of the staff looked on"))
    slip = forms.FileField(label=_("Photo or PDF of the signed slip"))

    def __init__(
        self,
        *args: Any,
        staff: Sequence[Person],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        choices = [(str(one.user_id), one.full_name) for one in staff]
        self.fields["seen_by"] = forms.ChoiceField(
            label=_("Who of the staff looked on"), choices=choices
        )
