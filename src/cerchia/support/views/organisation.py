"""The pages of an organisation's own people: needs without a name, offers, promises."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.circles.looking import trace
from cerchia.kit import clock
from cerchia.network.models import Offer, Organisation
from cerchia.network.queries.offers import offer_row
from cerchia.network.usecases.offers import propose_offer
from cerchia.network.usecases.own import confirm_own, keep_own
from cerchia.programmes import standing
from cerchia.programmes.models import Edition
from cerchia.programmes.standing import Role
from cerchia.support import queries, usecases
from cerchia.support.forms import OfferForm, OwnForm
from cerchia.support.models import Commitment, Need
from cerchia.support.queries.commitments import rows_of
from cerchia.support.views.common import key, told
from cerchia.support.wording import PART
from cerchia.web.paging import page_of
from cerchia.web.responses import OK, attempt

SHOWN = 5
STALE = timedelta(days=180)
ON_A_PAGE = 20


def bodies_of(user: User) -> list[Organisation]:
    """The organisations for which `user` speaks today; 404 for who speaks for none."""
    rows = Organisation.objects.of_member(user).standing_alone().select_related("territory")
    found = list(rows.order_by("name", "pk")) if standing.of(user).has(Role.ORGANISATION) else []
    if not found:
        raise Http404
    return found


def one_of(bodies: list[Organisation], wanted: str | None) -> Organisation:
    """The one of them that is asked for, or the first; 404 for any other."""
    asked = key(wanted)
    found = next((one for one in bodies if one.pk == asked), None if asked else bodies[0])
    if found is None:
        raise Http404
    return found


def context_of(bodies: list[Organisation], tab: str) -> dict[str, Any]:
    return {"org_tab": tab, "bodies": bodies, "title": ", ".join(one.name for one in bodies)}


@require_GET
def org_home(request: SignedIn) -> HttpResponse:
    """What we can help with, what we promised, what we offered."""
    user = request.user
    bodies = bodies_of(user)
    needs = queries.needs_answerable_by(user, limit=SHOWN + 1)
    offers = Offer.objects.filter(organisation__in=bodies).order_by("-proposed_at", "pk")
    offers = offers.select_related("organisation", "territory")
    promised = Commitment.objects.promised_by(user).open()
    context = context_of(bodies, "home") | {
        "needs": needs[:SHOWN],
        "more_needs": len(needs) > SHOWN,
        "promises": _promises(request, promised),
        "offers": [offer_row(one) for one in offers[:SHOWN]],
        "stale": any(clock.now() - one.confirmed_at > STALE for one in bodies),
    }
    return render(request, "support/org_home.html", context)


def _promises(request: SignedIn, found: Any, limit: int | None = None) -> list[dict[str, object]]:
    """Promises with the names that may be read now; each of these looks leaves a trace."""
    rows = rows_of(found, limit)
    names = queries.names_read_by(request.user, [row.id for row in rows])
    trace(request.user, [read.person_id for read in names.values()], PART)
    return [{"row": row, "read": names.get(row.id)} for row in rows]


@require_GET
def org_needs(request: SignedIn) -> HttpResponse:
    bodies = bodies_of(request.user)
    found, following = page_of(
        Need.objects.for_organisations_of(request.user).select_related("territory"),
        "-asked_at",
        after=request.GET.get("prima", ""),
        size=ON_A_PAGE,
    )
    context = context_of(bodies, "needs")
    context |= {"needs": [queries.need_row(one) for one in found], "more": following}
    return render(request, "support/org_needs.html", context)


@require_GET
def org_offers(request: SignedIn) -> HttpResponse:
    bodies = bodies_of(request.user)
    scope = Offer.objects.filter(organisation__in=bodies)
    found, following = page_of(
        scope.select_related("organisation", "territory"),
        "-proposed_at",
        after=request.GET.get("prima", ""),
        size=ON_A_PAGE,
    )
    context = context_of(bodies, "offers")
    context |= {"offers": [offer_row(one) for one in found], "more": following}
    return render(request, "support/org_offers.html", context)


@require_http_methods(["GET", "POST"])
def org_offer_new(request: SignedIn) -> HttpResponse:
    """An offer in three answers, also with a need before one's eyes."""
    user = request.user
    bodies = bodies_of(user)
    need = _need(request)
    if need is not None:
        bodies = [one for one in bodies if one.territory_id == need.territory_id]
    initial = OfferForm.in_answer_to(need) if need else None
    form = OfferForm(bodies, request.POST or None, initial=initial)
    status = OK
    if request.method == "POST":
        status = attempt(form, lambda: _make(user, form, need))
        if status == OK:
            messages.success(
                request, _("Thank you. The team looks at it first, then it is on offer.")
            )
            return redirect("support:org_offers")
    context = context_of(bodies, "offers")
    context |= {"form": form, "need": queries.need_row(need) if need else None}
    return render(request, "support/org_offer_new.html", context, status=status)


