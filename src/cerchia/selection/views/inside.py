"""The invitation as somebody meets it who is signed in, or whose phone is known: where they go."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cerchia.access import phone_cookie
from cerchia.access.models import User
from cerchia.access.usecases.phones import device_of
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.programmes.standing import Role
from cerchia.selection.policies.candidacies import FIELD
from cerchia.selection.queries.arriving import Place
from cerchia.selection.queries.candidacies import contacts_of
from cerchia.selection.queries.mine import mine
from cerchia.selection.wording import told, untold


@dataclass(frozen=True, slots=True)
class Inside:
    """What is said to who is signed in. `asks`: may ask for themselves, as who they are; `others`:
    may put somebody forward with the form for everybody; `state`: how their own request stands.
    """

    title: str
    text: str
    url: str = ""
    button: str = ""
    asks: bool = False
    others: bool = True
    state: str = ""


def inside_of(user: User, places: list[Place]) -> Inside:
    """Where somebody who is signed in goes from the invitation."""
    jobs = standing.of(user)
    if jobs.has(*FIELD):
        words = _(
            "You are signed in as one of the team. Your form asks what you know of the person; "
            "who wants to write alone does it on a phone or computer where nobody is signed in."
        )
        url = reverse("selection:new")
        return Inside(_("Put a person forward"), words, url, _("Open your form"), others=False)
    if jobs.has(Role.ORGANISATION):
        words = _("You are signed in for your organisation. Ask the person first: then write.")
        url = reverse("selection:refer")
        return Inside(_("Put a person forward"), words, url, _("Open your form"), others=False)
    if jobs.places:
        words = _("You need no second request. If something changes, say it to your circle.")
        return Inside(_("You take part already"), words, "/io/", _("Go to your project"))
    if running := _running(user, places):
        return running
    if person_of(user) is not None and not jobs.posts:
        words = _("We know you already: you need not say again who you are.")
        return Inside(_("Ask to take part again"), words, asks=True)
    words = _("You are signed in. Here you can put another person forward, if they said yes.")
    return Inside(_("For another person"), words)


def _running(user: User, places: list[Place]) -> Inside | None:
    """The request that the person has in a round that is open, or none that is open."""
    shown = mine(user)
    if shown is None:
        return None
    open_now = {place.selection.pk for place in places}
    if open_now and shown.candidacy.round_id not in open_now:
        return None
    title, _text = told(shown.state) if shown.is_told else untold()
    words, url = _("You need not ask twice."), reverse("selection:mine")
    if shown.is_over:
        words = _("If you want to talk about it, or to ask again, a person of the team listens.")
    known = Inside(_("Your request is here already"), words, url, _("See my request"))
    return replace(known, state=title)


def person_of(user: User) -> Person | None:
    return Person.objects.filter(user=user).first()


def known(person: Person) -> dict[str, Any]:
    """What the form need not ask again."""
    reach = next((str(one.value) for one in contacts_of(person.pk)), "")
    return {"given_name": str(person.given_name), "contact": reach}


def welcome(request: HttpRequest, user: User, places: list[Place]) -> HttpResponse:
    layout = "web/plain.html" if standing.of(user).posts else "web/phone.html"
    context = {"inside": inside_of(user, places), "open": bool(places), "layout": layout}
    return render(request, "selection/inside.html", context)


def phone_is_known(request: HttpRequest) -> bool:
    """Whether somebody follows their request or project on this phone."""
    secret = phone_cookie.secret_in(request)
    return secret is not None and device_of(secret) is not None
