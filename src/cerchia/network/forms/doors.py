"""What people outside type behind a link: an answer, or who they are."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.network.forms.organisations import area, line
from cerchia.network.models import RefreshLink
from cerchia.network.usecases import Newcomer
from cerchia.network.usecases.refresh import LONGEST

USERNAME = r"^[a-z0-9][a-z0-9._-]{2,39}$"


ANSWERS = [
    (RefreshLink.Answer.STILL_TRUE, _("Yes, all of it is true")),
    (RefreshLink.Answer.CHANGED, _("Something changed")),
    (RefreshLink.Answer.CLOSE, _("Please close this entry")),
]


class RefreshForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Is it still true?"),
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Tap one of the three answers.")},
    )
    words = area(_("What changed"), rows=3, most=LONGEST)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("answer") == RefreshLink.Answer.CHANGED and not said.get("words", "").strip():
            self.add_error("words", _("Write what changed, for example the new phone."))
        return said


class NewcomerForm(forms.Form):
    """An account of one's own: a name to enter with, and a password of twelve letters or more."""

    given_name = line(_("Your first name"), most=80, required=True, missing=_("Write your name."))
    family_name = line(_("Your family name"), most=80)
    username = forms.RegexField(
        label=_("The name you will enter with"),
        regex=USERNAME,
        help_text=_("Small letters and digits, for example: anna.rossi"),
        error_messages={
            "required": _("Choose a name, for example: anna.rossi"),
            "invalid": _("Use 3 to 40 small letters and digits, for example: anna.rossi"),
        },
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "dir": "ltr",
            }
        ),
    )
    password = forms.CharField(
        label=_("Your password"),
        max_length=200,
        strip=False,
        help_text=_("At least 12 letters. Three words that only you put together are good."),
        error_messages={"required": _("Choose a password of at least 12 letters.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The password once more"),
        max_length=200,
        strip=False,
        error_messages={"required": _("Write the password once more.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        password, again = said.get("password"), said.get("again")
        if password and again and password != again:
            self.add_error("again", _("You wrote two different passwords. Write the same twice."))
        elif password:
            try:
                validate_password(password, User(username=said.get("username", "")))
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        return said

    def newcomer(self, language: str) -> Newcomer:
        said = self.cleaned_data
        return Newcomer(
            said["given_name"], said["family_name"], said["username"], said["password"], language
        )
