"""Two requests of one person: found by likeness in any script, joined by hand, parted again."""

import random
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cerchia.access.engine import NotAllowed
from cerchia.selection.errors import AlreadyDecided, Moved, NotTheSame
from cerchia.selection.models import Candidacy
from cerchia.selection.queries.alike import alike_to, pairs_of_round
from cerchia.selection.queries.mine import mine
from cerchia.selection.rules.likeness import Card, bones, likeness
from cerchia.selection.usecases.candidacies import move
from cerchia.selection.usecases.duplicates import join, part
from tests.factories.access import UserFactory
from tests.factories.programmes import ParticipationFactory
from tests.selection.conftest import Asking

NAMES = st.text(min_size=0, max_size=30)


def card(*names: str, year: str = "", phones: tuple[str, ...] = ()) -> Card:
    return Card(uuid4(), names, year, phones)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohamed Ali", "محمد علي"),
        ("Mohamed Ali", "Muhammad Aly"),
        ("Selam Tesfay", "ሰላም ተስፋይ"),
        ("Mamadou Diallo", "Mamadu Jallo"),
        ("Abdul Karim", "Karim Abdoul"),
        ("Amal Ibrahim", "أمل إبراهيم"),
        ("Yonas Gebre", "Jonas Ghebre"),
        ("Fatima Zahra", "FATIMA  ZÀHRA"),
    ],
)
def test_names_sound_alike_in_any_script(one: str, other: str) -> None:
    assert bones(one) == bones(other)
    assert [pair.reasons for pair in likeness([card(one), card(other)])] == [("name",)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Amal Ibrahim", "Selam Tesfay"), ("Mamadou Diallo", "Ousmane Keita"), ("Li", "Lu"), ("", "")],
)
def test_other_names_do_not(one: str, other: str) -> None:
    assert likeness([card(one), card(other)]) == []


def test_two_years_of_birth_are_two_people_unless_they_share_a_telephone() -> None:
    first, second = card("Amal Ibrahim", year="1985"), card("Amal Ibrahim", year="1990")
    phones = ("+39 331 123 4567",)
    near = [
        card("Amal", year="1985", phones=phones),
        card("Zed", year="1990", phones=("٣٣١ ١٢٣ ٤٥٦٧",)),
    ]

    assert likeness([first, second]) == []
    assert [pair.reasons for pair in likeness(near)] == [("phone",)]


@given(st.lists(st.tuples(NAMES, st.sampled_from(["", "1985", "1990"])), max_size=8), st.randoms())
def test_the_order_of_the_rows_changes_nothing(
    rows: list[tuple[str, str]], chance: random.Random
) -> None:
    cards = [Card(UUID(int=at), (name,), year) for at, (name, year) in enumerate(rows)]
    mixed = list(cards)
    chance.shuffle(mixed)

    def found(some: list[Card]) -> set[tuple[UUID, UUID, tuple[str, ...]]]:
        return {(pair.first, pair.second, pair.reasons) for pair in likeness(some)}

    assert found(cards) == found(mixed)


@given(NAMES)
def test_any_text_has_bones(text: str) -> None:
    assert bones(text).isascii()


def twins(asking: Asking, **more: Any) -> tuple[Candidacy, Candidacy]:
    one = asking.candidacy(person__given_name="Mohamed", person__family_name="Ali", **more)
    other = asking.candidacy(person__given_name="محمد", person__family_name="علي", wish="أريد")
    return one, other


def test_the_team_sees_who_may_be_the_same_and_nobody_else_does(asking: Asking) -> None:
    one, other = twins(asking)
    asking.candidacy("biella", person__given_name="Mohammed", person__family_name="Ali")
    path = reverse("selection:candidacy", args=[one.code])

    assert [found.pk for found in alike_to(asking.user("giulia"), one)] == [other.pk]
    assert "Perhaps the same person" in asking.client("giulia").get(path).content.decode()
    assert "Perhaps the same person" not in asking.client("ismail").get(path).content.decode()
    assert len(pairs_of_round(asking.user("marta"), asking.round)) == 3
    assert pairs_of_round(asking.user("elena"), asking.round) == []


def test_who_takes_part_already_is_told_by_code_only(asking: Asking) -> None:
    one = asking.candidacy(person__given_name="Mohamed", person__family_name="Ali")
    inside = ParticipationFactory.create(
        edition=asking.edition,
        territory=asking.places["biella"],
        person__given_name="Muhammad",
        person__family_name="Aly",
        code="BI-04",
    )

    (found,) = alike_to(asking.user("giulia"), one)

    assert (found.code, found.name, found.pk) == (inside.code, "", None)


def test_joined_the_words_of_both_stand_together_and_one_life_goes_on(asking: Asking) -> None:
    one, other = twins(asking, state="eligible")

    join(actor=asking.user("giulia"), kept=one, other=other)

    page = asking.client("giulia").get(reverse("selection:candidacy", args=[one.code]))
    assert "أريد" in page.content.decode()
    with pytest.raises(Moved):
        move(other, "eligible", asking.user("giulia"))


def test_the_phone_of_one_follows_the_other_and_comes_back(asking: Asking) -> None:
    one, other = twins(asking)
    account = UserFactory.create()
    other.person.user = account
    other.person.save()

    join(actor=asking.user("giulia"), kept=one, other=other)
    account = type(account).objects.get(pk=account.pk)
    shown = mine(account)
    one.person.refresh_from_db()
    assert shown is not None
    assert (shown.candidacy.pk, one.person.user_id) == (one.pk, account.pk)

    part(actor=asking.user("giulia"), other=other)
    one.person.refresh_from_db()
    other.person.refresh_from_db()
    assert (one.person.user_id, other.person.user_id) == (None, account.pk)


def test_parted_they_are_as_before(asking: Asking) -> None:
    one, other = twins(asking)
    join(actor=asking.user("giulia"), kept=one, other=other)
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    client.force_login(asking.user("giulia"))
    page = client.get(reverse("selection:candidacy", args=[other.code])).content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[-1].split('"')[0]

    answer = client.post(
        reverse("selection:part", args=[other.code]), {"csrfmiddlewaretoken": token}
    )

    other.refresh_from_db()
    assert answer.status_code == 302
    assert other.merged_into is None
    assert other.state == "submitted"


def test_who_was_decided_about_is_not_joined_away(asking: Asking) -> None:
    one, other = twins(asking)
    move(other, "selected", asking.user("tullia"), "ci serve")

    with pytest.raises(AlreadyDecided):
        join(actor=asking.user("giulia"), kept=one, other=other)


def test_nobody_joins_with_themselves_or_across_territories_they_do_not_reach(
    asking: Asking,
) -> None:
    one, other = twins(asking)
    far = asking.candidacy("biella")

    with pytest.raises(NotTheSame):
        join(actor=asking.user("giulia"), kept=one, other=one)
    with pytest.raises(NotAllowed):
        join(actor=asking.user("giulia"), kept=one, other=far)
    with pytest.raises(NotAllowed):
        join(actor=asking.user("ismail"), kept=one, other=other)
