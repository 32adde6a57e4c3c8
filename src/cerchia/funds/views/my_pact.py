"""The participant's pages: hear the pact, read it in two languages, sign it, wait for the money."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cerchia.access.fresh import fresh_sign_in
from cerchia.access.requests import SignedIn
from cerchia.funds.forms.pact import SignatureForm
from cerchia.funds.forms.payment import AccountForm
from cerchia.funds.models import Disbursement, Pact, PayoutAccount
from cerchia.funds.queries.pact import (
    articles_in,
    current_revision,
    language_for,
    languages_of_text,
    pact_of,
    programme_signature,
    sides_of,
    terms_of,
)
from cerchia.funds.queries.payment import first_payment
from cerchia.funds.usecases import record_payout_account, sign_as_owner
from cerchia.funds.views.pact_paper import pdf_answer
from cerchia.kit import clock
from cerchia.kit.errors import DomainError
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.projects.models import Wish
from cerchia.web.formats import day_month, full_day

UNPROCESSABLE = 422


@require_GET
def my_pact(request: SignedIn) -> HttpResponse:
    """Before the signatures the text, after them the way of the money; the text stays below."""
    person = _me(request)
    pact = pact_of(person)
    if pact is None:
        return render(request, "funds/my_pact_none.html", {"tab": "project"})
    return render(request, "funds/my_pact.html", _context(request, person, pact))


@require_http_methods(["GET", "POST"])
@fresh_sign_in
def my_signature(request: SignedIn) -> HttpResponse:
    """One last look, then the person's own signature in their own session."""
    person = _me(request)
    pact = pact_of(person)
    if pact is None or not pact.is_draft:
        return redirect("funds:my_pact")
    context = _context(request, person, pact)
    start = {"seal": context["revision"].sha256, "language": context["language"]}
    form = SignatureForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        sign_as_owner(
            actor=request.user,
            pact=pact,
            language=form.cleaned_data["language"],
            sha256=form.cleaned_data["seal"],
        )
        messages.success(request, _("You signed the pact."))
        return redirect("funds:my_pact")
    page = {**context, "form": form, "back_url": "/io/patto/"}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "funds/my_signature.html", page, status=status)


@require_GET
def my_pdf(request: SignedIn) -> HttpResponse:
    person = _me(request)
    pact = pact_of(person)
    if pact is None:
        raise Http404
    terms = terms_of(current_revision(pact))
    return pdf_answer(pact, language_for(person, terms, request.GET.get("lingua", "")))


@require_http_methods(["GET", "POST"])
@fresh_sign_in
def my_account(request: SignedIn) -> HttpResponse:
    """Where my money comes."""
    person = _me(request)
    current = PayoutAccount.objects.current().filter(person=person).first()
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_payout_account(actor=request.user, person=person, **form.cleaned_data)
        except DomainError as refused:
            if refused.status != UNPROCESSABLE:
                raise
            form.add_error("iban", str(refused))
        else:
            messages.success(request, _("Saved. The money comes here."))
            return redirect("funds:my_pact")
    context = {"form": form, "account": current, "back_url": "/io/patto/", "tab": "money"}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "funds/my_account.html", context, status=status)


def _me(request: SignedIn) -> Person:
    """The person of the session, if they take or took part in an edition."""
    if not standing.of(request.user).places:
        raise Http404
    return Person.objects.select_related("user").get(user=request.user)


def _context(request: SignedIn, person: Person, pact: Pact) -> dict[str, Any]:
    revision = current_revision(pact)
    terms = terms_of(revision)
    language = language_for(person, terms, request.GET.get("lingua", ""))
    sides = sides_of(pact, revision)
    payment = first_payment(pact) if pact.activated_at else None
    wishes = Wish.objects.filter(projects__in=pact.projects.all(), person=person)
    return {
        "pact": pact,
        "revision": revision,
        "terms": terms,
        "language": language,
        "languages": languages_of_text(terms),
        "articles": articles_in(terms, language),
        "mine": next(side for side in sides if side.person == person),
        "others": [side for side in sides if side.person != person],
        "programme": programme_signature(pact),
        "wish": wishes.order_by("-expressed_at").first(),
        "payment": payment,
        "way": way_of(pact, payment),
        "account": PayoutAccount.objects.current().filter(person=person).first(),
        "tab": "project",
    }


def way_of(pact: Pact, payment: Disbursement | None) -> list[dict[str, object]]:
    """Signed, prepared, on the account: as the screen of the money on its way shows it."""
    if payment is None:
        return []
    arrived = payment.executed_on
    prepared = payment.prepared_at
    late = payment.is_late
    return [
        {"title": _("Pact signed"), "note": _with_whom(pact), "state": "done"},
        {
            "title": _("Payment prepared"),
            "note": day_month(prepared) if prepared else _("in the next days"),
            "state": "done" if prepared else "now",
        },
        {
            "title": _("Money on the account") if not _by_hand(payment) else _("Money in hand"),
            "note": _arrival(payment),
            "state": "done" if arrived else "late" if late else "now" if prepared else "later",
        },
    ]


def _by_hand(payment: Disbursement) -> bool:
    hands = (PayoutAccount.Channel.CASH, PayoutAccount.Channel.CHEQUE)
    return payment.account is not None and payment.account.channel in hands


def _arrival(payment: Disbursement) -> str:
    if payment.executed_on:
        return day_month(payment.executed_on)
    if payment.is_late:
        return _("it was due on %(day)s: we are looking for it") % {"day": full_day(payment.due_on)}
    return _("by %(day)s") % {"day": full_day(payment.due_on)}


def _with_whom(pact: Pact) -> str:
    """The day, who signed for the programme and who explained it: first names."""
    signed = programme_signature(pact)
    day = day_month(pact.activated_at or clock.now())
    explained = [side.explanation for side in sides_of(pact, current_revision(pact))]
    names = [signed.person.given_name] if signed else []
    names += [row.explained_by.given_name for row in explained if row]
    people = _(" and ").join(dict.fromkeys(names))
    return _("%(day)s, with %(people)s") % {"day": day, "people": people} if people else day
