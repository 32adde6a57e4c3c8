"""What people type about offers, needs and promises: shape only."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cerchia import places
from cerchia.network.models import Check, Help, Offer, Organisation, Unit
from cerchia.network.usecases.offers import MOST, Given
from cerchia.network.usecases.organisations import Reach
from cerchia.network.usecases.own import Ours
from cerchia.people.rules import LANGUAGES
from cerchia.support.models import Commitment, Need, PromiseExport
from cerchia.support.usecases import Asked, Ending
from cerchia.web.fields import DayField, EurosField

SUGGESTED = 5
State = Commitment.State


class PlaceField(forms.CharField):
    """A municipality by its name; gives its ISTAT code, or nothing where nothing is written."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=80, **options)

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value) or "").strip()
        if not typed:
            return ""
        found = places.exact(typed)
        if found:
            return found.istat
        near = [one.label for one in places.search(typed, SUGGESTED)]
        if near:
            words = _("Which one is it? Write it so: %(names)s.") % {"names": ", ".join(near)}
            raise forms.ValidationError(words, code="several")
        raise forms.ValidationError(
            _("We do not find this place. Write the name of the municipality, for example Biella."),
            code="unknown",
        )

    def prepare_value(self, value: Any) -> Any:
        found = places.municipality(str(value or ""))
        return found.label if found else value


def how_much() -> forms.IntegerField:
    words = _("Write a number from 1 to 10000, for example 6.")
    return forms.IntegerField(
        label=_("How much?"),
        min_value=1,
        max_value=MOST,
        initial=1,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), words),
    )


def unit() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Of what?"), choices=Unit.choices, initial=Unit.HOURS)


def kind() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Which kind of help?"),
        choices=[("", "—"), *Help.choices],
        error_messages={"required": _("Choose the kind from the list.")},
    )


