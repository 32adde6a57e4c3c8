"""What the pages of the door share."""

from collections.abc import Mapping

from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cerchia.kit.errors import DomainError

UNPROCESSABLE = 422
YEAR = 365 * 24 * 60 * 60


def again(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    refused: DomainError | None = None,
) -> HttpResponse:
    """The page with what was wrong and what was typed; says when to come back if it is too soon."""
    status = refused.status if refused else UNPROCESSABLE
    response = render(request, template, dict(context), status=status)
    if seconds := getattr(refused, "retry_after", 0):
        response.headers["Retry-After"] = str(seconds)
    return response


def refuse(form: BaseForm, refused: DomainError, field: str | None = None) -> None:
    """Lay the words of a refusal on the form."""
    form.add_error(field, str(refused))


def speak(response: HttpResponse, language: str) -> HttpResponse:
    """Let the browser remember the language, for the pages before the door too."""
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=YEAR,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
            httponly=True,
        )
    return response
