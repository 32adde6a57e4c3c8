"""What the ties say, read from the graph and from who knows whom; ids, names and figures only.

Small networks are read while the page is made. Large ones are read by a job (`desk.work`), and the
page shows the last reading with its day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from cerchia.access.models import User
from cerchia.desk.queries.network import bearing
from cerchia.desk.queries.network.graph import Woven, woven
from cerchia.jobs.models import Job
from cerchia.kit import clock
from cerchia.network import analysis
from cerchia.network.analysis import Measured
from cerchia.network.analysis.measures import Progress
from cerchia.network.ties import KIND, key_of

LIVE = 2_000
"""Organisations up to which the page reads the ties itself."""
SHOWN = 5
"""Examples kept of each finding."""
FEWEST_CUT_OFF = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """Findings as plain values: pairs and triples of id, name and figure."""

    nodes: int
    ties: int
    alone: int = 0
    parts: int = 0
    core: int = 0
    cuts: Sequence[Sequence[Any]] = ()
    cuts_count: int = 0
    between: Sequence[Sequence[Any]] = ()
    ranked: Sequence[Sequence[Any]] = ()
    sources: int = 0
    groups: int = 0
    largest_group: int = 0
    modularity: float = 0.0
    clustering: float = 0.0
    crossing: int = 0
    hanging: Sequence[Sequence[Any]] = ()
    hanging_count: int = 0
    thin_circles: Sequence[Sequence[Any]] = ()
    thin_territories: Sequence[Sequence[Any]] = ()
    missing: Sequence[Sequence[Any]] = ()
    lonely: Sequence[Sequence[Any]] = ()
    at: str = ""
    drawing: Mapping[str, Any] = field(default_factory=dict)
    months: Sequence[Sequence[Any]] = ()

    @property
    def day(self) -> datetime | None:
        return datetime.fromisoformat(self.at) if self.at else None

    def as_values(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> "Reading":
        known = cls.__dataclass_fields__
        return cls(**{name: value for name, value in values.items() if name in known})


def read(
    territories: Mapping[UUID, str],
    *,
    whole: Woven | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read everything in these territories (id → name). Seven queries, and four for the graph."""
    whole = whole or woven(territories)
    measured = analysis.measure(whole.graph, progress=progress)
    hanging = bearing.hanging(territories)
    return Reading(
        at=clock.now().isoformat(),
        hanging=[(key, whole.names.get(key, "")) for key in hanging[:SHOWN]],
        hanging_count=len(hanging),
        missing=bearing.missing(territories),
        lonely=bearing.lonely(territories),
        **_thin(whole),
        **_measured(whole, measured),
    )


def _measured(whole: Woven, found: Measured) -> dict[str, Any]:
    """The measures, with the names of a few organisations each; circles tie by their nature."""
    organisations = {node.id for node in whole.graph.nodes if not node.is_circle}

    def named(scores: Mapping[str, float]) -> list[tuple[str, str, float]]:
        own = {key: score for key, score in scores.items() if key in organisations and score > 0}
        return [(key, whole.names[key], score) for key, score in found.top(own, SHOWN)]

    cuts = [
        (one.id, whole.names[one.id], one.cut_off)
        for one in found.cuts
        if one.id in organisations and one.cut_off >= FEWEST_CUT_OFF
    ]
    groups = [group for group in found.communities if len(group) > 1]
    return {
        "nodes": found.nodes,
        "ties": found.ties,
        "alone": found.alone,
        "parts": len(found.components) - found.alone,
        "core": found.deepest,
        "cuts": cuts[:SHOWN],
        "cuts_count": len(cuts),
        "between": named(found.between),
        "ranked": named(found.rank) if found.ties else [],
        "sources": found.between_sources,
        "groups": len(groups),
        "largest_group": len(groups[0]) if groups else 0,
        "modularity": found.modularity,
        "clustering": found.clustering,
        "crossing": _crossing(whole),
    }


def _crossing(whole: Woven) -> int:
    """How many ties lead from one territory to another."""
    home = {node.id: node.territory for node in whole.graph.nodes}
    return sum(home[tie.one] != home[tie.other] for tie in whole.graph.ties)


def _thin(whole: Woven) -> dict[str, Any]:
    return {
        "thin_circles": [
            (one.id, whole.names[one.id], one.ties) for one in analysis.thin_circles(whole.graph)
        ],
        "thin_territories": [
            (one.id, whole.territories[one.id], one.ties)
            for one in analysis.thin_territories(whole.graph)
        ],
    }


def last_reading(user: User, territories: Mapping[UUID, str]) -> Reading | None:
    """What the last job of this user found in these territories. One query."""
    mine = Job.objects.visible_to(user).filter(kind=KIND, key=key_of(territories))
    job = mine.exclude(finished_at=None).order_by("-finished_at").first()
    return Reading.from_values(job.result) if job and job.result else None
