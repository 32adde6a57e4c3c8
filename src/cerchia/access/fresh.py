"""For acts that ask who is there once more: a new phone, a payout account, a signature, an export.

`@fresh_sign_in` lets a request pass if a PIN or a password was given within five minutes. Else it
asks: a page that is read is opened after the answer; a form that was sent goes on with it, so that
nothing of what was written is lost (files excepted: such forms ask on the page before).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from cerchia.access import sessions
from cerchia.access.network import network_of
from cerchia.access.usecases import prove_password, prove_pin
from cerchia.kit.errors import DomainError

PROOF = "proof"
FORBIDDEN = 403
View = TypeVar("View", bound=Callable[..., HttpResponse])


def fresh_sign_in(view: View) -> View:
    """Ask for the PIN or the password again unless it was given within five minutes."""

    @wraps(view)
    def asks(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        question_first = ask_again(request)
        return question_first or view(request, *args, **kwargs)

    return cast("View", asks)


def ask_again(request: HttpRequest) -> HttpResponse | None:
    """The question, or nothing if the person is known well enough."""
    if sessions.is_fresh(request):
        return None
    if request.method != "POST":
        query = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{reverse('access:confirm')}?{query}")
    if PROOF not in request.POST:
        return question(request)
    return prove_here(request)


def prove_here(request: HttpRequest) -> HttpResponse | None:
    """Nothing if the PIN or password in the form is right, else the question with its reason."""
    try:
        prove(request, request.POST.get(PROOF, ""))
    except DomainError as refused:
        return question(request, refused)
    return None


def prove(request: HttpRequest, typed: str) -> None:
    """The PIN for who came in by phone, the password for all others."""
    row, user = getattr(request, "sign_in", None), request.user
    if row is not None and row.device is not None:
        prove_pin(device=row.device, pin=typed)
    else:
        prove_password(name=user.get_username(), password=typed, network=network_of(request))
    sessions.prove(request)


def question(request: HttpRequest, refused: DomainError | None = None) -> HttpResponse:
    """The page that asks, carrying along what was already written."""
    row = getattr(request, "sign_in", None)
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in {PROOF, "csrfmiddlewaretoken"}
        for value in values
    ]
    context = {
        "by_pin": row is not None and row.device_id is not None,
        "kept": kept,
        "refused": refused,
        "action": request.get_full_path(),
    }
    status = refused.status if refused else FORBIDDEN
    response = render(request, "access/confirm.html", context, status=status)
    if seconds := getattr(refused, "retry_after", 0):
        response.headers["Retry-After"] = str(seconds)
    return response
