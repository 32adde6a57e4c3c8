"""The end of an edition: what is still open, and why it is closed all the same."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cerchia.access.engine import require
from cerchia.access.requests import SignedIn
from cerchia.programmes import hooks
from cerchia.programmes.closing import LONGEST, close_edition
from cerchia.programmes.views.common import edition_of, page_of, typed
from cerchia.web.responses import OK, attempt


class ClosingForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is closed now"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


@require_http_methods(["GET", "POST"])
def edition_close(request: SignedIn, pk: UUID) -> HttpResponse:
    edition = edition_of(request, pk)
    require(request.user, "programmes.change_edition", edition)
    form = ClosingForm(typed(request))
    status = OK
    if request.method == "POST":
        status = attempt(
            form,
            lambda: close_edition(actor=request.user, edition=edition, **form.cleaned_data),
        )
        if status == OK:
            messages.success(request, _("The edition is closed. What was written stays."))
            return redirect("programmes:edition_list")
    context = {"form": form, "part": "close", "matters": hooks.matters_of(edition)}
    return page_of(request, edition, "programmes/edition_close.html", context, status)
