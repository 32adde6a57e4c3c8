"""Hostile values in every form and operation: never a 500, never said back raw, nothing written
where the answer is a refusal."""

import os
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.forms import Form
from django.test import Client
from django.urls import reverse

from cerchia.audit.models import Entry
from tests.trust.bodies import address, body, json_body, key
from tests.trust.crawl import STARTS
from tests.trust.matrix import Line, lines
from tests.trust.world import World

MARKUP = "<script>alert(1)</script>"
QUOTES = "\"'><img src=x onerror=alert(1)>"
HOSTILE = {
    "empty": "",
    "spaces": " \t\r\n ",
    "huge": "a" * 1_000_000,
    "emoji": "👩🏽‍🦱🧵" * 20,
    "turned": "\u202egnp.exe\u202c\u2066\u200f",
    "nul": "a\x00b",
    "sql": "' OR 1=1; DROP TABLE people_person; --",
    "markup": MARKUP,
    "quotes": QUOTES,
    "template": "{{ request.user.password }}{% debug %}",
    "negative": "-12,50",
    "nan": "NaN",
    "infinite": "1e999",
    "arabic": "١٢٬٥٠",
    "far day": "9999-12-31",
    "first day": "0001-01-01",
    "no day": "2013-02-31",
    "foreign id": "00000000-0000-4000-8000-000000000000",
    "path": "../../../../etc/passwd",
    "surrogate": "\ud800",
}
NAMES_OF_FIELDS = """
name title text words reason decision why what payee amount cost value planned helper
place on due_on target_on spent_on hour starts_on ends_on kind language answer choice
outcome result role territory username given_name family_name own_script_name birth_year
gender country status permit_expires_on renewal_asked_on obstacles has_account person who
about first second key wished_by target to done contact purpose channel iban seal sure
fund proposal objective no_objective_reason photo voice payment seen_by bank_reference
returned amount_cents solo_limit above_limit account_holder when_one_leaves days_to_vote
sharing into what_next next_on next_steps present old new pin again picture page lines
is_student domain how_we_know voiced_by first_named_by d0-id d0-text d0-owner d0-due_on
n-on n-hour n-place talk draft own_title own_language form-TOTAL_FORMS form-INITIAL_FORMS
form-0-language form-0-level is_safe password code
address agreed alternative among by_on change chi chosen circle circles circle_high circle_low
closes_on conditions consent done_together dove email enters form from_on held_on help
hides_identity high how interests is_business job kept languages late_reason least
leaves left_on low mediated mediators_max mediators_min needs next_try_on notes one
one_a_household opens_on operators_max operators_min organisation other others_read part
people_count per per_operator phone places points quantity questions reception referrer
review_on rules seats seed seed_from seen site size_max size_min staff students_high
students_low students_too table territorio third town trait unit unit_value until_on
urgency level fourth slots household urgency-level urgency-why thoughts-theme thoughts-slots
thoughts-circle thoughts-household theme version vista wanted where which wish witnesses
"""
FIELDS = tuple(NAMES_OF_FIELDS.split())
NAMES_OF_QUESTIONS = """
nome cerchia territorio permesso dopo after prima lingua progetto persona fund proposal
territory a da next altro first second kind about cursor state
"""
QUERIES = tuple(NAMES_OF_QUESTIONS.split())
LINES = [line for line in lines() if line.method == "POST"]
DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
ALLOWED = "+u"


def writer_of(line: Line) -> str:
    """Somebody whom the line lets do it."""
    return next((name for name, sign in line.expected.items() if sign in ALLOWED), "giulia")


def traces() -> int:
    return Entry.objects.count()


def sent(client: Client, world: World, line: Line, data: Any) -> Any:
    given, query = address(world, line)
    path = reverse(line.name, kwargs=given) + query
    if line.name.startswith("api:") and line.name != "api:evidence_add":
        return client.post(path, data, "application/json", headers=key())
    return client.post(path, data)


def refuses_well(answer: Any, before: int, what: str) -> list[str]:
    found = []
    if answer.status_code >= 500:
        found.append(f"{what}: {answer.status_code}")
    if answer.status_code >= 400 and traces() != before:
        found.append(f"{what}: refused with {answer.status_code}, yet written")
    content = b"" if answer.streaming else answer.content
    html = answer.headers.get("Content-Type", "").startswith("text/html")
    if html and (MARKUP.encode() in content or b"<img src=x" in content):
        found.append(f"{what}: said back raw")
    return found


@pytest.mark.parametrize("place", range(len(LINES)), ids=lambda place: str(LINES[place]))
def test_forms_refuse_hostile_values_in_words(world: World, place: int) -> None:
    """Each value in all fields at once, and in each field of a form that is good otherwise."""
    line = LINES[place]
    client = world.client(writer_of(line))
    is_json = line.name.startswith("api:")
    good = json_body(world, line) if is_json else body(world, line)
    faults = []
    for label, value in values_for(place):
        for data in said_with(good, value, is_json=is_json):
            with transaction.atomic():
                before = traces()
                answer = sent(client, world, line, data)
                faults += refuses_well(answer, before, f"{line} {label} {list(data)[:3]}")
                transaction.set_rollback(True)
    assert faults == []


def values_for(place: int) -> list[tuple[str, str]]:
    """Every value in the deep profile; else a handful, others for each form."""
    every = list(HOSTILE.items())
    if DEEP:
        return every
    return [every[(place * 5 + step * 3) % len(every)] for step in range(4)]


def said_with(good: dict[str, Any], value: str, *, is_json: bool) -> Iterator[dict[str, Any]]:
    sent = value if is_json else value.replace("\ud800", "\ufffd")
    if len(value) < 10_000:
        yield {**dict.fromkeys(FIELDS, sent), **dict.fromkeys(good, sent)}
    for name in good or ("text",):
        yield {**good, name: sent}


