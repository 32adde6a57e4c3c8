"""Sentences about wishes, plans and reviews, as people read them."""

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.projects.models import Objective, Project, ReviewMoment, Voice
from cerchia.projects.queries import PlanPage, ReviewRow, WishStory
from cerchia.projects.rules import Change
from cerchia.web.formats import ago, day_month, euros_text

FIRST_NAMED_BY: list[tuple[str, str, int, Promise]] = [
    (Voice.SELF, "person", 1, gettext_lazy("Me")),
    (Voice.FAMILY, "family", 4, gettext_lazy("My family")),
    (Voice.CIRCLE, "circle", 3, gettext_lazy("Someone in my circle")),
    (Voice.OPERATOR, "talk", 2, gettext_lazy("A person of the team")),
    (Voice.CALL, "file", 5, gettext_lazy("A notice I read")),
    (Voice.OTHER, "question", 0, gettext_lazy("Someone else")),
]
"""Who may have had the idea first: value, icon, hue and the word beside it."""

VOICED: dict[str, Promise] = {
    Voice.SELF: gettext_lazy("named by the person"),
    Voice.CIRCLE: gettext_lazy("named by the circle"),
    Voice.OPERATOR: gettext_lazy("named by a person of the team"),
    Voice.CALL: gettext_lazy("came from a notice or a call"),
    Voice.FAMILY: gettext_lazy("named by the family"),
    Voice.OTHER: gettext_lazy("named by someone else"),
}
STATES: dict[str, tuple[str, Promise]] = {
    "idea": ("", gettext_lazy("an idea")),
    "drafted": ("", gettext_lazy("written")),
    "shared": ("note", gettext_lazy("talked about in the circle")),
    "running": ("ok", gettext_lazy("it goes on")),
    "suspended": ("wait", gettext_lazy("resting")),
    "completed": ("ok", gettext_lazy("completed")),
    "stopped": ("", gettext_lazy("stopped")),
}


def names(people: list[Person]) -> str:
    """First names in a row: "Mariam, Yonas"."""
    return ", ".join(person.given_name for person in people)


def result_words(one: Objective) -> str:
    """What the page of an objective says about how it went; nothing while it goes on."""
    said = {
        Objective.Result.REACHED: _("You said: reached."),
        Objective.Result.PARTLY: _("You said: partly reached."),
        Objective.Result.NOT_REACHED: _("You said: not this time."),
    }
    return said.get(Objective.Result(one.result), "")


def wishes_headline(person: Person, stories: list[WishStory]) -> str:
    name = person.given_name
    if not stories:
        return _("%(name)s has not said a wish yet") % {"name": name}
    alive = [story for story in stories if not story.is_set_aside]
    if not alive:
        return _("%(name)s set every wish aside: time to listen again") % {"name": name}
    if len(alive) == 1:
        when = ago(alive[0].wish.expressed_at)
        return _("%(name)s said a wish %(when)s") % {"name": name, "when": when}
    words = ngettext("%(name)s has %(n)d wish", "%(name)s has %(n)d wishes", len(alive))
    return words % {"name": name, "n": len(alive)}


def plan_headline(page: PlanPage) -> str:
    project, who = page.project, names(page.people)
    ended = {
        "stopped": _("Stopped on %(day)s, with what was learnt"),
        "completed": _("Completed on %(day)s"),
        "suspended": _("Resting since %(day)s"),
    }
    if project.state in ended:
        moment = getattr(project, f"{project.state}_at")
        return ended[project.state] % {"day": day_month(moment)}
    if not page.lines:
        return _("The wish is there, the first objective is still to write")
    if waiting := len(page.waiting):
        words = ngettext(
            "%(n)d objective waits for the yes of %(who)s",
            "%(n)d objectives wait for the yes of %(who)s",
            waiting,
        )
        return words % {"n": waiting, "who": who}
    if going := len(page.going_on):
        words = ngettext("%(n)d objective goes on", "%(n)d objectives go on", going)
        return words % {"n": going}
    return _("Every objective has its result")


def reviews_headline(rows: list[ReviewRow]) -> str:
    if not rows:
        return _("No review to hold")
    late = sum(row.is_late for row in rows)
    if late:
        words = ngettext(
            "%(n)d review is past its day, the others have time",
            "%(n)d reviews are past their day, the others have time",
            late,
        )
        return words % {"n": late}
    return _("The next review is %(when)s") % {"when": ago(rows[0].review.due_on)}


def review_headline(review: ReviewMoment, people: list[Person]) -> str:
    who = names(people)
    if review.replaced_by_id:
        return _("This review has another date now")
    if review.held_at:
        day = day_month(review.held_at)
        return _("The review with %(who)s was held on %(day)s") % {"who": who, "day": day}
    if review.due_on < clock.today():
        day = day_month(review.due_on)
        return _("The review with %(who)s was due on %(day)s") % {"who": who, "day": day}
    return _("The review with %(who)s is %(when)s") % {"who": who, "when": ago(review.due_on)}


def in_words(change: Change) -> str:
    """A difference between two versions of a plan as a sentence."""
    plain = {
        "renamed": _("The project is called “%(after)s”; it was “%(before)s”."),
        "objective_added": _("New objective: “%(name)s”."),
        "objective_gone": _("The objective “%(name)s” was taken out."),
        "title": _("“%(before)s” is now called “%(after)s”."),
        "own_title": _("“%(name)s” in their own words: “%(after)s”; before “%(before)s”."),
        "planned_cents": _("“%(name)s”: planned %(after)s, before %(before)s."),
        "target_on": _("“%(name)s”: by %(after)s, before by %(before)s."),
        "how_we_know": _("“%(name)s”: we will know by “%(after)s”; before by “%(before)s”."),
        "result": _("“%(name)s”: %(after)s, before %(before)s."),
        "step_added": _("“%(name)s”: new step “%(after)s”."),
        "step_gone": _("“%(name)s”: step “%(before)s” was taken out."),
        "resource_added": _("New resource: “%(name)s”."),
        "resource_gone": _("The resource “%(name)s” was taken out."),
    }
    values = {"name": change.name, "before": _value(change.what, change.before)}
    return plain[change.what] % {**values, "after": _value(change.what, change.after)}


def _value(what: str, value: Any) -> Any:
    if value is None:
        return ""
    if what == "planned_cents":
        return euros_text(int(value))
    if what == "target_on":
        return day_month(date.fromisoformat(value))
    if what == "result":
        return Objective.Result(value).label
    return value


def state_words(project: Project) -> tuple[str, Promise]:
    """The tone and the word of the state of a project."""
    return STATES[project.state]
