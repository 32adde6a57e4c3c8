"""Words and addresses of the page of the network: `{% load ties %}`."""

from collections.abc import Iterable
from uuid import UUID

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from cerchia.desk.queries.network.detail import Detail, Promise
from cerchia.desk.queries.network.graph import family_of
from cerchia.desk.queries.network.wanted import Wanted
from cerchia.network.models import Organisation
from cerchia.network.models.organisations import UNCONTACTED
from cerchia.network.queries.lists import Line
from cerchia.web.formats import day_month
from cerchia.web.tags.plain import tag

register = template.Library()

ICONS = {
    "factory": "factory",
    "workshop": "wrench",
    "shop": "stall",
    "market": "stall",
    "restaurant": "pot",
    "farm": "leaf",
    "bank": "wallet",
    "housing": "key",
    "landlord": "key",
    "adult_school": "cap",
    "school": "cap",
    "university": "cap",
    "training": "cap",
    "library": "book",
    "health": "heart",
    "parish": "home",
}
HUES = {"business": 3, "public": 2, "association": 4}
FAMILY_ICONS = {"business": "factory", "public": "office", "association": "circle"}
STATE_TONES = {"engaged": "ok", "answered": "note", "contacted": "note"}
PROMISE_TONES = {"kept": "ok", "partly_kept": "note", "not_kept": "care"}


@register.filter
def organisation_icon(line: Line) -> str:
    """Choose the picture of an organisation by its kind."""
    family = family_of(line.kind, is_business=line.is_business)
    return ICONS.get(line.kind, FAMILY_ICONS[family])


@register.filter
def organisation_hue(line: Line) -> int:
    """Choose its colour: grey until somebody asked it."""
    if line.state in UNCONTACTED:
        return 0
    return HUES[family_of(line.kind, is_business=line.is_business)]


@register.filter
def organisation_note(line: Line) -> str:
    """Say where it is, what it is, and its offers or how far things are."""
    said = str(line.state_words)
    if line.offers:
        said = ngettext("%(n)d offer", "%(n)d offers", line.offers) % {"n": line.offers}
    return f"{line.place or line.territory}, {line.kind_words} · {said}"


@register.filter
def is_same(one: UUID, other: UUID | None) -> bool:
    return one == other


@register.simple_tag
def choosing(wanted: Wanted, key: UUID | str) -> str:
    """The address of the page with this organisation beside the list."""
    return wanted.address(scelta=key, dopo=wanted.after)


@register.simple_tag
def without_choice(wanted: Wanted) -> str:
    return wanted.address(scelta="")


@register.simple_tag
def organisation_page(one: Organisation) -> str:
    """The address of its own page, where there is one."""
    try:
        return reverse("network:organisation_detail", args=[one.pk])
    except NoReverseMatch:
        return ""


@register.simple_tag
def organisation_tag(one: Organisation) -> SafeString:
    return tag(one.get_state_display(), tone=STATE_TONES.get(one.state, "wait"))


@register.simple_tag
def promise_tag(promise: Promise) -> SafeString:
    return tag(promise.state_words, tone=PROMISE_TONES.get(promise.state, "wait"))


@register.filter
def interests_in_words(keys: Iterable[str]) -> str:
    """Say on what it works, and aloud if it is not about refugees (Q21)."""
    words = {
        "refugees": gettext("refugees"),
        "migration": gettext("migration in general"),
        "work": gettext("work and social insertion"),
        "other": gettext("other fields"),
    }
    found = list(keys)
    said = ", ".join(words[key] for key in found)
    if "refugees" in found:
        return said
    return f"{said}. " + gettext("Not on refugees.") if said else gettext("nobody asked it yet")


@register.filter
def next_step_words(detail: Detail) -> str:
    """Say who does what next, and when."""
    if detail.owner and detail.next_try_on:
        said = gettext("%(name)s calls on %(day)s")
        return said % {"name": detail.owner, "day": day_month(detail.next_try_on)}
    if detail.owner:
        return gettext("%(name)s looks after it") % {"name": detail.owner}
    if detail.next_try_on:
        return gettext("to try again on %(day)s") % {"day": day_month(detail.next_try_on)}
    return gettext("nobody has it in hand yet")