def tongues(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=list(LANGUAGES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class OfferForm(forms.Form):
    """Three questions, and more for who wants to say more."""

    what = forms.CharField(
        label=_("What do you offer?"),
        max_length=200,
        widget=forms.TextInput({"dir": "auto"}),
        help_text=_("For example: six hours with our accountant."),
        error_messages={"required": _("Write it in a few words: six hours with our accountant.")},
    )
    quantity = how_much()
    unit = unit()
    help = kind()
    until_on = DayField(label=_("Until when?"), required=False)
    from_on = DayField(label=_("From when?"), required=False)
    place = PlaceField(label=_("Where?"), help_text=_("The municipality, if it is not your own."))
    conditions = forms.CharField(
        label=_("What has one to know?"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )
    unit_value = EurosField(
        label=_("What is one of it worth, in euros?"),
        help_text=_("Nobody pays it. It shows how much you give."),
        required=False,
        zero=True,
        empty=0,
    )
    languages = tongues(_("Which languages do you speak there?"))
    organisation = forms.ChoiceField(label=_("Who offers it?"))

    def __init__(self, bodies: Sequence[Organisation], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.bodies = {str(body.pk): body for body in bodies}
        if len(bodies) == 1:
            del self.fields["organisation"]
        else:
            field = self.fields["organisation"]
            field.choices = [(key, one.name) for key, one in self.bodies.items()]  # type: ignore[attr-defined]

    @staticmethod
    def in_answer_to(need: Need) -> dict[str, Any]:
        """What stands in the form when a need is before one's eyes."""
        return {
            "what": need.what,
            "quantity": max(need.quantity - need.promised, 1),
            "unit": need.unit,
            "help": need.help,
            "place": need.municipality,
        }

    def body(self) -> Organisation:
        chosen = self.cleaned_data.get("organisation") or next(iter(self.bodies))
        return self.bodies[chosen]

    def given(self) -> Given:
        said = self.cleaned_data
        return Given(
            help=said["help"],
            what=said["what"],
            quantity=said["quantity"],
            unit=said["unit"],
            conditions=said["conditions"],
            unit_value_cents=said["unit_value"],
            municipality=said["place"],
            languages=said["languages"],
            from_on=said["from_on"],
            until_on=said["until_on"],
        )


class CheckForm(forms.Form):
    """One tick for each thing that somebody of the team made sure of."""

    points = forms.MultipleChoiceField(
        label=_("I made sure that"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick each point when you are sure of it. Until then the offer waits.")
        },
    )

    def __init__(self, offer: Offer, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(check.value, Check(check).label) for check in offer.checks]
        self.fields["points"].choices = choices  # type: ignore[attr-defined]


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why can it not be used?"),
        help_text=_("The organisation reads this. For example: it asks for a deposit."),
        max_length=300,
        widget=forms.TextInput({"dir": "auto"}),
        error_messages={"required": _("Write in a few words why: the organisation reads it.")},
    )


class NeedForm(forms.Form):
    """What a step needs. Nothing in it may tell for whom."""

    what = forms.CharField(
        label=_("What is needed?"),
        max_length=120,
        widget=forms.TextInput({"dir": "auto"}),
        help_text=_(
            "Organisations read this. Write no name, no number and nothing about the person."
            " For example: six hours with an accountant."
        ),
        error_messages={"required": _("Write it in a few words: six hours with an accountant.")},
    )
    help = kind()
    quantity = how_much()
    unit = unit()
    by_on = DayField(label=_("By when?"), required=False)
    place = PlaceField(label=_("Where?"), help_text=_("The municipality, if it matters."))
    languages = tongues(_("Which language is needed?"))

    def asked(self) -> Asked:
        said = self.cleaned_data
        return Asked(
            help=said["help"],
            what=said["what"],
            quantity=said["quantity"],
            unit=said["unit"],
            municipality=said["place"],
            by_on=said["by_on"],
            languages=said["languages"],
        )


class OwnForm(forms.Form):
    """What an organisation's own people keep true."""

    place = PlaceField(label=_("Municipality"))
    address = forms.CharField(
        label=_("Address"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
    )
    phone = forms.CharField(
        label=_("Telephone of the office"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"type": "tel", "dir": "ltr"}),
    )
    email = forms.EmailField(
        label=_("E-mail of the office"),
        required=False,
        widget=forms.EmailInput({"dir": "ltr"}),
    )
    site = forms.CharField(
        label=_("Web site"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"inputmode": "url", "dir": "ltr"}),
    )
    people_count = forms.IntegerField(
        label=_("How many people work there?"), required=False, min_value=0, max_value=1_000_000
    )
    about = forms.CharField(
        label=_("What do you do?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )
    languages = tongues(_("Which languages do you speak there?"))

    @staticmethod
    def of(body: Organisation) -> dict[str, Any]:
        names = ("address", "phone", "email", "site", "people_count", "about", "languages")
        return {name: getattr(body, name) for name in names} | {"place": body.municipality}

    def ours(self, body: Organisation) -> Ours:
        """Where no municipality is written, the place abroad or in the team's words stays."""
        said = self.cleaned_data
        reach = Reach(
            municipality=said["place"],
            place=body.place_name,
            country=body.country,
            **{name: said[name] for name in ("address", "phone", "email", "site")},
        )
        return Ours(reach, said["about"], said["people_count"], said["languages"])


class EndingForm(forms.Form):
    """How a promise went; the reasons name no fault."""

    outcome = forms.ChoiceField(
        label=_("How did it go?"),
        choices=[
            (State.KEPT.value, _("All of it was given")),
            (State.PARTLY_KEPT.value, _("A part of it was given")),
            (State.NOT_KEPT.value, _("It did not happen")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it went.")},
    )
    quantity = forms.IntegerField(
        label=_("If a part: how much?"), required=False, min_value=1, max_value=MOST
    )
    value = EurosField(
        label=_("What was it worth, in euros?"),
        help_text=_("For the co-funding. Empty: as the offer says."),
        required=False,
        zero=True,
    )
    reason = forms.ChoiceField(
        label=_("If not all: why?"),
        choices=[("", "—"), *Commitment.Reason.choices],
        required=False,
    )
    words = forms.CharField(
        label=_("A few words"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )

    def ending(self) -> Ending:
        said = self.cleaned_data
        return Ending(
            outcome=said["outcome"],
            quantity=said["quantity"],
            value_cents=said["value"],
            reason=said["reason"],
            words=said["words"],
        )


class CallOffForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=[("", "—"), *Commitment.Reason.choices],
        error_messages={"required": _("Choose a reason from the list.")},
    )


class QuantityForm(forms.Form):
    """How much of an offer goes to a need or to a step; empty: as much as fits."""

    quantity = forms.IntegerField(
        label=_("How much of it?"), required=False, min_value=1, max_value=MOST
    )


class PromiseExportForm(forms.Form):
    """Which file, and of which territory."""

    form = forms.ChoiceField(
        label=_("Kind of file"), choices=PromiseExport.Form.choices, widget=forms.RadioSelect
    )
    territory = forms.ChoiceField(label=_("Territory"), required=False)

    def __init__(self, places: Iterable[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data, initial={"form": PromiseExport.Form.XLSX})
        choices = [("", _("all that I see")), *places]
        cast("forms.ChoiceField", self.fields["territory"]).choices = choices
