"""The phone of a participant: connected with a code, opened with a PIN, locked by itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from cerchia.access import phone_cookie, sessions
from cerchia.access.errors import PinsDiffer
from cerchia.access.forms import PhoneForm, PinForm
from cerchia.access.models import Device, EnrolmentCode
from cerchia.access.network import network_of
from cerchia.access.rules import PICTURES, western
from cerchia.access.usecases import bind_phone, open_code, prove_pin
from cerchia.access.usecases.phones import device_of
from cerchia.access.views.common import again, refuse, speak
from cerchia.kit.errors import DomainError
from cerchia.web.icons import pictogram


@login_not_required
@never_cache
@sensitive_post_parameters("pin", "again")
@require_http_methods(["GET", "POST"])
def connect(request: HttpRequest, code: str) -> HttpResponse:
    """What the camera of the phone opens. It names nobody: the code may be in wrong hands."""
    try:
        row = open_code(code=code, network=network_of(request))
    except DomainError as over:
        return again(request, "access/code_used.html", {"refused": over}, over)
    form = PhoneForm(request.POST or None)
    refused: DomainError | None = None
    if form.is_valid():
        try:
            return _connected(request, row, form)
        except DomainError as wrong:
            refused = wrong
            refuse(form, wrong, "pin" if wrong.code != "code_used" else None)
    pictures = [(name, pictogram(name).label) for name in PICTURES]
    context = {"form": form, "pictures": pictures, "chosen": form.data.get("picture", "")}
    if request.method == "POST":
        return again(request, "access/connect.html", context, refused)
    return render(request, "access/connect.html", context)


def _connected(request: HttpRequest, row: EnrolmentCode, form: PhoneForm) -> HttpResponse:
    given = form.cleaned_data
    if western(given["pin"]) != western(given["again"]):
        raise PinsDiffer
    device, secret = bind_phone(code=row, pin=given["pin"], picture=given["picture"])
    sessions.begin(request, device.user, device=device)
    answer = speak(redirect("/"), device.user.language)
    phone_cookie.put(answer, secret)
    return answer


@login_not_required
@never_cache
@sensitive_post_parameters("pin")
@require_http_methods(["GET", "POST"])
def pin(request: HttpRequest) -> HttpResponse:
    """The door of a phone that is known."""
    secret = phone_cookie.secret_in(request)
    device = device_of(secret)
    following = sessions.safe_path(request, request.GET.get("next", "/"))
    if device is None or secret is None:
        return _unknown_phone(request)
    if request.user.is_authenticated and request.method != "POST":
        return redirect(following)
    form = PinForm(request.POST or None)
    refused: DomainError | None = None
    if form.is_valid():
        try:
            prove_pin(device=device, pin=form.cleaned_data["pin"])
            return _opened(request, device, secret, following)
        except DomainError as wrong:
            refused = wrong
            refuse(form, wrong, "pin")
    context = {"form": form, "picture": device.picture}
    if request.method == "POST":
        return again(request, "access/pin.html", context, refused)
    return render(request, "access/pin.html", context)


def _opened(request: HttpRequest, device: Device, secret: str, following: str) -> HttpResponse:
    sessions.begin(request, device.user, device=device)
    answer = speak(redirect(following), device.user.language)
    phone_cookie.put(answer, secret)
    return answer


def _unknown_phone(request: HttpRequest) -> HttpResponse:
    """Taken away, locked or never connected: one answer, and the cookie goes."""
    answer = redirect("access:enter")
    if phone_cookie.secret_in(request) is not None:
        phone_cookie.take_away(answer)
    return answer


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    sessions.lock(request)
    return redirect("access:pin")
