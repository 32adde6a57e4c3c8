"""One organisation: its page, a new one, what is changed of it."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cerchia.access.engine import may
from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.kit import clock
from cerchia.network import likeness, queries, usecases
from cerchia.network.forms.organisations import (
    INTERESTS,
    ConsentForm,
    OrganisationForm,
    OutreachForm,
    OwnerForm,
    PersonForm,
    ReasonForm,
    TieForm,
    as_typed,
)
from cerchia.network.likeness import Likeness, Named
from cerchia.network.models import (
    Organisation,
    OrganisationInvitation,
    OrganisationMember,
    OrganisationPerson,
)
from cerchia.network.models.organisations import State
from cerchia.network.views.common import (
    SECTION,
    crumbs,
    done,
    only_field_staff,
    organisation_of,
    typed,
)
from cerchia.places import exact
from cerchia.web.responses import OK, UNPROCESSABLE, attempt


@require_safe
def organisation_detail(request: SignedIn, pk: UUID) -> HttpResponse:
    """Its page; an entry that was merged leads to the one it is now."""
    only_field_staff(request.user)
    row = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    if row.merged_into_id is not None:
        return redirect("network:organisation_detail", row.merged_into_id)
    return page_of_one(request, pk)


def page_of_one(request: SignedIn, pk: UUID, status: int = OK, **shown: object) -> HttpResponse:
    """The page with the forms of its acts; `shown` are those that come back with an error."""
    one = queries.detail(request.user, pk)
    row = get_object_or_404(Organisation, pk=pk) if one is None else one.organisation
    owners = queries.owners_for(row.territory_id)
    said = dict(INTERESTS)
    context = {
        "section": SECTION,
        "crumbs": crumbs(),
        "one": one,
        "row": row,
        "interests": [said[key] for key in one.interests] if one else [],
        "outreach_form": OutreachForm(),
        "owner_form": OwnerForm(
            owners, initial={"owner": row.owner_id or request.user.pk, "on": row.next_try_on}
        ),
        "person_form": PersonForm(),
        "tie_form": TieForm(),
        "close_form": ReasonForm(),
        "consent_form": ConsentForm(),
        "is_closed": row.state == State.INACTIVE,
        "members": _members(row),
        "invitations": _invitations(row),
        "may_end_member": may(request.user, "network.end_member", row),
        **shown,
    }
    return render(request, "network/organisation.html", context, status=status)


def _invitations(row: Organisation) -> list[OrganisationInvitation]:
    waiting = row.invitations.filter(used_at=None, expires_at__gt=clock.now())
    return list(waiting.order_by("made_at"))


def _members(row: Organisation) -> list[OrganisationMember]:
    return list(row.members.filter(ended_at=None).select_related("person").order_by("joined_at"))


@require_http_methods(["GET", "POST"])
def organisation_new(request: SignedIn) -> HttpResponse:
    """A new one. Those that are alike are shown before it is saved."""
    only_field_staff(request.user)
    form = OrganisationForm(queries.places_worked(request.user), typed(request))
    alike: list[Likeness] = []
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            alike = [] if "anyway" in request.POST else _alike(form)
            made: list[Organisation] = []
            if not alike:
                status = attempt(form, lambda: made.append(_add(request, form)))
            if made:
                messages.success(request, _("It is in the queue: somebody will ask."))
                return redirect("network:organisation_detail", made[0].pk)
    context = {"section": SECTION, "crumbs": crumbs(), "form": form, "alike": alike}
    return render(
        request, "network/organisation_form.html", context, status=OK if alike else status
    )


def _add(request: SignedIn, form: OrganisationForm) -> Organisation:
    return usecases.add_organisation(
        actor=request.user, territory=form.place().territory, about=form.about_it()
    )


def _alike(form: OrganisationForm) -> list[Likeness]:
    said = form.cleaned_data
    found = exact(said["town"]) if said["town"] else None
    named = Named(
        said["name"],
        found.istat if found else "",
        said["phone"],
        said["site"],
        [form.place().territory.pk],
    )
    return likeness.like(named)


@require_http_methods(["GET", "POST"])
def organisation_change(request: SignedIn, pk: UUID) -> HttpResponse:
    row = organisation_of(request, pk)
    places = [
        one for one in queries.places_worked(request.user) if one.territory.pk == row.territory_id
    ]
    form = OrganisationForm(places[:1], typed(request), initial=as_typed(row))
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            status = attempt(form, lambda: _change(request, row, form))
            if status == OK:
                return done(request, row, _("Saved."))
    context = {"section": SECTION, "crumbs": crumbs(row), "form": form, "row": row}
    return render(request, "network/organisation_form.html", context, status=status)


def _change(request: SignedIn, row: Organisation, form: OrganisationForm) -> None:
    """A town that was not touched keeps its code, also where two towns have one name."""
    about = form.about_it()
    if "town" not in form.changed_data:
        reach = replace(about.reach, municipality=row.municipality, place=row.place_name)
        about = replace(about, reach=reach)
    usecases.change_organisation(actor=request.user, organisation=row, about=about)


@require_POST
def organisation_ask(request: SignedIn, pk: UUID) -> HttpResponse:
    """An attempt in two fields."""
    row = organisation_of(request, pk)
    form = OutreachForm(request.POST)
    status = UNPROCESSABLE
    if form.is_valid():
        status = attempt(
            form,
            lambda: usecases.log_outreach(
                actor=request.user, organisation=row, attempt=form.attempt()
            ),
        )
        if status == OK:
            return done(request, row, _("Written down."))
    return page_of_one(request, pk, status, outreach_form=form)


@require_POST
def organisation_assign(request: SignedIn, pk: UUID) -> HttpResponse:
    row = organisation_of(request, pk)
    owners = queries.owners_for(row.territory_id)
    form = OwnerForm(owners, request.POST)
    status = UNPROCESSABLE
    if form.is_valid():
        said = form.cleaned_data
        owner = get_object_or_404(User, pk=said["owner"])
        status = attempt(
            form,
            lambda: usecases.assign_owner(
                actor=request.user, organisation=row, owner=owner, on=said["on"]
            ),
        )
        if status == OK:
            return done(request, row, _("Written down."))
    return page_of_one(request, pk, status, owner_form=form)


@require_POST
def organisation_close(request: SignedIn, pk: UUID) -> HttpResponse:
    row = organisation_of(request, pk)
    form = ReasonForm(request.POST)
    status = UNPROCESSABLE
    if form.is_valid():
        said = form.cleaned_data["reason"]
        status = attempt(
            form,
            lambda: usecases.close_organisation(actor=request.user, organisation=row, reason=said),
        )
        if status == OK:
            return done(request, row, _("It is closed. What we wrote stays."))
    return page_of_one(request, pk, status, close_form=form)


@require_POST
def organisation_reopen(request: SignedIn, pk: UUID) -> HttpResponse:
    row = organisation_of(request, pk)
    usecases.reopen_organisation(actor=request.user, organisation=row)
    return done(request, row, _("It is open again."))


@require_POST
def organisation_publish(request: SignedIn, pk: UUID) -> HttpResponse:
    row = organisation_of(request, pk)
    form = ConsentForm(request.POST)
    status = UNPROCESSABLE
    if form.is_valid():
        said = form.cleaned_data["consent"]
        status = attempt(
            form,
            lambda: usecases.publish(actor=request.user, organisation=row, consent=said),
        )
        if status == OK:
            return done(request, row, _("Its public part may be shown from now on."))
    return page_of_one(request, pk, status, consent_form=form)


@require_POST
def organisation_unpublish(request: SignedIn, pk: UUID) -> HttpResponse:
    row = organisation_of(request, pk)
    usecases.unpublish(actor=request.user, organisation=row)
    return done(request, row, _("It is public no more."))


@require_POST
def person_add(request: SignedIn, pk: UUID) -> HttpResponse:
    row = organisation_of(request, pk)
    form = PersonForm(request.POST)
    status = UNPROCESSABLE
    if form.is_valid():
        status = attempt(
            form,
            lambda: usecases.add_person(
                actor=request.user, organisation=row, contact=form.contact()
            ),
        )
        if status == OK:
            return done(request, row, _("Written down."))
    return page_of_one(request, pk, status, person_form=form)


@require_POST
def person_end(request: SignedIn, pk: UUID) -> HttpResponse:
    only_field_staff(request.user)
    seen = Organisation.objects.visible_to(request.user)
    rows = OrganisationPerson.objects.filter(organisation__in=seen, ended_at=None)
    person = get_object_or_404(rows.select_related("organisation"), pk=pk)
    usecases.end_person(actor=request.user, person=person)
    return done(request, person.organisation, _("Taken out. The name is erased."))
