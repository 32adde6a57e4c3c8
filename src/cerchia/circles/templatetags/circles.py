"""Pictures and words of a circle, for the fragments of this room: `{% load circles %}`."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from cerchia.circles import drawings
from cerchia.circles.hooks import Look
from cerchia.circles.models import Attendance, Circle, Encounter
from cerchia.circles.queries import CirclePage, QuietLine, WeightLine
from cerchia.circles.rules import Counts, Heard
from cerchia.people.rules import LANGUAGES
from cerchia.web.formats import day_month, language_in_words

register = template.Library()

STATE_TONES = {"active": "ok", "weakened": "care", "forming": "note", "closed": ""}


@register.simple_tag
def relation_ring(page: CirclePage) -> SafeString:
    return drawings.relation_ring(page)


@register.simple_tag
def contact_weights(page: CirclePage) -> SafeString:
    return drawings.contact_weights(page)


@register.simple_tag
def weight_rows(page: CirclePage) -> list[tuple[str, str, str]]:
    return drawings.weight_rows(page)


@register.filter
def tone_of(circle: Circle) -> str:
    return STATE_TONES[circle.state]


@register.filter
def state_words(circle: Circle) -> str:
    """Say in which state a circle is and since when."""
    words = {
        "forming": (gettext("forming since %(day)s"), circle.formed_at),
        "active": (gettext("active since %(day)s"), circle.activated_at),
        "weakened": (gettext("weakened since %(day)s"), circle.weakened_at),
        "closed": (gettext("closed on %(day)s"), circle.closed_at),
    }
    sentence, at = words[circle.state]
    return sentence % {"day": day_month(at)} if at else sentence


@register.filter
def counts_words(counts: Counts) -> str:
    """Say how many of each kind walk in a circle."""
    people = ngettext("%(n)d participant", "%(n)d participants", counts.participants)
    operators = ngettext("%(n)d operator", "%(n)d operators", counts.operators)
    mediators = ngettext("%(n)d mediator", "%(n)d mediators", counts.mediators)
    return ", ".join(
        words % {"n": n}
        for words, n in (
            (people, counts.participants),
            (operators, counts.operators),
            (mediators, counts.mediators),
        )
    )


@register.filter
def kinds_words(kinds: Iterable[str]) -> str:
    """Say which kinds of members are missing."""
    words = {
        "participant": gettext("participants"),
        "operator": gettext("an operator"),
        "mediator": gettext("a mediator"),
        "meeting": gettext("the date of a meeting"),
    }
    return ", ".join(words[kind] for kind in kinds)


@register.filter
def language_words(codes: Iterable[str]) -> str:
    """Name languages in the language of the reader."""
    return ", ".join(language_in_words(code, otherwise=LANGUAGES.get(code, code)) for code in codes)


@register.filter
def presence_word(code: str) -> str:
    return str(Attendance.Presence(code).label)


@register.filter
def as_items(looks: Iterable[Look]) -> list[dict[str, str]]:
    """Give looks the shape that the list of things to look at takes."""
    return [
        {"title": one.title, "text": one.text, "url": one.url, "tone": one.tone} for one in looks
    ]


@register.filter
def heard_words(heard: Heard | None) -> str:
    """Say of which kind the last sign was."""
    if heard is None:
        return gettext("no sign written down yet")
    if heard.kind == "meeting":
        return gettext("at a meeting")
    return str(Encounter.Kind(heard.kind).label)


@register.filter
def act_words(line: QuietLine) -> str:
    """Say who could give the next sign, in the way of the last one."""
    if line.last_with is None or line.heard is None:
        return gettext("Write down a contact")
    words = {
        "phone": gettext("%(name)s calls"),
        "message": gettext("%(name)s writes"),
        "seen": gettext("%(name)s meets them"),
    }
    return words[line.heard.kind] % {"name": line.last_with.given_name}


@register.filter
def near_words(line: WeightLine) -> str:
    """Say who depends on one person, or nearly, and who else could see them."""
    if line.weight.is_over:
        said = gettext(
            "%(name)s depends on one person: over the limit of %(limit)d%%. "
            "The coordination sees it."
        )
    else:
        said = gettext(
            "%(name)s is near the limit of %(limit)d%%. Beyond it the coordination sees it."
        )
    words = said % {"name": line.person.given_name, "limit": line.weight.limit}
    if line.other:
        words += " " + gettext("%(other)s could see %(name)s too.") % {
            "other": line.other.given_name,
            "name": line.person.given_name,
        }
    return words


@register.filter
def language_name(code: str) -> str:
    """Name a language as its own people write it."""
    return LANGUAGES.get(code, code)
