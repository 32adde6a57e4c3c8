"""What the team writes about somebody whom it met: thoughts, urgency, who belongs together."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cerchia.selection.forms.meeting import area
from cerchia.selection.models import Bond, Candidacy, Urgency
from cerchia.selection.rules.hours import DAYS, HOURS, PARTS
from cerchia.selection.wording import THEMES, day_word, part_word

Typed = Mapping[str, Any] | None
LONGEST = 1000


class UrgencyForm(forms.Form):
    level = forms.ChoiceField(
        label=_("What happens while this person waits?"),
        choices=Urgency.Level.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the five sentences."),
            "invalid_choice": _("Choose one of the five sentences."),
        },
    )
    why = forms.CharField(
        label=_("Why"),
        help_text=_("What you saw and heard. No health, no origin, no story of the asylum."),
        max_length=LONGEST,
        widget=area(2),
        error_messages={"required": _("Write why, in a few words.")},
    )


class ThoughtsForm(forms.Form):
    """After a meeting: which way the wish goes, when the person is free, which circle."""

    theme = forms.ChoiceField(label=_("Which way the wish goes"), required=False)
    slots = forms.MultipleChoiceField(label=_("When the person is free"), required=False)
    circle = forms.CharField(
        label=_("The circle that you think of"),
        help_text=_("Only a thought: nobody is put anywhere by it."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"dir": "auto", "list": "circles", "autocomplete": "off"}),
    )
    household = forms.CharField(
        label=_("Household"),
        help_text=_("The same word for all who live together, for example: Via Dora."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def __init__(self, candidacy: Candidacy, data: Typed = None, *, household: bool) -> None:
        """`household`: whether the criteria count households."""
        initial = {
            "theme": candidacy.theme,
            "slots": candidacy.slots,
            "circle": candidacy.thought_circle,
            "household": candidacy.household,
        }
        super().__init__(data, initial=initial, prefix="thoughts")
        more = [(one, one) for one in candidacy.slots if one not in HOURS]
        theirs = [candidacy.theme] if candidacy.theme and candidacy.theme not in THEMES else []
        themes = [("", _("not clear yet")), *THEMES.items(), *((one, one) for one in theirs)]
        cast("forms.ChoiceField", self.fields["theme"]).choices = themes
        slots = cast("forms.MultipleChoiceField", self.fields["slots"])
        slots.choices = [*((one, one) for one in HOURS), *more]
        self.kept = candidacy.household
        if not household:
            del self.fields["household"]

    def week(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """The hours as a table: a day, then each part of it with whether it is ticked."""
        chosen = set(self["slots"].value() or ())
        return [
            (
                day_word(day),
                [(f"{day}-{part}", part_word(part), f"{day}-{part}" in chosen) for part in PARTS],
            )
            for day in DAYS
        ]

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        names = ("theme", "slots", "circle")
        return {
            **{name: said[name] for name in names},
            "household": said.get("household", self.kept),
        }


class BondForm(forms.Form):
    """Two to four people, and how they belong to each other."""

    kind = forms.ChoiceField(
        label=_("They are"),
        choices=Bond.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    one = forms.ChoiceField(label=_("Who"), error_messages={"required": _("Choose who.")})
    other = forms.ChoiceField(label=_("And who"), error_messages={"required": _("Choose who.")})
    third = forms.ChoiceField(label=_("And who else"), required=False)
    fourth = forms.ChoiceField(label=_("And who else"), required=False)
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("It is sealed. Only coordinators open it, and each time is written down."),
        max_length=LONGEST,
        widget=area(2),
        error_messages={"required": _("Write why, for example: they are a couple.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        people: Iterable[tuple[Candidacy, str]],
        data: Typed = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        """`people`: whom one may write about, each with what to call them."""
        super().__init__(data, initial=dict(initial or {}))
        listed = list(people)
        self.people = {one.code: one for one, _name in listed}
        choices = [("", _("Choose")), *((one.code, name) for one, name in listed)]
        for name in self.names:
            cast("forms.ChoiceField", self.fields[name]).choices = choices

    @property
    def names(self) -> Sequence[str]:
        return ("one", "other", "third", "fourth")

    def chosen(self) -> list[Candidacy]:
        codes = (self.cleaned_data[name] for name in self.names)
        return [self.people[code] for code in codes if code]
