"""What people type about wishes: shape only."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from cerchia.people.rules import LANGUAGES
from cerchia.projects.forms.fields import (
    Choice,
    Files,
    Typed,
    area,
    language_choices,
    offer,
    page_language,
)
from cerchia.projects.models import (
    Voice,
    WishMoment,
    WishNote,
)


class WishForm(forms.Form):
    """The words or the voice, the language, who had the idea first. Nothing about what it costs."""

    text = forms.CharField(
        label=_("Write it"),
        required=False,
        strip=False,
        widget=area(5),
    )
    voice = forms.FileField(label=_("Say it with your voice"), required=False)
    language = forms.ChoiceField(
        label=_("In which language?"),
        error_messages={
            "required": _("Choose the language."),
            "invalid_choice": _("Choose the language from the list."),
        },
    )
    first_named_by = forms.ChoiceField(
        label=_("Who had this idea first?"),
        choices=Voice.choices,
        error_messages={
            "required": _("Tap who had the idea first."),
            "invalid_choice": _("Tap who had the idea first."),
        },
    )

    def __init__(self, own: Sequence[str], data: Typed = None, files: Files = None) -> None:
        first = next((code for code in own if code in LANGUAGES), page_language())
        super().__init__(data, files, initial={"language": first})
        self.own = [code for code in dict.fromkeys([*own, page_language()]) if code in LANGUAGES]
        offer(self, "language", language_choices(own))

    @property
    def near_languages(self) -> list[Choice]:
        """The first four, shown at once."""
        near = self.own[:4]
        return [(code, LANGUAGES[code]) for code in near]

    @property
    def far_languages(self) -> list[Choice]:
        near = self.own[:4]
        return [(code, name) for code, name in LANGUAGES.items() if code not in near]

    @property
    def far_chosen(self) -> bool:
        return self["language"].value() not in self.own[:4]


class NoteForm(forms.Form):
    """A translation or a note, beside the wish."""

    kind = forms.ChoiceField(
        label=_("What is it"),
        choices=WishNote.Kind.choices,
        initial=WishNote.Kind.TRANSLATION,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("Language"), choices=list(LANGUAGES.items()))
    text = forms.CharField(
        label=_("Words"),
        widget=area(3),
        help_text=_("It stands beside the wish. The person reads it too."),
        error_messages={"required": _("Write the translation or the note.")},
    )

    def __init__(self, data: Typed = None, *, prefix: str | None = None) -> None:
        super().__init__(data, prefix=prefix, initial={"language": page_language()})


class MomentForm(forms.Form):
    kind = forms.ChoiceField(
        choices=[
            (WishMoment.Kind.DISCUSSED, WishMoment.Kind.DISCUSSED.label),
            (WishMoment.Kind.KEPT_FOR_LATER, WishMoment.Kind.KEPT_FOR_LATER.label),
        ]
    )
