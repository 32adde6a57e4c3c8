"""What staff write down about a participant: one page a part, each saying why it is asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from cerchia.access.engine import may, require
from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.audit.usecases import file_opened
from cerchia.circles import usecases
from cerchia.circles.parts import Part
from cerchia.circles.scope import participants_visible_to, roles_towards
from cerchia.circles.usecases import Checks, Permit
from cerchia.kit import clock
from cerchia.kit.errors import DomainError
from cerchia.people.forms import (
    ContactForm,
    IdentityForm,
    LanguagesForm,
    LanguagesFormSet,
    PracticalForm,
    ProtectionForm,
    languages_of,
)
from cerchia.people.models import ContactPoint, Person
from cerchia.people.rules import days_to_renew
from cerchia.programmes.models import Participation
from cerchia.web.responses import OK, UNPROCESSABLE

SECTION = "people"
Typed = Mapping[str, Any] | None
Sheet: TypeAlias = BaseForm | LanguagesForm


@dataclass(frozen=True, slots=True)
class Page:
    """One part: its words, how its form is made, and how what was typed is written down."""

    title: Promise
    why: Promise
    readers: Promise
    template: str
    build: Callable[[Person, Typed], Any]
    write: Callable[[User, Person, Any], object]
    stays: bool = False


def _who(person: Person, typed: Typed) -> IdentityForm:
    return IdentityForm(typed, initial=IdentityForm.of(person))


def _write_who(actor: User, person: Person, form: IdentityForm) -> None:
    usecases.write_identity(actor=actor, person=person, identity=form.identity())


def _contact(_person: Person, typed: Typed) -> ContactForm:
    return ContactForm(typed)


def _write_contact(actor: User, person: Person, form: ContactForm) -> ContactPoint:
    return usecases.write_contact(actor=actor, person=person, **form.cleaned_data)


def _languages(person: Person, typed: Typed) -> LanguagesForm:
    return LanguagesFormSet(typed, initial=languages_of(person))


def _write_languages(actor: User, person: Person, form: LanguagesForm) -> None:
    usecases.write_languages(actor=actor, person=person, languages=form.spoken())


def _protection(person: Person, typed: Typed) -> ProtectionForm:
    return ProtectionForm(typed, initial=ProtectionForm.of(person))


def _write_protection(actor: User, person: Person, form: ProtectionForm) -> None:
    said = form.cleaned_data
    permit = Permit(
        status=said["status"],
        country=said["country"],
        expires_on=said["permit_expires_on"],
        renewal_asked_on=said["renewal_asked_on"],
    )
    usecases.write_protection(actor=actor, person=person, permit=permit)


def _checks(person: Person, typed: Typed) -> PracticalForm:
    return PracticalForm(typed, initial=PracticalForm.of(person))


def _write_checks(actor: User, person: Person, form: PracticalForm) -> None:
    checks = Checks(
        has_account=form.answer("has_account"),
        residence_registered=form.answer("residence_registered"),
        obstacles=form.cleaned_data["obstacles"],
    )
    usecases.write_checks(actor=actor, person=person, checks=checks)


CIRCLE_AND_TERRITORY = _(
    "It is read by the operators and mediators of the circle, the coordinator of the territory, "
    "and the person."
)
PAGES: dict[Part, Page] = {
    Part.WHO: Page(
        title=_("Who they are"),
        why=_(
            "The name is asked to call people as they wish and to pay them. The year of birth, "
            "because the programme is for adults: the full date is not kept."
        ),
        readers=CIRCLE_AND_TERRITORY,
        template="circles/person_change.html",
        build=_who,
        write=_write_who,
    ),
    Part.CONTACTS: Page(
        title=_("How to reach them"),
        why=_(
            "To call or write when a meeting changes. Write an address only if something must be "
            "sent there. A way that others may read is never used for money or papers."
        ),
        readers=CIRCLE_AND_TERRITORY,
        template="circles/person_contacts.html",
        build=_contact,
        write=_write_contact,
        stays=True,
    ),
    Part.LANGUAGES: Page(
        title=_("Languages"),
        why=_("To find a mediator, and to speak and write in the language that they prefer."),
        readers=CIRCLE_AND_TERRITORY,
        template="circles/person_languages.html",
        build=_languages,
        write=_write_languages,
    ),
    Part.PROTECTION: Page(
        title=_("Protection and permit"),
        why=_(
            "The funder asks which protection people hold, as numbers. The dates are kept to think "
            "of the renewal in time. The story of the asylum is never asked and never written."
        ),
        readers=_(
            "It is read by the operators of the circle, the coordinator of the territory, and the "
            "person. Mediators do not read it."
        ),
        template="circles/person_protection.html",
        build=_protection,
        write=_write_protection,
    ),
    Part.CHECKS: Page(
        title=_("First practical checks"),
        why=_(
            "Without an account the money cannot arrive by transfer; without a registered "
            "residence many doors stay closed. Nobody is left out: there are other ways."
        ),
        readers=_("It is read by the operators of the circle and by the person."),
        template="circles/person_change.html",
        build=_checks,
        write=_write_checks,
    ),
}


@require_http_methods(["GET", "POST"])
def person_change(request: SignedIn, pk: UUID, part: str) -> HttpResponse:
    """One part of the file, to read or to write down, as far as the reader's role goes."""
    kind = _part(part)
    person = _person(request, pk, kind)
    page = PAGES[kind]
    form = page.build(person, None)
    if request.method == "POST":
        require(request.user, "circles.write_file", person, kind)
        form = page.build(person, request.POST)
        if _written(form, lambda: page.write(request.user, person, form)):
            messages.success(request, say("Saved. The person reads it too."))
            return _on(person, kind, stays=page.stays)
    return _answer(request, person, kind, form)


