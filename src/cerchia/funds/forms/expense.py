"""What a person types about an expense. Shape only: money as people write it, in any digits."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from cerchia.funds.models import Evidence, ExpenseQuestion
from cerchia.funds.queries.fund import ObjectiveRow
from cerchia.kit import clock
from cerchia.web.fields import DayField, EurosField

OTHER = "other"


def aim_choices(objectives: Sequence[ObjectiveRow]) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = [(str(row.id), row.title) for row in objectives]
    return [*rows, (OTHER, _("Something else, or I do not know"))]


def aim_of(value: str) -> UUID | None:
    return None if value in {"", OTHER} else UUID(value)


class ExpenseForm(forms.Form):
    """At most three answers are needed: how much, for what, and the paper if there is one."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    amount = EurosField(label=_("How much did you pay?"))
    objective = forms.ChoiceField(
        label=_("For which objective?"),
        error_messages={
            "required": _("Choose an objective, or: Something else"),
            "invalid_choice": _("Choose one of these, or: Something else"),
        },
    )
    no_objective_reason = forms.CharField(label=_("What for?"), max_length=300, required=False)
    photo = forms.FileField(label=_("Photo of the receipt"), required=False)
    no_receipt = forms.BooleanField(label=_("I have no receipt"), required=False)
    voice = forms.FileField(label=_("Tell it by voice, if you like"), required=False)
    what = forms.CharField(label=_("What did you buy?"), max_length=200, required=False)
    payee = forms.CharField(label=_("From whom, or where?"), max_length=200, required=False)
    spent_on = DayField(label=_("On which day?"), required=False)
    why = forms.CharField(
        label=_("Why? The others read it."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, objectives: Sequence[ObjectiveRow], **options: Any) -> None:
        super().__init__(*args, **options)
        aims = self.fields["objective"]
        assert isinstance(aims, forms.ChoiceField)  # noqa: S101 - declared above
        aims.choices = aim_choices(objectives)
        if len(objectives) == 0:
            aims.required = False
        self.initial.setdefault("key", uuid4())
        self.initial.setdefault("spent_on", clock.today())

    def said(self) -> dict[str, Any]:
        """The arguments of `record_expense` that were typed."""
        given = self.cleaned_data
        aim = aim_of(given["objective"])
        return {
            "key": given["key"] or uuid4(),
            "amount_cents": given["amount"],
            "spent_on": given["spent_on"] or clock.today(),
            "what": given["what"],
            "objective": aim,
            "no_objective_reason": "" if aim else given["no_objective_reason"],
            "payee": given["payee"],
            "told": self._told(),
            "photo": given["photo"],
            "voice": given["voice"],
        }

    def _told(self) -> str:
        if self.cleaned_data["photo"]:
            return "photo"
        return "declaration" if self.cleaned_data["no_receipt"] else "later"


class CorrectionForm(forms.Form):
    """Only what changes; the rest stays as it was."""

    amount = EurosField(label=_("How much did you pay?"))
    what = forms.CharField(label=_("What did you buy?"), max_length=200, required=False)
    spent_on = DayField(label=_("On which day?"), required=False)
    objective = forms.ChoiceField(label=_("For which objective?"), required=False)
    reason = forms.CharField(
        label=_("What was wrong?"),
        max_length=300,
        error_messages={"required": _("Write it in a few words: I wrote the wrong amount.")},
    )

    def __init__(self, *args: Any, objectives: Sequence[ObjectiveRow], **options: Any) -> None:
        super().__init__(*args, **options)
        aims = self.fields["objective"]
        assert isinstance(aims, forms.ChoiceField)  # noqa: S101 - declared above
        aims.choices = aim_choices(objectives)

    def said(self) -> dict[str, Any]:
        """The arguments of `correct_expense` that were typed."""
        given = self.cleaned_data
        return {
            "amount_cents": given["amount"],
            "what": given["what"],
            "spent_on": given["spent_on"],
            "objective": aim_of(given["objective"]),
            "reason": given["reason"],
        }


class PaperForm(forms.Form):
    """A photo or a paper, or the word that there is none."""

    photo = forms.FileField(
        label=_("Photo of the receipt"),
        error_messages={
            "required": _("Take the photo, or choose it."),
            "empty": _("The file is empty. Choose it again, or take a new photo."),
        },
    )
    kind = forms.ChoiceField(choices=Evidence.Kind.choices, required=False)


class AskForm(forms.Form):
    text = forms.CharField(
        label=_("Your question"),
        help_text=_("The person reads it in these words. It is a question, not a no."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Write your question.")},
    )


class AnswerForm(forms.Form):
    """By words, by voice, by an objective, or in the circle."""

    text = forms.CharField(
        label=_("Write"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    voice = forms.FileField(label=_("By voice"), required=False)
    objective = forms.UUIDField(required=False)
    talk = forms.BooleanField(required=False)


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("How did it end?"), choices=ExpenseQuestion.Outcome.choices)
