"""Shapes of what is typed at the door."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.access.rules import PICTURES, PIN_DIGITS
from cerchia.web.icons import pictogram


class PinField(forms.CharField):
    """Six digits, in whatever digits the keyboard has; shown as dots."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Your PIN"))
        super().__init__(
            max_length=3 * PIN_DIGITS,
            error_messages={"required": _("Write your PIN: 6 digits.")},
            widget=forms.PasswordInput(
                attrs={"inputmode": "numeric", "autocomplete": "off", "class": "digits"}
            ),
            **kwargs,
        )


class EnterForm(forms.Form):
    username = forms.CharField(
        label=_("Your user name"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Write your user name, for example: giulia")},
    )
    password = forms.CharField(
        label=_("Your password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Write your password.")},
    )


class PinForm(forms.Form):
    pin = PinField()


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code that you see"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "digits"}
        ),
        error_messages={"required": _("Write the 6 digits that the app shows.")},
    )


class PasskeyForm(forms.Form):
    """Filled by the browser, not by hand."""

    credential = forms.JSONField(widget=forms.HiddenInput)


class NewPasskeyForm(PasskeyForm):
    name = forms.CharField(
        label=_("A name for this key"),
        max_length=40,
        help_text=_("For example: the laptop of the office."),
        error_messages={"required": _("Write a name, for example: laptop")},
    )


class NewPinForm(forms.Form):
    pin = PinField(
        label=_("Choose a PIN of 6 digits"),
        help_text=_("Only you know it. Not a birth year, not 123456."),
    )
    again = PinField(label=_("Write it once more"))


class PhoneForm(NewPinForm):
    picture = forms.ChoiceField(
        label=_("Choose a picture for this phone"),
        choices=[(name, pictogram(name).label) for name in PICTURES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a picture.")},
    )


class ChangePinForm(NewPinForm):
    old = PinField(label=_("The PIN that you have now"))
    field_order = ("old", "pin", "again")


class ExitForm(forms.Form):
    page = forms.ChoiceField(
        label=_("When you press Exit, show"),
        choices=User.ExitPage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )


class ChangePasswordForm(forms.Form):
    old = forms.CharField(
        label=_("The password that you have now"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("The new password"),
        strip=False,
        max_length=200,
        help_text=_("At least 12 characters. A few words in a row are easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
