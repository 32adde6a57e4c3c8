"""Walks the matrix: each line, each role. An address without a line fails."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cerchia.config.api import api
from tests.trust.bodies import address, body, json_body, key, paper
from tests.trust.canaries import everything_in
from tests.trust.matrix import COLUMNS, Line, lines
from tests.trust.world import World

DOORS = ("/entra/", "/pin/")
SIGNS = {400: "u", 403: "!", 404: ".", 422: "u", 401: ">"}
LINES = lines()
WITHOUT_A_NAME = {"api/<path:rest>"}


def named_addresses(
    patterns: list[URLPattern | URLResolver], space: str = ""
) -> Iterator[tuple[str, str]]:
    """Name and route of every address of the product."""
    for one in patterns:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from named_addresses(one.url_patterns, inner)
        else:
            yield f"{space}{one.name}", str(one.pattern)


def methods_of(name: str) -> set[str]:
    return {line.method for line in LINES if line.name == name}


def test_every_address_has_a_line_and_every_line_an_address() -> None:
    known = {line.name for line in LINES}
    there = {
        name
        for name, route in named_addresses(get_resolver().url_patterns)
        if route not in WITHOUT_A_NAME and f"api/{route}" not in WITHOUT_A_NAME
    } - {"None"}
    assert sorted(there - known) == [], "addresses without a line"
    assert sorted(known - there) == [], "lines without an address"


def test_every_operation_of_the_interface_has_a_line() -> None:
    schema = api.get_openapi_schema()
    operations = sum(len(item) for item in schema["paths"].values())
    walked = [line for line in LINES if line.name.startswith("api:")]
    meta = {"api:api-root", "api:openapi-json", "api:openapi-view"}
    assert len([line for line in walked if line.name not in meta]) >= operations


def asked(client: Client, world: World, line: Line) -> Any:
    given, query = address(world, line)
    path = reverse(line.name, kwargs=given) + query
    if line.method == "GET":
        return client.get(path)
    if line.name == "api:evidence_add":
        return client.post(path, paper())
    if line.name.startswith("api:"):
        return client.post(path, json_body(world, line), "application/json", headers=key())
    return client.post(path, body(world, line))


def sign_of(answer: Any) -> str:
    status = answer.status_code
    if status in {301, 302, 303}:
        return ">" if answer["Location"].split("?")[0] in DOORS else "+"
    if status < 300 or status == 409:
        return "+"
    return SIGNS.get(status, str(status))


@pytest.mark.parametrize("line", LINES, ids=str)
def test_each_role_gets_what_the_matrix_says(world: World, line: Line) -> None:
    told = {}
    for name in COLUMNS.values():
        with transaction.atomic():
            answer = asked(world.client(name), world, line)
            told[name] = sign_of(answer)
            said = world.aviary.met_in(everything_in(answer, with_body=False))
            assert said == set(), f"{line}: {name} gets {said} in a header, a cookie or a message"
            transaction.set_rollback(True)
    wrong = {
        name: f"{told[name]} instead of {sign}"
        for name, sign in line.expected.items()
        if told[name] != sign
    }
    assert wrong == {}, f"{line}: {wrong}"
