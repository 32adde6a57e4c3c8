"""Pages for when something is not as expected: what is safe, one way out, a person to call."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from cerchia.web.addresses import address

WRITTEN = {400, 403, 404, 409, 422, 429, 500}


def told(request: HttpRequest, status: int, *, sentence: str = "") -> HttpResponse:
    """The page of `status`; `sentence` says what the domain says, instead of our general words."""
    page = status if status in WRITTEN else 400
    context = {"sentence": sentence, "way_out": address("home"), "status": status}
    return render(request, f"web/errors/{page}.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return told(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return told(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return told(request, 404)


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form without its secret: old, or not ours."""
    return render(request, "web/errors/expired.html", {"way_out": request.path}, status=403)


def too_many(request: HttpRequest, *, seconds: int) -> HttpResponse:
    """Too many tries; `seconds` until the next."""
    response = told(request, 429)
    response.headers["Retry-After"] = str(seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - nothing of it is sure now
    """Written without asking the database or the session anything."""
    page = render_to_string("web/errors/500.html", {"way_out": address("home"), "status": 500})
    return HttpResponse(page, status=500)
