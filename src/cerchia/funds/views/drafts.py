"""Expenses that waited on the phone: they arrive here by themselves once the network is back."""

from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cerchia.access.requests import SignedIn
from cerchia.funds.drafts import Draft, Waiting, mark_of, opened
from cerchia.funds.refusals import KeyUsed
from cerchia.funds.views.expense import again, record_said
from cerchia.kit.errors import DomainError
from cerchia.vault.errors import SealBroken

UNREADABLE = 400


@require_http_methods(["GET", "POST"])
def expenses_waiting(request: SignedIn) -> HttpResponse:
    """GET: whose boxes are taken now, and the secret to send them with. POST: one box.

    The same box twice is one expense. With `page` the answer is a page: the form with what was
    typed, for what could not be recorded by itself.
    """
    if request.method == "GET":
        return JsonResponse({"owner": mark_of(request.user), "token": get_token(request)})
    try:
        draft = opened(_waiting(request), owner=request.user)
    except (SealBroken, ValueError):
        return _said("unreadable", _("This expense could not be opened."), UNREADABLE)
    if "page" in request.POST:
        return again(request, draft.fields, draft.files)
    return _recorded(request, draft)


def _waiting(request: SignedIn) -> Waiting:
    sealed = request.FILES.get("sealed")
    if sealed is None:
        raise ValueError
    key = UUID(request.POST.get("key", ""))
    return Waiting(key, request.POST.get("key_id", ""), bytes(sealed.read()))


def _recorded(request: SignedIn, draft: Draft) -> HttpResponse:
    try:
        made = record_said(request, draft.fields, draft.files)
    except KeyUsed as used:
        url = reverse("funds:expense_detail", args=[used.params["expense"]])
        return _said("kept", str(used), 409, url=url)
    except DomainError as refused:
        return _said("refused", str(refused), refused.status)
    except Http404:
        return _said("refused", _("This fund or decision is not there any more."), 404)
    if made is None:
        return _said("refused", _("Something is missing in this expense."), 422)
    url = reverse("funds:expense_saved", args=[made.expense.pk])
    return _said("saved", _("The expense is saved."), 200, url=url)


def _said(state: str, sentence: str, status: int, *, url: str = "") -> JsonResponse:
    return JsonResponse({"state": state, "sentence": sentence, "url": url}, status=status)
