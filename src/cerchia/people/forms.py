"""Shape of what a person, or staff beside them, tell about themselves."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cerchia.people.models import ContactPoint, Person, PersonLanguage, PracticalCheck, Protection
from cerchia.people.rules import LANGUAGES, countries
from cerchia.people.usecases import Identity, Spoken
from cerchia.web.fields import DayField

FIRST_YEAR, LAST_YEAR = 1920, 2020
LANGUAGE_ROWS = 5
UNKNOWN = ""
FEWEST_DIGITS = 5
NUMBERS = frozenset({ContactPoint.Kind.PHONE, ContactPoint.Kind.MESSAGE})


class IdentityForm(forms.Form):
    given_name = forms.CharField(
        label=_("First name"),
        max_length=80,
        error_messages={"required": _("Write at least the first name.")},
    )
    family_name = forms.CharField(label=_("Family name"), max_length=80, required=False)
    own_script_name = forms.CharField(
        label=_("First name in their own script"),
        max_length=80,
        required=False,
        help_text=_("If it is written in another alphabet."),
    )
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=_("Only the year: to know that someone is of age."),
    )
    gender = forms.ChoiceField(
        label=_("Woman or man"),
        choices=Person.Gender,
        initial=Person.Gender.UNSAID,
        required=False,
    )

    @staticmethod
    def of(person: Person) -> dict[str, Any]:
        """What stands in the form before it is changed."""
        names = ("given_name", "family_name", "own_script_name", "birth_year", "gender")
        return {name: getattr(person, name) for name in names}

    def identity(self, *, country: str = "") -> Identity:
        data = self.cleaned_data
        return Identity(
            given_name=data["given_name"],
            family_name=data["family_name"],
            own_script_name=data["own_script_name"],
            birth_year=str(data["birth_year"] or ""),
            country=country,
            gender=data["gender"] or Person.Gender.UNSAID,
        )


class ProtectionForm(forms.Form):
    """Status and dates of the permit. An expiry date never shuts anybody out."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    status = forms.ChoiceField(label=_("Protection"), choices=Protection.Status)
    permit_expires_on = DayField(label=_("The permit lasts until"), required=False)
    renewal_asked_on = DayField(
        label=_("Renewal asked on"),
        required=False,
        help_text=_("With the receipt the permit is still valid."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(UNKNOWN, _("not told")), *countries((get_language() or "it")[:2])]

    @staticmethod
    def of(person: Person) -> dict[str, Any]:
        """What stands in the form before it is changed."""
        row = person.protections.current().first()
        names = ("status", "permit_expires_on", "renewal_asked_on")
        held = {name: getattr(row, name) for name in names} if row else {}
        return {"country": person.country, **held}


class PracticalForm(forms.Form):
    """The first practical checks (R22)."""

    ANSWERS = ((UNKNOWN, _("not known yet")), ("yes", _("yes")), ("no", _("not yet")))
    has_account = forms.ChoiceField(label=_("Has a bank account"), choices=ANSWERS, required=False)
    residence_registered = forms.ChoiceField(
        label=_("Registered as resident"), choices=ANSWERS, required=False
    )
    obstacles = forms.CharField(
        label=_("What stands in the way"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )

    @staticmethod
    def of(person: Person) -> dict[str, Any]:
        """What stands in the form before it is changed."""
        row = PracticalCheck.objects.filter(person=person).first()
        if row is None:
            return {}
        said = {True: "yes", False: "no", None: UNKNOWN}
        return {
            "has_account": said[row.has_account],
            "residence_registered": said[row.residence_registered],
            "obstacles": row.obstacles,
        }

    def answer(self, name: str) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data[name])


class ContactForm(forms.Form):
    kind = forms.ChoiceField(label=_("How"), choices=ContactPoint.Kind)
    value = forms.CharField(label=_("Number or address"), max_length=200)
    is_safe = forms.BooleanField(
        label=_("Nobody else reads or answers here"), required=False, initial=True
    )

    def clean(self) -> dict[str, Any]:
        """A number has digits and an e-mail its sign: what cannot be reached helps nobody."""
        kind, value = self.cleaned_data.get("kind"), self.cleaned_data.get("value", "")
        digits = sum(character.isdigit() for character in value)
        if value and kind in NUMBERS and digits < FEWEST_DIGITS:
            self.add_error("value", _("Write the whole number, for example 011 123 4567"))
        if value and kind == ContactPoint.Kind.EMAIL and "@" not in value.strip("@"):
            self.add_error("value", _("Write the whole e-mail, for example amal@posta.it"))
        return self.cleaned_data


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[(UNKNOWN, "—"), *LANGUAGES.items()],
        required=False,
    )
    level = forms.ChoiceField(
        label=_("How well"),
        choices=PersonLanguage.Level,
        initial=PersonLanguage.Level.C2,
        required=False,
    )
    reads = forms.BooleanField(label=_("reads it"), required=False, initial=True)
    needs_voice = forms.BooleanField(label=_("better by voice"), required=False)
    interprets = forms.BooleanField(label=_("helps others understand it"), required=False)


if TYPE_CHECKING:
    Rows = forms.BaseFormSet[LanguageForm]
else:
    Rows = forms.BaseFormSet  # Django's own takes no type.


class LanguagesForm(Rows):
    """The languages of a person, the preferred one first. An empty row is no language."""

    def spoken(self) -> list[Spoken]:
        """In the order of the rows; the same language twice counts once."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("language")]
        first = {row["language"]: row for row in reversed(rows)}
        return [
            Spoken(
                language=row["language"],
                level=row["level"] or PersonLanguage.Level.C2,
                reads=row["reads"],
                needs_voice=row["needs_voice"],
                interprets=row["interprets"],
            )
            for row in rows
            if first[row["language"]] is row
        ]


LanguagesFormSet: type[LanguagesForm] = forms.formset_factory(  # type: ignore[assignment]
    LanguageForm, formset=LanguagesForm, extra=2, max_num=LANGUAGE_ROWS
)


def languages_of(person: Person) -> list[dict[str, Any]]:
    """What stands in the rows before they are changed."""
    names = ("language", "level", "reads", "needs_voice", "interprets")
    return [{name: getattr(row, name) for name in names} for row in person.languages.all()]
