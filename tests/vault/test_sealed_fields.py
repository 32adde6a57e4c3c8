"""What a sealed field promises to the rooms that use it."""

import copy
import pickle
import uuid
from collections.abc import Callable

import pytest
from django.db import connection, models
from django.db.models import F
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cerchia.vault import keyring, keys
from cerchia.vault.errors import SealBroken, SealedFieldMisuse, SubjectErased
from cerchia.vault.fields import ERASED, is_erased
from tests.vault.sheets import Line, Sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sheet_tables")]
CANARY = "Zaynab-canary-7731"


def raw(column: str, row: models.Model) -> bytes | None:
    with connection.cursor() as cursor:
        table = row._meta.db_table
        cursor.execute(
            f"SELECT {column} FROM {table} WHERE id = %s",  # noqa: S608 - names of our own tables
            [row.pk.hex if connection.vendor == "sqlite" else row.pk],
        )
        (held,) = cursor.fetchone()
        return None if held is None else bytes(held)


def queries(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as seen:
        act()
    return len(seen)


def test_what_is_saved_comes_back_and_lies_sealed_in_the_table() -> None:
    sheet = Sheet.objects.create(words=CANARY, secret_name="أمل ሰላም", facts={"a": [1, "é"]})

    again = Sheet.objects.get(pk=sheet.pk)

    assert again.words == CANARY
    assert again.secret_name == "أمل ሰላም"
    assert again.facts == {"a": [1, "é"]}
    held = raw("words", sheet)
    assert held is not None
    assert CANARY.encode() not in held


def test_the_attribute_is_a_text_before_and_after_saving() -> None:
    sheet = Sheet(words="ciao")

    assert isinstance(sheet.words, str)
    assert f"{sheet.words} {sheet.words.upper()}" == "ciao CIAO"
    sheet.save()
    assert sheet.words == "ciao"


def test_empty_and_missing_stay_two_things() -> None:
    sheet = Sheet.objects.create(words="", secret_name=None)

    again = Sheet.objects.get(pk=sheet.pk)

    assert again.words == ""
    assert again.secret_name is None
    assert Sheet.objects.filter(secret_name__isnull=True, words__isnull=False).exists()


def test_two_equal_texts_look_different_and_short_ones_look_alike() -> None:
    one, two = Sheet.objects.create(words="no"), Sheet.objects.create(words="")

    held, other = raw("words", one), raw("words", two)

    assert held is not None
    assert other is not None
    assert held != other
    assert len(held) == len(other)


def test_bulk_create_seals_every_row() -> None:
    Sheet.objects.bulk_create([Sheet(number=n, words=f"row {n}") for n in range(20)])

    assert [sheet.words for sheet in Sheet.objects.order_by("number")] == [
        f"row {n}" for n in range(20)
    ]


def test_bulk_update_seals_new_words_and_keeps_old_ones() -> None:
    Sheet.objects.bulk_create(
        [Sheet(number=n, words=f"old {n}", secret_name="x") for n in range(4)]
    )
    rows = list(Sheet.objects.order_by("number"))
    rows[1].words = "new 1"
    rows[2].secret_name = None

    Sheet.objects.bulk_update(rows, ["words", "secret_name"])

    again = list(Sheet.objects.order_by("number"))
    assert [row.words for row in again] == ["old 0", "new 1", "old 2", "old 3"]
    assert [row.secret_name for row in again] == ["x", "x", None, "x"]


def test_update_with_a_text_is_refused_whatever_the_text() -> None:
    sheet = Sheet.objects.create(words=CANARY, secret_name="other")

    for value in ("open words", sheet.words, F("secret_name")):
        with pytest.raises(SealedFieldMisuse):
            Sheet.objects.filter(pk=sheet.pk).update(words=value)


def test_update_may_blank_a_column() -> None:
    sheet = Sheet.objects.create(words=CANARY, secret_name=CANARY)

    Sheet.objects.filter(pk=sheet.pk).update(words="", secret_name=None)

    sheet.refresh_from_db()
    assert (sheet.words, sheet.secret_name) == ("", None)
    sheet.save()


def test_an_update_does_not_copy_a_sealed_text_into_an_open_column() -> None:
    line = Line.objects.create(sheet=Sheet.objects.create(words=CANARY), words="")

    with pytest.raises(SealedFieldMisuse):
        Line.objects.filter(pk=line.pk).update(open_words=line.sheet.words)


@pytest.mark.parametrize("lookup", ["words", "words__contains", "words__in", "words__lower__gt"])
def test_searching_a_sealed_field_is_refused(lookup: str) -> None:
    with pytest.raises(SealedFieldMisuse):
        Sheet.objects.filter(**{lookup: "a"}).exists()


def test_loading_rows_opens_nothing_until_an_attribute_is_read() -> None:
    Sheet.objects.bulk_create([Sheet(words="x") for _ in range(3)])
    keyring.clear()

    assert queries(lambda: list(Sheet.objects.all())) == 1


def test_a_list_costs_two_queries_however_long_it_is() -> None:
    Sheet.objects.bulk_create([Sheet(words=f"row {n}") for n in range(30)])
    keyring.clear()

    assert queries(lambda: [sheet.words for sheet in Sheet.objects.all()]) == 2


def test_a_very_long_list_costs_a_query_for_every_500_people() -> None:
    rows = [Sheet(words="x") for _ in range(1100)]
    keys.create_keys(row.person_id for row in rows)
    Sheet.objects.bulk_create(rows)
    keyring.clear()
    loaded = list(Sheet.objects.all())

    assert queries(lambda: [sheet.words for sheet in loaded]) == 3


def test_many_keys_are_made_in_three_queries_and_fetched_in_one() -> None:
    subjects = [uuid.uuid4() for _ in range(50)]

    with CaptureQueriesContext(connection) as making:
        keys.create_keys(subjects)
    keyring.clear()
    with CaptureQueriesContext(connection) as fetching:
        keys.unlock(subjects)

    spoken = [one for one in making if "SAVEPOINT" not in one["sql"]]
    assert (len(spoken), len(fetching)) == (3, 1)


def test_a_deferred_field_is_loaded_when_read_and_untouched_when_saved() -> None:
    made = Sheet.objects.create(words=CANARY)

    sheet = Sheet.objects.defer("words").get(pk=made.pk)
    sheet.number = 5
    sheet.save()

    assert Sheet.objects.get(pk=made.pk).words == CANARY
    assert Sheet.objects.only("number").get(pk=made.pk).words == CANARY


def test_the_subject_may_lie_in_another_row() -> None:
    line = Line.objects.create(sheet=Sheet.objects.create(), words="of the sheet")

    assert Line.objects.get(pk=line.pk).words == "of the sheet"


def test_a_change_of_subject_seals_again_for_the_new_one() -> None:
    made = Sheet.objects.create(words=CANARY)

    sheet = Sheet.objects.get(pk=made.pk)
    sheet.person_id = uuid.uuid4()
    sheet.save()

    assert Sheet.objects.get(pk=made.pk).words == CANARY


def test_a_changed_byte_is_an_error_wherever_it_is() -> None:
    sheet = Sheet.objects.create(words=CANARY)
    held = raw("words", sheet)
    assert held is not None

    for place in (0, 3, 20, len(held) - 1):
        broken = bytearray(held)
        broken[place] ^= 1
        put(sheet, bytes(broken))
        with pytest.raises(SealBroken):
            str(Sheet.objects.get(pk=sheet.pk).words)
    put(sheet, held[:10])
    with pytest.raises(SealBroken):
        str(Sheet.objects.get(pk=sheet.pk).words)


def put(sheet: Sheet, held: bytes, column: str = "words") -> None:
    key = sheet.pk.hex if connection.vendor == "sqlite" else sheet.pk
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE vault_tests_sheet SET {column} = %s WHERE id = %s",  # noqa: S608 - our names
            [held, key],
        )


