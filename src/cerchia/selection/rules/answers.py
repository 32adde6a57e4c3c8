"""The output of the calculation, read as lists to look at side by side."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Listed:
    """One list of an answer: the proposal itself, the best again after locks, or another one."""

    key: str
    codes: tuple[str, ...]
    levels: Mapping[str, int] = field(default_factory=dict)


def read(said: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(said) if said else {}
    return found


def lists_of(said: str) -> list[Listed]:
    """Each list once, in the order of the page; none where there is no solution."""
    answer = read(said)
    if not answer.get("chosen"):
        return []
    levels = {each["name"]: each["value"] for each in answer["levels"]}
    found = [Listed("proposal", tuple(answer["chosen"]), levels)]
    if answer.get("best_again"):
        again = answer["best_again"]
        found.append(Listed("best_again", tuple(again["chosen"]), again["levels"]))
    found += [
        Listed(f"other-{place}", tuple(each["chosen"]), each["levels"])
        for place, each in enumerate(answer.get("alternatives", []), 1)
    ]
    seen: set[frozenset[str]] = set()
    different = []
    for one in found:
        if frozenset(one.codes) not in seen:
            seen.add(frozenset(one.codes))
            different.append(one)
    return different


def why_of(said: str, code: str) -> Mapping[str, Any]:
    """What the calculation says of one person: rules only, nobody else."""
    found: Mapping[str, Any] = read(said).get("why", {}).get(code, {})
    return found
