"""When a circle meets, chosen by hand: who cannot come is said, and it stays."""

import pytest

from cerchia.composing import errors, solving, usecases
from cerchia.composing.models import Composition, CompositionLock, Decision
from cerchia.composing.queries import table_of
from cerchia.composing.rules import hour_choices
from tests.composing.conftest import Town, circle_of, fresh, other_circle, rings


@pytest.fixture
def told(town: Town) -> Composition:
    """Amal comes only on Saturday morning or Monday evening; Torino is proposed."""
    composition = town.begin(town.torino)
    usecases.set_hours(
        actor=town.user("Marta"), composition=composition, version=0,
        member=town.codes["Amal"], hours=["sat-morning", "mon-evening"], reason="Lavora.",
    )  # fmt: skip
    usecases.set_hours(
        actor=town.user("Marta"), composition=fresh(composition), version=1,
        member=town.codes["Zahra"], hours=["sat-morning", "mon-evening", "tue-evening"],
        reason="Studia.",
    )  # fmt: skip
    return town.solve(fresh(composition))


def choose(
    town: Town, draft: Composition, circle: str, hour: str, by: str = "Marta"
) -> Composition:
    return usecases.set_hour(
        actor=town.user(by), composition=draft, version=draft.version, circle=circle, hour=hour,
        reason="La sala è libera.",
    )  # fmt: skip


def test_the_hour_chosen_by_hand_stays_when_it_is_solved_again(
    town: Town, told: Composition
) -> None:
    ring = circle_of(told, town.codes["Amal"])
    hour = "mon-evening" if ring.hour == "sat-morning" else "sat-morning"

    moved = choose(town, told, ring.id, hour)
    assert rings(moved)[ring.id].hour == hour
    act = Decision.objects.get(composition=moved, act=Decision.Act.HOUR)
    assert act.reason == "La sala è libera."
    assert act.facts == {"circle": ring.id, "hour": hour}

    solved = town.solve(moved)
    for answer in solved.answers.filter(on_version=solved.version):
        there = next(one for one in answer.content["circles"] if one["id"] == ring.id)
        assert there["slot"] == hour


def test_who_cannot_come_is_named_before_it_is_chosen(town: Town, told: Composition) -> None:
    ring = circle_of(told, town.codes["Amal"])

    choices = {one.hour: one for one in hour_choices(table_of(told), rings(told).values(), ring.id)}

    assert choices["tue-evening"].away == (town.codes["Amal"],)
    assert choices[ring.hour].suits_all
    page = town.client("Marta").get(f"{told.get_absolute_url()}cerchie/{ring.id}/ora/")
    text = page.content.decode()
    assert "cannot come" in text
    assert "everybody can come" in text


def test_an_hour_that_does_not_suit_somebody_is_their_choice_and_stays_visible(
    town: Town, told: Composition
) -> None:
    ring = circle_of(told, town.codes["Amal"])

    moved = choose(town, told, ring.id, "tue-evening")

    found = solving.read(table_of(moved), list(rings(moved).values()))
    assert f"slots:{town.codes['Amal']}" in found.broken
    page = town.client("Marta").get(moved.get_absolute_url()).content.decode()
    assert "comes at their own hours" in page


def test_another_hour_takes_the_place_of_the_first_and_can_be_unlocked(
    town: Town, told: Composition
) -> None:
    ring = circle_of(told, town.codes["Amal"])
    first = choose(town, told, ring.id, "tue-evening")
    second = choose(town, first, ring.id, "sat-morning")

    row = CompositionLock.objects.get(ended_at=None)
    assert row.hour == "sat-morning"
    assert CompositionLock.objects.count() == 2
    with pytest.raises(errors.NothingChanges):
        choose(town, second, ring.id, "sat-morning")
    usecases.unlock(actor=town.user("Marta"), row=row, version=second.version)
    assert not table_of(fresh(second)).locks


def test_an_hour_nobody_knows_or_a_circle_of_nowhere_is_refused(
    town: Town, told: Composition
) -> None:
    ring = circle_of(told, town.codes["Amal"])
    for circle, hour in ((ring.id, "never"), ("g999", ring.hour), ("😀", ring.hour)):
        with pytest.raises(errors.NotAtTheTable):
            choose(town, told, circle, hour)
    with pytest.raises(errors.ReasonMissing):
        usecases.set_hour(
            actor=town.user("Marta"), composition=told, version=told.version, circle=ring.id,
            hour="tue-evening", reason=" ",
        )  # fmt: skip
    assert (
        town.client("Marta").get(f"{told.get_absolute_url()}cerchie/g999/ora/").status_code == 404
    )


def test_of_two_who_choose_an_hour_one_is_told(town: Town, told: Composition) -> None:
    ring = circle_of(told, town.codes["Amal"])
    choose(town, told, ring.id, "tue-evening")

    with pytest.raises(errors.ChangedMeanwhile):
        choose(town, told, ring.id, "sat-morning", by="Tullia")

    assert CompositionLock.objects.get().hour == "tue-evening"


def test_the_page_asks_why_and_says_who_walks_elsewhere_then(town: Town, told: Composition) -> None:
    marta = town.client("Marta")
    ring = circle_of(told, town.codes["Amal"])
    address = f"{told.get_absolute_url()}cerchie/{ring.id}/ora/"

    missing = marta.post(address, {"version": told.version, "hour": "tue-evening"})
    assert missing.status_code == 422
    assert "Write why in a few words" in missing.content.decode()
    done = marta.post(
        address, {"version": told.version, "hour": "tue-evening", "reason": "Sala 🗝 الثلاثاء"}
    )
    assert done.status_code == 302
    board = marta.get(told.get_absolute_url()).content.decode()
    assert "Sala 🗝 الثلاثاء" in board
    again = marta.post(
        address, {"version": told.version, "hour": "sat-morning", "reason": "Due volte."}
    )
    assert again.status_code == 409

    busy = next(iter(rings(fresh(told))[ring.id].team))
    other = other_circle(fresh(told), town.codes["Amal"])
    choices = hour_choices(table_of(fresh(told)), rings(fresh(told)).values(), other.id)
    assert any(busy in one.busy for one in choices) is (busy in other.team)