def test_what_was_sealed_for_one_row_does_not_open_in_another() -> None:
    mine, theirs = Sheet.objects.create(words=CANARY), Sheet.objects.create(words="theirs")
    held = raw("words", theirs)
    assert held is not None

    put(mine, held)

    with pytest.raises(SealBroken):
        str(Sheet.objects.get(pk=mine.pk).words)


def test_what_was_sealed_in_one_column_does_not_open_in_another() -> None:
    sheet = Sheet.objects.create(words=CANARY, secret_name="other")
    held = raw("words", sheet)
    assert held is not None

    put(sheet, held, "secret_name")

    with pytest.raises(SealBroken):
        str(Sheet.objects.get(pk=sheet.pk).secret_name)


def test_after_erasure_the_attribute_reads_as_erased_and_never_crashes() -> None:
    sheet = Sheet.objects.create(words=CANARY, facts=[1])

    keys.shred(sheet.person_id)

    again = Sheet.objects.get(pk=sheet.pk)
    assert is_erased(again.words)
    assert again.words == ERASED
    assert again.words != CANARY
    assert again.facts == ERASED
    assert f"{again.words}" == "—"
    with translation.override("en"):
        shown = Template("{{ sheet.words }}").render(Context({"sheet": again}))
    assert shown == "— (erased)"


def test_an_erased_row_can_still_be_saved_for_its_other_facts() -> None:
    sheet = Sheet.objects.create(words=CANARY)
    keys.shred(sheet.person_id)

    again = Sheet.objects.get(pk=sheet.pk)
    again.number = 9
    assert is_erased(again.words)
    again.save()
    Sheet.objects.bulk_update([again], ["words", "number"])

    assert is_erased(Sheet.objects.get(pk=sheet.pk).words)


def test_nothing_new_is_sealed_for_an_erased_subject() -> None:
    sheet = Sheet.objects.create(words=CANARY)
    keys.shred(sheet.person_id)

    sheet.words = "again"
    with pytest.raises(SubjectErased):
        sheet.save()


def test_an_instance_read_again_keeps_its_words() -> None:
    sheet = Sheet.objects.create(words=CANARY)

    sheet.refresh_from_db()
    twin = copy.deepcopy(sheet.words)
    sheet.full_clean(exclude=["facts", "secret_name"])

    assert sheet.words == twin == CANARY
    assert type(pickle.loads(pickle.dumps(sheet.words))) is str  # noqa: S301 - made one line above


def test_values_show_sealed_bytes_and_print_as_dots() -> None:
    Sheet.objects.create(words=CANARY)

    (held,) = Sheet.objects.values_list("words", flat=True)

    assert str(held) == "•••"
    assert CANARY not in repr(held)
