"""What the team writes about a candidate: the meeting, a reason, what was told."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cerchia.people.rules import LANGUAGES
from cerchia.selection.usecases.interviews import Talk
from cerchia.web.fields import DayField

Typed = Mapping[str, Any] | None
LONGEST = 10_000


def area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class InterviewForm(forms.Form):
    """A talk with two of the team at least. Needs and wish; the edition says what else is asked."""

    held_on = DayField(label=_("Day"))
    staff = forms.MultipleChoiceField(
        label=_("Who was there, of the team"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least two people of the team."),
            "invalid_choice": _("Choose people of the team from the list."),
        },
    )
    language = forms.ChoiceField(label=_("Language of the talk"), required=False)
    needs = forms.CharField(
        label=_("What the person needs"), required=False, max_length=LONGEST, widget=area()
    )
    wish = forms.CharField(
        label=_("What the person wants, in their words"),
        required=False,
        max_length=LONGEST,
        widget=area(),
    )

    def __init__(
        self,
        team: Iterable[tuple[str, str]],
        questions: Sequence[tuple[str, str]] = (),
        data: Typed = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        cast("forms.MultipleChoiceField", self.fields["staff"]).choices = list(team)
        tongues = [("", "—"), *LANGUAGES.items()]
        cast("forms.ChoiceField", self.fields["language"]).choices = tongues
        self.asked = [f"ask_{key}" for key, _words in questions]
        for key, words in questions:
            self.fields[f"ask_{key}"] = forms.CharField(
                label=words, required=False, max_length=LONGEST, widget=area(2)
            )

    def talk(self) -> Talk:
        said = self.cleaned_data
        return Talk(
            held_on=said["held_on"],
            staff=[UUID(one) for one in said["staff"]],
            language=said["language"],
            needs=said["needs"],
            wish=said["wish"],
            answers={name.removeprefix("ask_"): said[name] for name in self.asked},
        )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=2000,
        widget=area(2),
        error_messages={"required": _("Write why, in a few words.")},
    )


class TellForm(forms.Form):
    """What was said, in a language of the person; it stands on their phone too."""

    words = forms.CharField(
        label=_("What you told, in the language of the person"),
        help_text=_("They read it on their phone. Say why, and with whom they can talk."),
        required=False,
        max_length=2000,
        widget=area(3),
    )


class BesideForm(forms.Form):
    text = forms.CharField(
        label=_("Translation, beside the words"),
        max_length=20_000,
        widget=area(3),
        error_messages={"required": _("Write the translation.")},
    )
