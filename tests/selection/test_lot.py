"""A lot among equals: sealed before, witnessed, drawn once, repeatable by anybody."""

import hashlib
from typing import Any

import pytest
from django.test import Client

from cerchia.selection.models import Lot
from cerchia.selection.refusals import LotDrawn, LotImpossible, WitnessesMissing
from cerchia.selection.usecases.lot import Called, call_lot, draw_lot
from tests.selection.a_round import Round, a_round

pytestmark = pytest.mark.django_db
SEED = "7 21 45 63 88"


@pytest.fixture
def found() -> Round:
    made = a_round()
    made.freeze()
    return made


def called(found: Round, **more: Any) -> Lot:
    told = {"among": ["C-007", "C-008", "C-009"], "places": 1, "seen": 0, **more}
    witnesses = told.pop("witnesses", "Anna Verdi\nPaolo Neri")
    said = Called(reason="Sono pari.", seed_from="La ruota di Torino.", witnesses=witnesses)
    return call_lot(actor=found.user("marta"), round_=found.fresh(), said=said, **told)


def by_hand(lot: Lot, seed: str) -> int:
    """The draw as the page explains it, without our library."""

    def sha(text: str) -> str:
        return hashlib.sha256(text.encode()).hexdigest()

    each = [sha("".join(f"{code}\n" for code in sorted(codes))) for codes in lot.lists]
    whole = sha("".join(f"{n} {mark}\n" for n, mark in enumerate(each, 1)))
    assert whole == lot.lists_sha256
    return int(sha(f"{whole}\n{seed}\n1\n"), 16) % len(lot.lists) + 1


def test_every_list_is_numbered_and_the_draw_can_be_done_again_by_hand(found: Round) -> None:
    lot = called(found)

    assert [list(each) for each in lot.lists] == [["C-007"], ["C-008"], ["C-009"]]
    draw_lot(actor=found.user("marta"), lot=lot, seed=SEED, seen=1)

    assert lot.number == by_hand(lot, SEED)
    assert lot.winners == lot.lists[lot.number - 1]
    assert found.state(lot.winners[0]) in {"waiting_list", "interviewed"}
    with pytest.raises(LotDrawn):
        draw_lot(actor=found.user("marta"), lot=lot, seed="1", seen=2)


def test_a_lot_is_among_equals_only_and_with_witnesses(found: Round) -> None:
    with pytest.raises(LotImpossible):
        called(found, places=3)
    with pytest.raises(LotImpossible):
        called(found, among=["C-001", "C-008"])
    with pytest.raises(WitnessesMissing):
        called(found, witnesses="Anna Verdi")


def test_the_pages_call_and_draw(found: Round) -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(found.user("marta"))
    body = {
        "among": ["C-007", "C-008"],
        "places": "1",
        "reason": "Sono pari.",
        "seed_from": "La ruota di Torino di sabato.",
        "witnesses": "Anna Verdi\nPaolo Neri",
        "seen": "0",
    }
    assert client.post("/selezione/sorteggio/", body | {"reason": ""}).status_code == 422
    where = client.post("/selezione/sorteggio/", body)["Location"]

    before = " ".join(client.get(where).content.decode().split())
    assert "2 lists, numbered and sealed" in before
    assert "the chance of each is 1/2" in before
    assert client.post(f"{where}estrai/", {"seed": SEED, "seen": "1"}).status_code == 302
    assert "was drawn" in client.get(where).content.decode()
