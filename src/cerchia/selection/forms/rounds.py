"""What people type on the page of a round: shape only, the rules are asked by the use cases."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cerchia.people.models import Person, Protection
from cerchia.selection.rules.sheet import Floor, Place, Sheet
from cerchia.web.fields import DayField

Typed = Mapping[str, Any] | None
LONGEST = 1000
MOST = 100_000
AGES = ("18-24", "25-34", "35-49", "50+")


REASON_ERRORS = {
    "required": _("Write why, for example: Biella has a free place."),
    "max_length": _("This is very long. Keep to a few sentences."),
}


class ReasonForm(forms.Form):
    """A written reason, with the version of the round that was before the eyes."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=LONGEST,
        error_messages=REASON_ERRORS,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ActForm(ReasonForm):
    """A swap, a lock or a place on the list: codes beside the reason."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=LONGEST,
        widget=forms.TextInput({"autofocus": True, "dir": "auto"}),
        error_messages=REASON_ERRORS,
    )

    leaves = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    enters = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    code = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    place = forms.ChoiceField(
        required=False, choices=[("in", "in"), ("out", "out")], widget=forms.HiddenInput
    )


class AcceptForm(ReasonForm):
    which = forms.CharField(max_length=20)


class SeenForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class PlanForm(forms.Form):
    """The days of a round."""

    opens_on = DayField(label=_("First day"))
    closes_on = DayField(label=_("Last day"))


def _number(label: Any, *, help_text: Any = "", required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=required,
        min_value=0,
        max_value=MOST,
        error_messages={
            "required": _("Write a number, for example 35."),
            "invalid": _("Write only the number, for example 35."),
            "min_value": _("Write zero or more."),
            "max_value": _("This is too much. Look at the number again."),
        },
    )


class PlaceForm(forms.Form):
    """The wanted people of a territory."""

    wanted = _number(_("Wanted"), required=True)
    low = _number(_("At least"), required=True)
    high = _number(_("At most"), required=True)


class FloorForm(forms.Form):
    """At least so many of a protected trait. An empty line is no line."""

    trait = forms.ChoiceField(
        label=_("Who"),
        required=False,
        error_messages={
            "invalid_choice": _(
                "Choose from the list. Nationality, origin, religion and health never count."
            )
        },
    )
    least = _number(_("At least"))
    reason = forms.CharField(label=_("Reason"), required=False, max_length=LONGEST)
    review_on = DayField(label=_("Looked at again on"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """With the traits that may be protected: never origin, religion or health."""
        super().__init__(*args, **kwargs)
        self.fields["trait"].choices = [("", "—"), *trait_choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("trait") and said.get("least") is None and "least" not in self.errors:
            self.add_error("least", _("Write how many, for example 8."))
        return said

    def floor(self) -> Floor | None:
        said = self.cleaned_data
        feature, _colon, value = said.get("trait", "").partition("=")
        if not value:
            return None
        on = said.get("review_on")
        return Floor(
            feature=feature,
            value=value,
            least=said.get("least") or 0,
            reason=said.get("reason", "").strip(),
            review_on=on.isoformat() if on else "",
        )


def trait_choices() -> list[tuple[str, Any]]:
    genders = [
        (Person.Gender.WOMAN, _("women")),
        (Person.Gender.MAN, _("men")),
        (Person.Gender.OTHER, _("people of another gender")),
    ]
    return [
        (str(_("Gender")), [(f"gender={value}", word) for value, word in genders]),
        (str(_("Age")), [(f"age_band={band}", band) for band in AGES]),
        (
            str(_("Protection status")),
            [(f"status={value}", word) for value, word in Protection.Status.choices],
        ),
    ]


class SheetForm(forms.Form):
    """The criteria that are not about one territory or one trait."""

    seats = _number(_("How many places"), required=True)
    students_low = _number(_("University students, from"))
    students_high = _number(_("to"))
    mediated = _number(_("With a mediator in their language, at least"))
    per_operator = _number(_("People per operator, at most"))
    circle_low = _number(_("People in a circle, from"), required=True)
    circle_high = _number(_("to"), required=True)
    one_a_household = forms.BooleanField(label=_("One person a household"), required=False)
    urgency = forms.BooleanField(
        label=_("Count the need of each person"),
        required=False,
        help_text=_(
            "Two people of the team write, each alone, how urgent a place is. A proposal waits "
            "until that is done for everybody. It never makes a ranking."
        ),
    )
    why = forms.CharField(
        label=_("Why these numbers"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Write why, in a few words: everybody reads it.")},
    )
    reason = forms.CharField(
        label=_("Why a new version"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        error_messages={"required": _("Write why, in a few words: it stays with the decision.")},
    )


class SheetForms:
    """The whole sheet: general numbers, a line a territory, lines of floors."""

    def __init__(
        self,
        territories: Sequence[str],
        typed: Typed = None,
        *,
        sheet: Sheet | None = None,
        anew: bool = False,
    ) -> None:
        """From what was typed, or from a sheet that stands, or empty. `anew`: a version was frozen
        already, so a new one says why.
        """
        self.typed = typed
        self.main = SheetForm(typed, initial=_initial(sheet) if sheet else None)
        self.main.fields["reason"].required = anew
        self.places = [
            (name, PlaceForm(typed, prefix=f"place-{index}", initial=_place(sheet, name)))
            for index, name in enumerate(territories)
        ]
        floors = list(sheet.floors) if sheet else []
        self.floors = [
            FloorForm(typed, prefix=f"floor-{index}", initial=_floor(floors, index))
            for index in range(max(3, len(floors) + 1))
        ]

    @property
    def all(self) -> Iterable[forms.Form]:
        return [self.main, *(form for _name, form in self.places), *self.floors]

    @property
    def with_errors(self) -> list[forms.Form]:
        return [form for form in self.all if form.is_bound and form.errors]

    def is_valid(self) -> bool:
        return not [form for form in self.all if not form.is_valid()]

    def sheet(self) -> Sheet:
        said = self.main.cleaned_data
        students = (said["students_low"], said["students_high"])
        floors = [form.floor() for form in self.floors]
        return Sheet(
            seats=said["seats"],
            places={name: Place(**form.cleaned_data) for name, form in self.places},
            floors=tuple(floor for floor in floors if floor is not None),
            students=None if None in students else students,
            mediated=said["mediated"],
            per_operator=said["per_operator"],
            circle_size=(said["circle_low"], said["circle_high"]),
            one_a_household=said["one_a_household"],
            urgency=said["urgency"],
            why=said["why"].strip(),
        )


def _initial(sheet: Sheet) -> dict[str, Any]:
    students = sheet.students or (None, None)
    size = sheet.circle_size
    return {
        "seats": sheet.seats,
        "students_low": students[0],
        "students_high": students[1],
        "mediated": sheet.mediated,
        "per_operator": sheet.per_operator,
        "circle_low": size[0],
        "circle_high": size[1],
        "one_a_household": sheet.one_a_household,
        "urgency": sheet.urgency,
        "why": sheet.why,
    }


def _place(sheet: Sheet | None, name: str) -> dict[str, Any] | None:
    if sheet is None or name not in sheet.places:
        return None
    place = sheet.places[name]
    return {"wanted": place.wanted, "low": place.low, "high": place.high}


def _floor(floors: Sequence[Floor], index: int) -> dict[str, Any] | None:
    if index >= len(floors):
        return None
    floor = floors[index]
    return {
        "trait": f"{floor.feature}={floor.value}",
        "least": floor.least,
        "reason": floor.reason,
        "review_on": floor.review_on,
    }


class LotForm(ReasonForm):
    """A lot among equals."""

    among = forms.MultipleChoiceField(label=_("Among whom"), widget=forms.CheckboxSelectMultiple)
    places = _number(_("How many places are drawn"), required=True)
    seed_from = forms.CharField(
        label=_("Where the number will come from"),
        max_length=200,
        help_text=_("Say it before, for example: the numbers of the Torino wheel on Saturday."),
    )
    witnesses = forms.CharField(
        label=_("Witnesses"),
        max_length=LONGEST,
        help_text=_("At least two names, one a line."),
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, among: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        """`among`: who can be in the lot."""
        super().__init__(*args, **kwargs)
        self.fields["among"].choices = list(among)  # type: ignore[attr-defined]


class DrawForm(SeenForm):
    seed = forms.CharField(
        label=_("The number that came out"),
        max_length=80,
        error_messages={"required": _("Write the number that came out, for example 7 21 45.")},
    )
