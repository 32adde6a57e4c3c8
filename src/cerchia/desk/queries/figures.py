"""Aggregates for the committee: nothing of one person, and nothing that gives one away (R28)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext

from cerchia.circles.models import Circle
from cerchia.desk import rules
from cerchia.desk.queries.board import Board
from cerchia.desk.rules import Cell
from cerchia.funds.models import Disbursement, Fund, FundMember
from cerchia.funds.queries.fund import EvidenceShare, evidence_share
from cerchia.programmes.models import Edition, Participation, Phase
from cerchia.projects.models import Objective, Project, ProjectMember, Voice


@dataclass(frozen=True, slots=True)
class Evidence:
    """Hundredths of what was spent, by value: with a paper, and declared in words."""

    paper_percent: int
    declared_percent: int


def evidence_of(board: Board) -> Evidence:
    share = evidence_share(board.edition, territories=[place.id for place in board.places])
    return _evidence(share)


def _evidence(share: EvidenceShare) -> Evidence:
    paper = round(100 * share.paper_cents / share.spent_cents) if share.spent_cents else 100
    return Evidence(paper, share.declared_percent)


@dataclass(frozen=True, slots=True)
class Kind:
    """Kinds of projects put together until they tell nothing of a few people."""

    names: tuple[str, ...]
    projects: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page for the committee. None: not told, since it would tell of one person."""

    edition: Edition
    phases: list[Phase]
    people: int | None
    territories: list[Cell]
    circles: int
    funds_people: int | None
    entrusted_cents: int | None
    spent_percent: int | None
    median_days: float | None
    kinds: list[Kind]
    evidence: Evidence | None
    own_wishes: str
    results: list[Cell]


def sheet_of(edition: Edition) -> Sheet:
    """Ten queries, whatever the number of people."""
    counts = _people(edition)
    people = sum(counts.values())
    entrusted, spent, owners = _money(edition)
    return Sheet(
        edition=edition,
        phases=list(edition.phases.all()),
        people=people if people >= rules.LEAST else None,
        territories=rules.protected(counts) if people >= rules.LEAST else [],
        circles=Circle.objects.open().filter(edition=edition).count(),
        funds_people=owners if owners >= rules.LEAST else None,
        entrusted_cents=entrusted,
        spent_percent=spent,
        median_days=_median_days(edition),
        kinds=_kinds(edition),
        evidence=_evidence(evidence_share(edition)) if owners >= rules.LEAST else None,
        own_wishes=_own_wishes(edition),
        results=_results(edition),
    )


def _people(edition: Edition) -> dict[str, int]:
    rows = Participation.objects.current().filter(edition=edition)
    counts = dict(rows.values_list("territory").annotate(n=Count("pk")).order_by())
    places = edition.places.select_related("territory")
    return {place.territory.name: counts.get(place.territory_id, 0) for place in places}


def _money(edition: Edition) -> tuple[int | None, int | None, int]:
    """Cents entrusted by signed pacts, hundredths spent, and how many people own the funds."""
    signed = Fund.objects.filter(edition=edition, agreed_cents__gt=0)
    funds = list(signed.values_list("agreed_cents", "spent_cents"))
    owners = FundMember.objects.filter(fund__in=signed).values("person").distinct().count()
    agreed = [one for one, _ in funds]
    if not rules.may_show_sum(agreed, people=owners):
        return None, None, owners
    total, spent = sum(agreed), sum(two for _, two in funds)
    return total, round(100 * spent / total), owners


def _median_days(edition: Edition) -> float | None:
    rows = Disbursement.objects.in_state("executed").filter(
        fund__edition=edition, kind=Disbursement.Kind.FIRST, executed_on__isnull=False
    )
    spans = rows.values_list("signed_on", "executed_on").order_by()
    return rules.median_to_show([(came - signed).days for signed, came in spans if came])


def _kinds(edition: Edition) -> list[Kind]:
    """Projects by kind; neither the projects of a part nor the people behind it are few."""
    rows = ProjectMember.objects.filter(project__edition=edition)
    columns = rows.values_list("project__kind", "project", "person")
    projects: dict[str, set[UUID]] = {}
    people: dict[str, set[UUID]] = {}
    for kind, project, person in columns:
        projects.setdefault(kind, set()).add(project)
        people.setdefault(kind, set()).add(person)
    heads = {kind: min(len(people[kind]), len(projects[kind])) for kind in people}
    return [
        Kind(_labels(kinds), sum(len(projects[kind]) for kind in kinds))
        for kinds, _ in rules.merged(heads)
    ]


def _labels(kinds: Collection[str]) -> tuple[str, ...]:
    return tuple(str(Project.Kind(kind).label) for kind in kinds)


def _own_wishes(edition: Edition) -> str:
    """The share of projects that start from a wish which the person named first; as a range where
    the exact one would tell of a few.
    """
    named = Q(wishes__first_named_by=Voice.SELF)
    sums = Project.objects.filter(edition=edition).aggregate(
        all=Count("pk", distinct=True), own=Count("pk", distinct=True, filter=named)
    )
    own, every = sums["own"], sums["all"]
    if every < 2 * rules.LEAST:
        return ""
    if 0 < every - own < rules.LEAST:
        return gettext("over %(n)d%%") % {"n": 100 * (every - rules.LEAST) // every}
    if 0 < own < rules.LEAST:
        return gettext("under %(n)d%%") % {"n": -(-100 * rules.LEAST // every)}
    return f"{round(100 * own / every)}%"


def _results(edition: Edition) -> list[Cell]:
    """Objectives that came to an end, by result, where enough people stand behind each."""
    rows = Objective.objects.filter(project__edition=edition).exclude(result=Objective.Result.OPEN)
    columns = rows.values_list("result", "pk", "project__members__person").order_by()
    objectives: dict[str, set[UUID]] = {}
    people: dict[str, set[UUID]] = {}
    for result, pk, person in columns:
        objectives.setdefault(result, set()).add(pk)
        people.setdefault(result, set()).add(person)
    shown = rules.protected({result: len(some) for result, some in people.items()})
    return [_result(cell, objectives) for cell in shown]


def _result(cell: Cell, objectives: Mapping[str, set[UUID]]) -> Cell:
    label = str(Objective.Result(cell.name).label)
    return Cell(label, None if cell.value is None else len(objectives[cell.name]))


__all__ = ["Evidence", "Kind", "Sheet", "evidence_of", "sheet_of"]
