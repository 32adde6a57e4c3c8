"""What was done and who looked: written with the act, sealed, and never taken back."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries, Settings

from cerchia.audit import keys
from cerchia.audit.models import Entry, FileRead, Head
from cerchia.audit.queries import broken
from cerchia.audit.rules import seal
from cerchia.audit.usecases import file_opened, record
from cerchia.kit import clock
from tests.factories.access import UserFactory
from tests.guarding import without_guards

pytestmark = pytest.mark.django_db
NOW = datetime(2013, 9, 19, 10, 0, tzinfo=UTC)


def three_acts() -> list[Entry]:
    user = UserFactory.create()
    return [record(f"test.act.{n}", actor=user, about=user, facts={"n": n}) for n in range(3)]


def look(people: int = 1) -> list[FileRead]:
    reader = UserFactory.create()
    file_opened(
        reader=reader, role="operator", people=[uuid4() for _ in range(people)], part="wish"
    )
    return list(FileRead.objects.filter(reader_id=reader.pk))


def test_acts_stand_in_a_chain_without_gaps() -> None:
    first, second, third = three_acts()

    assert [second.seq, third.seq] == [first.seq + 1, first.seq + 2]
    assert second.previous_hash == first.hash
    assert third.previous_hash == second.hash
    assert not list(broken())


def test_an_act_tells_who_when_and_about_what() -> None:
    user = UserFactory.create()
    with clock.at(NOW):
        entry = record("test.act", actor=user, about=user, facts={"kind": "x"})

    assert (entry.at, entry.actor_id, entry.about_id) == (NOW, user.pk, user.pk)
    assert entry.about_kind == "access.user"
    assert list(Entry.objects.about(user)) == [entry]


def test_an_act_that_fails_leaves_no_entry() -> None:
    before = Entry.objects.count()

    @transaction.atomic
    def act() -> None:
        record("test.act", actor=None)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()

    assert Entry.objects.count() == before
    assert not list(broken())


@pytest.mark.parametrize(
    "change",
    [
        lambda row: Entry.objects.filter(pk=row.pk).update(action="test.other"),
        lambda row: Entry.objects.filter(pk=row.pk).update(facts={"n": 9}),
        lambda row: Entry.objects.filter(pk=row.pk).update(actor_id=uuid4()),
        lambda row: Entry.objects.filter(pk=row.pk).update(at=NOW),
        lambda row: Entry.objects.filter(pk=row.pk).update(key_id="0" * 16),
        lambda row: Entry.objects.filter(pk=row.pk).delete(),
        lambda _row: Head.objects.update(seq=1),
    ],
)
def test_a_touched_log_is_found(change: Callable[[Entry], object]) -> None:
    row = three_acts()[1]

    with without_guards():
        change(row)

    assert list(broken())


def test_the_last_entries_cannot_be_cut_off_unseen() -> None:
    last = three_acts()[2]

    with without_guards():
        last.delete()

    assert any("ends at" in sentence for sentence in broken())


def test_the_database_refuses_to_edit_or_delete_a_log() -> None:
    entry, read = three_acts()[0], look()[0]

    for row, words in ((entry, "action = 'x'"), (read, "part = 'x'")):
        table = row._meta.db_table
        for sql in (f"UPDATE {table} SET {words}", f"DELETE FROM {table}"):  # noqa: S608
            with (
                pytest.raises(IntegrityError),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(sql)


def test_a_row_is_checked_with_the_key_that_sealed_it(settings: Settings) -> None:
    three_acts()
    look()
    settings.CERCHIA_CHAIN_OLD_KEYS = [settings.CERCHIA_CHAIN_KEY]
    settings.CERCHIA_CHAIN_KEY = b"another key of the installation!"

    three_acts()
    look()

    assert len({entry.key_id for entry in Entry.objects.all()}) == 2
    assert not list(broken())


def test_a_row_sealed_with_a_key_that_is_not_ours_is_found(settings: Settings) -> None:
    three_acts()
    look()

    settings.CERCHIA_CHAIN_KEY = b"another key of the installation!"

    assert len(list(broken())) >= 4


def test_a_look_at_several_files_is_one_row_each_in_one_insert(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    reader, people = UserFactory.create(), [uuid4(), uuid4()]
    with django_assert_num_queries(1):
        file_opened(reader=reader, role="operator", people=[*people, people[0]], part="money")

    assert {row.person_id for row in FileRead.objects.all()} == set(people)
    assert not list(broken())


def test_a_changed_look_is_found() -> None:
    row = look()[0]

    with without_guards():
        FileRead.objects.filter(pk=row.pk).update(reader_role="mediator")

    assert [sentence for sentence in broken() if str(row.pk) in sentence]


def test_a_person_reads_who_opened_their_file_newest_first() -> None:
    person, reader = uuid4(), UserFactory.create()
    for day in (1, 3, 2):
        moment = NOW.replace(day=day)
        file_opened(reader=reader, role="operator", people=[person], part="wish", at=moment)

    assert [row.at.day for row in FileRead.objects.of_person(person)] == [3, 2, 1]


def test_the_seal_depends_on_the_content_the_key_and_what_was_before() -> None:
    _name, key = keys.current()
    seals = {
        seal(key, {"a": 1}),
        seal(key, {"a": 2}),
        seal(key, {"a": "1"}),
        seal(key, {"a": 1}, "x"),
        seal(b"other", {"a": 1}),
    }

    assert len(seals) == 5
    assert seal(key, {"a": 1, "b": 2}) == seal(key, {"b": 2, "a": 1})
