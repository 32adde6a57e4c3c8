"""Seeded pools for tests and benchmarks: a valid answer first, then rules around it.

`make_pool` gives an exchange file with a `witness` (one valid answer) and, if asked, a `planted`
contradiction whose minimal conflicts are known.
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from cerchia.balance.plants import plant as spoil
from cerchia.balance.records import CEFR

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat")
SLOTS = tuple(f"{day}-{part}" for day in DAYS for part in ("am", "pm", "ev"))
FAMILIES = (
    ("so", "ar"),
    ("fa", "ps", "ur"),
    ("ti", "am", "ar"),
    ("bm", "man", "fr"),
    ("wo", "ff", "fr"),
    ("ku", "ar", "tr"),
    ("bn", "ur", "en"),
    ("uk", "ru"),
)
TRAITS = {
    "status": (("refugee", 4), ("subsidiary", 3), ("student", 3), ("special", 1)),
    "gender": (("m", 12), ("f", 7), ("undisclosed", 1)),
    "age_band": (("25-34", 8), ("18-24", 5), ("35-49", 4), ("50+", 1)),
    "theme": tuple(
        (theme, 1) for theme in ("job", "exchange", "study", "housing", "enterprise", "training")
    ),
}
Json = dict[str, object]
SMALL, TORINO, USUAL_SIZE, MOST_PEOPLE = 15, 0.62, 7, 9
SECOND_VOICE, MORE_LANGUAGES, SAME_WORKER, KNOWS_OPERATOR = 0.8, 0.5, 0.9, 0.6
MOST_CIRCLES = 3


@dataclass(slots=True)
class _Circle:
    territory: str
    slot: str
    families: list[tuple[str, ...]]
    people: list[Json] = field(default_factory=list)
    operators: list["_Worker"] = field(default_factory=list)
    mediators: list["_Worker"] = field(default_factory=list)


@dataclass(slots=True)
class _Worker:
    id: str
    role: str
    territory: str
    family: tuple[str, ...]
    languages: dict[str, str]
    busy: set[str] = field(default_factory=set)


class _Maker:
    def __init__(self, n: int, choose: int, seed: int, *, spare: float, tight: float) -> None:
        self.n, self.choose, self.spare, self.tight = n, choose, spare, tight
        self.chance = random.Random(f"cerchia-{n}-{choose}-{seed}")  # noqa: S311
        self.workers: list[_Worker] = []
        self.candidates: list[Json] = []
        self.rules: list[Json] = []
        self.circles: list[_Circle] = []
        self.panel: set[str] = set()

    def make(self) -> Json:
        self._circles()
        for circle in self.circles:
            self._staff(circle)
        self._others()
        staff = self._staff_list()
        self._write_rules()
        self._name_operators()
        return {
            "schema": 1,
            "slots": list(SLOTS),
            "levels": list(CEFR),
            "candidates": self.candidates,
            "staff": staff,
            "rules": self.rules,
            "selected_for_circles": sorted(self.panel),
            "witness": self._witness(),
            "planted": None,
        }

    def _sizes(self) -> list[tuple[str, int]]:
        first = self.choose if self.choose < SMALL else round(self.choose * TORINO)
        found: list[tuple[str, int]] = []
        for territory, people in (("torino", first), ("biella", self.choose - first)):
            if people:
                circles = max(-(-people // MOST_PEOPLE), round(people / USUAL_SIZE))
                each, more = divmod(people, circles)
                sizes = [each + (n < more) for n in range(circles)]
                found.extend((territory, size) for size in sizes)
        return found

    def _circles(self) -> None:
        for territory, size in self._sizes():
            families = self.chance.sample(FAMILIES, self.chance.randint(1, 2))
            circle = _Circle(territory, self.chance.choice(SLOTS), families)
            self.circles.append(circle)
            for _ in range(size):
                person = self._person(territory, self.chance.choice(families), circle.slot)
                circle.people.append(person)
                self.panel.add(str(person["id"]))

    def _person(self, territory: str, family: tuple[str, ...], slot: str | None) -> Json:
        chance = self.chance
        languages = {family[0]: "C2"}
        for code in family[1:]:
            if chance.random() < MORE_LANGUAGES:
                languages[code] = chance.choice(CEFR[1:])
        languages["it"] = chance.choice(CEFR[:4])
        slots = set(chance.sample(SLOTS, chance.randint(6, 12)))
        first = chance.choice((1, 2, 2, 3, 3, 3, 4, 4, 5))
        second = min(5, max(1, first + chance.choice((0, 0, 0, 0, 1, -1))))
        person: Json = {
            "id": f"c{len(self.candidates):04d}",
            "territory": territory,
            **{trait: self._weighted(values) for trait, values in TRAITS.items()},
            "languages": languages,
            "slots": sorted(slots | {slot} if slot else slots, key=SLOTS.index),
            "urgency": [first, second],
            "household": None,
            "known_operator": None,
        }
        self.candidates.append(person)
        return person

    def _weighted(self, values: tuple[tuple[str, int], ...]) -> str:
        return self.chance.choices([v for v, _ in values], [w for _, w in values])[0]

    def _staff(self, circle: _Circle) -> None:
        for _ in range(self.chance.choice((2, 2, 3))):
            circle.operators.append(self._worker("operator", circle, ()))
        for family in circle.families:
            circle.mediators.append(self._worker("mediator", circle, family))
        if self.chance.random() < SECOND_VOICE:
            circle.mediators.append(self._worker("mediator", circle, circle.families[0]))

    def _worker(self, role: str, circle: _Circle, family: tuple[str, ...]) -> _Worker:
        wanted = (role, circle.territory, family)
        for worker in self.workers:
            free = circle.slot not in worker.busy and len(worker.busy) < MOST_CIRCLES
            is_wanted = (worker.role, worker.territory, worker.family) == wanted
            if free and is_wanted and self.chance.random() < SAME_WORKER:
                worker.busy.add(circle.slot)
                return worker
        made = self._new_worker(role, circle.territory, family)
        made.busy.add(circle.slot)
        return made

    def _new_worker(self, role: str, territory: str, family: tuple[str, ...]) -> _Worker:
        languages = {"it": "C2", "en": self.chance.choice(("B1", "B2", "C1"))}
        languages.update(dict.fromkeys(family, "C2"))
        name = f"{role[0]}{len(self.workers):03d}"
        self.workers.append(_Worker(name, role, territory, family, languages))
        return self.workers[-1]

    def _others(self) -> None:
        """People outside the panel, and some more staff."""
        while len(self.candidates) < self.n:
            territory = self.chance.choice(
                [circle.territory for circle in self.circles] or ["torino"]
            )
            self._person(territory, self.chance.choice(FAMILIES), None)
        for worker in self.chance.sample(self.workers, int(len(self.workers) * self.spare)):
            self._new_worker(worker.role, worker.territory, worker.family)

    def _staff_list(self) -> list[Json]:
        return [
            {
                "id": worker.id,
                "role": worker.role,
                "territories": [worker.territory],
                "languages": worker.languages,
                "slots": sorted(
                    worker.busy | set(self.chance.sample(SLOTS, self.chance.randint(7, 12))),
                    key=SLOTS.index,
                ),
                "capacity": max(1, len(worker.busy)) + self.chance.choice((0, 0, 1)),
            }
            for worker in self.workers
        ]

    def _write_rules(self) -> None:
        inside = [person for person in self.candidates if person["id"] in self.panel]
        self._rule("seats", "seats", n=len(inside))
        counted = Counter(person["territory"] for person in inside)
        for territory, count in counted.items():
            self._rule(
                f"terr:{territory}",
                "range",
                feature="territory",
                value=territory,
                min=int(count * 0.88),
                max=-(-count * 112 // 100),
            )
        for trait in TRAITS:
            self._floors(trait, Counter(person[trait] for person in inside))
        self._pairs(inside)
        for territory in counted:
            need = sum(p["territory"] == territory and _needs(p) for p in inside)
            self._rule(f"team:{territory}", "mediation_capacity", territory=territory, max=need + 1)
        self._rule(
            "circle",
            "circle",
            size=[5, 9],
            operators=[2, 3],
            mediators=[1, 3],
            language_cover=1,
            language_cover_wanted=2,
            level="B1",
        )

    def _floors(self, trait: str, counted: Counter[object]) -> None:
        """Floors under what the panel has, with room left for whoever has another value."""
        here = Counter(person[trait] for person in self.candidates)
        lows = {
            str(value): int(count * self.tight * 0.95)
            for value, count in sorted(counted.items(), key=str)
            if value != "undisclosed" and here[value] > 1
        }
        lows = {value: low for value, low in lows.items() if low}
        outside = sum(count for value, count in here.items() if value not in lows)
        kept = max(1, -(-len(self.panel) * outside // len(self.candidates))) if outside else 0
        while lows and sum(lows.values()) > len(self.panel) - kept:
            most = max(lows, key=lambda value: lows[value])
            lows[most] -= 1
        for value, low in lows.items():
            self._rule(
                f"floor:{trait}={value}",
                "floor",
                feature=trait,
                value=value,
                min=low,
                protected=trait != "theme",
                reason="to be written by the committee",
            )

    def _pairs(self, inside: list[Json]) -> None:
        """Households of which one is in, pairs of a circle that stay together, pairs kept apart."""
        outside = [person for person in self.candidates if person["id"] not in self.panel]
        for n in range(min(len(outside) // 2, max(1, len(inside) // 15))):
            pair = [self.chance.choice(inside), outside[n]]
            if all(person["household"] is None for person in pair):
                for person in pair:
                    person["household"] = f"h{n:03d}"
                members = sorted(str(person["id"]) for person in pair)
                self._rule(f"house:h{n:03d}", "at_most_one", members=members)
        for circle, other in list(pairwise(self.circles))[
            :: max(1, 14 // (len(self.circles) or 1))
        ]:
            one, two = (str(person["id"]) for person in circle.people[:2])
            far = str(other.people[-1]["id"])
            self._rule(f"together:{one}+{two}", "together", members=[one, two])
            self._rule(f"apart:{two}+{far}", "apart", members=sorted((two, far)))

    def _name_operators(self) -> None:
        for circle in self.circles:
            for person in circle.people:
                if self.chance.random() < KNOWS_OPERATOR:
                    person["known_operator"] = self.chance.choice(circle.operators).id

    def _rule(self, name: str, kind: str, **more: object) -> None:
        self.rules.append({"id": name, "kind": kind, **more})

    def _witness(self) -> Json:
        return {
            "panel": sorted(self.panel),
            "circles": [
                {
                    "id": f"g{n:03d}",
                    "territory": circle.territory,
                    "slot": circle.slot,
                    "beneficiaries": sorted(str(person["id"]) for person in circle.people),
                    "operators": sorted({worker.id for worker in circle.operators}),
                    "mediators": sorted({worker.id for worker in circle.mediators}),
                }
                for n, circle in enumerate(self.circles)
            ],
        }


def make_pool(
    n: int,
    choose: int,
    seed: int,
    *,
    spare: float = 0.25,
    tight: float = 0.8,
    plant: str | None = None,
) -> Json:
    """An exchange file of `n` people of whom `choose`, at least five, fit together.

    The same for the same seed.
    """
    pool = _Maker(n, choose, seed, spare=spare, tight=tight).make()
    if plant is not None:
        pool["planted"] = spoil(pool, plant, random.Random(seed))  # noqa: S311
    return pool


def _needs(person: Json) -> bool:
    languages = person["languages"]
    return isinstance(languages, dict) and languages["it"] in CEFR[:2]
