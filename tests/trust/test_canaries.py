"""Each role follows every link: it meets exactly the personal words that trust allows it."""

from collections.abc import Callable

import pytest

from tests.trust.canaries import Canary, everything_in, names
from tests.trust.crawl import FOREIGN, Walk, walk
from tests.trust.world import CIRCLE_STAFF, OFFICE_STAFF, PARTICIPANTS, TERRITORY_OF, World

WISHES = {"wish", "beside", "note"}
PLANS = {"project", "objective", "objectiveknown", "offered", "offeredknown", "step", "helper"}
STAFF_PLANS = {*PLANS, "resource", "review", "still"}
MONEY = {"what", "payee", "loose", "noobjective", "question", "answer", "asked"}
WHO = {"given", "family", "script"}
REACH = {"phone"}
EVERYTHING = {
    *WISHES,
    *STAFF_PLANS,
    *MONEY,
    *WHO,
    *REACH,
    *{"country", "obstacles", "pact", "iban", "words", "kept", "left", "leaving"},
    *{"fund", "task", "rule", "proposal", "why"},
}
SHARED_FUND = {"rule", "proposal", "why", "fund", "task", "kept"}
SHARED = {*MONEY, *SHARED_FUND, "pact", "objective", "objectiveknown", "given", "family"}

Rights = tuple[set[str], set[str]]
"""What a role must be able to read of somebody, and what it may read besides."""

NOTHING: Rights = (set(), set())
OWN: Rights = (
    {*PLANS, *MONEY, *WISHES, *REACH, "given", "family", "pact", "kept"} - {"noobjective"},
    EVERYTHING | {"known"},
)
"""Which places a person knows only they read as a list."""
FELLOW: Rights = ({"given"}, {"given"})
OPERATOR: Rights = (
    {*WHO, *REACH, *WISHES, *PLANS, *MONEY, "country", "obstacles", "pact"},
    EVERYTHING - {"iban"},
)
MEDIATOR: Rights = (
    {*WHO, *REACH, *WISHES, *PLANS, "pact"},
    {*WHO, *REACH, *WISHES, *STAFF_PLANS, "pact", "words"},
)
COORDINATOR: Rights = (
    {*WHO, *REACH, *WISHES, *PLANS, *MONEY, "country", "pact"},
    EVERYTHING - {"iban", "obstacles"},
)
ACCOUNTS: Rights = (
    {"given", "family", "iban", *MONEY},
    {"given", "family", "iban", *MONEY, "rule", "fund"},
)
HELPED: Rights = ({"given", "phone"}, {"given", "phone"})
"""Mariam agreed, and lets them know her first name and one contact (invariant 12)."""
NEVER_SAID = {
    # Field that somebody has no row of in this world.
    "dalia": {*MONEY, "kept", "iban"},
    "yonas": {*MONEY, "kept", "iban", "pact"},
    "farid": {*MONEY, "kept", "iban", "pact"},
}
PAYEES = {"amal", "ousmane", "bahar", "mariam"}
NO_IBAN_YET = {"ousmane"}
NOT_LINKED = {"helper"}
"""Stands on the page of an objective, which the home names only where money is there already."""
BAR = {"/io/", "/io/soldi/", "/io/cerchia/"}
"""The bar of a participant's phone, also under the pages of one's own data."""
PANEL = "comitato"
"""Reads what candidates want in the round that hides who they are: no name, no voice, no place."""
CIRCLE_OF = {**PARTICIPANTS, "farid": ""}
DECISIONS = {"dora": "torino", "cervo": "biella"}


def rights(reader: str, owner: str) -> Rights:
    """What `reader` must and may meet of `owner`, from the permission matrix."""
    if reader == owner:
        return OWN
    if reader in PARTICIPANTS:
        return _of_fellow(reader, owner)
    if reader in {"zeno", "delio", "anonymous"}:
        return NOTHING
    if reader in CIRCLE_STAFF:
        return _of_circle_staff(reader, owner)
    return _of_office(reader, owner)


def _of_office(reader: str, owner: str) -> Rights:
    job, territory = OFFICE_STAFF[reader]
    if job == "coordinator":
        here = TERRITORY_OF[PARTICIPANTS[owner]]
        return COORDINATOR if territory in {None, here} else NOTHING
    if job == "organisation":
        return HELPED if owner == "mariam" else NOTHING
    if job != "accounts":
        return NOTHING
    return ACCOUNTS if owner in PAYEES else (set(), {"given", "family"})


def _of_fellow(reader: str, owner: str) -> Rights:
    if {reader, owner} == {"mariam", "yonas"}:
        return ({"given"}, SHARED)
    same = CIRCLE_OF[reader] and CIRCLE_OF[reader] == CIRCLE_OF[owner]
    return FELLOW if same else NOTHING


def _of_circle_staff(reader: str, owner: str) -> Rights:
    role, circle = CIRCLE_STAFF[reader]
    if CIRCLE_OF[owner] != circle:
        # Who has no circle can be invited: the operators of the territory read the name.
        free = owner == "farid" and role == "operator" and TERRITORY_OF[circle] == "torino"
        return (set(), {"given", "family"}) if free else NOTHING
    if role == "operator":
        return OPERATOR
    must, may = MEDIATOR
    opened = owner == "ousmane"
    return (must | MONEY, may | MONEY) if opened else MEDIATOR


