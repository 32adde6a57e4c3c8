"""Offers as the team sees them: to check, to lay beside a need or a step, to close."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cerchia.access.engine import may
from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.circles.looking import trace
from cerchia.network.models import Offer, Organisation
from cerchia.network.queries.offers import offer_row
from cerchia.network.usecases import offers as acts
from cerchia.programmes import standing
from cerchia.programmes.models import Edition
from cerchia.projects.models import ProjectMember, ProjectStep
from cerchia.support import queries, usecases
from cerchia.support.forms import CheckForm, OfferForm, QuantityForm, RefuseForm
from cerchia.support.models import Commitment, Need
from cerchia.support.queries import Suggestion
from cerchia.support.queries.commitments import rows_of
from cerchia.support.views.common import SECTION, crumbs, key, only_team, told
from cerchia.support.wording import PART
from cerchia.web.paging import page_of
from cerchia.web.responses import OK, UNPROCESSABLE, attempt

SHOWN = 12
ON_A_PAGE = 12


@require_GET
def offer_board(request: SignedIn) -> HttpResponse:
    """What waits: offers for a check, needs for an offer, promises for a word."""
    user = request.user
    only_team(user)
    scope = Offer.objects.visible_to(user).select_related("organisation", "territory")
    needs = list(_needs(user))
    fitting = queries.for_needs(needs)
    free, following = page_of(
        scope.open(), "-proposed_at", after=request.GET.get("prima", ""), size=ON_A_PAGE
    )
    mine = Commitment.objects.visible_to(user)
    board = queries.board(user)
    context = {
        "section": SECTION,
        "headline": _headline(board),
        "board": board,
        "to_check": [offer_row(one) for one in scope.to_check().order_by("proposed_at")[:SHOWN]],
        "needs": [
            {"need": queries.need_row(one), "fitting": fitting.get(one.pk, ())} for one in needs
        ],
        "free": [offer_row(one) for one in free],
        "more": following,
        "waiting": rows_of(mine.filter(state=Commitment.State.PROPOSED), SHOWN),
        "open": rows_of(mine.open(), SHOWN * 2),
    }
    return render(request, "support/board.html", context)


def _needs(user: User) -> Any:
    found = Need.objects.waiting().visible_to(user).select_related("territory")
    return found.order_by("by_on", "asked_at", "pk")[:SHOWN]


def _headline(board: queries.Board) -> str:
    if board.offers_to_check:
        words = ngettext(
            "%(n)d offer waits for a check", "%(n)d offers wait for a check", board.offers_to_check
        )
        return words % {"n": board.offers_to_check}
    if board.needs_waiting:
        words = ngettext(
            "%(n)d need waits for an offer", "%(n)d needs wait for an offer", board.needs_waiting
        )
        return words % {"n": board.needs_waiting}
    return _("No offer waits, and no need")


@require_http_methods(["GET", "POST"])
def offer_new(request: SignedIn) -> HttpResponse:
    """Write down what an organisation told on the phone. It waits for a check like any other."""
    only_team(request.user)
    scope = Organisation.objects.visible_to(request.user).standing_alone()
    body = get_object_or_404(scope, pk=key(request.GET.get("ente")))
    form = OfferForm([body], request.POST or None)
    status = OK
    if request.method == "POST":
        made: list[Offer] = []
        edition = edition_for(request.user, body)
        status = attempt(
            form,
            lambda: made.append(
                acts.propose_offer(
                    actor=request.user, organisation=body, edition=edition, given=form.given()
                )
            ),
        )
        if made:
            messages.success(request, _("It is written down. Now it waits for a check."))
            return redirect("support:offer_detail", made[0].pk)
    context = {"section": SECTION, "crumbs": crumbs(), "body": body, "form": form}
    return render(request, "support/offer_new.html", context, status=status)


def edition_for(user: User, body: Organisation) -> Edition:
    """The edition in which `user` works where the organisation is; the one that began last."""
    mine = standing.of(user)
    rows = Edition.objects.filter(pk__in=mine.editions(), places__territory=body.territory_id)
    for edition in rows.order_by("-starts_on"):
        if may(user, "network.make_offer", body, edition):
            return edition
    raise Http404


def _offer(request: SignedIn, pk: UUID) -> Offer:
    only_team(request.user)
    scope = Offer.objects.visible_to(request.user)
    return get_object_or_404(scope.select_related("organisation", "territory", "edition"), pk=pk)


@require_GET
def offer_detail(request: SignedIn, pk: UUID) -> HttpResponse:
    return _page(request, _offer(request, pk))


def _page(request: SignedIn, offer: Offer, *, status: int = OK, **forms: Any) -> HttpResponse:
    user = request.user
    state = offer.state
    available = state == "available"
    needs = queries.needs_for_offer(user, offer) if available else []
    steps = queries.steps_for_offer(user, offer) if available else []
    taken = Commitment.objects.filter(offer=offer).exclude(
        state__in=(Commitment.State.WITHDRAWN, Commitment.State.DECLINED)
    )
    may_read = set(
        Commitment.objects.visible_to(user).filter(offer=offer).values_list("pk", flat=True)
    )
    context = {
        "section": SECTION,
        "crumbs": crumbs(),
        "offer": offer,
        "row": offer_row(offer),
        "needs": needs,
        "steps": _named(request, steps),
        "taken": [{"row": one, "may_read": one.id in may_read} for one in rows_of(taken)],
        "check": forms.get("check") or CheckForm(offer),
        "refuse": forms.get("refuse") or RefuseForm(),
        "quantity": forms.get("quantity") or QuantityForm(),
        "may_check": state == "proposed" and may(user, "network.check_offer", offer),
        "may_close": state in {"proposed", "available", "exhausted"}
        and may(user, "network.withdraw_offer", offer),
        "available": available,
    }
    return render(request, "support/offer.html", context, status=status)


def _named(request: SignedIn, steps: list[Suggestion]) -> list[dict[str, object]]:
    """Steps with the first names of whose they are: that is a look at their plans, and traced."""
    projects = {one.step.project_id for one in steps if one.step}
    rows = ProjectMember.objects.filter(project__in=projects, left_at=None)
    people: dict[UUID, list[Any]] = {}
    for row in rows.select_related("person").order_by("joined_at"):
        people.setdefault(row.project_id, []).append(row.person)
    trace(request.user, [one.pk for some in people.values() for one in some], PART)
    return [
        {
            "step": one.step,
            "why": one.why,
            "who": ", ".join(str(p.given_name) for p in people.get(one.step.project_id, ())),
        }
        for one in steps
        if one.step
    ]


@require_POST
def offer_check(request: SignedIn, pk: UUID) -> HttpResponse:
    offer = _offer(request, pk)
    form = CheckForm(offer, request.POST)
    status = attempt(
        form,
        lambda: acts.check_offer(
            actor=request.user, offer=offer, points=form.cleaned_data["points"]
        ),
    )
    if status != OK:
        return _page(request, offer, status=status, check=form)
    messages.success(request, _("Checked. Now it can be used."))
    return redirect("support:offer_detail", pk)


@require_POST
def offer_refuse(request: SignedIn, pk: UUID) -> HttpResponse:
    offer = _offer(request, pk)
    form = RefuseForm(request.POST)
    status = attempt(
        form,
        lambda: acts.refuse_offer(
            actor=request.user, offer=offer, reason=form.cleaned_data["reason"]
        ),
    )
    if status != OK:
        return _page(request, offer, status=status, refuse=form)
    messages.success(request, _("It is not used. The organisation reads why."))
    return redirect("support:offer_detail", pk)


@require_POST
def offer_close(request: SignedIn, pk: UUID) -> HttpResponse:
    offer = _offer(request, pk)
    told(
        request,
        lambda: usecases.close_offer(actor=request.user, offer=offer),
        _("Closed. What was promised stays promised."),
    )
    return redirect("support:offer_detail", pk)


@require_POST
def offer_propose(request: SignedIn, pk: UUID) -> HttpResponse:
    """Lay it beside a need or a step. The person says yes or no."""
    offer = _offer(request, pk)
    form = QuantityForm(request.POST)
    if not form.is_valid():
        return _page(request, offer, status=UNPROCESSABLE, quantity=form)
    need, step = _beside(request)
    told(
        request,
        lambda: usecases.propose(
            actor=request.user,
            offer=offer,
            need=need,
            step=step,
            quantity=form.cleaned_data["quantity"],
        ),
        _("Proposed. Now it waits for the yes of the person."),
    )
    back = need.pk if need and request.POST.get("back") == "need" else None
    return redirect("support:need_detail", back) if back else redirect("support:offer_detail", pk)


def _beside(request: SignedIn) -> tuple[Need | None, ProjectStep | None]:
    if need := key(request.POST.get("need")):
        scope = Need.objects.visible_to(request.user).select_related("project__circle", "step")
        return get_object_or_404(scope, pk=need), None
    steps = ProjectStep.objects.visible_to(request.user)
    rows = steps.select_related("objective__project__circle")
    return None, get_object_or_404(rows, pk=key(request.POST.get("step")))
