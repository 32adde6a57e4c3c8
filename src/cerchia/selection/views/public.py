"""The public invitation: no account, three answers a page, text or voice, in any language."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cerchia.access import limits, phone_cookie, sessions
from cerchia.access.errors import PinsDiffer
from cerchia.access.forms import PhoneForm
from cerchia.access.models import User
from cerchia.access.network import network_of
from cerchia.access.rules import PICTURES, western
from cerchia.access.views.common import speak
from cerchia.kit import clock
from cerchia.kit.errors import DomainError
from cerchia.people.models import Person
from cerchia.selection.forms.arriving import (
    ME,
    OTHER,
    BeginForm,
    MoreForm,
    OtherForm,
    WordsForm,
    page_language,
)
from cerchia.selection.models import Candidacy
from cerchia.selection.queries.arriving import Place, next_opening, places_open
from cerchia.selection.queries.mine import ANSWERED_WITHIN, CALLED_WITHIN
from cerchia.selection.usecases import arriving
from cerchia.selection.usecases.eligibility import write_facts
from cerchia.selection.usecases.following import follow
from cerchia.selection.views.inside import inside_of, known, person_of, phone_is_known, welcome
from cerchia.vault.errors import FileRefused
from cerchia.web.icons import pictogram
from cerchia.web.responses import OK, UNPROCESSABLE

HOUR = timedelta(hours=1)
TRIES_OF_A_NETWORK, KEPT_OF_A_NETWORK = 120, 20
SENT, SENT_COUNTS = "sent", timedelta(minutes=30)


@login_not_required
@never_cache
@require_http_methods(["GET"])
def begin(request: HttpRequest) -> HttpResponse:
    """For whom, and where. Before the first day and after the last one: a plain page. Who is signed
    in is told first where to go: nobody becomes a second person by accident.
    """
    places = places_open()
    if request.user.is_authenticated and not _goes_on(request, places):
        return welcome(request, request.user, places)
    if not places:
        return render(request, "selection/closed.html", {"opens_on": next_opening()})
    asked = request.GET if {"per", "dove"} & set(request.GET) else None
    form = BeginForm(places, asked, _allowed(request, places))
    if asked is not None and form.is_valid():
        query = urlencode({"per": form.cleaned_data["per"], "dove": form.cleaned_data["dove"]})
        return redirect(f"{reverse('selection:write')}?{query}")
    context = {
        "form": form,
        "closes_on": max(place.selection.closes_on for place in places),
        "sent": _just_sent(request),
        "phone_is_known": not request.user.is_authenticated and phone_is_known(request),
    }
    status = UNPROCESSABLE if asked is not None else OK
    return render(request, "selection/begin.html", context, status=status)


def _allowed(request: HttpRequest, places: list[Place]) -> tuple[str, ...]:
    """For whom one may ask here: who is signed in for others, or anew as who they are."""
    if not isinstance(request.user, User):
        return ME, OTHER
    found = inside_of(request.user, places)
    may = [name for name, allowed in ((ME, found.asks), (OTHER, found.others)) if allowed]
    said = request.GET.get("chi")
    return (said,) if said in may else tuple(may)


def _goes_on(request: HttpRequest, places: list[Place]) -> bool:
    """Whether who is signed in has said for whom, and may go on so."""
    asked = request.GET.get("per") or request.GET.get("chi")
    return bool(places) and asked in _allowed(request, places)


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """The words themselves. What was typed is never lost by a refusal."""
    places = places_open()
    asked = BeginForm(places, request.GET)
    if not places or not asked.is_valid():
        return redirect("selection:begin")
    other, me = asked.cleaned_data["per"] == OTHER, None
    if request.user.is_authenticated:
        if not _goes_on(request, places):
            return redirect("selection:begin")
        me = None if other else person_of(request.user)
    make = OtherForm if other else WordsForm
    if request.method != "POST":
        form = make()
        form.initial = {**form.initial, **(known(me) if me else {})}
        return _form(request, form, asked.place, other=other)
    form, status, seconds = make(request.POST, request.FILES), UNPROCESSABLE, 0
    try:
        limits.take(f"candidacy sent {network_of(request)}", most=TRIES_OF_A_NETWORK, per=HOUR)
        if form.is_valid():
            return _kept(request, form, asked.place, other=other, me=me)
    except DomainError as refused:
        form.add_error(_field_of(refused), str(refused))
        status, seconds = refused.status, getattr(refused, "retry_after", 0)
    answer = _form(request, form, asked.place, other=other, status=status)
    if seconds:
        answer.headers["Retry-After"] = str(seconds)
    return answer


def _field_of(refused: DomainError) -> str | None:
    """The field of the form that a refusal is about."""
    if isinstance(refused, FileRefused):
        return "voice"
    return {"wish_missing": "text", "wish_too_long": "text"}.get(refused.code)


def _kept(
    request: HttpRequest, form: WordsForm, place: Place, *, other: bool, me: Person | None
) -> HttpResponse:
    limits.take(f"candidacy {network_of(request)}", most=KEPT_OF_A_NETWORK, per=HOUR)
    where: dict[str, Any] = {"selection": place.selection, "territory": place.territory}
    if other:
        candidacy = arriving.refer(actor=None, **where, said=form.arrival())
    else:
        candidacy = arriving.submit(**where, said=replace(form.arrival(), person=me))
    if me is not None:
        return redirect("selection:mine")
    request.session[SENT] = {"candidacy": str(candidacy.pk), "at": clock.now().isoformat()}
    return redirect("selection:sent")


def _form(
    request: HttpRequest, form: WordsForm, place: Place, *, other: bool, status: int = OK
) -> HttpResponse:
    context = {
        "form": form,
        "place": place,
        "other": other,
        "back_url": reverse("selection:begin"),
        "closes_on": place.selection.closes_on,
    }
    return render(request, "selection/write.html", context, status=status)


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sent(request: HttpRequest) -> HttpResponse:
    """What happens next and by when; on the same phone, follow it with a PIN."""
    candidacy = _just_sent(request)
    if candidacy is None:
        return redirect("selection:begin")
    by_self = candidacy.channel == Candidacy.Channel.SELF and candidacy.person.user_id is None
    may_follow = by_self and not request.user.is_authenticated
    form = PhoneForm(request.POST if request.method == "POST" and may_follow else None)
    status = UNPROCESSABLE if form.is_bound else OK
    if form.is_valid():
        try:
            return _followed(request, candidacy, form)
        except DomainError as refused:
            form.add_error("pin", str(refused))
            status = refused.status
    pictures = [(name, pictogram(name).label) for name in PICTURES]
    context: dict[str, Any] = {
        "candidacy": candidacy,
        "may_follow": may_follow,
        "form": form,
        "pictures": pictures,
        "chosen": form.data.get("picture", ""),
        "told_more": bool(request.session[SENT].get("more")),
        "call_by": clock.today() + CALLED_WITHIN,
        "answer_by": candidacy.round.closes_on + ANSWERED_WITHIN,
    }
    return render(request, "selection/sent.html", context, status=status)


def _followed(request: HttpRequest, candidacy: Candidacy, form: PhoneForm) -> HttpResponse:
    given = form.cleaned_data
    if western(given["pin"]) != western(given["again"]):
        raise PinsDiffer
    language = page_language()
    device, secret = follow(
        candidacy=candidacy, pin=given["pin"], picture=given["picture"], language=language
    )
    request.session.pop(SENT, None)
    sessions.begin(request, device.user, device=device)
    answer = speak(redirect("selection:mine"), device.user.language)
    phone_cookie.put(answer, secret)
    return answer


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def more(request: HttpRequest) -> HttpResponse:
    """Three things more, for who likes to tell them now. The team asks them when it meets."""
    candidacy = _just_sent(request)
    if candidacy is None or candidacy.channel != Candidacy.Channel.SELF:
        return redirect("selection:begin")
    form = MoreForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        write_facts(actor=None, candidacy=candidacy, told=form.told())
        request.session[SENT] = {**request.session[SENT], "more": True}
        return redirect("selection:sent")
    status = UNPROCESSABLE if form.is_bound else OK
    context = {"form": form, "back_url": reverse("selection:sent")}
    return render(request, "selection/more.html", context, status=status)


def _just_sent(request: HttpRequest) -> Candidacy | None:
    """What this browser sent within the last half hour, as long as nobody has taken it up."""
    kept = request.session.get(SENT)
    if not kept or clock.now() - datetime.fromisoformat(kept["at"]) >= SENT_COUNTS:
        return None
    rows = Candidacy.objects.select_related("person", "round__edition", "territory")
    return rows.filter(pk=UUID(kept["candidacy"]), state="submitted", anonymised_at=None).first()
