"""What the forms of the room share: words, money that may be nothing, languages."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cerchia.people.rules import LANGUAGES
from cerchia.web.fields import EurosField

Typed = Mapping[str, Any] | None
Files = MultiValueDict[str, Any] | None
Choice = tuple[str, Any]
NAME_AT_MOST = 200
WORDS_AT_MOST = 2000


def area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def line() -> forms.TextInput:
    return forms.TextInput(attrs={"dir": "auto"})


def cents(label: Any, *, help_text: Any = "") -> EurosField:
    """Money that may be nothing: 0 where nothing is written."""
    return EurosField(label=label, help_text=help_text, required=False, zero=True, empty=0)


def offer(form: forms.Form, name: str, choices: Iterable[Choice]) -> None:
    """Fill the choices of a field that are known only now."""
    cast("forms.ChoiceField", form.fields[name]).choices = list(choices)


def page_language() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def language_choices(own: Sequence[str]) -> list[Choice]:
    """All languages by their own names: the person's first, then that of the page."""
    order = dict.fromkeys([*own, page_language(), *LANGUAGES])
    return [(code, LANGUAGES[code]) for code in order if code in LANGUAGES]


def tongue() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("In which language?"), choices=[("", "—"), *LANGUAGES.items()], required=False
    )


def language_of_own_words(form: forms.Form) -> None:
    """Own words have a language: pages show them only to who reads it."""
    said = form.cleaned_data
    if said.get("own_title") and "own_language" in said and not said["own_language"]:
        form.add_error("own_language", _("Choose the language of their words."))


def written_in() -> str:
    """The language of words written into this page, or nothing where it is the common one."""
    language = page_language()
    return "" if language == settings.LANGUAGE_CODE else language
