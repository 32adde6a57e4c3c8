"""What changed between two versions of a plan, and which area a picture stands for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Plan = Mapping[str, Any]

DOMAIN_OF_PICTURE = {
    "sewing": "enterprise",
    "stall": "enterprise",
    "pot": "enterprise",
    "leaf": "enterprise",
    "study": "training_work",
    "wrench": "training_work",
    "book": "study",
    "laptop": "study",
    "key": "home",
    "bed": "home",
    "licence": "licence_mobility",
    "bicycle": "licence_mobility",
    "truck": "licence_mobility",
    "family": "family_papers",
    "heart": "family_papers",
    "exchange": "exchange",
    "hands": "exchange",
}
FIELDS = ("title", "own_title", "planned_cents", "target_on", "how_we_know", "result")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `what` is a code, `name` the thing it is about, then the two values."""

    what: str
    name: str
    before: Any = None
    after: Any = None


def domain_of(picture: str) -> str:
    """The area of an objective as its picture suggests it; nobody is asked for it."""
    return DOMAIN_OF_PICTURE.get(picture, "training_work")


def differences(old: Plan, new: Plan) -> list[Change]:
    """What changed from `old` to `new`, in the order of the plan. Empty if nothing did."""
    return [*_renamed(old, new), *_objectives(old, new), *_resources(old, new)]


def _renamed(old: Plan, new: Plan) -> Iterator[Change]:
    if old.get("title", "") != new.get("title", ""):
        yield Change("renamed", new.get("title", ""), old.get("title", ""), new.get("title", ""))


def _objectives(old: Plan, new: Plan) -> Iterator[Change]:
    before = {one["id"]: one for one in old.get("objectives", ())}
    after = {one["id"]: one for one in new.get("objectives", ())}
    for key, one in after.items():
        if key in before:
            yield from _one(before[key], one)
        else:
            yield Change("objective_added", one["title"])
    for key, one in before.items():
        if key not in after:
            yield Change("objective_gone", one["title"])


def _one(old: Plan, new: Plan) -> Iterator[Change]:
    for field in FIELDS:
        if old.get(field) != new.get(field):
            yield Change(field, new["title"], old.get(field), new.get(field))
    for gone in _without(old.get("steps", ()), new.get("steps", ())):
        yield Change("step_gone", new["title"], gone)
    for added in _without(new.get("steps", ()), old.get("steps", ())):
        yield Change("step_added", new["title"], None, added)


def _resources(old: Plan, new: Plan) -> Iterator[Change]:
    before = [one["words"] for one in old.get("resources", ())]
    after = [one["words"] for one in new.get("resources", ())]
    for words in _without(after, before):
        yield Change("resource_added", words)
    for words in _without(before, after):
        yield Change("resource_gone", words)


def _without(some: Sequence[str], others: Sequence[str]) -> list[str]:
    """Those of `some` beyond the ones that `others` has too; what stands twice counts twice."""
    left = list(others)
    found = []
    for one in some:
        if one in left:
            left.remove(one)
        else:
            found.append(one)
    return found
