"""What the team types about organisations: shape only."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cerchia.network.models import Organisation, Outreach
from cerchia.network.models.organisations import Kind
from cerchia.network.queries import Place
from cerchia.network.usecases import About, Contact, Reach, Try
from cerchia.network.usecases.common import LONGEST_NAME, LONGEST_PLACE, LONGEST_WORDS
from cerchia.people.rules import LANGUAGES
from cerchia.places import municipality
from cerchia.web.fields import DayField

Typed = Mapping[str, Any] | None
INTERESTS = [
    ("refugees", _("refugees")),
    ("migration", _("migration in general")),
    ("work", _("work and social insertion")),
    ("other", _("something else")),
]
TOO_LONG = _("This is too long: at most %(limit_value)d letters.")


def area(
    label: Any, *, rows: int = 3, most: int = LONGEST_WORDS, **options: Any
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        error_messages={"max_length": TOO_LONG},
        **options,
    )


def line(label: Any, *, most: int, required: bool = False, **options: Any) -> forms.CharField:
    """One line in any script. `missing`: what to say where it is needed and empty."""
    missing = options.pop("missing", _("Write it here."))
    kind = options.pop("type", "text")
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        widget=forms.TextInput(attrs={"dir": "auto", "type": kind}),
        error_messages={"required": missing, "max_length": TOO_LONG},
        **options,
    )


def capital(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """The same choices, each beginning with a capital letter."""
    return [(key, capfirst(label)) for key, label in choices]


def choose(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Fill the choices of a field that are known only now."""
    cast("forms.ChoiceField", form.fields[name]).choices = list(choices)


class WhereForm(forms.Form):
    """In which territory; not asked where there is only one."""

    where = forms.ChoiceField(label=_("Territory"))

    def __init__(self, places: Iterable[Place], data: Typed = None, *args: Any, **kw: Any) -> None:
        super().__init__(data, *args, **kw)
        self.places = {one.key: one for one in places}
        choose(self, "where", [(key, one.territory.name) for key, one in self.places.items()])
        if len(self.places) == 1:
            del self.fields["where"]

    def place(self) -> Place:
        if "where" in self.fields:
            return self.places[self.cleaned_data["where"]]
        return next(iter(self.places.values()))


class OrganisationForm(WhereForm):
    """All that is written of an organisation. Only the name is needed."""

    name = line(
        _("Name"),
        most=LONGEST_NAME,
        required=True,
        missing=_("Write the name, for example: Bakery of the station."),
    )
    kind = forms.ChoiceField(
        label=_("What it is"), choices=capital(Kind.choices), initial=Kind.OTHER
    )
    is_business = forms.BooleanField(label=_("It is a business"), required=False)
    interests = forms.MultipleChoiceField(
        label=_("What it cares for"),
        choices=capital(INTERESTS),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    town = line(_("Town"), most=LONGEST_PLACE, help_text=_("For example: Cossato"))
    address = line(_("Street and number"), most=200)
    phone = line(_("Phone"), most=40, type="tel")
    email = line(_("E-mail"), most=200, type="email")
    site = line(_("Site"), most=200)
    people_count = forms.IntegerField(
        label=_("How many people work there"), required=False, min_value=0, max_value=1_000_000
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken there"),
        choices=list(LANGUAGES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    about = area(_("What it does"))
    done_together = area(_("What we did together"))
    notes = area(_("Notes of the team"), help_text=_("Only the team of the territory reads them."))

    def about_it(self) -> About:
        said = self.cleaned_data
        same = ("name", "kind", "is_business", "people_count", "about", "done_together", "notes")
        typed: dict[str, Any] = {name: said[name] for name in same}
        typed |= {f"for_{key}": key in said["interests"] for key, _words in INTERESTS}
        return About(
            **typed,
            languages=said["languages"],
            reach=Reach(
                place=said["town"],
                **{name: said[name] for name in ("address", "phone", "email", "site")},
            ),
        )


def as_typed(row: Organisation) -> dict[str, Any]:
    """What stands in the form of an organisation that is there."""
    found = municipality(row.municipality)
    same = ("name", "kind", "is_business", "address", "phone", "email", "site", "people_count")
    more = ("languages", "about", "done_together")
    return {
        **{name: getattr(row, name) for name in (*same, *more)},
        "notes": str(row.notes),
        "town": found.label if found else row.place_name,
        "interests": [key for key, _words in INTERESTS if getattr(row, f"for_{key}")],
    }


class OutreachForm(forms.Form):
    """An attempt in two taps; words and a day if one likes."""

    channel = forms.ChoiceField(
        label=_("How"),
        choices=capital(Outreach.Channel.choices),
        initial=Outreach.Channel.PHONE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Tap how you tried.")},
    )
    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=capital(Outreach.Outcome.choices),
        widget=forms.RadioSelect,
        error_messages={"required": _("Tap what came of it.")},
    )
    words = area(_("In a few words"), rows=2)
    next_try_on = DayField(label=_("Try again on"), required=False)

    def attempt(self) -> Try:
        said = self.cleaned_data
        return Try(said["channel"], said["outcome"], said["words"], said["next_try_on"])


class OwnerForm(forms.Form):
    """Who asks, by when."""

    owner = forms.ChoiceField(label=_("Who asks"))
    on = DayField(label=_("By when"), required=False)

    def __init__(self, owners: Iterable[tuple[Any, str]], data: Typed = None, **kw: Any) -> None:
        super().__init__(data, **kw)
        choose(self, "owner", [(str(pk), name) for pk, name in owners])


class PersonForm(forms.Form):
    """Somebody to talk to there."""

    name = line(_("Name"), most=LONGEST_NAME, required=True, missing=_("Write the name."))
    job = line(_("What they do there"), most=80)
    phone = line(_("Work phone"), most=60, type="tel")
    email = line(_("Work e-mail"), most=200, type="email")

    def contact(self) -> Contact:
        return Contact(**self.cleaned_data)


class TieForm(forms.Form):
    """With whom it works: found by name, then picked."""

    other = line(
        _("Name of the other organisation"),
        most=LONGEST_NAME,
        required=True,
        missing=_("Write its name."),
    )
    words = line(_("What they do together"), most=120)


class ReasonForm(forms.Form):
    reason = line(_("Why"), most=300, required=True, missing=_("Write why, in a few words."))


class ConsentForm(forms.Form):
    consent = line(
        _("Who of the organisation said yes, and when"),
        most=200,
        required=True,
        missing=_("Write who of the organisation said yes, and when."),
    )


class QueueFilter(forms.Form):
    """Which part of the queue; what is not known is left out."""

    territorio = forms.UUIDField(required=False)
    chi = forms.CharField(required=False, max_length=40)
    vista = forms.CharField(required=False, max_length=10)
