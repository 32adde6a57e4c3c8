"""Coming in with a name and a password, and with the second factor that staff must have."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cerchia.access import phone_cookie, second_factor, sessions
from cerchia.access.forms import CodeForm, EnterForm, PasskeyForm
from cerchia.access.hooks import introduction_of
from cerchia.access.models import User
from cerchia.access.network import network_of
from cerchia.access.requests import SignedIn
from cerchia.access.usecases import prove_password
from cerchia.access.views.common import again, speak
from cerchia.kit.errors import DomainError


@require_safe
def start(request: SignedIn) -> HttpResponse:
    """The root of the site: each to where their day begins."""
    return redirect(introduction_of(request.user).home or "access:account")


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    following = sessions.safe_path(request, request.GET.get("next", "/"))
    if request.user.is_authenticated:
        return redirect(following)
    form = EnterForm(request.POST or None)
    context: dict[str, object] = {
        "form": form,
        "following": following,
        "has_phone": phone_cookie.secret_in(request) is not None,
    }
    if request.method != "POST":
        return render(request, "access/enter.html", context)
    refused: DomainError | None = None
    if form.is_valid():
        try:
            user = prove_password(
                name=form.cleaned_data["username"],
                password=form.cleaned_data["password"],
                network=network_of(request),
            )
            return _beyond_the_password(request, user, following)
        except DomainError as wrong:
            refused = wrong
    return again(request, "access/enter.html", {**context, "refused": refused}, refused)


def _beyond_the_password(request: HttpRequest, user: User, following: str) -> HttpResponse:
    owes = second_factor.factors_of(user).count
    if not owes and not settings.CERCHIA_SECOND_FACTOR:
        return _inside(request, user, following, second_factor_given=False)
    sessions.wait_for_second_factor(request, user, following=following)
    return redirect("access:code" if owes else "access:app_first")


def _inside(
    request: HttpRequest, user: User, following: str, *, second_factor_given: bool
) -> HttpResponse:
    sessions.begin(request, user, second_factor=second_factor_given)
    return speak(redirect(following), user.language)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second factor of who has one."""
    found = sessions.waiting(request)
    if found is None:
        return redirect("access:enter")
    user, following = found
    factors = second_factor.factors_of(user)
    by_key = "credential" in request.POST
    form = CodeForm(None if by_key or request.method != "POST" else request.POST)
    refused: DomainError | None = None
    if request.method == "POST":
        try:
            if _proved(request, user, form):
                return _inside(request, user, following, second_factor_given=True)
        except DomainError as wrong:
            refused = wrong
    context = {
        "form": form,
        "has_app": factors.app is not None,
        "question": second_factor.passkey_question(user) if factors.keys else None,
        "refused": refused,
    }
    if request.method == "POST":
        return again(request, "access/code.html", context, refused)
    return render(request, "access/code.html", context)


def _proved(request: HttpRequest, user: User, form: CodeForm) -> bool:
    if "credential" in request.POST:
        key = PasskeyForm(request.POST)
        if key.is_valid():
            second_factor.prove_passkey(user, key.cleaned_data["credential"])
            return True
        return False
    if form.is_valid():
        second_factor.prove_code(user, form.cleaned_data["code"])
        return True
    return False
