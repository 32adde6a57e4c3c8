"""Data keys: made once, wrapped again, destroyed for good, never used if the database lost them."""

import os
import threading
import uuid
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import request_finished
from django.db import connection, connections, transaction
from pytest_django import Settings

from cerchia.vault import files, keyring, keys, masters
from cerchia.vault.errors import MasterKeyMissing, SealBroken, SubjectErased
from cerchia.vault.models import SubjectKey
from tests.vault import corpus
from tests.vault.sheets import Sheet

pytestmark = pytest.mark.django_db
CONTEXT = b"test"


def test_a_key_is_made_once_and_stays_the_same() -> None:
    subject = uuid.uuid4()

    sealed = keys.seal(subject, b"words", context=CONTEXT)
    keyring.clear()
    keys.create_keys([subject])

    assert keys.unseal(subject, sealed, context=CONTEXT) == b"words"
    assert SubjectKey.objects.filter(subject=subject).count() == 1


def test_what_is_sealed_opens_only_in_its_context_and_for_its_subject() -> None:
    subject, other = uuid.uuid4(), uuid.uuid4()
    sealed = keys.seal(subject, b"words", context=CONTEXT)
    keys.create_keys([other])

    with pytest.raises(SealBroken):
        keys.unseal(subject, sealed, context=b"other")
    with pytest.raises(SealBroken):
        keys.unseal(other, sealed, context=CONTEXT)
    with pytest.raises(SealBroken):
        keys.unseal(uuid.uuid4(), sealed, context=CONTEXT)
    with pytest.raises(SealBroken):
        keys.unseal(subject, b"short", context=CONTEXT)


@pytest.mark.usefixtures("sheet_tables")
def test_a_key_whose_making_was_undone_is_not_used_again() -> None:
    subject = uuid.uuid4()

    with transaction.atomic():
        Sheet.objects.create(person_id=subject, words="first try")
        transaction.set_rollback(True)
    sheet = Sheet.objects.create(person_id=subject, words="second try")

    keyring.clear()
    assert Sheet.objects.get(pk=sheet.pk).words == "second try"


@pytest.mark.django_db(transaction=True)
def test_a_key_is_at_hand_after_its_transaction() -> None:
    subject = uuid.uuid4()

    with transaction.atomic():
        keys.create_keys([subject])

    assert keyring.ring().holds(subject)
    SubjectKey.objects.all().delete()


def test_no_key_stays_at_hand_after_the_request() -> None:
    subject = uuid.uuid4()
    keys.create_keys([subject])
    assert keyring.ring().holds(subject)

    request_finished.send(sender=None)

    assert not keyring.ring().holds(subject)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_sixteen_who_seal_at_once_for_one_subject_share_one_key() -> None:
    subject, start, sealed = uuid.uuid4(), threading.Barrier(16), list[bytes]()

    def write() -> None:
        try:
            start.wait()
            sealed.append(keys.seal(subject, b"mine", context=CONTEXT))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [keys.unseal(subject, one, context=CONTEXT) for one in sealed] == [b"mine"] * 16
    SubjectKey.objects.all().delete()


def test_a_destroyed_key_stays_destroyed_and_unmade_ones_can_be_forbidden() -> None:
    subject, never_seen = uuid.uuid4(), uuid.uuid4()
    sealed = keys.seal(subject, b"words", context=CONTEXT)

    keys.shred(subject)
    keys.shred(subject)
    keys.shred(never_seen)

    assert keys.unseal(subject, sealed, context=CONTEXT) is None
    assert keys.is_shredded(subject)
    assert keys.is_shredded(never_seen)
    with pytest.raises(SubjectErased):
        keys.seal(never_seen, b"x", context=CONTEXT)
    with pytest.raises(ValueError, match="house"):
        keys.shred(keys.HOUSE)


def test_a_new_master_key_wraps_what_an_old_one_wrapped(settings: Settings) -> None:
    subjects = [uuid.uuid4() for _ in range(3)]
    gone = uuid.uuid4()
    sealed = [keys.seal(subject, b"words", context=CONTEXT) for subject in subjects]
    hashed = keys.lookup_hash("333 1234567", "phone")
    keys.shred(gone)

    settings.CERCHIA_OLD_DATA_KEYS = [settings.CERCHIA_DATA_KEY]
    settings.CERCHIA_DATA_KEY = os.urandom(32)
    keyring.clear()
    assert keys.unseal(subjects[0], sealed[0], context=CONTEXT) == b"words"
    assert keys.rewrap() == 4
    assert keys.rewrap() == 0

    settings.CERCHIA_OLD_DATA_KEYS = []
    keyring.clear()
    assert [
        keys.unseal(subject, one, context=CONTEXT)
        for subject, one in zip(subjects, sealed, strict=True)
    ] == [b"words"] * 3
    assert keys.lookup_hash("333 1234567", "phone") == hashed
    assert keys.is_shredded(gone)


def test_with_a_wrong_master_key_nothing_opens_and_nothing_pretends_to(settings: Settings) -> None:
    subject = uuid.uuid4()
    sealed = keys.seal(subject, b"words", context=CONTEXT)
    settings.CERCHIA_DATA_KEY = os.urandom(32)
    keyring.clear()

    with pytest.raises(MasterKeyMissing):
        keys.unseal(subject, sealed, context=CONTEXT)


@pytest.mark.parametrize("wrong", [None, b"", b"short"])
def test_a_master_key_of_another_length_is_refused(settings: Settings, wrong: bytes | None) -> None:
    settings.CERCHIA_DATA_KEY = wrong

    with pytest.raises(ImproperlyConfigured):
        masters.current_master()


def test_a_lookup_hash_is_the_same_for_the_same_value_and_purpose_only() -> None:
    mine = keys.lookup_hash("Amal  Ibrahim ", "name")

    assert keys.lookup_hash("amal ibrahim", "name") == mine
    assert keys.lookup_hash("amal ibrahim", "phone") != mine
    assert keys.lookup_hash("amal ibrahima", "name") != mine


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("sheet_tables")
def test_no_canary_lies_in_the_database_file_or_in_the_files(files_folder: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("The bytes of a PostgreSQL server are not ours to scan.")
    canary = "canary-of-amal-90417"
    subject = uuid.uuid4()
    sheet = Sheet.objects.create(person_id=subject, words=canary, facts={"a": canary})
    sheet.words = canary + " changed"
    sheet.save()
    paper = SimpleUploadedFile("a.pdf", corpus.pdf(canary.encode()))
    files.take_in(subject=subject, upload=paper)

    database = Path(str(connection.settings_dict["NAME"]))
    held = [*database.parent.glob(database.name + "*"), *files_folder.rglob("*")]

    assert database.stat().st_size > 0
    assert [path for path in held if path.is_file() and canary.encode() in path.read_bytes()] == []
    Sheet.objects.all().delete()
    files.remove_all_of(subject)
    SubjectKey.objects.all().delete()
