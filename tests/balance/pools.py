"""Small exchange files for tests; every helper returns plain JSON values."""

from cerchia.balance.records import Pool
from cerchia.balance.schema import parse_pool

Json = dict[str, object]
SLOTS = ["mon-am", "mon-pm", "tue-am"]


def person(one: str, **more: object) -> Json:
    return {
        "id": one,
        "territory": "torino",
        "status": "refugee",
        "gender": "f",
        "age_band": "25-34",
        "theme": "job",
        "languages": {"so": "C2", "it": "B1"},
        "slots": SLOTS,
        "urgency": [3, 3],
        "household": None,
        "known_operator": None,
        **more,
    }


def worker(one: str, role: str = "operator", **more: object) -> Json:
    return {
        "id": one,
        "role": role,
        "territories": ["torino"],
        "languages": {"it": "C2"},
        "slots": SLOTS,
        "capacity": 3,
        **more,
    }


def seats(n: int) -> Json:
    return {"id": "seats", "kind": "seats", "n": n}


def lock(one: str, **more: object) -> Json:
    return {"id": f"lock:{one}", "kind": "lock_in", "member": one, **more}


def out(one: str) -> Json:
    return {"id": f"out:{one}", "kind": "lock_out", "member": one}


def together(*members: str) -> Json:
    return {"id": f"together:{'+'.join(members)}", "kind": "together", "members": list(members)}


def apart(*members: str) -> Json:
    return {"id": f"apart:{'+'.join(members)}", "kind": "apart", "members": list(members)}


def house(name: str, *members: str) -> Json:
    return {"id": f"house:{name}", "kind": "at_most_one", "members": list(members)}


def floor(feature: str, value: str, low: int, **more: object) -> Json:
    return {
        "id": f"floor:{feature}={value}",
        "kind": "floor",
        "feature": feature,
        "value": value,
        "min": low,
        "protected": True,
        "reason": "written by the committee",
        **more,
    }


def territory(value: str, low: int, high: int) -> Json:
    return {
        "id": f"terr:{value}",
        "kind": "range",
        "feature": "territory",
        "value": value,
        "min": low,
        "max": high,
    }


def shape(**more: object) -> Json:
    plain: Json = {"size": [5, 9], "operators": [2, 3], "mediators": [1, 3]}
    cover: Json = {"language_cover": 1, "language_cover_wanted": 2, "level": "B1"}
    return {"id": "circle", "kind": "circle", **plain, **cover, **more}


def file(
    people: list[Json],
    rules: list[Json],
    staff: list[Json] | None = None,
    **more: object,
) -> Json:
    """An exchange file; everybody is selected for circles unless said otherwise."""
    return {
        "schema": 1,
        "slots": SLOTS,
        "levels": ["A1", "A2", "B1", "B2", "C1", "C2"],
        "candidates": people,
        "staff": team() if staff is None else staff,
        "rules": rules,
        "selected_for_circles": [each["id"] for each in people],
        **more,
    }


def team() -> list[Json]:
    return [
        worker("o1"),
        worker("o2"),
        worker("o3"),
        worker("m1", "mediator", languages={"it": "C2", "so": "C2"}),
        worker("m2", "mediator", languages={"it": "C2", "so": "C2"}),
    ]


def people(count: int, **more: object) -> list[Json]:
    return [person(f"c{n:02d}", **more) for n in range(count)]


def pool(*args: object, **more: object) -> Pool:
    return parse_pool(file(*args, **more))  # type: ignore[arg-type]
