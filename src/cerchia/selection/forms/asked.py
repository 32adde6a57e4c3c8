"""What a round asks of everybody: rules to choose from, questions in own words."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cerchia.selection.forms.arriving import page_language
from cerchia.selection.models import SelectionRound
from cerchia.selection.rules.eligibility import PRESETS

SETS = (
    ("2013", _("refugees, subsidiary and humanitarian protection")),
    ("edition_3", _("any protection, after reception")),
    ("fami", _("refugees and subsidiary protection, out of reception for 18 months at most")),
)


class AskedForm(forms.Form):
    rules = forms.ChoiceField(
        label=_("Who can take part"),
        choices=SETS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    students_too = forms.BooleanField(
        label=_("University students too, whatever their permit"), required=False
    )
    questions = forms.CharField(
        label=_("What is asked of everybody when the team meets them"),
        help_text=_("One question a line, twelve at most. Needs and wish are always asked."),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    hides_identity = forms.BooleanField(
        label=_("A panel from outside reads the words without names"),
        help_text=_("The page of the invitation says so. Voices are not played to the panel."),
        required=False,
    )

    @staticmethod
    def of(selection: SelectionRound) -> dict[str, Any]:
        """What stands in the form before it is changed."""
        rules = dict(selection.eligibility)
        students = bool(rules.pop("students_too", False))
        known = next((name for name, preset in PRESETS.items() if preset == rules), "")
        lines = [next(iter(one.get("words", {}).values()), "") for one in selection.questions]
        return {
            "rules": known,
            "students_too": students,
            "questions": "\n".join(lines),
            "hides_identity": selection.hides_identity,
        }

    def asked(self) -> dict[str, Any]:
        said: Mapping[str, Any] = self.cleaned_data
        more = {"students_too": True} if said["students_too"] else {}
        lines = [line.strip() for line in said["questions"].splitlines() if line.strip()]
        return {
            "rules": {**PRESETS[said["rules"]], **more},
            "questions": [
                {"key": f"q{number}", "words": {page_language(): line}}
                for number, line in enumerate(lines, start=1)
            ],
            "hides_identity": said["hides_identity"],
        }
