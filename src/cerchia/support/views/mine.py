"""The participant's own pages: what the territory offers me, my yes, and who knows my name."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.network.models import Offer
from cerchia.network.queries.offers import OfferRow, offer_row
from cerchia.people.models import ContactPoint, Person
from cerchia.programmes import standing
from cerchia.projects.models import Project, ProjectStep
from cerchia.projects.views.common import me_as_participant
from cerchia.support import queries, usecases
from cerchia.support.forms import EndingForm, NeedForm
from cerchia.support.models import OPEN, Commitment, Need
from cerchia.support.queries import commitment_row, need_row
from cerchia.support.queries.commitments import rows_of
from cerchia.support.views.common import TAB, key, told
from cerchia.support.wording import language
from cerchia.web.paging import page_of
from cerchia.web.responses import OK, UNPROCESSABLE, attempt

State = Commitment.State
ENDED_SHOWN = 5
ON_A_PAGE = 20


@require_GET
def my_offers(request: SignedIn) -> HttpResponse:
    """What waits for my yes, what is on its way, who knows my name, what I asked for."""
    person = me_as_participant(request.user)
    mine = Commitment.objects.of_member(request.user)
    own = Need.objects.open().filter(project__in=_projects(request.user))
    context = {
        "tab": TAB,
        "back_url": "/io/",
        "waiting": rows_of(mine.filter(state=State.PROPOSED)),
        "going": rows_of(mine.filter(state__in=OPEN)),
        "ended": rows_of(mine.filter(state__in=(State.KEPT, State.PARTLY_KEPT)), ENDED_SHOWN),
        "known_to": queries.who_knows_me(person.pk),
        "needs": [need_row(one) for one in own.select_related("territory").order_by("-asked_at")],
        "ideas": queries.offers_for_member(request.user),
    }
    return render(request, "support/my_offers.html", context)


def _projects(user: User) -> QuerySet[Project]:
    return Project.objects.filter(members__person__user=user, members__left_at=None)


def _steps(user: User) -> list[ProjectStep]:
    """My steps that are still to do."""
    rows = ProjectStep.objects.filter(
        objective__project__in=_projects(user),
        objective__project__stopped_at=None,
        objective__project__completed_at=None,
        objective__result="open",
        done_at=None,
    )
    return list(rows.select_related("objective__project__circle").order_by("due_on", "position"))


def _tiles(steps: list[ProjectStep], chosen: UUID | None) -> list[dict[str, object]]:
    return [
        {"id": one.pk, "title": one.title_for(language()), "checked": one.pk == chosen}
        for one in steps
    ]


@require_GET
def my_catalogue(request: SignedIn) -> HttpResponse:
    """All that is on offer where I live."""
    me_as_participant(request.user)
    found, following = page_of(
        _on_offer(request.user), "-proposed_at", after=request.GET.get("prima", ""), size=ON_A_PAGE
    )
    context = {
        "tab": TAB,
        "back_url": reverse("support:my_offers"),
        "offers": [offer_row(one) for one in found],
        "more": following,
    }
    return render(request, "support/my_catalogue.html", context)


def _on_offer(user: User) -> QuerySet[Offer]:
    places = [p.territory_id for p in standing.of(user).places if p.ended_on is None]
    rows = Offer.objects.open().filter(territory__in=places)
    apart = Commitment.objects.of_member(user).filter(not_with_them=True)
    rows = rows.exclude(organisation__in=apart.values("offer__organisation"))
    return rows.select_related("organisation", "territory")


@require_http_methods(["GET", "POST"])
def my_choice(request: SignedIn, pk: UUID) -> HttpResponse:
    """One thing on offer: for which of my steps do I want it?"""
    me_as_participant(request.user)
    offer = get_object_or_404(_on_offer(request.user), pk=pk)
    steps = _steps(request.user)
    status = OK
    if request.method == "POST":
        chosen = key(request.POST.get("step"))
        step = next((one for one in steps if one.pk == chosen), None)
        if step is None:
            status = UNPROCESSABLE
        else:
            made: list[Commitment] = []
            told(
                request,
                lambda: made.append(usecases.propose(actor=request.user, offer=offer, step=step)),
                _("Now say yes or no."),
            )
            return (
                redirect("support:my_offer", made[0].pk) if made else redirect("support:my_offers")
            )
    context = {
        "tab": TAB,
        "back_url": reverse("support:my_catalogue"),
        "offer": offer_row(offer),
        "steps": _tiles(steps, key(request.GET.get("passo"))),
        "missing": status != OK,
    }
    return render(request, "support/my_choice.html", context, status=status)


def _mine(request: SignedIn, pk: UUID) -> tuple[Person, Commitment]:
    person = me_as_participant(request.user)
    rows = Commitment.objects.of_member(request.user).select_related(
        "offer__organisation", "offer__territory", "need", "step", "project__circle", "person"
    )
    return person, get_object_or_404(rows, pk=pk)


@require_GET
def my_offer(request: SignedIn, pk: UUID) -> HttpResponse:
    person, one = _mine(request, pk)
    return _page(request, person, one)


def _page(
    request: SignedIn,
    person: Person,
    one: Commitment,
    *,
    status: int = OK,
    ending: EndingForm | None = None,
) -> HttpResponse:
    offer: OfferRow = offer_row(one.offer)
    is_mine = one.person_id == person.pk
    shown = is_mine and Commitment.objects.name_in_force().filter(pk=one.pk).exists()
    contacts = person.contact_points.filter(ended_at=None).order_by("added_at")
    context = {
        "tab": TAB,
        "back_url": reverse("support:my_offers"),
        "one": one,
        "row": commitment_row(one),
        "offer": offer,
        "step": one.step.title_for(language()) if one.step else "",
        "name": person.given_name,
        "is_mine": is_mine,
        "shown": shown,
        "may_share": is_mine and not shown and one.state in (*OPEN, State.KEPT, State.PARTLY_KEPT),
        "contacts": [{"id": c.pk, "value": c.value} for c in contacts] if is_mine else [],
        "with_contact": shown and one.contact_id is not None,
        "ending": ending or EndingForm(),
    }
    return render(request, "support/my_offer.html", context, status=status)


@require_POST
def my_answer(request: SignedIn, pk: UUID) -> HttpResponse:
    """Yes, no, or not with them."""
    _person, one = _mine(request, pk)
    if request.POST.get("answer") == "yes":
        said = told(
            request,
            lambda: usecases.accept(actor=request.user, commitment=one, language=language()),
            _("You said yes. They do not know your name."),
        )
        return redirect("support:my_offer", pk) if said else redirect("support:my_offers")
    told(
        request,
        lambda: usecases.decline(
            actor=request.user,
            commitment=one,
            not_with_them=request.POST.get("answer") == "not_with_them",
        ),
        _("You said no. That is fine."),
    )
    return redirect("support:my_offers")


@require_POST
def my_name(request: SignedIn, pk: UUID) -> HttpResponse:
    """They may know my first name, or not any more: one tap, at work with the next request."""
    person, one = _mine(request, pk)
    if request.POST.get("show") == "1":
        contact = _contact(person, request.POST.get("contact"))
        told(
            request,
            lambda: usecases.share_name(
                actor=request.user, commitment=one, language=language(), contact=contact
            ),
            _("They can read your first name now. You can take it back at any time."),
        )
    else:
        told(
            request,
            lambda: usecases.hide_name(actor=request.user, commitment=one),
            _("They do not see your name any more."),
        )
    back = "support:my_offers" if request.POST.get("back") == "list" else ""
    return redirect(back) if back else redirect("support:my_offer", pk)


def _contact(person: Person, wanted: str | None) -> ContactPoint | None:
    contact_id = key(wanted)
    if contact_id is None:
        return None
    return get_object_or_404(person.contact_points.filter(ended_at=None), pk=contact_id)


@require_POST
def my_ending(request: SignedIn, pk: UUID) -> HttpResponse:
    """How it went, told by the person."""
    person, one = _mine(request, pk)
    form = EndingForm(request.POST)
    status = attempt(
        form, lambda: usecases.finish(actor=request.user, commitment=one, ending=form.ending())
    )
    if status != OK:
        return _page(request, person, one, status=status, ending=form)
    messages.success(request, _("Saved. Thank you for telling."))
    return redirect("support:my_offers")


@require_http_methods(["GET", "POST"])
def my_need_new(request: SignedIn) -> HttpResponse:
    """Ask for help with one of my steps. Nobody outside reads who asks."""
    me_as_participant(request.user)
    steps = _steps(request.user)
    chosen = key(request.POST.get("step") or request.GET.get("passo"))
    step = next((one for one in steps if one.pk == chosen), None)
    form = NeedForm(request.POST or None, initial={"by_on": step.due_on if step else None})
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if step is not None:
            status = attempt(
                form,
                lambda: usecases.ask(
                    actor=request.user,
                    project=step.objective.project,
                    step=step,
                    asked=form.asked(),
                ),
            )
        if status == OK:
            messages.success(request, _("The organisations read it now, without your name."))
            return redirect("support:my_offers")
    context = {
        "tab": TAB,
        "back_url": reverse("support:my_offers"),
        "form": form,
        "steps": _tiles(steps, chosen),
        "missing": request.method == "POST" and step is None,
    }
    return render(request, "support/my_need_new.html", context, status=status)


@require_POST
def my_need_withdraw(request: SignedIn, pk: UUID) -> HttpResponse:
    me_as_participant(request.user)
    scope = Need.objects.filter(project__in=_projects(request.user)).select_related("project")
    need = get_object_or_404(scope, pk=pk)
    told(
        request,
        lambda: usecases.withdraw_need(actor=request.user, need=need),
        _("Taken back. Nobody reads it any more."),
    )
    return redirect("support:my_offers")