@pytest.fixture(scope="package")
def walks() -> dict[str, Walk]:
    return {}


Walked = Callable[[str], Walk]


@pytest.fixture
def walked(world: World, walks: dict[str, Walk]) -> Walked:
    """The walk of a role, done once for all questions about it."""

    def of(name: str) -> Walk:
        if name not in walks:
            walks[name] = walk(world, name)
        return walks[name]

    return of


READERS = [*PARTICIPANTS, *CIRCLE_STAFF, *OFFICE_STAFF, "anonymous"]


def leaks(done: Walk) -> list[str]:
    found = []
    for canary in done.met():
        if canary.owner in PARTICIPANTS:
            if canary.field not in rights(done.name, canary.owner)[1]:
                found.append(f"{names([canary])[0]} at {done.where(canary)[0]}")
        elif not is_for(done.name, canary):
            found.append(f"{names([canary])[0]} at {done.where(canary)[0]}")
    return sorted(found)


def is_for(reader: str, canary: Canary) -> bool:
    """Names of those who work here, decisions of circles, and for a panel the own words of
    candidates without who said them.
    """
    if canary.field == "decision":
        inside = PARTICIPANTS.get(reader) or CIRCLE_STAFF.get(reader, ("", ""))[1]
        job, place = OFFICE_STAFF.get(reader, ("", ""))
        covers = job == "coordinator" and place in {None, DECISIONS[canary.owner]}
        return reader not in {"zeno", "delio"} and (inside == canary.owner or covers)
    if canary.field == "asked" and reader == PANEL:
        return True
    if canary.owner == reader or canary.owner in {"zeno", "delio"}:
        return reader != "anonymous"
    inside_a_circle = reader in PARTICIPANTS or reader in CIRCLE_STAFF
    works_here = OFFICE_STAFF.get(reader, ("", ""))[0] in {"coordinator", "accounts"}
    return inside_a_circle or works_here


def gaps(done: Walk) -> list[str]:
    found = []
    for owner in PARTICIPANTS:
        must, _may = rights(done.name, owner)
        if done.name == owner:
            must = must - NOT_LINKED
        wanted = must - NEVER_SAID.get(owner, set())
        wanted -= {"iban"} if owner in NO_IBAN_YET else set()
        wanted -= {"pact"} if owner in NEVER_SAID and "pact" in NEVER_SAID[owner] else set()
        got = {one.field for one in done.met() if one.owner == owner}
        found += [f"{owner}.{field}" for field in wanted - got]
    return sorted(found)


@pytest.mark.parametrize("reader", READERS)
def test_nobody_meets_words_that_are_not_for_them(walked: Walked, reader: str) -> None:
    assert leaks(walked(reader)) == []


@pytest.mark.parametrize("reader", [one for one in READERS if one not in {"zeno", "delio"}])
def test_everybody_meets_the_words_that_are_for_them(walked: Walked, reader: str) -> None:
    assert gaps(walked(reader)) == []


def test_nobody_outside_meets_anything(walked: Walked) -> None:
    for name in ("anonymous", "delio"):
        assert walked(name).met() == set()


@pytest.mark.parametrize("reader", READERS)
def test_no_page_breaks_and_no_link_is_dead(walked: Walked, reader: str) -> None:
    broken = [page.path for page in walked(reader).pages if page.status >= 500]
    dead = [
        (page.path, page.status)
        for page in walked(reader).pages
        if page.depth and page.status in {403, 404} and page.path not in BAR
    ]
    assert (broken, dead) == ([], [])


@pytest.mark.parametrize("reader", READERS)
def test_every_look_of_the_staff_is_written_down(walked: Walked, reader: str) -> None:
    """Each page on which staff read of a participant leaves a row for that participant."""
    if reader in PARTICIPANTS:
        pytest.skip("participants read each other's first names only")
    missing = [
        (page.path, names([one]))
        for page in walked(reader).pages
        for one in page.met
        if one.owner in PARTICIPANTS and one.owner not in page.traced
    ]
    assert missing == []


@pytest.mark.parametrize("reader", READERS)
def test_addresses_and_headers_hold_no_word(world: World, walked: Walked, reader: str) -> None:
    for page in walked(reader).pages:
        outside = everything_in(page.answer, with_body=False)
        assert world.aviary.met_in(f"{page.path}\n{outside}") == set(), page.path


@pytest.mark.parametrize("reader", READERS)
def test_answers_are_kept_by_nobody_and_name_no_other_host(walked: Walked, reader: str) -> None:
    for page in walked(reader).pages:
        answer = page.answer
        if reader not in {"anonymous", "delio"}:
            assert answer["Cache-Control"] == "no-store, private", page.path
        assert "default-src 'none'" in answer["Content-Security-Policy"], page.path
        assert "unsafe" not in answer["Content-Security-Policy"], page.path
        assert answer["X-Content-Type-Options"] == "nosniff", page.path
        assert answer["Referrer-Policy"] == "same-origin", page.path
        if answer.get("Content-Type", "").startswith("text/html"):
            assert FOREIGN.findall(answer.content.decode()) == [], page.path
