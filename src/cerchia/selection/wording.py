"""What the pages say of states and rules, in plain words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cerchia.people.models import Protection
from cerchia.selection.models.candidacies import State
from cerchia.selection.rules.eligibility import Line
from cerchia.selection.rules.hours import WEEK
from cerchia.selection.rules.urgency import BOTH, FAR, NONE, ONE

SENTENCES: Mapping[str, Any] = {
    "age_unknown": _("The year of birth is not known. The programme is for people from %(age)d."),
    "of_age": _("Is of age: %(age)d or more."),
    "birthday_this_year": _("Turns %(age)d this year: ask whether the birthday was already."),
    "too_young": _("Is not %(age)d yet."),
    "student": _("Studies at a university: the edition takes students too."),
    "status_unknown": _("Which protection the person holds is not known."),
    "status_fits": _("Holds a protection for which the edition is: %(status)s."),
    "status_outside": _("The edition is not for this kind of permit: %(status)s."),
    "here": _("Lives in a territory of the edition."),
    "elsewhere": _("Lives where the edition has no team."),
    "reception_unknown": _("Whether the person has left reception is not known."),
    "reception_done": _("Has left reception."),
    "reception_inside": _("Is still in reception: the edition is for who has left it."),
    "reception_never": _("Was never in reception: the edition is for who has left it."),
    "not_left": _("The edition counts %(months)d months from leaving reception."),
    "left_unknown": _(
        "When the person left reception is not known. It may be %(months)d months ago at most."
    ),
    "left_lately": _("Left reception %(gone)d months ago: at most %(months)d fit."),
    "left_long_ago": _("Left reception %(gone)d months ago: the edition takes at most %(months)d."),
    "permit_unknown": _("The date of the permit is not written. It does not matter here."),
    "permit_renewing": _("The permit is being renewed: with the receipt it is valid."),
    "permit_past": _("The date of the permit is past. This excludes nobody: help to renew it."),
    "permit_valid": _("The permit is valid."),
}
STATUSES = dict(Protection.Status.choices)
REASONS = {
    "phone": _("the same telephone"),
    "name": _("names that sound alike"),
    "year": _("the same year of birth"),
}

THEMES: Mapping[str, Any] = {
    "training_work": _("Training and work"),
    "study": _("Study"),
    "enterprise": _("Enterprise"),
    "home": _("Home"),
    "licence_mobility": _("Licence and mobility"),
    "family_papers": _("Family and papers"),
    "exchange": _("Exchange and community"),
}
URGENCY: Mapping[str, Any] = {
    NONE: _("Nobody has written it yet. Two people do, each without the other's words."),
    ONE: _("One person has written it. Another one does too, without the first one's words."),
    BOTH: _("Two people have written it, and they see it alike."),
    FAR: _("The two who wrote it see it differently. They talk, and each writes it again."),
}


def day_word(day: str) -> str:
    return str(WEEKDAYS[WEEK.index(day)])


def part_word(part: str) -> str:
    words = {
        "morning": gettext("in the morning"),
        "afternoon": gettext("in the afternoon"),
        "evening": gettext("in the evening"),
    }
    return words[part]


def hours_words(slots: Iterable[str]) -> list[str]:
    """Hours by day: "Monday: in the morning, in the evening". Others stay as they were written."""
    found: dict[str, list[str]] = {}
    for slot in slots:
        day, _sign, part = slot.partition("-")
        found.setdefault(day if part else slot, []).extend([part] if part else [])
    order = sorted(found, key=lambda day: WEEK.index(day) if day in WEEK else len(WEEK))
    return [
        f"{day_word(day)}: {', '.join(part_word(part) for part in found[day])}"
        if day in WEEK and found[day]
        else day
        for day in order
    ]


def sentence(line: Line) -> str:
    """A line of the eligibility, for people."""
    facts = dict(line.facts)
    if "status" in facts:
        facts["status"] = str(STATUSES.get(str(facts["status"]), facts["status"]))
    said = str(SENTENCES.get(line.code, line.code))
    return said % facts if facts else said


TITLES = {
    State.DRAFT: _("You have begun"),
    State.SUBMITTED: _("Your words have arrived"),
    State.ELIGIBLE: _("We want to meet you"),
    State.NOT_ELIGIBLE: _("This time it is not possible"),
    State.INTERVIEWED: _("We have met"),
    State.PROPOSED: _("We have met. The team is choosing"),
    State.WAITING_LIST: _("You are on the waiting list"),
    State.SELECTED: _("Yes: you take part"),
    State.NOT_SELECTED: _("Not this time"),
    State.WITHDRAWN: _("You took it back"),
}
TEXTS = {
    State.DRAFT: _("Send it when you are ready."),
    State.SUBMITTED: _("A person of the team reads them. Then we call you to meet."),
    State.ELIGIBLE: _(
        "A person of the team calls you. At least two of us come, and a mediator if you wish."
    ),
    State.NOT_ELIGIBLE: _(
        "This edition has rules that we cannot change alone. It is not about your wish. "
        "You can ask us why, and ask us to look again."
    ),
    State.INTERVIEWED: _("Thank you for the talk. Now the team thinks about who begins."),
    State.PROPOSED: _("Nothing is decided yet. We tell you yes or no, in your language."),
    State.WAITING_LIST: _(
        "All places are taken today. If a place becomes free, we call you. You need not "
        "do anything."
    ),
    State.SELECTED: _("A person of the team calls you for the first meeting."),
    State.NOT_SELECTED: _(
        "There were more people than places. It says nothing about you or your wish. You "
        "can ask us why, and come again another time."
    ),
    State.WITHDRAWN: _("That is fine. Nothing else changes for you."),
}


def told(state: str) -> tuple[str, str]:
    """Title and text of a state, said to the person."""
    known = State(state)
    return str(TITLES[known]), str(TEXTS[known])


def untold() -> tuple[str, str]:
    """While the decision is there and nobody has told it face to face yet."""
    return gettext("The team has decided"), gettext(
        "We call you soon, to tell you in your language."
    )
