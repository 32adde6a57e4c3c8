"""What two people write down when they agree on a pact. Shape only."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cerchia.funds.articles import TITLES
from cerchia.funds.rules.pact import ARTICLES, OWN_WORDS, Instalment, Line, Terms
from cerchia.funds.usecases import Draft
from cerchia.kit.money import format_cents
from cerchia.people.models import Person
from cerchia.people.rules import LANGUAGES
from cerchia.projects.models import Objective
from cerchia.web.fields import DayField, EurosField

PARTS = (1, 2, 3)
HINTS = {
    "wish": gettext_lazy("What the person wants, in their words."),
    "amount": gettext_lazy("Why this amount: prices, offers, what was asked and what was found."),
    "person": gettext_lazy("What the person takes on, beside the words that are always there."),
    "programme": gettext_lazy("What the circle and the programme take on, with names and dates."),
}


def _words() -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(required=False, max_length=2000, widget=area)


class PactForm(forms.Form):
    """Amount, money by objective, own words, parts if the person asked for them."""

    amount = EurosField(label=gettext_lazy("How much, in all"))
    in_parts = forms.BooleanField(
        required=False, label=gettext_lazy("The person asked for the money in parts")
    )

    def __init__(
        self,
        *args: Any,
        objectives: Sequence[Objective],
        people: Sequence[Person] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.objectives = list(objectives)
        if people:
            self.fields["owners"] = _owners(people)
        for one in self.objectives:
            self.fields[f"line_{one.pk}"] = EurosField(label=one.title, required=False)
        for name in OWN_WORDS:
            self.fields[f"words_{name}"] = _words()
            self.fields[f"words_{name}"].label = str(TITLES[name])
            self.fields[f"words_{name}"].help_text = str(HINTS[name])
        self.fields["words_amount"].required = True
        self.fields["words_amount"].label = _("Why this amount")
        for number in PARTS:
            self.fields[f"part_{number}"] = EurosField(label=_("Part"), required=False)
            self.fields[f"part_{number}_on"] = DayField(label=gettext_lazy("On"), required=False)

    @property
    def line_fields(self) -> list[tuple[Objective, forms.BoundField]]:
        return [(one, self[f"line_{one.pk}"]) for one in self.objectives]

    @property
    def part_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"part_{number}"], self[f"part_{number}_on"]) for number in PARTS]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for number in PARTS if data.get("in_parts") else ():
            if data.get(f"part_{number}") and not data.get(f"part_{number}_on"):
                self.add_error(f"part_{number}_on", _("Write the day of this part."))
        return data

    def draft(self) -> Draft:
        """What was agreed, as the use cases take it. An objective left empty is not in it."""
        data = self.cleaned_data
        chosen = [(one, data.get(f"line_{one.pk}")) for one in self.objectives]
        parts = [
            Instalment(data[f"part_{number}"], data[f"part_{number}_on"])
            for number in PARTS
            if data["in_parts"] and data.get(f"part_{number}")
        ]
        return Draft(
            amount_cents=data["amount"],
            lines=[Line(one.pk, cents) for one, cents in chosen if cents is not None],
            words={name: data.get(f"words_{name}", "") for name in OWN_WORDS},
            instalments=parts,
        )


def _owners(people: Sequence[Person]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=gettext_lazy("Whose money it is"),
        help_text=gettext_lazy("One person: a fund of one. Several: a shared fund."),
        choices=[(str(person.pk), person.full_name) for person in people],
        widget=forms.CheckboxSelectMultiple,
    )


def typed(cents: int) -> str:
    """Cents as a person would type them: "3200" or "38,50"."""
    return format_cents(cents).removesuffix(".00").replace(".", ",")


def initial_of(terms: Terms) -> dict[str, Any]:
    """The form filled with terms that stand already."""
    filled: dict[str, Any] = {
        "amount": typed(terms.amount_cents),
        "in_parts": bool(terms.instalments),
    }
    for line in terms.lines:
        filled[f"line_{line.objective}"] = typed(line.cents)
    for name in OWN_WORDS:
        filled[f"words_{name}"] = terms.words.get(name, "")
    for number, part in zip(PARTS, terms.instalments, strict=False):
        filled[f"part_{number}"], filled[f"part_{number}_on"] = typed(part.cents), part.on
    return filled


def initial_from(objectives: Sequence[Objective], wishes: Sequence[str]) -> dict[str, Any]:
    """The form filled from the plan: planned money, and the wish as it was said."""
    planned = sum(one.planned_cents for one in objectives)
    lines = {f"line_{one.pk}": typed(one.planned_cents) for one in objectives}
    return {"amount": typed(planned), "words_wish": "\n".join(wishes), **lines}


class TranslationForm(forms.Form):
    """Every article in one language, as a mediator writes it."""

    def __init__(
        self,
        *args: Any,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        for name in ARTICLES:
            area = forms.Textarea(attrs={"rows": 5, "dir": "auto"})
            self.fields[name] = forms.CharField(
                label=str(TITLES[name]), max_length=4000, widget=area, required=False
            )

    def articles(self) -> Mapping[str, str]:
        return {name: self.cleaned_data[name] for name in ARTICLES}


class ExplainedForm(forms.Form):
    """The mediator says: I explained it aloud, in this language, today."""

    person = forms.UUIDField(widget=forms.HiddenInput)
    language = forms.ChoiceField(
        label=gettext_lazy("In which language"), choices=list(LANGUAGES.items())
    )


class SignatureForm(forms.Form):
    """The last look: the seal of the text that was shown, and a plain yes."""

    seal = forms.CharField(widget=forms.HiddenInput, max_length=64)
    language = forms.CharField(widget=forms.HiddenInput, max_length=10)
    sure = forms.BooleanField(
        label=gettext_lazy("I have read it or heard it, and I agree"),
        error_messages={"required": gettext_lazy("Tick here if you agree.")},
    )


class EndForm(forms.Form):
    decision = forms.CharField(
        label=gettext_lazy("What you decided together about the money that is left"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )
    returned = EurosField(
        label=gettext_lazy("Of it, how much comes back to the programme"), required=False
    )


class RewardForm(forms.Form):
    amount = EurosField(label=gettext_lazy("How much"))
    why = forms.CharField(
        label=gettext_lazy("For what: objectives reached, honest changes, word kept"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
