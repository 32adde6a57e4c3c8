"""Several coordinators at the same second: one is first, the others are told, nothing is lost."""

import pytest

from cerchia.circles import usecases as circles
from cerchia.circles.errors import CircleClosed
from cerchia.circles.models import Circle, CircleMembership
from cerchia.composing import errors, invariants, usecases
from cerchia.composing.models import Answer, Composition
from cerchia.composing.rules import Change, Shape
from cerchia.composing.usecases import Settings
from tests.composing.conftest import Town, fresh, other_circle, rings
from tests.funds.test_many_hands_at_once import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def test_of_many_who_confirm_at_once_one_forms_the_circles(
    town: Town, drafted: Composition
) -> None:
    names = {key: f"Fiume {key}" for key in rings(drafted)}
    users = [town.user(name) for name in ("Marta", "Tullia", "Marta", "Tullia")]

    told = together(
        *(
            lambda user=user: usecases.confirm(
                actor=user,
                composition=fresh(drafted),
                version=drafted.version,
                names=names,
                reason="Insieme.",
            )
            for user in users
        )
    )

    assert told.count("done") == 1
    assert set(told) <= {"done", errors.IsOver, errors.ChangedMeanwhile}
    assert Circle.objects.count() == len(names)
    assert CircleMembership.objects.filter(role="participant").count() == 11
    assert not list(invariants.broken())


def test_of_two_who_move_somebody_at_once_one_is_told(town: Town, drafted: Composition) -> None:
    moves = {
        "Marta": Change(town.codes["Mahad"], other_circle(drafted, town.codes["Mahad"]).id),
        "Tullia": Change(town.codes["Karim"], other_circle(drafted, town.codes["Karim"]).id),
    }
    users = {name: town.user(name) for name in moves}

    told = together(
        *(
            lambda name=name: usecases.change(
                actor=users[name],
                composition=fresh(drafted),
                version=drafted.version,
                change=moves[name],
                reason="Così.",
            )
            for name in moves
        )
    )

    assert sorted(map(str, told)) == sorted(map(str, ["done", errors.ChangedMeanwhile]))
    assert Answer.objects.filter(kind=Answer.Kind.BY_HAND).count() == 1


def test_two_compositions_of_the_same_people_cannot_both_be_confirmed(
    town: Town, drafted: Composition
) -> None:
    second = town.solve(town.begin(town.torino, by="Tullia"), by="Tullia")
    pairs = [(drafted, "Marta", "A"), (second, "Tullia", "B")]
    users = {name: town.user(name) for _one, name, _letter in pairs}

    told = together(
        *(
            lambda one=one, name=name, letter=letter: usecases.confirm(
                actor=users[name],
                composition=fresh(one),
                version=one.version,
                names={key: f"{letter} {key}" for key in rings(one)},
                reason="Noi.",
            )
            for one, name, letter in pairs
        )
    )

    assert told.count("done") == 1
    assert CircleMembership.objects.filter(role="participant").count() == 11


def test_of_two_who_fill_and_close_a_circle_at_once_nothing_is_half_done(town: Town) -> None:
    marta, tullia = town.user("Marta"), town.user("Tullia")
    circle = circles.form_circle(
        actor=marta, edition=town.edition, territory=town.torino, name="Dora"
    )
    circles.invite_member(
        actor=marta, circle=circle, person=town.people["Amal"], role="participant"
    )
    composition = town.begin(town.torino)
    usecases.settle(
        actor=marta, composition=composition, version=0,
        settings=Settings(shape=Shape(), included=[circle.pk]), reason="Si riempie.",
    )  # fmt: skip
    draft = town.solve(fresh(composition))
    names = {key: f"Fiume {key}" for key in rings(draft) if key.startswith("g")}

    told = together(
        lambda: usecases.confirm(
            actor=tullia, composition=fresh(draft), version=draft.version, names=names,
            reason="Noi.",
        ),
        lambda: circles.close_circle(actor=marta, circle=Circle.objects.get(pk=circle.pk)),
    )  # fmt: skip

    assert told[1] == "done"
    assert told[0] in {"done", errors.CircleGone, CircleClosed}
    places = CircleMembership.objects.filter(role="participant").count()
    assert places == (11 if told[0] == "done" else 1)
    assert fresh(draft).is_open is (told[0] != "done")
