"""Boxes closed by a phone: opened for their owner, once, and refused when anything is not right."""

import json
import os
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cerchia.access.models import User
from cerchia.funds.drafts import mark_of
from cerchia.funds.models import Expense, KeptVersion
from cerchia.vault import boxes
from cerchia.vault.errors import SealBroken
from tests.funds.purses import Purse, purse, shared_rule

pytestmark = pytest.mark.django_db
SEND = "/io/spese/in-attesa/"
TYPED = [["amount", "38,50"], ["objective", "other"], ["what", "Un filo rosso"]]


def closed(content: bytes, context: str) -> bytes:
    """What the script in the browser does."""
    house = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), boxes.current().point)
    once = ec.generate_private_key(ec.SECP256R1())
    point = once.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    agreed = once.exchange(ec.ECDH(), house)
    stretch = HKDF(hashes.SHA256(), length=32, salt=point, info=b"cerchia box 1")
    nonce = os.urandom(12)
    return point + nonce + AESGCM(stretch.derive(agreed)).encrypt(nonce, content, context.encode())


def content(fields: list[list[str]]) -> bytes:
    head = json.dumps({"fields": fields, "files": []}).encode().ljust(1024)
    return len(head).to_bytes(4, "big") + head


def box(owner: User, key: UUID, fields: list[list[str]] | None = None) -> dict[str, Any]:
    name = boxes.current().id
    sealed = closed(content(fields or TYPED), f"{name}:{mark_of(owner)}:{key}")
    return {"key": str(key), "key_id": name, "sealed": SimpleUploadedFile("sealed", sealed)}


def inside(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def test_a_box_is_one_expense_however_often_it_comes() -> None:
    owned, key = purse(), uuid4()

    answers = [inside(owned.user).post(SEND, box(owned.user, key)).json() for _ in range(3)]

    expense = Expense.objects.get()
    assert {answer["state"] for answer in answers} == {"saved"}
    assert answers[0]["url"] == f"/io/spese/{expense.pk}/salvata/"
    assert (expense.key, expense.amount_cents, expense.what) == (key, 3_850, "Un filo rosso")


def test_another_content_under_the_key_is_kept_to_choose() -> None:
    owned, key = purse(), uuid4()
    inside(owned.user).post(SEND, box(owned.user, key))

    other = box(owned.user, key, [["amount", "40"], ["objective", "other"]])
    answer = inside(owned.user).post(SEND, other)

    assert (answer.status_code, answer.json()["state"]) == (409, "kept")
    assert KeptVersion.objects.count() == 1


def test_a_box_of_somebody_else_stays_closed() -> None:
    owned, theirs = purse(), purse()

    answer = inside(theirs.user).post(SEND, box(owned.user, uuid4()))

    assert (answer.status_code, answer.json()["state"]) == (400, "unreadable")
    assert not Expense.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"key": "not a key"},
        {"key_id": "000000000000"},
        {"key": str(UUID(int=7))},
        {"sealed": SimpleUploadedFile("sealed", b"\x04" + bytes(200))},
        {"sealed": ""},
    ],
)
def test_what_was_touched_is_refused_in_words(change: dict[str, Any]) -> None:
    owned = purse()

    answer = inside(owned.user).post(SEND, {**box(owned.user, uuid4()), **change})

    assert answer.status_code == 400
    assert answer.json()["sentence"]
    assert not Expense.objects.exists()


@pytest.mark.parametrize("plain", [b"", b"\0\0\0\x02[]", b"\0\0\0\x02{}", b"\xff\xff\xff\xff"])
def test_a_box_with_something_else_inside_is_refused(plain: bytes) -> None:
    owned, key, name = purse(), uuid4(), boxes.current().id
    sealed = closed(plain, f"{name}:{mark_of(owned.user)}:{key}")
    said = {"key": str(key), "key_id": name, "sealed": SimpleUploadedFile("sealed", sealed)}

    assert inside(owned.user).post(SEND, said).status_code == 400


@pytest.mark.parametrize(
    "fields",
    [
        [["amount", "venti"], ["objective", "other"]],
        [["amount", "10"], ["objective", str(uuid4())]],
        [["amount", "10"], ["objective", "other"], ["fund", str(uuid4())]],
    ],
)
def test_what_is_not_clear_is_refused_and_can_be_opened(fields: list[list[str]]) -> None:
    owned, key = purse(), uuid4()
    client = inside(owned.user)

    answer = client.post(SEND, box(owned.user, key, fields))
    page = client.post(SEND, {**box(owned.user, key, fields), "page": "1"})

    assert answer.json()["state"] == "refused"
    assert page.status_code in {404, 422}
    assert not Expense.objects.exists()


def test_what_the_others_must_decide_is_shown_as_a_page() -> None:
    owned: Purse = purse(owners=2)
    shared_rule(owned, limit=1_000)
    client, key = inside(owned.user), uuid4()

    answer = client.post(SEND, box(owned.user, key))
    page = client.post(SEND, {**box(owned.user, key), "page": "1"}).content.decode()

    assert (answer.status_code, answer.json()["state"]) == (422, "refused")
    assert "Un filo rosso" in page
    assert "Ask the others" in page


def test_who_asks_is_told_whose_boxes_are_taken() -> None:
    owned = purse()

    answer = inside(owned.user).get(SEND)

    assert answer.json()["owner"] == mark_of(owned.user) != mark_of(purse().user)
    assert "no-store" in answer["Cache-Control"]
    assert Client().get(SEND).status_code == 302


def test_boxes_open_after_the_data_key_was_changed(settings: Any) -> None:
    old = boxes.current()
    sealed = closed(b"words", "here")
    settings.CERCHIA_OLD_DATA_KEYS = [settings.CERCHIA_DATA_KEY]
    settings.CERCHIA_DATA_KEY = bytes(range(1, 33))

    assert boxes.current().id != old.id
    assert boxes.open_box(sealed, key_id=old.id, context="here") == b"words"
    with pytest.raises(SealBroken):
        boxes.open_box(sealed, key_id=old.id, context="there")
