"""Shape of the rules of an edition and of jobs in it. Every number of an edition is data."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cerchia.programmes.models import Edition, Phase, StaffAssignment, Territory
from cerchia.programmes.usecases import COPIED, Period, print_of
from cerchia.web.fields import DayField, EurosField

MOST_PEOPLE = 1_000_000
MOST_DAYS = 3_650
WORD_LANGUAGES = ("it", "en", "fr", "ar")


class DaysField(forms.CharField):
    """Days separated by commas, as "30, 90, 180"; cleans to a rising list of whole numbers."""

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value) or ""
        words = [word.strip() for word in typed.split(",") if word.strip()]
        if not all(word.isdecimal() and 0 < int(word) <= MOST_DAYS for word in words):
            raise forms.ValidationError(_("Write days separated by commas, for example 30, 90."))
        return sorted({int(word) for word in words})

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(day) for day in value) if isinstance(value, list) else value


def _in_order(form: forms.Form) -> None:
    first, last = (form.cleaned_data.get(name) for name in ("starts_on", "ends_on"))
    if first and last and last <= first:
        form.add_error("ends_on", _("The last day comes after the first."))


class EditionForm(forms.Form):
    """All the rules of an edition. Names of fields are those of `Edition`."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    name = forms.CharField(
        label=_("Name"), max_length=120, error_messages={"required": _("Write a name.")}
    )
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    target_people = forms.IntegerField(
        label=_("About how many people"), min_value=1, max_value=MOST_PEOPLE
    )
    max_per_person_cents = EurosField(label=_("Highest amount for a person"))
    reward_cap_percent = forms.IntegerField(
        label=_("Reward, at most, per cent of the fund"), min_value=0, max_value=100
    )
    evidence_policy = forms.ChoiceField(
        label=_("Papers behind expenses"), choices=Edition.EvidencePolicy
    )
    paper_above_cents = EurosField(label=_("A paper is asked above"), zero=True)
    self_declared_percent = forms.IntegerField(
        label=_("Told without paper, at most, per cent of the fund"), min_value=0, max_value=100
    )
    payment_working_days = forms.IntegerField(
        label=_("Working days from signature to money"), min_value=1, max_value=60
    )
    review_days = DaysField(label=_("Days of the reviews, from the signature"), required=False)
    juncture_days = DaysField(
        label=_("Those among them that are junctures"),
        required=False,
        help_text=_("At a juncture it is decided to renew, adapt or leave."),
    )
    question_days = forms.IntegerField(
        label=_("Days to talk about a question"), min_value=1, max_value=MOST_DAYS
    )
    money_check_days = forms.IntegerField(
        label=_("Days after payment to ask whether it all arrived"),
        min_value=1,
        max_value=MOST_DAYS,
    )
    one_to_one_percent = forms.IntegerField(
        label=_("Share of contacts with one staff member that raises a hand, per cent"),
        min_value=1,
        max_value=100,
    )
    relation_days = forms.IntegerField(
        label=_("Days that the relation looks back"), min_value=1, max_value=MOST_DAYS
    )
    quiet_days = forms.IntegerField(
        label=_("Days without contact that are long"), min_value=1, max_value=MOST_DAYS
    )
    permit_warning_days = forms.IntegerField(
        label=_("Days before a permit ends to think of renewal"), min_value=1, max_value=MOST_DAYS
    )
    accounts_kept_years = forms.IntegerField(
        label=_("Years that accounts are kept"), min_value=1, max_value=30
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, label in Phase.Kind.choices:
            words = {"phase": capfirst(label)}
            self.fields[f"{kind}_from"] = DayField(
                label=_("%(phase)s: first day") % words, required=False
            )
            self.fields[f"{kind}_to"] = DayField(
                label=_("%(phase)s: last day") % words, required=False
            )
        for code in WORD_LANGUAGES:
            self.fields[f"word_{code}"] = forms.CharField(
                label=_("Our word for the circle (%(language)s)") % {"language": code},
                max_length=30,
            )

    @staticmethod
    def of(edition: Edition) -> dict[str, Any]:
        """What stands in the form before it is changed."""
        rules = {name: getattr(edition, name) for name in COPIED}
        days = {name: getattr(edition, name) for name in ("name", "starts_on", "ends_on")}
        phases = {
            f"{phase.kind}_{end}": day
            for phase in edition.phases.all()
            for end, day in (("from", phase.starts_on), ("to", phase.ends_on))
        }
        words = {f"word_{code}": edition.unit_words.get(code, "") for code in WORD_LANGUAGES}
        return {**rules, **days, **phases, **words, "seen": print_of(edition)}

    def changes(self) -> dict[str, Any]:
        """Values for `change_edition`."""
        names = [name for name in ("name", "starts_on", "ends_on", *COPIED) if name in self.fields]
        words = {code: self.cleaned_data[f"word_{code}"] for code in WORD_LANGUAGES}
        return {**{name: self.cleaned_data[name] for name in names}, "unit_words": words}

    def phases(self) -> dict[str, Period]:
        """Phases with both days; one day alone was refused by `clean`."""
        found = {}
        for kind in Phase.Kind.values:
            first, last = self._days(kind)
            if first and last:
                found[kind] = Period(first, last)
        return found

    def clean(self) -> dict[str, Any]:
        _in_order(self)
        for kind in Phase.Kind.values:
            first, last = self._days(kind)
            if bool(first) != bool(last):
                self.add_error(f"{kind}_from", _("Write both days, the first and the last."))
        reviews = set(self.cleaned_data.get("review_days", []))
        if not reviews.issuperset(self.cleaned_data.get("juncture_days", [])):
            self.add_error("juncture_days", _("Choose among the days of the reviews."))
        return self.cleaned_data

    def _days(self, kind: str) -> tuple[date | None, date | None]:
        return self.cleaned_data.get(f"{kind}_from"), self.cleaned_data.get(f"{kind}_to")


class CopyForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the new edition"),
        max_length=120,
        error_messages={"required": _("Write a name, for example Torino 2014")},
    )
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))

    def clean(self) -> dict[str, Any]:
        _in_order(self)
        return self.cleaned_data


