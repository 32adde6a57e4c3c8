"""The exchange file is read whole or refused with one sentence that says where."""

import random
from pathlib import Path

import pytest

from cerchia.balance.errors import SchemaError
from cerchia.balance.generator import make_pool
from cerchia.balance.schema import parse_pool, read_pool
from tests.balance import pools
from tests.balance.pools import Json


def test_a_generated_pool_is_of_the_schema() -> None:
    pool = parse_pool(make_pool(60, 35, 1))

    assert len(pool.candidates) == 60
    assert pool.selected is not None
    assert len(pool.selected) == 35


def test_the_same_content_in_any_order_is_an_equal_pool() -> None:
    raw = make_pool(60, 35, 2)
    shuffled = dict(reversed(list(raw.items())))
    for key in ("candidates", "staff", "rules", "slots", "selected_for_circles"):
        rows = list(raw[key])  # type: ignore[call-overload]
        random.Random(3).shuffle(rows)
        shuffled[key] = rows

    assert parse_pool(shuffled) == parse_pool(raw)


def test_ids_may_be_of_any_script() -> None:
    people = [pools.person("أمل"), pools.person("مريم"), pools.person("Ousmané")]

    pool = pools.pool(people, [pools.seats(2), pools.together("أمل", "مريم")])

    assert {each.id for each in pool.candidates} == {"أمل", "مريم", "Ousmané"}


def test_a_trait_that_is_not_disclosed_is_read_as_undisclosed() -> None:
    pool = pools.pool([pools.person("c1", gender=None)], [pools.seats(1)])

    assert pool.candidates[0].gender == "undisclosed"


WRONG: list[tuple[str, Json, str]] = [
    ("urgency", {"urgency": [9, 2]}, "candidates[0].urgency[0]: expected a whole number from 1"),
    ("no urgency", {"urgency": None}, "candidates[0].urgency: expected two whole numbers"),
    ("a true number", {"urgency": [True, 2]}, "candidates[0].urgency[0]"),
    ("nationality", {"nationality": "XX"}, "candidates[0].nationality"),
    ("religion", {"religion": "x"}, "candidates[0].religion"),
    ("health", {"Health": "x"}, "candidates[0].Health"),
    ("a name", {"name": "Amal"}, "candidates[0].name"),
    ("language", {"languages": {"so": "D1"}}, "candidates[0].languages.so"),
    ("slot", {"slots": ["never"]}, "candidates[0].slots"),
    ("slots of no list", {"slots": "mon-am"}, "candidates[0].slots: expected a list"),
    ("territory", {"territory": ""}, "candidates[0].territory"),
    ("theme of a list", {"theme": ["job"]}, "candidates[0].theme"),
]


@pytest.mark.parametrize(("change", "where"), [row[1:] for row in WRONG], ids=[r[0] for r in WRONG])
def test_a_wrong_person_is_refused_by_place(change: Json, where: str) -> None:
    with pytest.raises(SchemaError, match=r"^[^\n]+\.$") as refused:
        pools.pool([pools.person("c1", **change)], [pools.seats(1)])

    assert where in str(refused.value)


WRONG_RULES: list[tuple[Json, str]] = [
    ({"id": "x", "kind": "quota"}, "rules[0].kind"),
    ({"id": "x", "kind": "seats"}, "rules[0].min"),
    ({"id": "x", "kind": "seats", "n": -1}, "rules[0].n"),
    ({"id": "x", "kind": "seats", "min": 3, "max": 2}, "rules[0].max"),
    (pools.lock("nobody"), "nobody in the file"),
    (pools.together("c1"), "at least 2 people"),
    (pools.territory("torino", 3, 2), "rules[0].max"),
    (pools.floor("nationality", "x", 1), "never reads nationality"),
    ({"id": "x", "kind": "prefer", "feature": "Nationality", "value": "x"}, "never reads"),
    ({"id": "x", "kind": "range", "feature": "health", "value": "good", "min": 1}, "never reads"),
    ({"id": "x", "kind": "seats", "n": 1, "religion": "x"}, "never reads religion"),
    (pools.floor("shoe_size", "x", 1), "rules[0].feature"),
    (pools.shape(size=[0, 3]), "rules[0].size"),
    (pools.shape(operators=[3, 2]), "rules[0].operators"),
    (pools.shape(level="Z"), "rules[0].level"),
]


@pytest.mark.parametrize(("rule", "where"), WRONG_RULES, ids=[row[1] for row in WRONG_RULES])
def test_a_wrong_rule_is_refused_by_place(rule: Json, where: str) -> None:
    with pytest.raises(SchemaError, match=r"^[^\n]+\.$") as refused:
        pools.pool([pools.person("c1")], [rule])

    assert where in str(refused.value)


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 2},
        {"slots": None},
        {"levels": ["A1"]},
        {"candidates": {}},
        {"staff": [{"id": "o1"}]},
        {"staff": [pools.worker("o1", role="cook")]},
        {"staff": [pools.worker("o1"), pools.worker("o1")]},
        {"rules": [pools.seats(1), pools.seats(2)]},
        {"selected_for_circles": ["nobody"]},
        {"targets": {"gender": {"f": 3}}},
        {"targets": {"nationality": {"x": 3}}},
        {"preferences": {"nationality": {"x": 2}}},
        {"weights": {"health": 2}},
    ],
    ids=str,
)
def test_a_wrong_file_is_refused(change: Json) -> None:
    with pytest.raises(SchemaError, match=r"^[^\n]+\.$"):
        parse_pool({**pools.file([pools.person("c1")], [pools.seats(1)]), **change})


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b'{"schema": 1, "schema": 1}'])
def test_a_file_that_is_no_exchange_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "pool.json"
    path.write_bytes(content)

    with pytest.raises(SchemaError):
        read_pool(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="cannot be read"):
        read_pool(tmp_path / "none.json")
