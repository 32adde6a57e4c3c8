"""How many organisations are where: by municipality, gathered so that a map can be read."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from cerchia import places
from cerchia.desk.queries.network.wanted import AROUND
from cerchia.network.models import Organisation
from cerchia.places import Municipality, Province

NEAR, FARTHER = 7.0, 10.0
"""Kilometres around a place that it gathers: at least, and more where it is large."""
MOST_DOTS = 24


@dataclass(frozen=True, slots=True)
class Around:
    """A municipality with what lies around it: `codes` of all, its own among them."""

    main: Municipality
    count: int
    codes: Sequence[str]

    @property
    def others(self) -> bool:
        """Whether it stands for more than one."""
        return len(self.codes) > 1


@dataclass(frozen=True, slots=True)
class Mapped:
    """Where the organisations are. `nowhere`: abroad, or nobody said where."""

    around: Sequence[Around]
    exact: Sequence[tuple[Municipality, int]]
    provinces: Sequence[tuple[Province, int]]
    ours: frozenset[str]
    nowhere: int

    @property
    def regions(self) -> list[str]:
        return sorted({province.region for province, _ in self.provinces})

    def codes_of(self, place: str) -> Sequence[str]:
        """The codes for which a place of the address stands; nothing for no place."""
        code = place.removesuffix(AROUND)
        if code != place:
            around = (one.codes for one in self.around if one.main.istat == code)
            return next(around, (code,))
        return (code,) if code else ()


def mapped(territories: Collection[UUID], *, businesses: bool = False) -> Mapped:
    """Counts by place in these territories. One query."""
    rows = Organisation.objects.filter(territory__in=list(territories), merged_into=None)
    if businesses:
        rows = rows.filter(is_business=True)
    counts = rows.values_list("municipality", "territory").annotate(n=Count("pk")).order_by()
    exact: Counter[Municipality] = Counter()
    by_territory: dict[UUID, Counter[str]] = {}
    nowhere = 0
    for code, territory, count in counts:
        found = places.municipality(code)
        if found is None:
            nowhere += count
            continue
        exact[found] += count
        by_territory.setdefault(territory, Counter())[found.province.code] += count
    ordered = sorted(exact.items(), key=lambda one: (-one[1], one[0].name))
    return Mapped(
        _gathered(ordered),
        ordered,
        _provinces(exact),
        frozenset(found.most_common(1)[0][0] for found in by_territory.values()),
        nowhere,
    )


def _provinces(exact: Mapping[Municipality, int]) -> list[tuple[Province, int]]:
    sums: Counter[Province] = Counter()
    for one, count in exact.items():
        sums[one.province] += count
    return sorted(sums.items(), key=lambda one: (-one[1], one[0].name))


def _gathered(ordered: Sequence[tuple[Municipality, int]]) -> list[Around]:
    """The largest places first; each takes in what lies near, the larger the farther."""
    most = ordered[0][1] if ordered else 1
    found: list[tuple[Municipality, float, Counter[str]]] = []
    for one, count in ordered:
        home = next(
            (
                sums
                for main, reach, sums in found
                if places.kilometres(main.centre, one.centre) <= reach
            ),
            None,
        )
        if home is None:
            found.append((one, NEAR + FARTHER * count / most, Counter({one.istat: count})))
        else:
            home[one.istat] = count
    gathered = [Around(main, sums.total(), tuple(sums)) for main, _, sums in found]
    return sorted(gathered, key=lambda one: (-one.count, one.main.name))[:MOST_DOTS]
