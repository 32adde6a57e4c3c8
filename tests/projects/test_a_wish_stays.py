"""No hand changes or removes a wish: not by the models, by SQL, by an address, by a program."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import get_resolver

from cerchia.projects import usecases
from cerchia.projects.models import StillMyWish, Wish, WishMoment, WishNote
from tests.factories.projects import StillMyWishFactory, WishMomentFactory, WishNoteFactory
from tests.projects.conftest import Dora, inside

TEXT = "Voglio un banco mio al mercato."
WAYS: dict[str, Callable[[Wish], object]] = {
    "save": lambda wish: _rewritten(wish).save(),
    "update": lambda wish: Wish.objects.filter(pk=wish.pk).update(language="en"),
    "blank": lambda wish: Wish.objects.filter(pk=wish.pk).update(text=""),
    "bulk_update": lambda wish: Wish.objects.bulk_update([_rewritten(wish)], ["text"]),
    "delete": lambda wish: Wish.objects.filter(pk=wish.pk)._raw_delete("default"),
    "upsert": lambda wish: Wish.objects.bulk_create(
        [_rewritten(wish)],
        update_conflicts=True,
        update_fields=["text"],
        unique_fields=["id"],
    ),
}


def _rewritten(wish: Wish) -> Wish:
    row = Wish.objects.get(pk=wish.pk)
    row.text = "Voglio quello che dite voi."
    return row


@pytest.mark.parametrize("way", WAYS)
def test_the_models_do_not_change_a_wish(dora: Dora, way: str) -> None:
    wish = dora.wish(TEXT)

    with pytest.raises(IntegrityError), transaction.atomic():
        WAYS[way](wish)

    assert Wish.objects.get(pk=wish.pk).text == TEXT


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE projects_wish SET language = 'en'",
        "UPDATE projects_wish SET first_named_by = 'operator'",
        "DELETE FROM projects_wish",
    ],
)
def test_sql_does_not_change_a_wish(dora: Dora, sql: str) -> None:
    wish = dora.wish(TEXT)

    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)

    assert Wish.objects.get(pk=wish.pk).text == TEXT


def test_what_stands_beside_a_wish_stays_too(dora: Dora) -> None:
    wish = dora.wish()
    rows = [
        WishNoteFactory.create(wish=wish),
        WishMomentFactory.create(wish=wish),
        StillMyWishFactory.create(person=dora.amal, review=dora.review()),
    ]

    for row in rows:
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk)._raw_delete("default")
    assert [m.objects.count() for m in (WishNote, WishMoment, StillMyWish)] == [1, 1, 1]


def test_no_use_case_takes_a_wish_to_change_or_remove_it() -> None:
    about_wishes = {name for name in usecases.__all__ if "wish" in name}

    assert about_wishes == {
        "answer_still_my_wish",
        "express_wish",
        "note_wish",
        "set_wish_aside",
        "tell_wish_moment",
    }


@pytest.mark.parametrize("who", ["amal", "giulia", "ismail", "marta"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_no_address_changes_a_wish(dora: Dora, who: str, method: str) -> None:
    wish = dora.wish(TEXT)
    client = inside(getattr(dora, who))
    addresses = [
        f"/desideri/{wish.pk}/voce/",
        f"/desideri/{wish.pk}/accanto/",
        f"/desideri/{wish.pk}/momenti/",
        f"/desideri/{wish.pk}/",
        f"/io/desiderio/{wish.pk}/lascia/",
        f"/persone/{dora.amal.pk}/desideri/",
    ]

    for address in addresses:
        said = {"text": "Altro", "kind": "note", "language": "it", "first_named_by": "operator"}
        getattr(client, method)(address, said, content_type="application/x-www-form-urlencoded")

    kept = Wish.objects.get(pk=wish.pk)
    assert (kept.text, kept.first_named_by, kept.language) == (TEXT, "self", "it")


def test_every_address_of_a_wish_only_adds() -> None:
    known = {name for name in get_resolver().namespace_dict["projects"][1].reverse_dict if name}

    assert {name for name in known if isinstance(name, str) and "wish" in name} == {
        "my_wish",
        "person_wishes",
        "wish_moment",
        "wish_note",
        "wish_set_aside",
        "wish_voice",
    }
