"""Answers that several rooms give: a form again, a refusal in words, the quick exit."""

from collections.abc import Callable, Mapping

from django.contrib.messages import get_messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cerchia.kit.errors import DomainError
from cerchia.web import pages

OK, UNPROCESSABLE = 200, 422
NOT_FOR_FORMS = {403, 404}


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks, and wants a piece and not a page it goes back to."""
    wanted = request.headers.get("HX-Request") == "true"
    return wanted and request.headers.get("HX-History-Restore-Request") != "true"


def form_again(
    request: HttpRequest, template: str, context: Mapping[str, object] | None = None
) -> HttpResponse:
    """The form with its errors and with what was typed, 422."""
    return render(request, template, dict(context or {}), status=UNPROCESSABLE)


def attempt(form: BaseForm, act: Callable[[], object]) -> int:
    """Carry out a valid form; a refusal becomes words on the form. Returns the status.

    What is not there or not theirs is not a matter of the form.
    """
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        act()
    except DomainError as refused:
        if refused.status in NOT_FOR_FORMS:
            raise
        form.add_error(None, str(refused))
        return refused.status
    return OK


def refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The words of a refusal: in the message line of the page for htmx, else as a page."""
    if is_fragment(request):
        response = render(
            request, "web/_refusal.html", {"sentence": str(error)}, status=error.status
        )
        response.headers["HX-Retarget"] = "#messages"
        response.headers["HX-Reswap"] = "innerHTML show:top"
    else:
        response = pages.told(request, error.status, sentence=str(error))
    if seconds := getattr(error, "retry_after", 0):
        response.headers["Retry-After"] = str(seconds)
    return response


def leave(request: HttpRequest, neutral_page: str) -> HttpResponse:
    """The answer to the quick exit: an empty page that goes to `neutral_page` by itself.

    Not a redirect: the content policy lets forms lead only to ourselves.
    """
    list(get_messages(request))
    response = render(request, "web/left.html", {"neutral_page": neutral_page})
    response.headers["Cache-Control"] = "no-store, private"
    return response
