"""Making and removing second factors: before the first page opens, and from one's own account."""

from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cerchia.access import second_factor, sessions
from cerchia.access.forms import CodeForm, NewPasskeyForm
from cerchia.access.fresh import fresh_sign_in
from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.access.views.common import again, refuse, speak
from cerchia.documents.codes import qr_svg
from cerchia.kit.errors import DomainError

Finish = Callable[[], HttpResponse]
GROUP = 4


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def app_first(request: HttpRequest) -> HttpResponse:
    """Who has no second factor yet makes one before any page opens."""
    found = _owing(request)
    if found is None:
        return redirect("access:enter")
    return _app_page(request, found[0], lambda: _first_made(request, *found), first=True)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def key_first(request: HttpRequest) -> HttpResponse:
    found = _owing(request)
    if found is None:
        return redirect("access:enter")
    return _key_page(request, found[0], lambda: _first_made(request, *found), first=True)


@never_cache
@require_http_methods(["GET", "POST"])
@fresh_sign_in
def app_add(request: SignedIn) -> HttpResponse:
    return _app_page(request, request.user, lambda: _added(request))


@never_cache
@require_http_methods(["GET", "POST"])
@fresh_sign_in
def key_add(request: SignedIn) -> HttpResponse:
    return _key_page(request, request.user, lambda: _added(request))


@require_POST
@fresh_sign_in
def factor_remove(request: SignedIn, pk: int) -> HttpResponse:
    kinds = [second_factor.Type.TOTP, second_factor.Type.WEBAUTHN]
    row = get_object_or_404(Authenticator, pk=pk, user=request.user, type__in=kinds)
    second_factor.remove(request.user, row, may_be_last=not settings.CERCHIA_SECOND_FACTOR)
    messages.success(request, _("Removed. It opens nothing any more."))
    return redirect("access:account")


@never_cache
@require_http_methods(["GET", "POST"])
@fresh_sign_in
def recovery_codes(request: SignedIn) -> HttpResponse:
    """The codes to keep on paper; a POST makes new ones."""
    if request.method == "POST":
        second_factor.new_codes(request.user)
        messages.success(request, _("These are new. The old ones work no more."))
        return redirect("access:recovery_codes")
    codes = [_grouped(code) for code in second_factor.codes_of(request.user)]
    following = sessions.safe_path(
        request, request.GET.get("next", ""), otherwise=reverse("access:account")
    )
    return render(request, "access/codes.html", {"codes": codes, "following": following})


def _owing(request: HttpRequest) -> tuple[User, str] | None:
    found = sessions.waiting(request)
    if found is None or second_factor.factors_of(found[0]).count:
        return None
    return found


def _first_made(request: HttpRequest, user: User, following: str) -> HttpResponse:
    sessions.begin(request, user, second_factor=True)
    codes = f"{reverse('access:recovery_codes')}?{urlencode({'next': following})}"
    return speak(redirect(codes), user.language)


def _added(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Saved. From now on you need it to come in."))
    return redirect("access:account")


def _app_page(
    request: HttpRequest, user: User, done: Finish, *, first: bool = False
) -> HttpResponse:
    form = CodeForm(request.POST or None)
    secret = get_totp_secret()
    refused: DomainError | None = None
    if form.is_valid():
        try:
            second_factor.add_app(user, secret=secret, code=form.cleaned_data["code"])
        except DomainError as wrong:
            refused = wrong
            refuse(form, wrong, "code")
        else:
            clear_totp_secret(request)
            return done()
    link = get_adapter().build_totp_url(user, secret)
    context = {
        "form": form,
        "secret": _grouped(secret),
        "link": link,
        "qr": qr_svg(link, label=_("Picture code for the app")),
        "first": first,
    }
    if request.method == "POST":
        return again(request, "access/app.html", context, refused)
    return render(request, "access/app.html", context)


def _key_page(
    request: HttpRequest, user: User, done: Finish, *, first: bool = False
) -> HttpResponse:
    form = NewPasskeyForm(request.POST or None)
    refused: DomainError | None = None
    if form.is_valid():
        given = form.cleaned_data
        try:
            second_factor.add_passkey(user, name=given["name"], credential=given["credential"])
        except DomainError as wrong:
            refused = wrong
            refuse(form, wrong)
        else:
            return done()
    context = {"form": form, "question": second_factor.new_passkey(user), "first": first}
    if request.method == "POST":
        return again(request, "access/key.html", context, refused)
    return render(request, "access/key.html", context)


def _grouped(text: str) -> str:
    """Easier to read and to copy: in groups of four."""
    return " ".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))