class TerritoriesForm(forms.Form):
    """One line a territory: its name and, after a comma, about how many people."""

    lines = forms.CharField(
        label=_("Territories"),
        widget=forms.Textarea({"rows": 6}),
        help_text=_("One on each line: the name, a comma, about how many people. Torino, 24"),
    )

    @staticmethod
    def of(edition: Edition) -> dict[str, Any]:
        places = edition.places.select_related("territory")
        return {"lines": "\n".join(f"{p.territory.name}, {p.target_people}" for p in places)}

    def clean_lines(self) -> dict[str, int]:
        """Targets by name."""
        targets: dict[str, int] = {}
        for line in self.cleaned_data["lines"].splitlines():
            if not line.strip():
                continue
            name, _comma, number = (word.strip() for word in line.rpartition(","))
            if not name or not number.isdecimal() or name in targets:
                raise forms.ValidationError(
                    _("This line is not clear: %(line)s"), params={"line": line[:80]}
                )
            targets[name] = int(number)
        if not targets:
            raise forms.ValidationError(_("An edition has at least one territory."))
        return targets


class AssignmentForm(forms.Form):
    """A job for someone new or for someone already known by user name."""

    username = forms.SlugField(
        label=_("User name"),
        max_length=60,
        error_messages={
            "required": _("Write a user name, for example giulia-ferro"),
            "invalid": _("Write only letters, digits and hyphens, for example giulia-ferro"),
        },
        help_text=_("If it exists, this person gets one more job."),
    )
    given_name = forms.CharField(label=_("First name"), max_length=80, required=False)
    family_name = forms.CharField(label=_("Family name"), max_length=80, required=False)
    role = forms.ChoiceField(label=_("Job"))
    territory = forms.ChoiceField(label=_("Territory"), required=False)

    def __init__(
        self,
        territories: Iterable[Territory],
        data: Mapping[str, Any] | None = None,
        *,
        everywhere: bool = False,
    ) -> None:
        super().__init__(data)
        self.territories: Mapping[str, Territory] = {str(one.pk): one for one in territories}
        roles = [row for row in StaffAssignment.Role.choices if row[0] != "system"]
        places: list[tuple[str, Any]] = [(key, one.name) for key, one in self.territories.items()]
        if everywhere:
            places.append(("", _("all")))
        self.fields["territory"].required = not everywhere
        self.initial["territory"] = next(iter(self.territories), "")
        for name, choices in (("role", roles), ("territory", places)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = choices

    def chosen_territory(self) -> Territory | None:
        return self.territories.get(self.cleaned_data["territory"])


class AdmissionForm(forms.Form):
    """A new participant: the place in the edition. Who they are stands in `IdentityForm`."""

    territory = forms.ChoiceField(
        label=_("Territory"), error_messages={"required": _("Choose where the person lives.")}
    )
    is_student = forms.BooleanField(label=_("University student"), required=False)

    def __init__(self, territories: Iterable[Territory], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.territories = {str(one.pk): one for one in territories}
        field = self.fields["territory"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        places: list[tuple[str, Any]] = [(key, one.name) for key, one in self.territories.items()]
        field.choices = places if len(places) == 1 else [("", "—"), *places]

    def chosen_territory(self) -> Territory:
        return self.territories[self.cleaned_data["territory"]]