@require_POST
def contact_end(request: SignedIn, pk: UUID, contact_pk: UUID) -> HttpResponse:
    """Stop using a way to reach a person. It is not deleted: it has a last day."""
    person = _person(request, pk, Part.CONTACTS)
    contact = get_object_or_404(person.contact_points.select_related("person"), pk=contact_pk)
    usecases.end_contact(actor=request.user, contact=contact)
    messages.success(request, say("It is not used any more."))
    return _on(person, Part.CONTACTS, stays=True)


def _part(text: str) -> Part:
    try:
        return Part(text)
    except ValueError:
        raise Http404 from None


def _person(request: SignedIn, pk: UUID, part: Part) -> Person:
    """A participant whose part the reader may see, with the trace that it was opened."""
    person = get_object_or_404(participants_visible_to(request.user), pk=pk)
    if not may(request.user, "circles.read_file", person, part):
        raise Http404
    file_opened(reader=request.user, role=_role(request.user, person), people=[pk], part="profile")
    return person


def _role(user: User, person: Person) -> str:
    """The nearest role, as the trace names it."""
    return next(
        (r for r in ("operator", "mediator") if r in roles_towards(user, person)), "coordinator"
    )


def _written(form: Sheet, act: Callable[[], object]) -> bool:
    """Whether a valid form was carried out; a refusal becomes words on the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except DomainError as refused:
        if refused.status in {403, 404} or not isinstance(form, BaseForm):
            raise
        form.add_error(None, str(refused))
        return False
    return True


def _on(person: Person, part: Part, *, stays: bool) -> HttpResponseRedirect:
    if stays:
        return redirect("circles:person_change", person.pk, part.value)
    return redirect(_file(person))


def _file(person: Person) -> str:
    return f"/persone/{person.pk}/"


def _answer(request: SignedIn, person: Person, part: Part, form: Sheet) -> HttpResponse:
    page = PAGES[part]
    context = {
        "section": SECTION,
        "crumbs": [(say("People"), "/persone/"), (person.short_name, _file(person))],
        "person": person,
        "page": page,
        "form": form,
        "may_write": may(request.user, "circles.write_file", person, part),
        "back": _file(person),
        "contacts": _contacts(person) if part is Part.CONTACTS else [],
        "permit_days": _permit_days(person) if part is Part.PROTECTION else None,
    }
    status = UNPROCESSABLE if form.is_bound else OK
    return render(request, page.template, context, status=status)


def _contacts(person: Person) -> list[ContactPoint]:
    return list(person.contact_points.filter(ended_at=None).order_by("kind", "added_at"))


def _permit_days(person: Person) -> int | None:
    """Days until the permit ends, once it is time to think of the renewal; negative: past."""
    row = person.protections.current().first()
    place = Participation.objects.filter(person=person).select_related("edition").first()
    if row is None or row.permit_expires_on is None or place is None:
        return None
    return days_to_renew(
        row.permit_expires_on,
        asked_on=row.renewal_asked_on,
        today=clock.today(),
        warning=place.edition.permit_warning_days,
    )
