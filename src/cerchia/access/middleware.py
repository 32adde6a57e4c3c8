"""Whether a session still holds, and doors that are closed to whoever has none."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from cerchia.access import phone_cookie, sessions

ANSWERS_IN_JSON = "/api/"


class StillSignedIn:
    """Looks at the sign-in behind a session before anybody trusts it.

    A session without one was not opened by our door: it counts only where a password alone does.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.sign_in = None  # type: ignore[attr-defined]
        request.is_locked = False  # type: ignore[attr-defined]
        if SESSION_KEY in request.session:
            _look(request)
        return self.get_response(request)


def _look(request: HttpRequest) -> None:
    if sessions.SIGN_IN not in request.session and not settings.CERCHIA_SECOND_FACTOR:
        return
    row = sessions.named_in(request)
    if row is None or str(row.user_id) != request.session[SESSION_KEY]:
        request.session.flush()
        sessions.nobody(request)
    elif sessions.is_locked(row):
        sessions.nobody(request)
        request.is_locked = True  # type: ignore[attr-defined]
    else:
        request.sign_in = row  # type: ignore[attr-defined]
        sessions.touch(row)


class ClosedDoors(LoginRequiredMiddleware):
    """Every page asks who is there, unless it says otherwise. The JSON interface asks by itself."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        if request.path.startswith(ANSWERS_IN_JSON):
            return None
        answer: HttpResponseBase | None = super().process_view(
            request, view_func, view_args, view_kwargs
        )
        return answer

    def handle_no_permission(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],  # noqa: ARG002
    ) -> HttpResponseRedirect:
        has_phone = phone_cookie.secret_in(request) is not None
        door = reverse("access:pin" if has_phone else "access:enter")
        wants = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
        if wants and wants != "/":
            door = f"{door}?{urlencode({'next': wants})}"
        answer = HttpResponseRedirect(door)
        if request.headers.get("HX-Request") == "true":
            answer.status_code = 401
            answer.headers["HX-Redirect"] = reverse("access:enter")
            del answer.headers["Location"]
        return answer
