"""With whom an organisation works; two entries that are one; a pair that is two."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.network import likeness, queries, usecases
from cerchia.network.forms.organisations import TieForm
from cerchia.network.likeness import Named
from cerchia.network.models import Merge, Organisation, Tie
from cerchia.network.views.common import (
    SECTION,
    crumbs,
    done,
    only_field_staff,
    organisation_of,
)
from cerchia.network.views.organisations import page_of_one
from cerchia.web.responses import OK, UNPROCESSABLE, attempt

SURE = 85


@require_POST
def tie_make(request: SignedIn, pk: UUID) -> HttpResponse:
    """With the one that was picked, or with the one that the name can only be; else ask which."""
    row = organisation_of(request, pk)
    form = TieForm(request.POST)
    if not form.is_valid():
        return page_of_one(request, pk, UNPROCESSABLE, tie_form=form)
    seen = {one.territory.pk for one in queries.places_worked(request.user)}
    named = Named(form.cleaned_data["other"], territory_ids=list(seen))
    found = likeness.like(named, 6, without=row.pk)
    other = _meant(request, found)
    if other is None:
        if not found:
            form.add_error("other", _("No organisation of your territories is called so."))
        status = OK if found else UNPROCESSABLE
        return page_of_one(request, pk, status, tie_form=form, tie_choices=found)
    words = form.cleaned_data["words"]
    status = attempt(
        form, lambda: usecases.tie(actor=request.user, one=row, other=other, words=words)
    )
    if status == OK:
        return done(request, row, _("Written down."))
    return page_of_one(request, pk, status, tie_form=form)


def _meant(request: SignedIn, found: list[likeness.Likeness]) -> Organisation | None:
    picked = request.POST.get("picked", "")
    sure = [one for one in found if one.score >= SURE]
    if picked:
        wanted = _uuid(picked)
    elif len(sure) == 1:
        wanted = sure[0].organisation_id
    else:
        return None
    scope = Organisation.objects.visible_to(request.user).standing_alone()
    return get_object_or_404(scope, pk=wanted)


@require_POST
def tie_end(request: SignedIn, pk: UUID, tie_pk: UUID) -> HttpResponse:
    row = organisation_of(request, pk)
    seen = Organisation.objects.visible_to(request.user)
    ties = Tie.objects.filter(first__in=seen, second__in=seen).select_related("first", "second")
    tie = get_object_or_404(ties, pk=tie_pk)
    usecases.end_tie(actor=request.user, row=tie)
    return done(request, row, _("The tie is taken out."))


@require_safe
def double_list(request: SignedIn) -> HttpResponse:
    """Pairs that may be one, and merges that can be taken back."""
    only_field_staff(request.user)
    context = {
        "section": SECTION,
        "crumbs": crumbs(),
        "pairs": queries.doubles(request.user),
        "merges": queries.undoable(request.user),
    }
    return render(request, "network/doubles.html", context)


@require_POST
def double_merge(request: SignedIn) -> HttpResponse:
    kept, gone = _pair(request, "kept", "gone")
    usecases.merge(actor=request.user, kept=kept, gone=gone)
    messages.success(request, _("The two are one now. You can take it back below."))
    return redirect("network:double_list")


@require_POST
def double_apart(request: SignedIn) -> HttpResponse:
    one, other = _pair(request, "one", "other")
    usecases.say_not_one(actor=request.user, one=one, other=other)
    messages.success(request, _("They stay two. This pair is not shown again."))
    return redirect("network:double_list")


@require_POST
def double_undo(request: SignedIn, pk: UUID) -> HttpResponse:
    only_field_staff(request.user)
    seen = Organisation.objects.visible_to(request.user)
    merges = Merge.objects.filter(kept__in=seen, gone__in=seen).select_related("kept", "gone")
    usecases.unmerge(actor=request.user, row=get_object_or_404(merges, pk=pk))
    messages.success(request, _("They are two again, each with its own."))
    return redirect("network:double_list")


def _pair(request: SignedIn, *names: str) -> tuple[Organisation, Organisation]:
    """Two entries that the user sees, merged ones too: the act tells who was faster."""
    only_field_staff(request.user)
    first, second = (_seen(request.user, request.POST.get(name, "")) for name in names)
    return first, second


def _seen(user: User, key: str) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(user), pk=_uuid(key))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise Http404 from wrong
