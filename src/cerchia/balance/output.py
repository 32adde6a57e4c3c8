"""The answer as the exchange format has it, and earlier answers read back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from cerchia.balance.errors import SchemaError
from cerchia.balance.reading import Place
from cerchia.balance.records import Alternative, Circle, Conflict, Proposal
from cerchia.balance.selection import lot

Json = dict[str, object]


def as_json(proposal: Proposal, *, circles: bool) -> Json:
    """The output object; only `run` differs between two runs of the same file."""
    found: Json = {"schema": 1, "status": proposal.status}
    if circles:
        found["circles"] = [_circle(circle) for circle in proposal.circles]
    else:
        found["chosen"] = list(proposal.chosen)
    found["levels"] = [asdict(level) for level in proposal.levels]
    if proposal.chances is not None:
        found["chances"] = dict(sorted(proposal.chances.items()))
        found["lists"] = [list(ticket) for ticket in proposal.tickets]
        sealed = lot.seal(proposal.tickets)
        found["list_hashes"], found["lists_hash"] = list(sealed.each), sealed.whole
        found["statement"] = proposal.statement
    if proposal.in_no_list is not None:
        found["in_no_list"] = list(proposal.in_no_list)
    found["why"] = dict(proposal.why)
    found["alternatives"] = [_alternative(each, circles) for each in proposal.alternatives]
    if proposal.best_again is not None:
        found["best_again"] = _alternative(proposal.best_again, circles)
    if proposal.changes is not None:
        found["changes"] = proposal.changes
    found["conflict"] = None if proposal.conflict is None else _conflict(proposal.conflict)
    found["more_conflicts"] = [_conflict(each) for each in proposal.more_conflicts]
    found["warnings"] = list(proposal.warnings)
    found["run"] = asdict(proposal.run)
    return found


def read_chosen(path: str | Path) -> tuple[str, ...]:
    """The people chosen in an earlier answer to problem S."""
    return _read(path).item("chosen").texts()


def read_circles(path: str | Path) -> tuple[Circle, ...]:
    """The circles of an earlier answer to problem C."""
    found = [
        Circle(
            id=place.item("id").text(),
            territory=place.item("territory").text(),
            slot=place.item("slot").text(),
            beneficiaries=place.item("beneficiaries").texts(),
            operators=place.item("operators").texts(),
            mediators=place.item("mediators").texts(),
        )
        for place in _read(path).item("circles").items()
    ]
    ids = [circle.id for circle in found]
    if len(set(ids)) != len(ids):
        raise SchemaError(f"{path}: circles: two circles have the same id.")
    return tuple(sorted(found, key=lambda circle: circle.id))


def read_lists(path: str | Path) -> tuple[tuple[str, ...], ...] | None:
    """The numbered lists of an earlier answer, in their order; nothing if the file is a pool."""
    place = _read(path)
    if not place.has("lists"):
        return None
    return tuple(each.texts() for each in place.item("lists").items())


def drawn_json(lists: Sequence[Sequence[str]], seed: str) -> Json:
    """The seals of numbered lists; with a seed, the list that it picks."""
    sealed = lot.seal(lists)
    found: Json = {
        "schema": 1,
        "lists": [sorted(each) for each in lists],
        "list_hashes": list(sealed.each),
        "lists_hash": sealed.whole,
        "drawn": None,
    }
    if seed.strip():
        drawn = lot.draw(lists, seed)
        found["drawn"] = {
            "seed": drawn.seed,
            "number": drawn.number,
            "of": len(lists),
            "sha256": drawn.sha256,
            "chosen": list(drawn.chosen),
        }
    return found


def _read(path: str | Path) -> Place:
    try:
        raw = json.loads(Path(path).read_bytes())
    except OSError as error:
        raise SchemaError(f"{path}: the file cannot be read ({error.strerror}).") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise SchemaError(f"{path}: this is not a JSON file ({error}).") from error
    place = Place("", raw)
    if not isinstance(raw, dict):
        raise SchemaError(f"{path}: this is not an earlier answer.")
    return place


def _circle(circle: Circle) -> Json:
    return {
        "id": circle.id,
        "territory": circle.territory,
        "slot": circle.slot,
        "beneficiaries": list(circle.beneficiaries),
        "operators": list(circle.operators),
        "mediators": list(circle.mediators),
    }


def _alternative(each: Alternative, circles: bool) -> Json:
    people: Mapping[str, object] = {"chosen": list(each.chosen)}
    if circles:
        people = {"circles": [_circle(circle) for circle in each.circles]}
    return {
        **people,
        "levels": dict(each.levels),
        "differences": dict(each.differences),
        "changes": each.changes,
    }


def _conflict(conflict: Conflict) -> Json:
    return {
        "rules": list(conflict.rules),
        "persons": list(conflict.persons),
        "sentence": conflict.sentence,
        "sentence_it": conflict.sentence_it,
        "ways_out": [asdict(repair) for repair in conflict.ways_out],
    }
