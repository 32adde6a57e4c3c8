"""What circles that were put together are like, in words for the team."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext, gettext_noop, ngettext, pgettext

from cerchia.composing.queries import Fillable
from cerchia.composing.rules import NEW, Difference, Ring, Table, Values
from cerchia.selection.rules.hours import PARTS, WEEK
from cerchia.selection.wording import day_word, part_word
from cerchia.web.formats import language_in_words, percent

TWELFTHS, POINTS = 12, 2


def hour_words(code: str) -> str:
    """An hour of the week; one that was written otherwise stays as it was written."""
    day, _sign, part = code.partition("-")
    if day not in WEEK or part not in PARTS:
        return code
    return f"{day_word(day)} {part_word(part)}"


def language_words(codes: Iterable[str]) -> str:
    """In the language of the reader."""
    return ", ".join(language_in_words(code) for code in codes)


def circle_words(ring_id: str, table: Table) -> str:
    """A circle of a draft has a number until it has a name; one that is there already has one."""
    if ring_id in table.there:
        return table.there[ring_id].name
    found = NEW.fullmatch(ring_id)
    if found is None:
        return gettext("a circle that is closed or not included")
    return gettext("circle %(n)s") % {"n": int(found[1]) + 1}


def fillable_words(found: Fillable) -> str:
    """A circle that could be filled: where, whether it has begun, how many walk in it."""
    states = {
        "forming": pgettext("a circle", "forming"),
        "active": pgettext("a circle", "active"),
        "weakened": pgettext("a circle", "weakened"),
    }
    words = ngettext(
        "%(circle)s, %(place)s: %(state)s, %(n)d person",
        "%(circle)s, %(place)s: %(state)s, %(n)d people",
        found.people,
    )
    circle = found.circle
    return words % {
        "circle": circle.name,
        "place": circle.territory.name,
        "state": states.get(circle.state, circle.state),
        "n": found.people,
    }


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that a draft is worth: in words, as a number, and whether it is as it should be."""

    name: str
    words: str
    value: int
    is_good: bool
    proof: str = ""


def measures(values: Mapping[str, int], proofs: Mapping[str, str] | None = None) -> list[Measure]:
    """The seven levels in their order."""
    proofs = proofs or {}
    return [
        _one(name, values[name], words(values[name]), proofs.get(name, ""))
        for name, words in _WORDS.items()
        if name in values
    ]


def _one(name: str, value: int, words: str, proof: str) -> Measure:
    is_good = value <= TWELFTHS if name == "C3" else name == "C4" or not value
    return Measure(name, words, value, is_good, proof)


def _voices(n: int) -> str:
    if not n:
        return gettext("Everybody has at least two of the team to talk with")
    return ngettext(
        "%(n)d person has only one of the team to talk with",
        "%(n)d people have only one of the team to talk with",
        n,
    ) % {"n": n}


def _gender(n: int) -> str:
    if not n:
        return gettext("Nobody is the only woman or the only man of a circle")
    return ngettext(
        "%(n)d person is the only woman or man of their circle",
        "%(n)d people are the only woman or man of their circle",
        n,
    ) % {"n": n}


def _load(n: int) -> str:
    share = percent(n, TWELFTHS)
    return gettext("The busiest operator has %(share)d%% of the circles they can take") % {
        "share": share
    }


def _largest(n: int) -> str:
    people = n // POINTS
    return gettext("The largest circle has %(n)d people") % {"n": people}


def _unmixed(n: int) -> str:
    if not n:
        return gettext("Every circle has students and others")
    return ngettext(
        "%(n)d circle has only students, or none",
        "%(n)d circles have only students, or none",
        n,
    ) % {"n": n}


def _lost(n: int) -> str:
    if not n:
        return gettext("Everybody walks with an operator whom they met before")
    return ngettext(
        "%(n)d person does not walk with the operator whom they met before",
        "%(n)d people do not walk with the operator whom they met before",
        n,
    ) % {"n": n}


def _themes(n: int) -> str:
    if not n:
        return gettext("Everybody has somebody in the circle whose wish goes the same way")
    return ngettext(
        "%(n)d person has nobody in the circle whose wish goes the same way",
        "%(n)d people have nobody in the circle whose wish goes the same way",
        n,
    ) % {"n": n}


_WORDS = {
    "C1": _voices,
    "C2": _gender,
    "C3": _load,
    "C4": _largest,
    "C5": _unmixed,
    "C6": _lost,
    "C7": _themes,
}


def proofs_of(content: Values) -> dict[str, str]:
    """Level by level: nothing can do better, or what nothing can beat."""
    found = {}
    for level in content.get("levels", []):
        if level["status"] == "proven":
            found[level["name"]] = gettext("nothing can do better")
        else:
            found[level["name"]] = gettext("best found so far; nothing can beat %(bound)s") % {
                "bound": _told(level["name"], level["bound"])
            }
    return found


