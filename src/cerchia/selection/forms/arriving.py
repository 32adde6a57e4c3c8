"""What is typed by who asks to take part, and by who puts somebody forward. Shape only."""

from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cerchia.people.models import Protection
from cerchia.people.rules import LANGUAGES
from cerchia.people.usecases import Identity
from cerchia.selection.queries.arriving import Place
from cerchia.selection.rules.eligibility import STAGES
from cerchia.selection.usecases.arriving import LONGEST_WISH, Arrival, Reach, Words
from cerchia.selection.usecases.eligibility import Told
from cerchia.web.fields import DayField

Typed = Mapping[str, Any] | None
Files = MultiValueDict[str, Any] | None
ME, OTHER = "io", "altri"
FOR_WHOM = ((ME, _("for me")), (OTHER, _("for another person")))
FIRST_YEAR, LAST_YEAR = 1920, 2020


def page_language() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def languages() -> list[tuple[str, str]]:
    """All languages by their own names, that of the page first."""
    order = dict.fromkeys([page_language(), *LANGUAGES])
    return [(code, LANGUAGES[code]) for code in order if code in LANGUAGES]


def line(**more: str) -> forms.TextInput:
    return forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", **more})


class BeginForm(forms.Form):
    """For whom, and where. Asked before anything personal."""

    per = forms.ChoiceField(
        label=_("Who is it for?"),
        choices=FOR_WHOM,
        error_messages={"required": _("Tap for whom it is.")},
    )
    dove = forms.ChoiceField(
        label=_("Where do you live?"),
        error_messages={
            "required": _("Tap the place."),
            "invalid_choice": _("Choose a place from the list."),
        },
    )

    def __init__(
        self,
        places: Sequence[Place],
        data: Typed = None,
        allowed: Sequence[str] = (ME, OTHER),
    ) -> None:
        """`allowed`: for whom one may ask here; where that is one only, it is ticked."""
        super().__init__(data, initial={"per": allowed[0]} if len(allowed) == 1 else None)
        self.places = {place.key: place for place in places}
        choices = [(key, place.territory.name) for key, place in self.places.items()]
        cast("forms.ChoiceField", self.fields["dove"]).choices = choices
        per = cast("forms.ChoiceField", self.fields["per"])
        per.choices = [(key, word) for key, word in FOR_WHOM if key in allowed]

    @property
    def place(self) -> Place:
        return self.places[self.cleaned_data["dove"]]


class WordsForm(forms.Form):
    """What everybody who comes in tells: words or voice, a name, a way to be reached."""

    text = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST_WISH,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={
            "max_length": _(
                "This is very long. Write the first part; you tell the rest when we meet."
            ),
        },
    )
    voice = forms.FileField(required=False)
    language = forms.ChoiceField(
        label=_("In which language?"),
        error_messages={
            "required": _("Choose the language."),
            "invalid_choice": _("Choose the language from the list."),
        },
    )
    given_name = forms.CharField(
        label=_("What is your name?"),
        help_text=_("As people call you. A first name is enough."),
        max_length=80,
        widget=line(),
        error_messages={"required": _("Write a name, for example Amal.")},
    )
    contact = forms.CharField(
        label=_("How do we reach you?"),
        help_text=_("A phone number. Or write where and when we find you."),
        max_length=200,
        widget=line(),
        error_messages={"required": _("Write a phone number, for example 331 000 0000.")},
    )
    others_read = forms.BooleanField(
        label=_("Other people may answer there. Then we say nothing of this."), required=False
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Typed = None, files: Files = None) -> None:
        super().__init__(data, files, initial={"language": page_language(), "key": uuid4()})
        cast("forms.ChoiceField", self.fields["language"]).choices = languages()

    def arrival(self) -> Arrival:
        said = self.cleaned_data
        return Arrival(
            identity=Identity(said["given_name"], said.get("family_name", "")),
            words=Words(said["text"], said["voice"] or None, said["language"]),
            reach=Reach(said["contact"], said["others_read"]),
            key=said["key"],
            referrer=said.get("referrer", ""),
            agreed=bool(said.get("agreed")),
            late_reason=said.get("late_reason", ""),
        )


