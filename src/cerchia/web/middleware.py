"""The language of the person, and refusals of the domain in their own words."""

from collections.abc import Callable, Container

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from cerchia.kit.errors import DomainError
from cerchia.web.responses import refusal

Answer = Callable[[HttpRequest], HttpResponse]
SAID_IN_JSON = "/api/"


def chosen_language(request: HttpRequest) -> str:
    """The language of the account, else that of the cookie, else that of the browser."""
    offered = dict(settings.LANGUAGES)
    user = getattr(request, "user", None)
    for wanted in (
        getattr(user, "language", ""),
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
    ):
        if wanted in offered:
            return str(wanted)
    return _of_browser(request.META.get("HTTP_ACCEPT_LANGUAGE", ""), offered)


def _of_browser(header: str, offered: Container[str]) -> str:
    for code, _weight in parse_accept_lang_header(header):
        if code.split("-")[0] in offered:
            return code.split("-")[0]
    return str(settings.LANGUAGE_CODE)


class LanguageOfPerson:
    """Speaks the language that the person chose, from the account if they are signed in."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = chosen_language(request)
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response


class RefusalsInWords:
    """Turns a `DomainError` that no view caught into its sentence; marks pages with fragments."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["HX-Request"])
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        if request.path.startswith(SAID_IN_JSON):
            said = {"code": error.code, "message": str(error)}
            return JsonResponse(said, status=error.status)
        return refusal(request, error)