@pytest.mark.parametrize("wrong", [None, [], {}, 7, -1, 1.5, True, "x", [[[]]], {"a": {"b": []}}])
def test_the_interface_refuses_wrong_types(world: World, wrong: Any) -> None:
    faults = []
    for line in LINES:
        if not line.name.startswith("api:") or line.name == "api:evidence_add":
            continue
        client = world.client(writer_of(line))
        good = json_body(world, line)
        for data in (wrong, *({**good, name: wrong} for name in good)):
            with transaction.atomic():
                before = traces()
                answer = sent(client, world, line, data)
                transaction.set_rollback(True)
            faults += refuses_well(answer, before, f"{line} {data!r:.80}")
    assert faults == []


@pytest.mark.parametrize("label", [name for name in HOSTILE if name not in {"huge", "surrogate"}])
def test_questions_in_addresses_break_nothing(world: World, label: str) -> None:
    value = HOSTILE[label]
    faults = []
    for who, paths in {
        "amal": ("/io/soldi/", "/io/fondo/", "/io/dati/", "/io/patto/", "/io/spese/nuova/"),
        "marta": ("/oggi/", "/persone/", "/cerchie/", "/fondi/", "/spese/", "/verifiche/"),
        "giulia": (
            "/patti/nuovo/",
            "/progetti/nuovo/",
            f"/progetti/{world.project_amal.pk}/versioni/",
            f"/cerchie/{world.circles['dora'].pk}/contatti/nuovo/",
            f"/cerchie/{world.circles['dora'].pk}/note/nuova/",
            f"/fondi/{world.fund_amal.pk}/",
            f"/patti/{world.pact_amal.pk}/pdf/",
            *(path for path in STARTS if path.startswith("/api/")),
        ),
        "anonymous": ("/entra/", "/lingua/"),
    }.items():
        client = world.client(who)
        for path in paths:
            answer = client.get(path, dict.fromkeys(QUERIES, value))
            faults += refuses_well(answer, traces(), f"{path} {label}")
    assert faults == []


def test_every_address_refuses_other_methods(world: World) -> None:
    faults = []
    client = world.client("giulia")
    for line in lines():
        if line.name.startswith("api:openapi"):
            continue  # a description, read by whatever method
        given, _query = address(world, line)
        path = reverse(line.name, kwargs=given)
        for method in ("put", "patch", "delete", "trace", "options"):
            answer = getattr(client, method)(path)
            if answer.status_code >= 500 or (
                method in {"put", "patch", "delete"} and answer.status_code < 300
            ):
                faults.append((method, path, answer.status_code))
    assert faults == []


@pytest.mark.parametrize("line", LINES, ids=str)
def test_nothing_is_done_without_the_secret_of_the_form(world: World, line: Line) -> None:
    client = world.client(writer_of(line), enforce_csrf_checks=True)
    good = json_body(world, line) if line.name.startswith("api:") else body(world, line)
    before = traces()
    answer = sent(client, world, line, good)
    assert answer.status_code == 403, answer.status_code
    assert traces() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", b"<html><script>alert(1)</script>"),
        ("../../x.php", b"<?php system($_GET['c']);"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("leer.pdf", b""),
        ("kurz.jpg", b"\xff\xd8\xff\xe0"),
        ("big.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 3_000_000),
        ("\u202egpj.exe", b"MZ" + b"\x90" * 64),
    ],
)
def test_bad_files_are_refused_in_words(world: World, name: str, content: bytes) -> None:
    for who, path, field in (
        ("amal", f"/io/spese/{world.expense_amal.pk}/carta/", "photo"),
        ("amal", "/io/desiderio/", "voice"),
        ("amal", f"/api/v1/expenses/{world.expense_amal.pk}/evidence", "file"),
    ):
        before = traces()
        client = world.client(who)
        given = {field: SimpleUploadedFile(name, content), "first_named_by": "self"}
        answer = client.post(path, {**given, "language": "it"})
        assert answer.status_code in {400, 413, 415, 422}, (path, answer.status_code)
        assert traces() == before


def test_the_schema_is_known_to_the_fuzz() -> None:
    """Names of fields in our forms that the fuzz does not send; new ones belong in `FIELDS`."""
    known = set(FIELDS)
    missing = {
        f"{form.__module__}.{name}"
        for form in _forms(Form)
        if form.__module__.startswith("cerchia.")
        for name in form.base_fields
        if name not in known and form.__module__.split(".")[1] not in {"access", "balance"}
    }
    assert {one for one in missing if "programmes" not in one} == {
        one for one in missing if one.rsplit(".", 1)[1] in PREFIXED
    }


PREFIXED = {
    "presence",
    "presence_base",
    "words_base",
    "level",
    "reads",
    "needs_voice",
    "interprets",
    "residence_registered",
    "in_parts",
    "slip",
    "no_receipt",
    "still",
    "people",
    "wishes",
    "id",
    "owner",
}


def _forms(base: type[Form]) -> Iterator[type[Form]]:
    for form in base.__subclasses__():
        yield form
        yield from _forms(form)


def test_signatures_of_cursors_cannot_be_moved(world: World) -> None:
    """A cursor names a place in one's own list; a foreign or torn one is refused, never a 500."""
    client = world.client("marta")
    for path in ("/api/v1/funds", "/api/v1/wishes", "/api/v1/disbursements", "/api/v1/circles"):
        for cursor in ("x", "====", "MjAxMy0wMQ==", "AAAA" * 500, str(uuid4()), "\x00"):
            assert client.get(path, {"cursor": cursor}).status_code < 500, (path, cursor)
