"""One's own account: of participants on the phone, of everybody else on the desk."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cerchia.access import fresh, second_factor, sessions
from cerchia.access.errors import PinsDiffer
from cerchia.access.forms import ChangePasswordForm, ChangePinForm, ExitForm
from cerchia.access.fresh import fresh_sign_in
from cerchia.access.hooks import introduction_of
from cerchia.access.models import User
from cerchia.access.network import network_of
from cerchia.access.requests import SignedIn
from cerchia.access.rules import western
from cerchia.access.usecases import (
    change_password,
    change_pin,
    choose_exit_page,
    make_code,
    revoke_phone,
)
from cerchia.access.views.common import again, refuse
from cerchia.documents.codes import qr_svg
from cerchia.kit.errors import DomainError


def _only_participants(request: SignedIn) -> None:
    if not introduction_of(request.user).takes_part:
        raise Http404


@require_safe
def settings_page(request: SignedIn) -> HttpResponse:
    """Language, PIN, phones, the page to leave for; for who works here, the account."""
    if not introduction_of(request.user).takes_part:
        return redirect("access:account")
    row = request.sign_in  # type: ignore[attr-defined]
    context = {
        "phones": request.user.devices.bound(),
        "this": row.device_id if row else None,
        "exit": ExitForm(initial={"page": request.user.exit_page}),
        "exit_pages": User.ExitPage.choices,
        "language": get_language_info(get_language() or settings.LANGUAGE_CODE)["name_local"],
    }
    return render(request, "access/settings.html", context)


@require_POST
def exit_page(request: SignedIn) -> HttpResponse:
    _only_participants(request)
    form = ExitForm(request.POST)
    if form.is_valid():
        choose_exit_page(user=request.user, page=User.ExitPage(form.cleaned_data["page"]))
        messages.success(request, _("Saved."))
    return redirect("access:settings")


@sensitive_post_parameters("old", "pin", "again")
@require_http_methods(["GET", "POST"])
def pin_change(request: SignedIn) -> HttpResponse:
    """A new PIN for this phone."""
    row = request.sign_in  # type: ignore[attr-defined]
    if row is None or row.device is None:
        raise Http404
    form = ChangePinForm(request.POST or None)
    refused: DomainError | None = None
    if form.is_valid():
        try:
            if western(form.cleaned_data["pin"]) != western(form.cleaned_data["again"]):
                raise PinsDiffer
            change_pin(
                device=row.device, old=form.cleaned_data["old"], new=form.cleaned_data["pin"]
            )
        except DomainError as wrong:
            refused = wrong
            field = "old" if wrong.code in {"wrong_pin", "too_many_tries"} else "pin"
            refuse(form, wrong, field)
        else:
            messages.success(request, _("You have a new PIN."))
            return redirect("access:settings")
    context = {"form": form, "back_url": reverse("access:settings")}
    if request.method == "POST":
        return again(request, "access/pin_change.html", context, refused)
    return render(request, "access/pin_change.html", context)


@require_POST
def phone_revoke(request: SignedIn, pk: UUID) -> HttpResponse:
    """One's own phone opens nothing any more, from its next request on."""
    phone = get_object_or_404(request.user.devices.bound(), pk=pk)
    revoke_phone(actor=request.user, device=phone)
    messages.success(request, _("That phone opens nothing any more."))
    return redirect("access:settings")


@require_POST
@fresh_sign_in
def phone_add(request: SignedIn) -> HttpResponse:
    """The code for another phone of one's own, shown in the answer and nowhere else."""
    _only_participants(request)
    made = make_code(actor=request.user, user=request.user)
    link = request.build_absolute_uri(reverse("access:connect", args=[made.code]))
    context = {
        "qr": qr_svg(link, label=_("Picture code for the other phone")),
        "link": link,
        "until": made.row.expires_at,
        "back_url": reverse("access:settings"),
    }
    return render(request, "access/phone_code.html", context)


@require_safe
def account(request: SignedIn) -> HttpResponse:
    """The account of staff and of everybody who is no participant."""
    who = introduction_of(request.user)
    context = {
        "who": who,
        "factors": second_factor.factors_of(request.user),
        "second_factor_needed": settings.CERCHIA_SECOND_FACTOR,
        "language": get_language_info(get_language() or settings.LANGUAGE_CODE)["name_local"],
        "section": "account",
    }
    return render(request, "access/account.html", context)


@sensitive_post_parameters("old", "new")
@require_http_methods(["GET", "POST"])
def password_change(request: SignedIn) -> HttpResponse:
    """A new password ends all other sessions."""
    form = ChangePasswordForm(request.POST or None)
    refused: DomainError | None = None
    if form.is_valid():
        given = form.cleaned_data
        try:
            change_password(
                user=request.user,
                old=given["old"],
                new=given["new"],
                network=network_of(request),
            )
        except DomainError as wrong:
            refused = wrong
            refuse(form, wrong, "old")
        except ValidationError as weak:
            form.add_error("new", weak)
        else:
            _keep_only_this_session(request)
            messages.success(request, _("You have a new password. Other sessions are closed."))
            return redirect("access:account")
    context = {"form": form, "section": "account"}
    if request.method == "POST":
        return again(request, "access/password.html", context, refused)
    return render(request, "access/password.html", context)


def _keep_only_this_session(request: SignedIn) -> None:
    row = request.sign_in  # type: ignore[attr-defined]
    sessions.end_all_of(request.user)
    if row is not None:
        sessions.begin(request, request.user, second_factor=row.has_second_factor)


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """The PIN or the password once more, then on to where one wanted to go."""
    following = sessions.safe_path(request, request.GET.get("next", "/"))
    if request.method == "POST":
        return fresh.prove_here(request) or redirect(following)
    if sessions.is_fresh(request):
        return redirect(following)
    return fresh.question(request)