def _need(request: SignedIn) -> Need | None:
    wanted = key(request.GET.get("bisogno"))
    if wanted is None:
        return None
    scope = Need.objects.for_organisations_of(request.user)
    return get_object_or_404(scope.select_related("territory", "edition").distinct(), pk=wanted)


def _make(user: User, form: OfferForm, need: Need | None) -> Offer:
    body = form.body()
    if need is not None:
        return usecases.answer_need(actor=user, organisation=body, need=need, given=form.given())
    return propose_offer(
        actor=user, organisation=body, edition=_edition(user, body), given=form.given()
    )


def _edition(user: User, body: Organisation) -> Edition:
    """The edition in which they take part: the one that began last."""
    mine = standing.of(user).editions(Role.ORGANISATION)
    rows = Edition.objects.filter(pk__in=mine, programme=body.programme_id)
    found = rows.order_by("-starts_on").first()
    if found is None:
        raise Http404
    return found


@require_POST
def org_offer_close(request: SignedIn, pk: UUID) -> HttpResponse:
    scope = Offer.objects.filter(organisation__in=bodies_of(request.user))
    offer = get_object_or_404(scope.select_related("organisation"), pk=pk)
    told(
        request,
        lambda: usecases.close_offer(actor=request.user, offer=offer),
        _("Closed. What you promised stays promised."),
    )
    return redirect("support:org_offers")


@require_GET
def org_promises(request: SignedIn) -> HttpResponse:
    bodies = bodies_of(request.user)
    found = Commitment.objects.promised_by(request.user)
    context = context_of(bodies, "promises")
    context["promises"] = _promises(request, found, ON_A_PAGE * 5)
    return render(request, "support/org_promises.html", context)


@require_POST
def org_delivered(request: SignedIn, pk: UUID) -> HttpResponse:
    bodies_of(request.user)
    scope = Commitment.objects.promised_by(request.user).select_related("offer__organisation")
    one = get_object_or_404(scope, pk=pk)
    told(
        request,
        lambda: usecases.deliver(actor=request.user, commitment=one),
        _("Thank you. The team asks if all is well."),
    )
    return redirect("support:org_promises")


@require_http_methods(["GET", "POST"])
def org_us(request: SignedIn) -> HttpResponse:
    """What is written of us, and what of it we can change."""
    bodies = bodies_of(request.user)
    body = one_of(bodies, request.GET.get("chi"))
    form = OwnForm(request.POST or None, initial=OwnForm.of(body))
    status = OK
    if request.method == "POST":
        status = attempt(
            form, lambda: keep_own(actor=request.user, organisation=body, ours=form.ours(body))
        )
        if status == OK:
            messages.success(request, _("Saved."))
            return redirect(request.get_full_path())
    context = context_of(bodies, "us") | {"body": body, "form": form}
    return render(request, "support/org_us.html", context, status=status)


@require_POST
def org_true(request: SignedIn) -> HttpResponse:
    """One tap: all that is written of us is still true."""
    for body in bodies_of(request.user):
        confirm_own(actor=request.user, organisation=body)
    messages.success(request, _("Thank you. It stays as it is."))
    return redirect("support:org_home")