def _told(level: str, bound: int) -> str:
    """A bound in the unit of its sentence: a share of the load, people, or a count."""
    if level == "C3":
        return f"{percent(bound, TWELFTHS)}%"
    return str(-(-bound // POINTS) if level == "C4" else bound)


def changes_words(found: Difference, table: Table) -> list[str]:
    """What is not where it was, one sentence each."""
    names = table.names
    words = [
        gettext("%(who)s goes from %(one)s to %(other)s")
        % {
            "who": _name(names, who),
            "one": circle_words(one, table),
            "other": circle_words(other, table),
        }
        if one
        else gettext("%(who)s enters %(other)s")
        % {"who": _name(names, who), "other": circle_words(other, table)}
        for who, one, other in found.moved
    ]
    words += [
        gettext("%(who)s joins %(circle)s")
        % {"who": _name(names, who), "circle": circle_words(circle, table)}
        for who, circle in found.joined
    ]
    words += [
        gettext("%(who)s leaves %(circle)s")
        % {"who": _name(names, who), "circle": circle_words(circle, table)}
        for who, circle in found.left
    ]
    words += [
        gettext("%(circle)s meets %(after)s instead of %(before)s")
        % {
            "circle": circle_words(circle, table),
            "after": hour_words(after),
            "before": hour_words(before),
        }
        for circle, before, after in found.hours
    ]
    return words


def _name(names: Mapping[str, str], who: str) -> str:
    return names.get(who) or gettext("somebody who is not here any more")


def rule_words(rule: str, table: Table) -> str:
    """What a rule of the checker says, in the words of the team."""
    shape, names = table.shape, table.names
    kind, _sign, about = rule.partition(":")
    plain = {
        "circle.size": gettext("Circles of %(low)d to %(high)d people")
        % {"low": shape.size[0], "high": shape.size[1]},
        "circle.operators": gettext("%(low)d to %(high)d operators in each circle")
        % {"low": shape.operators[0], "high": shape.operators[1]},
        "circle.mediators": gettext("%(low)d to %(high)d mediators in each circle")
        % {"low": shape.mediators[0], "high": shape.mediators[1]},
        "circle.language_cover": gettext("Somebody of the team speaks with each person"),
        "staff.slots": gettext("The team comes at its own hours"),
        "staff.one_place": gettext("Nobody of the team is in two circles at the same hour"),
        "staff.capacity": gettext("Nobody of the team has more circles than they can take"),
    }
    if kind in plain:
        return plain[kind]
    if kind == "slots":
        return gettext("%(who)s comes at their own hours") % {"who": _name(names, about)}
    if kind in {"placement", "territory"}:
        return gettext("%(who)s sits in exactly one circle") % {"who": _name(names, about)}
    if kind in _THERE:
        circle, _sign, who = about.partition(":")
        return gettext(_THERE[kind]) % {
            "who": _name(names, who),
            "circle": circle_words(circle, table),
        }
    return _keep_words(rule, table) or _lock_words(rule, table) or rule


_THERE = {
    "there": gettext_noop("%(who)s walks in %(circle)s already"),
    "at": gettext_noop("%(circle)s keeps its hour"),
    "left": gettext_noop("%(who)s left %(circle)s, or said no to it"),
}


def _keep_words(rule: str, table: Table) -> str:
    keep = next((one for one in table.keeps if one.id == rule), None)
    if keep is None:
        return ""
    people = {"people": ", ".join(_name(table.names, one) for one in keep.members)}
    if keep.kind == "apart":
        return gettext("%(people)s stay apart") % people
    return gettext("%(people)s stay together") % people


def _lock_words(rule: str, table: Table) -> str:
    lock = next((one for one in table.locks if one.id == rule), None)
    if lock is None:
        return ""
    circle = circle_words(lock.circle, table)
    if lock.hour:
        return gettext("%(circle)s is locked %(hour)s") % {
            "circle": circle,
            "hour": hour_words(lock.hour),
        }
    who = _name(table.names, lock.member)
    return gettext("%(who)s is locked in %(circle)s") % {"who": who, "circle": circle}


@dataclass(frozen=True, slots=True)
class Impossible:
    """What cannot hold together, in words, and what would help."""

    because: str
    rules: list[str]
    ways_out: list[str]


def impossible_words(content: Values, table: Table) -> Impossible | None:
    """The smallest conflict of an answer that found no circles."""
    conflict = content.get("conflict")
    if not conflict:
        return None
    italian = (get_language() or "")[:2] == "it"
    sentence = conflict["sentence_it" if italian else "sentence"]
    ways = [
        way["sentence_it" if italian else "sentence"] or rule_words(way["rule"], table)
        for way in conflict["ways_out"]
    ]
    return Impossible(
        because=with_names(_because(sentence), table),
        rules=[rule_words(rule, table) for rule in conflict["rules"]],
        ways_out=[with_names(way[:1].upper() + way[1:], table) for way in ways],
    )


def _because(sentence: str) -> str:
    """The part of the whole sentence that says why: the rules and ways out stand in lists."""
    for reason, end in ((", because ", ". It is enough to"), (", perché ", ". Basta")):
        if reason in sentence:
            return sentence.partition(reason)[2].partition(end)[0].rstrip(".")
    return ""


def with_names(sentence: str, table: Table) -> str:
    """Codes, ids and hours of a sentence in the words of the team."""
    words = table.names | {hour: hour_words(hour) for hour in table.hours}
    words |= {circle: one.name for circle, one in table.there.items()}
    for code, name in sorted(words.items(), key=lambda one: -len(one[0])):
        sentence = sentence.replace(code, name)
    return re.sub(rf"\b{NEW.pattern}\b", lambda one: circle_words(one[0], table), sentence)


def why_together(ring: Ring, people: int, team: int) -> str:
    """The first sentence of a circle: what all share."""
    words = ngettext(
        "%(n)d person can come %(hour)s, with %(team)d of the team.",
        "All %(n)d can come %(hour)s, with %(team)d of the team.",
        people,
    )
    hour = pgettext("an hour of the week", "on %(hour)s") % {"hour": hour_words(ring.hour)}
    return words % {"n": people, "hour": hour, "team": team}


def theme_words(code: str) -> str:
    """Which way a wish goes; a theme that has no words here stays as it was written."""
    words = {
        "training_work": gettext("work and training"),
        "study": gettext("study"),
        "licence_mobility": gettext("licence and moving about"),
        "enterprise": gettext("own business"),
        "home": gettext("home"),
        "family_papers": gettext("family and papers"),
        "exchange": gettext("exchange"),
        "other": gettext("something else"),
    }
    return words.get(code, code)
