"""The frame of the JSON interface: who asks, and how a refusal is said (RFC 9457).

Rooms bring a router each; `config` joins them. A token can do what its user can, nothing more.
"""

import logging
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import APIKeyCookie, HttpBearer

from cerchia.access.models import User
from cerchia.access.network import network_of
from cerchia.access.usecases import holder_of
from cerchia.kit.errors import DomainError

PROBLEM = "application/problem+json"
log = logging.getLogger("cerchia.access")


class Token(HttpBearer):
    """`Authorization: Bearer …` with a token of `cerchia user token NAME`."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        user = holder_of(token=token, network=network_of(request))
        if user is None:
            return None
        request.user = user
        if user.language in dict(settings.LANGUAGES):
            translation.activate(user.language)
        return user


class Session(APIKeyCookie):
    """The session of the pages. Whatever changes something needs `X-CSRFToken` as well."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:  # noqa: ARG002
        return request.user if isinstance(request.user, User) else None


def problem(status: int, title: str, code: str, **more: Any) -> JsonResponse:
    """A refusal: `title` is for people, `code` is stable."""
    said = {"type": "about:blank", "title": title, "status": status, "code": code, **more}
    return JsonResponse(said, status=status, content_type=PROBLEM)


def not_here() -> JsonResponse:
    return problem(404, _("This is not here, or it is not yours."), "not_found")


def say_refusals_in_json(api: NinjaAPI) -> None:
    """Let every refusal under `api` be a problem, in the language of the user."""
    api.add_exception_handler(DomainError, _domain)
    api.add_exception_handler(Http404, lambda _request, _error: not_here())
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(AuthenticationError, _unknown)
    api.add_exception_handler(HttpError, _http)
    api.add_exception_handler(RequestDataTooBig, _too_big)
    api.add_exception_handler(UnicodeError, _no_text)
    api.add_exception_handler(Exception, _broken)


def _domain(_request: HttpRequest, error: Any) -> JsonResponse:
    answer = problem(error.status, str(error), error.code)
    if seconds := getattr(error, "retry_after", 0):
        answer.headers["Retry-After"] = str(seconds)
    return answer


def _invalid(_request: HttpRequest, error: Any) -> JsonResponse:
    """Says where and why, never what was sent."""
    places = [
        {"place": [str(step) for step in one["loc"]], "reason": str(one["msg"])}
        for one in error.errors
    ]
    return problem(422, _("Something is missing or cannot be read."), "invalid", errors=places)


def _no_text(_request: HttpRequest, _error: Any) -> JsonResponse:
    """Half a character, which no text can hold."""
    return problem(422, _("Something is missing or cannot be read."), "invalid")


def _unknown(_request: HttpRequest, _error: Any) -> JsonResponse:
    answer = problem(401, _("Sign in, or send a token that works."), "not_signed_in")
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _http(_request: HttpRequest, error: Any) -> JsonResponse:
    if error.status_code == HTTPStatus.FORBIDDEN:
        return problem(403, _("The page is too old, or it was not ours. Load it again."), "csrf")
    return problem(error.status_code, _("This request cannot be read."), "bad_request")


def _too_big(_request: HttpRequest, _error: Any) -> JsonResponse:
    return problem(413, _("This is too big."), "too_big")


def _broken(_request: HttpRequest, error: Any) -> JsonResponse:
    log.error("The JSON interface broke", exc_info=error)
    return problem(500, _("Something broke here. Nothing was saved."), "broken")
