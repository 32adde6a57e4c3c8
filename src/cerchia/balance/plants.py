"""Contradictions planted in a generated pool, each with the conflicts that an answer may name."""

import random
from collections.abc import Callable

Json = dict[str, object]
Conflicts = list[list[str]]


def plant(pool: Json, kind: str, chance: random.Random) -> Json:
    """Spoil a pool in a known way; returns what a right answer says about it."""
    conflicts, persons = PLANTERS[kind](_Spoiler(pool, chance))
    problem = "circles" if kind in {"language_gap", "slot_gap", "capacity_gap"} else "selection"
    found = [sorted(conflict) for conflict in conflicts]
    return {"kind": kind, "problem": problem, "conflicts": found, "persons": persons}


class _Spoiler:
    def __init__(self, pool: Json, chance: random.Random) -> None:
        self.pool, self.chance = pool, chance
        self.panel = [str(each) for each in _list(pool["selected_for_circles"])]

    def rules(self, kind: str) -> list[Json]:
        return [rule for rule in self.all_rules() if rule["kind"] == kind]

    def all_rules(self) -> list[Json]:
        return _list(self.pool["rules"])

    def keep(self, wanted: Callable[[Json], bool]) -> None:
        self.pool["rules"] = [rule for rule in self.all_rules() if wanted(rule)]

    def add(self, **rule: object) -> str:
        self.all_rules().append(dict(rule))
        return str(rule["id"])

    def people(self, territory: object = None) -> list[Json]:
        return [p for p in _list(self.pool["candidates"]) if territory in {None, p["territory"]}]

    def person(self, one: str) -> Json:
        return next(person for person in self.people() if person["id"] == one)


def _territory_sum(spoil: _Spoiler) -> tuple[Conflicts, list[str]]:
    seats, ranges = spoil.rules("seats")[0], spoil.rules("range")
    missing = int(str(seats["n"])) + 1
    for rule in ranges:
        room = len(spoil.people(rule["value"]))
        rule["max"] = room
        others = len(ranges) > 1 and rule is not ranges[-1]
        rule["min"] = min(room, missing - int(str(ranges[-1]["min"])) if others else missing)
        missing -= int(str(rule["min"]))
    return [["seats", *(str(rule["id"]) for rule in ranges)]], []


def _seats_gap(spoil: _Spoiler) -> tuple[Conflicts, list[str]]:
    spoil.keep(lambda rule: rule["kind"] in {"seats", "range", "circle"})
    most = 0
    for rule in spoil.rules("range"):
        rule["max"] = rule["min"]
        most += int(str(rule["min"]))
    spoil.rules("seats")[0]["n"] = most + 1
    return [["seats", *(str(rule["id"]) for rule in spoil.rules("range"))]], []


def _women_floor(spoil: _Spoiler) -> tuple[Conflicts, list[str]]:
    spoil.keep(lambda rule: not str(rule["id"]).startswith("floor:gender="))
    women = sum(person["gender"] == "f" for person in spoil.people())
    name = spoil.add(
        id="floor:gender=f",
        kind="floor",
        feature="gender",
        value="f",
        min=women + 1,
        protected=True,
        reason="planted",
    )
    return [[name]], []


def _lock_apart(spoil: _Spoiler) -> tuple[Conflicts, list[str]]:
    house = spoil.chance.choice(spoil.rules("at_most_one"))
    locks = [
        spoil.add(id=f"lock:{member}", kind="lock_in", member=member, reason="planted")
        for member in _list(house["members"])
    ]
    return [[str(house["id"]), *locks]], []


def _together_out(spoil: _Spoiler) -> tuple[Conflicts, list[str]]:
    named = {member for rule in spoil.all_rules() for member in _list(rule.get("members", []))}
    free = [one for one in spoil.panel if one not in named]
    one, other = spoil.chance.sample(free, 2)
    found = [
        spoil.add(id=f"together:{one}+{other}", kind="together", members=[one, other]),
        spoil.add(id=f"lock:{one}", kind="lock_in", member=one, reason="planted"),
        spoil.add(id=f"out:{other}", kind="lock_out", member=other, reason="planted"),
    ]
    return [found], []


def _language_gap(spoil: _Spoiler) -> tuple[Conflicts, list[str]]:
    one = spoil.chance.choice(spoil.panel)
    spoil.person(one)["languages"] = {"xx": "C2", "it": "A1"}
    return [["circle.language_cover"]], [one]


def _slot_gap(spoil: _Spoiler) -> tuple[Conflicts, list[str]]:
    one = spoil.chance.choice(spoil.panel)
    spoil.pool["slots"] = [*_list(spoil.pool["slots"]), "sun-am"]
    spoil.person(one)["slots"] = ["sun-am"]
    both = [f"slots:{one}", "staff.slots"]
    return [["circle.operators", *both], ["circle.mediators", *both]], [one]


def _capacity_gap(spoil: _Spoiler) -> tuple[Conflicts, list[str]]:
    for worker in _list(spoil.pool["staff"]):
        if worker["role"] == "operator":
            worker["capacity"] = 0
    return [["circle.operators", "staff.capacity"]], []


PLANTERS: dict[str, Callable[[_Spoiler], tuple[Conflicts, list[str]]]] = {
    "territory_sum": _territory_sum,
    "seats_gap": _seats_gap,
    "women_floor": _women_floor,
    "lock_apart": _lock_apart,
    "together_out": _together_out,
    "language_gap": _language_gap,
    "slot_gap": _slot_gap,
    "capacity_gap": _capacity_gap,
}
SELECTION_PLANTS = tuple(PLANTERS)[:5]
CIRCLE_PLANTS = tuple(PLANTERS)[5:]


def _list(value: object) -> list:  # type: ignore[type-arg]
    if not isinstance(value, list):
        raise TypeError("a generated pool holds a list here")
    return value
