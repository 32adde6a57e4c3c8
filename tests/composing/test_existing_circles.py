"""Circles that are there already are filled: who walks in them stays, who is new is invited."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from cerchia.circles import usecases as circles
from cerchia.circles.models import Circle, CircleMembership
from cerchia.composing import errors, invariants, solving, usecases
from cerchia.composing.models import Composition
from cerchia.composing.queries import board_of, table_of
from cerchia.composing.rules import Change, Shape
from cerchia.composing.usecases import Settings
from tests.composing.conftest import Town, circle_of, fresh, rings

INSIDE = ("Amal", "Mahad", "Giulia", "Ismail")


def form(town: Town, name: str = "Dora", people: tuple[str, ...] = INSIDE) -> Circle:
    """A circle of Torino that is forming, with some in it: invited, and one who said yes."""
    marta = town.user("Marta")
    circle = circles.form_circle(
        actor=marta, edition=town.edition, territory=town.torino, name=name
    )
    roles = {"Giulia": "operator", "Paolo": "operator", "Ismail": "mediator"}
    for one in people:
        circles.invite_member(
            actor=marta, circle=circle, person=town.people[one],
            role=roles.get(one, "participant"),
        )  # fmt: skip
    return circle


def include(town: Town, composition: Composition, *chosen: Circle) -> Composition:
    usecases.settle(
        actor=town.user("Marta"), composition=composition, version=composition.version,
        settings=Settings(shape=Shape(), included=[one.pk for one in chosen]),
        reason="Dora ha posti liberi.",
    )  # fmt: skip
    return fresh(composition)


@pytest.fixture
def dora(town: Town) -> Circle:
    return form(town)


@pytest.fixture
def filled(town: Town, dora: Circle) -> Composition:
    """Torino proposed around Dora."""
    return town.solve(include(town, town.begin(town.torino), dora))


def confirm(town: Town, draft: Composition, by: str = "Marta") -> list[Circle]:
    names = {key: f"Fiume {key}" for key in rings(draft) if key.startswith("g")}
    return usecases.confirm(
        actor=town.user(by), composition=draft, version=draft.version, names=names, reason="Sì."
    )


def test_who_walks_in_a_circle_stays_and_new_people_are_fitted_in(
    town: Town, dora: Circle, filled: Composition
) -> None:
    ring = rings(filled)[str(dora.pk)]

    assert {town.codes["Amal"], town.codes["Mahad"]} < set(ring.people)
    assert str(town.people["Giulia"].pk) in ring.operators
    assert str(town.people["Ismail"].pk) in ring.mediators
    assert 4 <= len(ring.people) <= 7
    assert len(ring.operators) == 2
    seated = [code for one in rings(filled).values() for code in one.people]
    assert len(seated) == len(set(seated)) == 11
    assert solving.read(table_of(filled), list(rings(filled).values())).broken == ()


def test_confirming_invites_only_who_is_new(town: Town, dora: Circle, filled: Composition) -> None:
    before = set(dora.memberships.values_list("pk", "invited_at"))
    ring = rings(filled)[str(dora.pk)]

    made = confirm(town, filled)

    assert dora in made
    after = dora.memberships.open()
    assert before < set(after.values_list("pk", "invited_at"))
    assert after.filter(role="participant").count() == len(ring.people)
    assert after.count() == len(ring.people) + len(ring.team)
    assert CircleMembership.objects.filter(role="participant").count() == 11
    assert not list(invariants.broken())


def test_a_circle_meets_at_the_hour_of_its_last_date(town: Town, dora: Circle) -> None:
    circles.plan_meeting(
        actor=town.user("Marta"), circle=dora, place="Sala",
        starts_at=datetime(2013, 3, 12, 18, 30, tzinfo=UTC),
    )  # fmt: skip
    composition = include(town, town.begin(town.torino), dora)

    solved = town.solve(composition)

    assert rings(solved)[str(dora.pk)].hour == "tue-evening"


def test_a_circle_closed_meanwhile_is_told_and_nobody_is_invited(
    town: Town, dora: Circle, filled: Composition
) -> None:
    circles.close_circle(actor=town.user("Marta"), circle=dora)
    places = CircleMembership.objects.count()

    with pytest.raises(errors.CircleGone):
        confirm(town, filled)

    assert Circle.objects.count() == 1
    assert CircleMembership.objects.count() == places
    assert fresh(filled).is_open
    assert board_of(fresh(filled)).has_ghosts


def test_who_left_a_circle_meanwhile_is_named_and_not_invited_again(
    town: Town, dora: Circle, filled: Composition
) -> None:
    place = dora.memberships.get(person=town.people["Amal"])
    circles.leave_circle(actor=town.user("Marta"), membership=place, wished_by="person")

    with pytest.raises(errors.PeopleChanged) as told:
        confirm(town, fresh(filled))
    assert "Amal" in str(told.value)

    solved = town.solve(fresh(filled))
    answer = solved.answers.filter(kind="fewest").get()
    taken = usecases.take(
        actor=town.user("Marta"), composition=solved, version=solved.version, answer=answer,
        reason="Amal vuole un'altra cerchia.",
    )  # fmt: skip
    assert circle_of(taken, town.codes["Amal"]).id != str(dora.pk)
    with pytest.raises(errors.LeftThere):
        usecases.change(
            actor=town.user("Marta"), composition=taken, version=taken.version,
            change=Change(town.codes["Amal"], str(dora.pk)), reason="Torna.",
        )  # fmt: skip


def test_who_entered_a_circle_by_another_door_is_named(
    town: Town, dora: Circle, filled: Composition
) -> None:
    other = next(
        code for one in rings(filled).values() if one.id != str(dora.pk) for code in one.people
    )
    name = next(name for name, code in town.codes.items() if code == other)
    circles.invite_member(
        actor=town.user("Tullia"), circle=dora, person=town.people[name], role="participant"
    )

    with pytest.raises(errors.PeopleChanged) as told:
        confirm(town, fresh(filled))

    assert name in str(told.value)
    assert Circle.objects.count() == 1


def test_nobody_is_moved_out_of_a_circle_that_is_there_from_here(
    town: Town, dora: Circle, filled: Composition
) -> None:
    other = next(key for key in rings(filled) if key != str(dora.pk))
    act = {"actor": town.user("Marta"), "composition": filled, "version": filled.version}

    with pytest.raises(errors.WalksThere, match="Dora"):
        usecases.change(**act, change=Change(town.codes["Amal"], other), reason="No.")  # type: ignore[arg-type]
    giulia = str(town.people["Giulia"].pk)
    with pytest.raises(errors.WalksThere, match="Dora"):
        usecases.change(**act, change=Change(giulia, str(dora.pk), leaves=True), reason="No.")  # type: ignore[arg-type]

    usecases.change(**act, change=Change(giulia, other), reason="Anche qui.")  # type: ignore[arg-type]


def test_somebody_new_may_leave_it_again_by_hand_and_a_re_solve_holds_the_others(
    town: Town, dora: Circle, filled: Composition
) -> None:
    key = str(dora.pk)
    old = {town.codes["Amal"], town.codes["Mahad"]}
    newcomer = next(code for code in rings(filled)[key].people if code not in old)
    other = next(one for one in rings(filled) if one != key)
    moved = usecases.change(
        actor=town.user("Marta"), composition=filled, version=filled.version,
        change=Change(newcomer, other), reason="Con la sorella.",
    )  # fmt: skip
    assert newcomer not in rings(moved)[key].people

    solved = town.solve(moved)

    for answer in solved.answers.filter(on_version=solved.version):
        ring = next(one for one in answer.content["circles"] if one["id"] == key)
        assert old <= set(ring["beneficiaries"])


def test_only_open_circles_of_these_territories_can_be_filled(town: Town, dora: Circle) -> None:
    cervo = circles.form_circle(
        actor=town.user("Marta"), edition=town.edition, territory=town.biella, name="Cervo"
    )
    composition = town.begin(town.torino)
    with pytest.raises(errors.CircleElsewhere):
        include(town, composition, cervo)
    circles.close_circle(actor=town.user("Marta"), circle=dora)
    with pytest.raises(errors.CircleElsewhere):
        include(town, fresh(composition), dora)

    assert not fresh(composition).included.exists()


def test_a_circle_is_chosen_and_seen_on_the_pages(town: Town, dora: Circle) -> None:
    marta: Client = town.client("Marta")
    composition = town.begin(town.torino)
    board = composition.get_absolute_url()
    assert "One has free places." in marta.get(board).content.decode()
    settings = marta.get(f"{board}misure/").content.decode()
    assert "Circles that are there already, to be filled" in settings
    assert "Dora, Torino: forming, 2 people" in settings
    said = {
        "version": 0, "size_min": 4, "size_max": 7, "operators_min": 2, "operators_max": 2,
        "mediators_min": 1, "mediators_max": 2, "reason": "Dora ha posto.",
        "circles": [str(dora.pk)],
        **{f"circles:{h.id}": 3 for h in table_of(composition).helpers},
    }  # fmt: skip
    wrong = marta.post(f"{board}misure/", {**said, "circles": ["😀"]})
    assert wrong.status_code == 422
    assert marta.post(f"{board}misure/", said).status_code == 302

    solved = town.solve(fresh(composition))
    page = marta.get(board).content.decode()
    assert "To be filled: Dora" in page
    assert "there already" in page
    assert ">Dora</h2>" in page
    last = marta.get(f"{board}conferma/").content.decode()
    assert f"name:{dora.pk}" not in last
    invited = last.partition("To invite:")[2]
    assert "Amal" not in invited
    names = {f"name:{key}": f"Fiume {key}" for key in rings(solved) if key.startswith("g")}
    done = marta.post(
        f"{board}conferma/", {"version": solved.version, "reason": "Insieme.", **names}
    )
    assert done["Location"] == "/cerchie/"
    assert dora.memberships.open().filter(role="participant").count() > 2


def test_a_closed_circle_is_said_in_words_on_the_page_that_confirms(
    town: Town, dora: Circle, filled: Composition
) -> None:
    names = {f"name:{key}": f"Fiume {key}" for key in rings(filled) if key.startswith("g")}
    circles.close_circle(actor=town.user("Marta"), circle=dora)

    answer = town.client("Tullia").post(
        f"{filled.get_absolute_url()}conferma/",
        {"version": filled.version, "reason": "Insieme.", **names},
    )

    assert answer.status_code == 409
    assert "is closed, or no longer one of these" in answer.content.decode()
    board = town.client("Marta").get(filled.get_absolute_url()).content.decode()
    assert "is closed, or no longer one of these" in board
