"""What stands on the page of a circle besides its relation: plans, questions, decisions.

With `circles.queries.circle_page` eight queries in all, whatever the number of members.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, Q, Subquery
from django.http import Http404
from django.utils.translation import gettext, ngettext

from cerchia.access.models import User
from cerchia.circles.models import Circle, CircleDecision
from cerchia.circles.queries import CirclePage, Member, circle_page
from cerchia.funds.models import ExpenseQuestion
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.projects.models import Objective, ProjectMember, ProjectStep
from cerchia.support.models import Commitment
from cerchia.support.queries import CommitmentRow
from cerchia.support.queries.commitments import rows_of
from cerchia.web.formats import ago, day_month

LOOK_BACK = timedelta(days=90)
MOST_CHANGES = 8


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of people."""

    member: Member
    steps: str


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed, in the shape that the list of changes takes."""

    at: datetime
    icon: str
    hue: int
    title: str
    text: str
    when: str


@dataclass(frozen=True, slots=True)
class WholeCircle:
    reader: Person
    page: CirclePage
    rows: list[Row]
    changes: list[Change]
    since: datetime | None


@dataclass(slots=True)
class _Plans:
    """Steps of each person, and what moved in their plans."""

    done: dict[UUID, int]
    total: dict[UUID, int]
    steps: list[tuple[ProjectStep, UUID]]
    objectives: list[tuple[Objective, UUID]]


def whole_circle(user: User, pk: UUID) -> WholeCircle:
    """The circle that `user` works for, or 404."""
    circle, reader, decisions = _circle(user, pk)
    plans = _plans(circle)
    questions = _questions(circle)
    promises = _promises(circle)
    page = circle_page(circle, also=_subjects(reader, plans, decisions))
    since = page.held[-1].starts_at if page.held else circle.activated_at
    return WholeCircle(
        reader=reader,
        page=page,
        rows=[Row(member, _steps(plans, member.person_id)) for member in page.people],
        changes=_changes(page, plans, decisions, questions, since, promises),
        since=since,
    )


# --- Loading ----------------------------------------------------------------------------------


def _circle(user: User, pk: UUID) -> tuple[Circle, Person, list[CircleDecision]]:
    """The circle with its edition and territory, who reads it, and its latest decisions. One
    query, joined.
    """
    lately = Q(decisions__written_at__gte=clock.now() - LOOK_BACK)
    me = Person.objects.filter(user=user).values
    rows: list[Any] = list(
        Circle.objects.worked_by(user)
        .filter(pk=pk)
        .select_related("edition", "territory")
        .annotate(lately=FilteredRelation("decisions", condition=lately))
        .annotate(
            decision=F("lately__id"),
            decision_text=F("lately__text"),
            decision_owner=F("lately__owner"),
            decision_due=F("lately__due_on"),
            decision_done=F("lately__done_at"),
            decision_written=F("lately__written_at"),
            reader=Subquery(me("pk")[:1]),
            reader_given=Subquery(me("given_name")[:1]),
            reader_family=Subquery(me("family_name")[:1]),
        )
    )
    if not rows:
        raise Http404
    decisions = [
        CircleDecision(
            id=row.decision,
            circle_id=pk,
            text=row.decision_text,
            owner_id=row.decision_owner,
            due_on=row.decision_due,
            done_at=row.decision_done,
            written_at=row.decision_written,
        )
        for row in rows
        if row.decision
    ]
    first = rows[0]
    reader = Person(id=first.reader, given_name=first.reader_given, family_name=first.reader_family)
    return first, reader, decisions


def _plans(circle: Circle) -> _Plans:
    """Objectives and steps of the people of a circle. One query, joined."""
    rows: Iterable[Any] = (
        Objective.objects.filter(
            project__members__left_at=None,
            project__members__person__circle_memberships__circle=circle,
            project__members__person__circle_memberships__left_at=None,
            project__members__person__circle_memberships__role="participant",
            project__stopped_at=None,
        )
        .select_related("accepted_by")
        .annotate(
            owner=F("project__members__person"),
            step=F("steps__id"),
            step_title=F("steps__title"),
            step_done=F("steps__done_at"),
            step_by=F("steps__done_by__person"),
        )
        .order_by("pk")
    )
    plans = _Plans({}, {}, [], [])
    seen: set[tuple[UUID, UUID]] = set()
    for row in rows:
        if (row.pk, row.owner) not in seen:
            seen.add((row.pk, row.owner))
            plans.objectives.append((row, row.owner))
        if row.step:
            _count(plans, row)
    return plans


def _count(plans: _Plans, row: Any) -> None:
    plans.total[row.owner] = plans.total.get(row.owner, 0) + 1
    if row.step_done:
        plans.done[row.owner] = plans.done.get(row.owner, 0) + 1
        step = ProjectStep(
            id=row.step, project_id=row.project_id, title=row.step_title, done_at=row.step_done
        )
        step.__dict__["marked_by"] = row.step_by
        plans.steps.append((step, row.owner))


def _questions(circle: Circle) -> list[ExpenseQuestion]:
    """Open questions about expenses of the people of a circle, without their words. One query."""
    people = circle.memberships.filter(left_at=None, role="participant").values("person")
    rows = ExpenseQuestion.objects.filter(person_id__in=people, closed_at=None)
    return list(rows.defer("text", "answer").order_by("asked_at"))


def _promises(circle: Circle) -> list[CommitmentRow]:
    """Help of the territory for the projects of a circle: offered, agreed, kept. One query."""
    theirs = ProjectMember.objects.beside([circle.pk]).values("project")
    found = Commitment.objects.filter(project__in=theirs).exclude(
        state__in=(Commitment.State.DECLINED, Commitment.State.WITHDRAWN)
    )
    return rows_of(found, MOST_CHANGES)


def _subjects(reader: Person, plans: _Plans, decisions: Iterable[CircleDecision]) -> set[UUID]:
    """All whose keys the page needs besides those of the members."""
    projects = {objective.project_id for objective, _ in plans.objectives}
    return {reader.pk} | projects | {one.owner_id for one in decisions}


# --- From rows to lines -----------------------------------------------------------------------


def _steps(plans: _Plans, person: UUID) -> str:
    total = plans.total.get(person, 0)
    if not total:
        return ""
    return gettext("%(done)d of %(all)d") % {"done": plans.done.get(person, 0), "all": total}


def _changes(
    page: CirclePage,
    plans: _Plans,
    decisions: Iterable[CircleDecision],
    questions: Sequence[ExpenseQuestion],
    since: datetime | None,
    promises: Iterable[CommitmentRow] = (),
) -> list[Change]:
    """What happened after the last meeting, newest first; open questions stay until closed."""
    names = {member.person_id: member.given_name for member in page.members}
    after = since or clock.now() - LOOK_BACK
    found = [
        _step_done(step, owner, names)
        for step, owner in plans.steps
        if step.done_at and step.done_at > after and owner in names
    ]
    found += [
        change
        for objective, owner in plans.objectives
        if owner in names and (change := _objective_changed(objective, names[owner], after))
    ]
    found += [_decided(one, names) for one in decisions if _is_news(one, after)]
    found += [_asked(one, names) for one in questions if one.person_id in names]
    found += [change for one in promises if (change := _promised(one, after))]
    return sorted(found, key=lambda change: change.at, reverse=True)[:MOST_CHANGES]


def _is_news(decision: CircleDecision, after: datetime) -> bool:
    return max(decision.written_at, decision.done_at or decision.written_at) >= after


def _step_done(step: ProjectStep, owner: UUID, names: dict[UUID, str]) -> Change:
    by = step.__dict__.get("marked_by")
    at = step.done_at or clock.now()
    if by == owner:
        when = gettext("%(day)s, they marked it themselves") % {"day": ago(at)}
    else:
        when = gettext("%(day)s, marked with the circle") % {"day": ago(at)}
    text = gettext("finished a step: %(step)s") % {"step": step.title}
    return Change(at, "check", 1, names[owner], text, when)


def _objective_changed(one: Objective, name: str, after: datetime) -> Change | None:
    """The latest thing that became of an objective, if it is new."""
    moments = (
        (one.confirmed_at, "check", 1, gettext("reached an objective: %(title)s")),
        (one.claimed_at, "check", 1, gettext("says that an objective is reached: %(title)s")),
        (one.accepted_at, "pencil", 4, gettext("changed the plan. New objective: %(title)s")),
        (one.proposed_at, "pencil", 4, gettext("has a new objective to think about: %(title)s")),
    )
    for at, icon, hue, sentence in moments:
        if at and at > after:
            return Change(at, icon, hue, name, sentence % {"title": one.title}, day_month(at))
    return None


def _decided(one: CircleDecision, names: dict[UUID, str]) -> Change:
    if one.done_at:
        sentence, at = gettext("did what was decided: %(what)s"), one.done_at
    else:
        sentence, at = gettext("takes care of this: %(what)s"), one.written_at
    when = gettext("by %(day)s") % {"day": day_month(one.due_on)}
    return Change(at, "circle", 2, names.get(one.owner_id, ""), sentence % {"what": one.text}, when)


def _asked(one: ExpenseQuestion, names: dict[UUID, str]) -> Change:
    days = max((clock.today() - clock.day_of(one.asked_at)).days, 0)
    said = ngettext(
        "A question on an expense, open for %(n)d day.",
        "A question on an expense, open for %(n)d days.",
        days,
    ) % {"n": days}
    if one.answered_at:
        said = gettext("answered a question on an expense.")
    elif one.talk_in_circle:
        said += " " + gettext("It is talked about in the circle.")
    name = names[one.person_id]
    return Change(one.asked_at, "question", 5, f"{name}:", said, day_month(one.asked_at))


def _promised(one: CommitmentRow, after: datetime) -> Change | None:
    """Help that was offered or given; what waits for a yes stays until it is said."""
    if one.ended_at:
        if one.ended_at <= after:
            return None
        said = gettext("%(state)s: %(what)s") % {"state": one.state_word, "what": one.what}
        return Change(one.ended_at, "gift", 3, one.organisation, said, day_month(one.ended_at))
    if not one.waits and one.proposed_at <= after:
        return None
    when = gettext("%(day)s, %(state)s") % {
        "day": day_month(one.proposed_at),
        "state": one.state_word,
    }
    said = gettext("offers this: %(what)s") % {"what": one.what}
    return Change(one.proposed_at, "gift", 3, one.organisation, said, when)
