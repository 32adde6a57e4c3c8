"""What people type about reviews: shape only."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cerchia.people.models import Person
from cerchia.projects.forms.fields import WORDS_AT_MOST, Typed, area, offer
from cerchia.projects.models import (
    Objective,
    ReviewMoment,
    StillMyWish,
)
from cerchia.projects.queries import ObjectiveLine, ReviewPage
from cerchia.projects.usecases import ReviewSheet, Still
from cerchia.web.fields import DayField


class DayForm(forms.Form):
    on = DayField(label=_("On which day"))


class WordsForm(forms.Form):
    words = forms.CharField(label=_("Words"), widget=area(4), max_length=WORDS_AT_MOST)


class StillForm(forms.Form):
    """One person's answer to "is this still your wish?"."""

    answer = forms.ChoiceField(
        label=_("Is this still what you want?"),
        choices=StillMyWish.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Ask, and write the answer.")},
    )
    words = forms.CharField(
        label=_("In their own words"), required=False, max_length=WORDS_AT_MOST, widget=area(2)
    )

    def __init__(self, person: Person, data: Typed = None) -> None:
        self.person = person
        super().__init__(data, prefix=f"w{person.pk.hex}")

    def still(self) -> Still:
        return Still(self.person, self.cleaned_data["answer"], self.cleaned_data["words"])


class ResultForm(forms.Form):
    """How an objective went: what the person says, confirmed here. Empty: it goes on."""

    result = forms.ChoiceField(label=_("How did it go?"), required=False, widget=forms.RadioSelect)

    def __init__(self, line: ObjectiveLine, data: Typed = None) -> None:
        self.line = line
        one = line.objective
        super().__init__(data, prefix=f"o{one.pk.hex}")
        results = Objective.Result
        offer(
            self,
            "result",
            [("", _("it goes on"))]
            + [(r.value, r.label) for r in (results.REACHED, results.PARTLY, results.NOT_REACHED)],
        )
        self.initial["result"] = "" if one.result == results.OPEN else one.result


class OutcomeForm(forms.Form):
    """Who is here, what comes next, and the outcome of a juncture."""

    present = forms.MultipleChoiceField(
        label=_("Who is here"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick who is here.")},
    )
    next_steps = forms.CharField(
        label=_("Next steps"), required=False, max_length=WORDS_AT_MOST, widget=area(3)
    )
    outcome = forms.ChoiceField(
        label=_("What we decide together"),
        widget=forms.RadioSelect,
        error_messages={"required": _("At a juncture choose together: renew, adapt or leave.")},
    )
    next_on = DayField(label=_("One more review on"), required=False)

    def __init__(self, page: ReviewPage, data: Typed = None) -> None:
        super().__init__(data)
        self.people = {str(chair.person.pk): chair.person for chair in page.chairs}
        offer(self, "present", [(key, one.given_name) for key, one in self.people.items()])
        kinds = ReviewMoment.Outcome
        if page.review.kind == ReviewMoment.Kind.JUNCTURE:
            choices = (kinds.RENEW, kinds.ADAPT, kinds.END_REACHED, kinds.END_EXIT)
            offer(self, "outcome", [(one.value, one.label) for one in choices])
        else:
            del self.fields["outcome"]


class SheetForms:
    """The forms of one review, read and saved together."""

    def __init__(self, page: ReviewPage, data: Typed = None) -> None:
        open_lines = [line for line in page.lines if line.objective.accepted_at is not None]
        dropped = Objective.Result.DROPPED
        self.stills = [StillForm(person, data) for person in page.people]
        self.results = [
            ResultForm(line, data) for line in open_lines if line.objective.result != dropped
        ]
        self.outcome = OutcomeForm(page, data)

    @property
    def all(self) -> list[forms.Form]:
        return [*self.stills, *self.results, self.outcome]

    def is_valid(self) -> bool:
        """Asks every form, so that each can say what is missing."""
        return not self.errors

    @property
    def errors(self) -> list[forms.Form]:
        return [form for form in self.all if form.errors]

    def sheet(self) -> ReviewSheet:
        said = self.outcome.cleaned_data
        results: dict[UUID, str] = {
            form.line.objective.pk: form.cleaned_data["result"]
            for form in self.results
            if form.cleaned_data["result"]
        }
        return ReviewSheet(
            present=[self.outcome.people[key] for key in said["present"]],
            next_steps=said["next_steps"],
            outcome=said.get("outcome", ""),
            still=[form.still() for form in self.stills],
            results=results,
            next_on=said["next_on"],
        )
