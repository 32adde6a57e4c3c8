"""The long random secret by which a phone is known again."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cerchia.access.usecases.phones import TRUST


def _name() -> str:
    return "__Host-phone" if settings.CERCHIA_HTTPS else "phone"


def secret_in(request: HttpRequest) -> str | None:
    return request.COOKIES.get(_name())


def put(response: HttpResponse, secret: str) -> None:
    """Give the secret to the phone for ninety days, out of reach of any script."""
    response.set_cookie(
        _name(),
        secret,
        max_age=TRUST,
        path="/",
        secure=settings.CERCHIA_HTTPS,
        httponly=True,
        samesite="Lax",
    )


def take_away(response: HttpResponse) -> None:
    response.delete_cookie(_name(), path="/", samesite="Lax")
