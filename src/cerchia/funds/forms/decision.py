"""What the owners of a shared fund type: their rule, the part of who leaves."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cerchia.funds.models import FundRule
from cerchia.funds.queries.fund import MemberRow
from cerchia.web.fields import EurosField

WRITE = _("Write it in your words.")


class RuleForm(forms.Form):
    sharing = forms.ChoiceField(
        label=_("Whose money is it?"),
        choices=FundRule.Sharing.choices,
        widget=forms.RadioSelect,
    )
    solo_limit = EurosField(label=_("Up to how much does one spend alone?"))
    above_limit = forms.ChoiceField(
        label=_("Above this, who has to say yes?"),
        choices=FundRule.Above.choices,
        widget=forms.RadioSelect,
    )
    account_holder = forms.ChoiceField(label=_("Who keeps the account?"), widget=forms.RadioSelect)
    when_one_leaves = forms.CharField(
        label=_("What if one of you leaves?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": WRITE},
    )
    days_to_vote = forms.IntegerField(
        label=_("How many days to answer?"), min_value=1, max_value=60, initial=7
    )

    def __init__(self, *args: Any, members: Sequence[MemberRow], **options: Any) -> None:
        super().__init__(*args, **options)
        holder = self.fields["account_holder"]
        assert isinstance(holder, forms.ChoiceField)  # noqa: S101 - declared above
        holder.choices = [(str(one.id), one.name) for one in members]

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "sharing": given["sharing"],
            "solo_limit_cents": given["solo_limit"],
            "above_limit": given["above_limit"],
            "when_one_leaves": given["when_one_leaves"],
            "days_to_vote": given["days_to_vote"],
        }

    def holder_id(self) -> UUID:
        return UUID(self.cleaned_data["account_holder"])


class LeavingForm(forms.Form):
    """One's own leaving: the words of the decision, the part, and where it goes."""

    decision = forms.CharField(
        label=_("What do you decide?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": WRITE},
    )
    amount = EurosField(label=_("Your part"), required=False)
    into = forms.ChoiceField(
        label=_("Where does your part go?"),
        choices=[
            ("new_fund", _("into a fund of my own")),
            ("own", _("to me, as my own money")),
            ("returned", _("back to the programme")),
        ],
        widget=forms.RadioSelect,
        initial="new_fund",
        required=False,
    )
