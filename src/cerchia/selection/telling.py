"""What the page of a round says of numbers, acts and answers, in plain words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cerchia.people.models import Person, Protection
from cerchia.people.rules import LANGUAGES
from cerchia.selection.rules.balancing import Line
from cerchia.selection.rules.sheet import Sheet

GENDERS: Mapping[str, Any] = {
    Person.Gender.WOMAN: _("women"),
    Person.Gender.MAN: _("men"),
    Person.Gender.OTHER: _("people of another gender"),
}
TRAITS: Mapping[str, Any] = {
    "gender": _("gender"),
    "age_band": _("age"),
    "status": _("protection status"),
}
COUNTED = {0: _("no"), 1: _("one"), 2: _("two"), 3: _("three"), 4: _("four"), 5: _("five")}
SPOKEN_AS = {"prs": "fa_AF"}
GOALS: Mapping[str, Any] = {
    "S1": _("Room for those who cannot wait"),
    "S2": _("The largest distance from a wanted number of a territory"),
    "S3": _("All distances from the wanted numbers together"),
    "S4": _("How urgent the places are, over the whole list"),
    "changes": _("People who change place"),
}


def lost_urgency(goal: str) -> str:
    """What the list would lose with somebody else in: in words, whatever the difference."""
    if goal == "S1":
        return gettext("With this person in, somebody who cannot wait would stay out.")
    return gettext("With this person in, the list as a whole would answer what is less urgent.")


def trait_value(feature: str, value: str) -> str:
    """The people with this value of a trait: "women", "18-24 years"."""
    if feature == "gender":
        return str(GENDERS.get(value, value))
    if feature == "status":
        return str(dict(Protection.Status.choices).get(value, value))
    return gettext("%(band)s years") % {"band": value}


def listed(names: Sequence[str]) -> str:
    """A, B and C."""
    if len(names) < 2:  # noqa: PLR2004 - a pair
        return "".join(names)
    return gettext("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def line_name(line: Line) -> str:
    """What a wanted number is about."""
    key, _colon, rest = line.key.partition(":")
    if key == "floor":
        return capital(trait_value(rest.partition("=")[0], line.subject))
    names = {
        "terr": line.subject,
        "students": gettext("University students"),
        "mediated": gettext("With a mediator in their language"),
        "load": gettext("People per operator, %(place)s") % {"place": line.subject},
        "circle": gettext("Circle %(name)s") % {"name": line.subject},
    }
    return str(names[key])


def number(value: float) -> str:
    """6 or 6,3: a decimal only where there is one."""
    return str(round(value)) if value == round(value) else f"{value:.1f}".replace(".", ",")


def one_decimal(line: Line, value: float) -> str:
    return f"{value:.1f}".replace(".", ",") if line.key.startswith("load:") else number(value)


def wanted_words(line: Line) -> str:
    """What is wanted: "24 wanted", "6 to 8", "at least 8", "at most 6"."""
    low, high = number(line.low), number(line.high)
    if line.key == "mediated":
        return gettext("of %(all)d, at least %(n)s") % {"all": line.of, "n": low}
    if line.kind == "exact":
        return gettext("places %(n)s") % {"n": low}
    if line.kind == "least":
        return gettext("at least %(n)s") % {"n": low}
    if line.kind == "most":
        return gettext("at most %(n)s") % {"n": number(max(line.high, 0))}
    return gettext("from %(low)s to %(high)s") % {"low": low, "high": high}


def line_words(line: Line) -> str:
    """A whole line for who does not see the bar: "Torino: from 25 to 24, places 24"."""
    name, wanted = line_name(line), wanted_words(line)
    before, after = one_decimal(line, line.before), one_decimal(line, line.after)
    if line.is_trial:
        values = {"name": name, "before": before, "after": after, "wanted": wanted}
        return gettext("%(name)s: from %(before)s to %(after)s, %(wanted)s") % values
    return gettext("%(name)s: %(now)s, %(wanted)s") % {"name": name, "now": after, "wanted": wanted}


def off_words(line: Line) -> str:
    """By how much a line does not stand as wanted: "Torino has 1 more than wanted"."""
    name = line_name(line)
    if line.after < line.low:
        by = {"name": name, "n": number(round(line.low - line.after, 1))}
        return gettext("%(name)s: %(n)s fewer than wanted") % by
    if line.key.startswith("load:") and line.high < 0:
        return gettext("%(name)s: nobody there yet") % {"name": name}
    by = {"name": name, "n": number(round(line.after - line.high, 1))}
    return gettext("%(name)s: %(n)s more than wanted") % by


def headline(proposed: int, seats: int, off: int) -> str:
    """What the situation is: "35 proposals for 35 places, with two imbalances"."""
    said = ngettext(
        "%(n)d proposal for %(seats)d places", "%(n)d proposals for %(seats)d places", proposed
    ) % {"n": proposed, "seats": seats}
    if not proposed:
        return gettext("Nobody proposed yet for %(seats)d places") % {"seats": seats}
    if not off:
        return gettext("%(said)s, in balance") % {"said": said}
    count = str(COUNTED.get(off, off))
    imbalance = ngettext("with %(n)s imbalance", "with %(n)s imbalances", off) % {"n": count}
    return f"{said}, {imbalance}"


def decided_headline(chosen: int, free: int) -> str:
    said = ngettext("%(n)d person chosen", "%(n)d people chosen", chosen) % {"n": chosen}
    if not free:
        return said
    place = ngettext("%(n)d place is free", "%(n)d places are free", free) % {"n": free}
    return f"{said}, {place}"


def trial_words(before: Sequence[Line], after: Sequence[Line]) -> str:
    """What a trial does to the imbalances."""
    was = {line.group for line in before if not line.held}
    now = {line.group for line in after if not line.holds}
    if was and not now:
        return ngettext(
            "With this change the imbalance closes.",
            "With this change the %(n)s imbalances close.",
            len(was),
        ) % {"n": str(COUNTED.get(len(was), len(was)))}
    if now - was:
        names = "; ".join(
            off_words(one) for one in after if one.group in now - was and not one.holds
        )
        return gettext("With this change something new is out of balance. %(names)s.") % {
            "names": names
        }
    if was - now:
        return ngettext(
            "With this change one imbalance less: %(n)d is left.",
            "With this change fewer imbalances: %(n)d are left.",
            len(now),
        ) % {"n": len(now)}
    if now:
        return gettext("With this change the imbalances stay as they are.")
    return gettext("With this change everything stays in balance.")


def unheard_words(languages: Iterable[Sequence[str]], people: int) -> str:
    """Who has no mediator, by language alone."""
    if not people:
        return ""
    named = ", ".join(sorted({one for each in languages for one in each}))
    said = ngettext(
        "%(n)d person has no mediator in their language",
        "%(n)d people have no mediator in their language",
        people,
    ) % {"n": people}
    return f"{said}: {named}." if named else f"{said}."


def closing(days: int) -> str:
    """How many days to the closing of a round."""
    if days < 0:
        return gettext("the last day is past")
    if days == 0:
        return gettext("today is the last day")
    return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}


def sheet_words(sheet: Sheet) -> list[str]:
    """The wanted numbers as sentences, for the statement and for print."""
    found = [ngettext("%(n)d place", "%(n)d places", sheet.seats) % {"n": sheet.seats}]
    for name, place in sheet.places.items():
        values = {"name": name, "n": place.wanted, "low": place.low, "high": place.high}
        said = gettext("%(name)s: %(n)d wanted")
        if place.low != place.high:
            said = gettext("%(name)s: %(n)d wanted, between %(low)d and %(high)d")
        found.append(said % values)
    for floor in sheet.floors:
        values = {"n": floor.least, "who": trait_value(floor.feature, floor.value)}
        found.append(gettext("at least %(n)d %(who)s") % values)
    if sheet.students is not None:
        low, high = sheet.students
        found.append(
            gettext("%(low)d to %(high)d university students") % {"low": low, "high": high}
        )
    if sheet.mediated is not None:
        found.append(
            gettext("at least %(n)d people with a mediator in their language")
            % {"n": sheet.mediated}
        )
    if sheet.per_operator is not None:
        found.append(gettext("at most %(n)d people per operator") % {"n": sheet.per_operator})
    return [*found, *_shape_words(sheet)]


def _shape_words(sheet: Sheet) -> list[str]:
    """What is wanted of circles and households, and whether urgency counts."""
    low, high = sheet.circle_size
    found = [gettext("circles of %(low)d to %(high)d people") % {"low": low, "high": high}]
    if sheet.one_a_household:
        found.append(gettext("one person a household"))
    if sheet.urgency:
        found.append(gettext("how urgent a place is, as two people write it of everybody"))
    return found


def tongue(code: str) -> str:
    """A language in the words of the page; by its own name where the page has none."""
    try:
        known = Locale.parse((get_language() or "it")[:2]).languages.get(SPOKEN_AS.get(code, code))
    except UnknownLocaleError:
        known = None
    return known or LANGUAGES.get(code, code)


def answer_headline(status: str, lists: int) -> str:
    """What a calculation found."""
    if status == "impossible":
        return gettext("These criteria cannot hold together")
    if not lists:
        return gettext("No list was found in the time given")
    if lists == 1:
        return gettext("Only this list keeps to the criteria")
    said = ngettext("%(n)d list keeps to the criteria", "%(n)d lists keep to the criteria", lists)
    return said % {"n": lists}