class OtherForm(WordsForm):
    """Somebody else, who said yes to it."""

    agreed = forms.BooleanField(
        label=_("I asked this person. They said yes, and they know who reads it."),
        error_messages={"required": _("First ask the person. Then tick that they said yes.")},
    )
    referrer = forms.CharField(
        label=_("Your name and phone"),
        help_text=_("If we do not reach the person, we ask you to pass a word on."),
        required=False,
        max_length=200,
        widget=line(),
    )
    field_order = ("given_name", "contact", "others_read", "agreed", "text", "voice", "language")

    def __init__(self, data: Typed = None, files: Files = None) -> None:
        super().__init__(data, files)
        self.fields["given_name"].label = _("What is their name?")
        self.fields["given_name"].help_text = _("As people call them. A first name is enough.")
        self.fields["contact"].label = _("How do we reach them?")
        reach = _("A phone number. Or write where and when we find the person.")
        self.fields["contact"].help_text = reach


class TeamForm(OtherForm):
    """Put forward by somebody with an account: an organisation of the network, or the team."""

    place = forms.ChoiceField(
        label=_("Where does the person live?"),
        error_messages={"required": _("Choose the place.")},
    )
    family_name = forms.CharField(
        label=_("Family name"), required=False, max_length=80, widget=line()
    )
    late_reason = forms.CharField(
        label=_("Why this request comes after the last day"),
        help_text=_("A coordinator writes it. It stays with the request."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, places: Sequence[Place], data: Typed = None, files: Files = None) -> None:
        super().__init__(data, files)
        self.places = {place.key: place for place in places}
        choices = [(key, place.territory.name) for key, place in self.places.items()]
        field = cast("forms.ChoiceField", self.fields["place"])
        field.choices = choices if len(choices) == 1 else [("", "—"), *choices]
        self.fields["text"].label = _("What do they want, in their own words?")
        del self.fields["referrer"]
        self.order_fields(["place", "given_name", "family_name", "contact", "others_read"])

    @property
    def chosen(self) -> Place:
        return self.places[self.cleaned_data["place"]]


class MoreForm(forms.Form):
    """What the edition asks, told now or when the team meets the person."""

    birth_year = forms.IntegerField(
        label=_("In which year were you born?"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "digits", "maxlength": 4}),
        error_messages={
            "invalid": _("Write the year with 4 digits, for example 1988."),
            "min_value": _("Write the year with 4 digits, for example 1988."),
            "max_value": _("Write the year with 4 digits, for example 1988."),
        },
    )
    status = forms.ChoiceField(
        label=_("Which document do you have?"),
        choices=[("", _("I tell you when we meet")), *Protection.Status.choices],
        required=False,
    )
    is_student = forms.BooleanField(label=_("I study at a university"), required=False)

    def told(self) -> Told:
        said = self.cleaned_data
        return Told(
            birth_year=str(said["birth_year"] or ""),
            status=said["status"],
            is_student=said["is_student"],
        )


class FactsForm(MoreForm):
    """The same and the rest, as the team writes it down."""

    permit_expires_on = DayField(label=_("The permit lasts until"), required=False)
    renewal_asked_on = DayField(
        label=_("Renewal asked on"),
        required=False,
        help_text=_("With the receipt the permit is still valid."),
    )
    reception = forms.ChoiceField(
        label=_("Reception"),
        choices=[
            ("", _("not known yet")),
            (STAGES[0], _("still in it")),
            (STAGES[1], _("has left it")),
            (STAGES[2], _("never was in it")),
        ],
        required=False,
    )
    left_on = DayField(
        label=_("Left reception on"),
        required=False,
        help_text=_("If only the month is known, its first day."),
    )

    def __init__(self, data: Typed = None, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields["birth_year"].label = _("Year of birth")
        self.fields["status"].label = _("Protection")
        choices = [("", _("not known yet")), *Protection.Status.choices]
        cast("forms.ChoiceField", self.fields["status"]).choices = choices
        self.fields["is_student"].label = _("Studies at a university")

    def told(self) -> Told:
        said = self.cleaned_data
        return Told(
            birth_year=str(said["birth_year"] or ""),
            status=said["status"],
            permit_expires_on=said["permit_expires_on"],
            renewal_asked_on=said["renewal_asked_on"],
            is_student=said["is_student"],
            reception=said["reception"],
            left_on=said["left_on"],
        )
