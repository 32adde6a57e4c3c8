"""What people type about compositions: shape only."""

from collections.abc import Iterable, Mapping
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cerchia.composing.models import Composition, KeepRule
from cerchia.composing.queries import Card, Fillable, Start
from cerchia.composing.rules import Change, Helper, HourChoice, Shape, Table
from cerchia.composing.usecases import Settings
from cerchia.composing.wording import circle_words, fillable_words, hour_words
from cerchia.programmes.models import Edition, Territory
from cerchia.selection.rules.hours import HOURS

Typed = Mapping[str, Any] | None
LONGEST = 1000
MOST = 40
WHY = _("Write why in a few words, for example: they come from the same valley.")


def reason_field(**options: Any) -> forms.CharField:
    """Why: always asked, never guessed."""
    options.setdefault("label", _("Why?"))
    return forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": WHY},
        **options,
    )


def version_field() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0)


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = list(choices)


class BeginForm(forms.Form):
    places = forms.MultipleChoiceField(
        label=_("For whom"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one territory.")},
    )

    def __init__(self, starts: Iterable[Start], data: Typed = None) -> None:
        super().__init__(data)
        self.starts = {one.key: one for one in starts if one.waiting}
        words = _("%(place)s: %(n)d without a circle")
        offer(
            self,
            "places",
            [
                (key, words % {"place": one.territory.name, "n": one.waiting})
                for key, one in self.starts.items()
            ],
        )
        if not data:
            self.initial["places"] = list(self.starts)

    def clean_places(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["places"]
        if len({self.starts[key].edition.pk for key in chosen}) > 1:
            raise forms.ValidationError(_("Choose territories of one edition."), code="editions")
        return chosen

    def chosen(self) -> tuple[Edition, list[Territory]]:
        starts = [self.starts[key] for key in self.cleaned_data["places"]]
        return starts[0].edition, [one.territory for one in starts]


class ReasonForm(forms.Form):
    version = version_field()
    reason = reason_field()


class VersionForm(forms.Form):
    version = version_field()


class TakeForm(ReasonForm):
    answer = forms.UUIDField(widget=forms.HiddenInput)
    alternative = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class LockForm(ReasonForm):
    circle = forms.CharField(widget=forms.HiddenInput, max_length=40)


def hours_field(own: Iterable[str]) -> forms.MultipleChoiceField:
    """The hours of a week, and those that somebody wrote otherwise."""
    known = [(code, hour_words(code)) for code in HOURS]
    more = [(code, code) for code in own if code not in HOURS]
    return forms.MultipleChoiceField(
        label=_("Hours"),
        choices=[*known, *more],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=list(own),
        help_text=_("No hour chosen: any hour."),
    )


class HoursForm(ReasonForm):
    """When somebody can come. The prefix keeps its ids apart from those of other forms."""

    def __init__(self, own: Iterable[str], data: Typed = None) -> None:
        super().__init__(data, prefix="hours")
        self.fields["hours"] = hours_field(tuple(own))


class SettingsForm(forms.Form):
    """Sizes, then for each of the team hours and circles at most, then who walks elsewhere."""

    version = version_field()
    size_min = forms.IntegerField(label=_("People in a circle, from"), min_value=2, max_value=MOST)
    size_max = forms.IntegerField(label=_("to"), min_value=2, max_value=MOST)
    operators_min = forms.IntegerField(label=_("Operators, from"), min_value=1, max_value=9)
    operators_max = forms.IntegerField(label=_("to"), min_value=1, max_value=9)
    mediators_min = forms.IntegerField(label=_("Mediators, from"), min_value=1, max_value=9)
    mediators_max = forms.IntegerField(label=_("to"), min_value=1, max_value=9)
    reason = reason_field()

    def __init__(
        self,
        composition: Composition,
        helpers: Iterable[Helper],
        places: Iterable[Territory],
        circles: Iterable[Fillable],
        data: Typed = None,
    ) -> None:
        super().__init__(data)
        self.composition, self.helpers, self.places = composition, list(helpers), list(places)
        if found := list(circles):
            self._add_circles(found)
        for name in ("version", "size_min", "size_max", "operators_min", "operators_max"):
            self.initial[name] = getattr(composition, name)
        for name in ("mediators_min", "mediators_max"):
            self.initial[name] = getattr(composition, name)
        for helper in self.helpers:
            self._add_helper(helper)
        if len(self.places) > 1:
            self._add_joins()

    def _add_helper(self, helper: Helper) -> None:
        self.fields[f"circles:{helper.id}"] = forms.IntegerField(
            label=_("Circles at most"),
            min_value=0,
            max_value=MOST,
            initial=helper.capacity,
            help_text=_("0: not in these circles."),
        )
        self.fields[f"hours:{helper.id}"] = hours_field(helper.hours)

    def _add_circles(self, found: list[Fillable]) -> None:
        included = self.composition.included.values_list("pk", flat=True)
        self.fields["circles"] = forms.MultipleChoiceField(
            label=_("Circles that are there already, to be filled"),
            choices=[(str(one.circle.pk), fillable_words(one)) for one in found],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            initial=[str(pk) for pk in included],
            help_text=_("Who walks in them stays. Only who is new is invited."),
        )

    def _add_joins(self) -> None:
        for place in self.places:
            others = [(str(one.pk), one.name) for one in self.places if one != place]
            self.fields[f"walks:{place.pk}"] = forms.ChoiceField(
                label=_("The people of %(place)s walk in") % {"place": place.name},
                choices=[(str(place.pk), place.name), *others],
                initial=self.composition.joins.get(str(place.pk), str(place.pk)),
            )

    def team(self) -> list[tuple[Helper, forms.BoundField, forms.BoundField]]:
        """Each of the team with their two fields."""
        return [(one, self[f"circles:{one.id}"], self[f"hours:{one.id}"]) for one in self.helpers]

    def joins(self) -> list[forms.BoundField]:
        return [self[f"walks:{one.pk}"] for one in self.places if len(self.places) > 1]

    def settings(self) -> Settings:
        typed = self.cleaned_data
        return Settings(
            shape=Shape(
                (typed["size_min"], typed["size_max"]),
                (typed["operators_min"], typed["operators_max"]),
                (typed["mediators_min"], typed["mediators_max"]),
            ),
            staff={
                one.id: {
                    "capacity": typed[f"circles:{one.id}"],
                    "slots": typed[f"hours:{one.id}"],
                }
                for one in self.helpers
            },
            joins={
                str(one.pk): into
                for one in self.places
                if (into := typed.get(f"walks:{one.pk}", str(one.pk))) != str(one.pk)
            },
            included=[UUID(pk) for pk in typed.get("circles", ())],
        )


class KeepForm(forms.Form):
    version = version_field()
    kind = forms.ChoiceField(
        label=_("They walk"),
        choices=[
            (KeepRule.Kind.TOGETHER, _("in the same circle")),
            (KeepRule.Kind.APART, _("never in the same circle")),
        ],
        widget=forms.RadioSelect,
    )
    one = forms.ChoiceField(label=_("Who"))
    other = forms.ChoiceField(label=_("And who"))
    third = forms.ChoiceField(label=_("And who else"), required=False)
    reason = reason_field(
        help_text=_("It is sealed. Only coordinators open it, and each time is written down."),
    )

    def __init__(self, table: Table, data: Typed = None) -> None:
        super().__init__(data)
        self.people = {w.code: w.person_id for w in table.walkers}
        self.people |= {h.id: h.person_id for h in table.helpers}
        choices = [("", _("Choose")), *sorted(table.names.items(), key=lambda one: one[1])]
        for name in ("one", "other", "third"):
            offer(self, name, choices)

    def chosen(self) -> list[Any]:
        names = (self.cleaned_data[name] for name in ("one", "other", "third"))
        return [self.people[one] for one in names if one]


class ChangeForm(forms.Form):
    """Where somebody goes: one of the changes that can be tried."""

    version = version_field()
    change = forms.ChoiceField(
        label=_("Where"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these.")},
    )
    reason = reason_field()

    def __init__(self, changes: Iterable[Change], data: Typed = None) -> None:
        super().__init__(data)
        self.changes = {f"{'-' if one.leaves else '+'}{one.circle}": one for one in changes}
        offer(self, "change", [(key, key) for key in self.changes])

    def chosen(self) -> Change:
        return self.changes[self.cleaned_data["change"]]


class HourForm(ReasonForm):
    """When a circle of the draft meets: one of the hours shown with who could not come."""

    hour = forms.ChoiceField(
        label=_("When"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these.")},
    )

    def __init__(self, choices: Iterable[HourChoice], data: Typed = None) -> None:
        super().__init__(data)
        offer(self, "hour", [(one.hour, hour_words(one.hour)) for one in choices])


class ConfirmForm(forms.Form):
    """A name for each circle that is new; those that are there already have theirs."""

    version = version_field()
    reason = reason_field()

    def __init__(
        self,
        cards: Iterable[Card],
        table: Table,
        names: Mapping[str, str],
        data: Typed = None,
    ) -> None:
        super().__init__(data)
        self.cards = list(cards)
        for ring in (card.ring for card in self.cards if card.existing is None):
            self.fields[f"name:{ring.id}"] = forms.CharField(
                label=_("Name of %(circle)s, %(place)s")
                % {"circle": circle_words(ring.id, table), "place": ring.territory},
                max_length=60,
                initial=names.get(ring.id, ""),
                error_messages={"required": _("Give every circle a name.")},
            )

    def named(self) -> list[tuple[Card, forms.BoundField | None]]:
        """Each circle with the field of its name, if it has none yet."""
        return [
            (card, self[f"name:{card.ring.id}"] if card.existing is None else None)
            for card in self.cards
        ]

    def names(self) -> dict[str, str]:
        return {
            name.partition(":")[2]: typed
            for name, typed in self.cleaned_data.items()
            if name.startswith("name:")
        }
