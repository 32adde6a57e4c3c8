"""What the person can see and decide about their own data."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cerchia.access.requests import SignedIn
from cerchia.people import usecases as people
from cerchia.people.forms import ContactForm, LanguagesForm, LanguagesFormSet, languages_of
from cerchia.people.models import Person
from cerchia.privacy import queries, usecases
from cerchia.privacy.models import Consent

UNPROCESSABLE = 422


@require_GET
def my_data(request: SignedIn) -> HttpResponse:
    """Who opened my file, and what I agreed to."""
    person = _me(request)
    looks, more = queries.looks_at(person.pk, after=request.GET.get("prima", ""))
    context = {
        "tab": "me",
        "back_url": "/io/impostazioni/",
        "person": person,
        "looks": looks,
        "more": more,
        "choices": queries.choices_of(person.pk),
    }
    return render(request, "privacy/my_data.html", context)


@require_POST
def consent_decide(request: SignedIn) -> HttpResponse:
    """Yes, or not any more: one tap, at work from the next request on."""
    person = _me(request)
    purpose = request.POST.get("purpose", "")
    if purpose not in Consent.Purpose.values:
        raise Http404
    if request.POST.get("answer") == "yes":
        usecases.give_consent(
            actor=request.user,
            person=person,
            purpose=purpose,
            language=(get_language() or "it")[:2],
            way=Consent.Way.READ,
        )
        messages.success(request, _("You said yes. You can take it back at any time."))
    else:
        usecases.withdraw_consent(actor=request.user, person=person, purpose=purpose)
        messages.success(request, _("You took it back. It holds from now on."))
    return redirect("privacy:my_data")


@require_http_methods(["GET", "POST"])
def my_contacts(request: SignedIn) -> HttpResponse:
    """How to reach me, and my languages: mine to change."""
    person = _me(request)
    contact, languages = _forms(request, person)
    if request.method == "POST":
        if "contact" in request.POST and contact.is_valid():
            people.add_contact(actor=request.user, person=person, **contact.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("privacy:my_contacts")
        if "languages" in request.POST and languages.is_valid():
            people.set_languages(actor=request.user, person=person, languages=languages.spoken())
            messages.success(request, _("Saved."))
            return redirect("privacy:my_contacts")
    context = {
        "tab": "me",
        "back_url": "/io/dati/",
        "contacts": person.contact_points.filter(ended_at=None).order_by("added_at"),
        "form": contact,
        "languages": languages,
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "privacy/my_contacts.html", context, status=status)


@require_POST
def my_contact_end(request: SignedIn) -> HttpResponse:
    person = _me(request)
    contact = get_object_or_404(person.contact_points, pk=_key(request.POST.get("contact", "")))
    people.end_contact(actor=request.user, contact=contact)
    messages.success(request, _("We do not use it any more."))
    return redirect("privacy:my_contacts")


def _me(request: SignedIn) -> Person:
    """The person behind the account; 404 where there is none."""
    return get_object_or_404(Person, user=request.user)


def _forms(request: SignedIn, person: Person) -> tuple[ContactForm, LanguagesForm]:
    contact = ContactForm(request.POST if "contact" in request.POST else None)
    data = request.POST if "languages" in request.POST else None
    return contact, LanguagesFormSet(data, initial=languages_of(person))


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
