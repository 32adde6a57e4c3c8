"""Two who want the last piece at once, in real transactions, on whichever database runs."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from cerchia.kit import clock
from cerchia.kit.errors import DomainError
from cerchia.network.models import Offer
from cerchia.support import invariants, usecases
from cerchia.support.models import Commitment
from cerchia.support.usecases import Asked
from tests.factories.projects import (
    ObjectiveFactory,
    ProjectFactory,
    ProjectMemberFactory,
    ProjectStepFactory,
)
from tests.support.conftest import NOW, Town

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
MANY = 8


def at_once(act: Callable[[int], object], many: int = MANY) -> list[object]:
    """The results of `act(0)` … begun together; refusals as their codes."""
    start = Barrier(many)

    def one(place: int) -> object:
        try:
            with clock.at(NOW):
                connection.ensure_connection()
                start.wait()
                return act(place)
        except DomainError as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(one, range(many)))


def proposals(town: Town, offer: Offer, many: int) -> list[Commitment]:
    """The same offer before the eyes of `many` people, each with a project and a step of theirs."""
    found = []
    for number in range(many):
        person = town.participant(f"nome{number}")
        project = ProjectFactory.create(circle=town.circle)
        ProjectMemberFactory.create(project=project, person=person)
        step = ProjectStepFactory.create(objective=ObjectiveFactory.create(project=project))
        found.append(usecases.propose(actor=town.user("giulia"), offer=offer, step=step))
    return found


def test_the_last_piece_has_one_taker(town: Town) -> None:
    offer = town.offer(quantity=1)
    rows = proposals(town, offer, MANY)

    said = at_once(
        lambda n: usecases.accept(
            actor=town.user(f"nome{n}"),
            commitment=Commitment.objects.get(pk=rows[n].pk),
            language="it",
        )
    )

    assert said.count(None) == 1
    assert set(said) - {None} == {"nothing_left"}
    offer.refresh_from_db()
    assert (offer.taken, Commitment.objects.held().count()) == (1, 1)
    assert list(invariants.broken()) == []


def test_one_yes_said_eight_times_is_one(town: Town) -> None:
    row = town.proposed(town.offer(quantity=20))

    said = at_once(
        lambda _n: usecases.accept(
            actor=town.user("amal"),
            commitment=Commitment.objects.get(pk=row.pk),
            language="it",
            share=True,
        )
    )

    assert said == [None] * MANY
    assert Offer.objects.get().taken == 6
    assert list(invariants.broken()) == []


def test_a_yes_and_a_no_at_once_leave_one_answer(town: Town) -> None:
    row = town.proposed()

    def act(place: int) -> None:
        one = Commitment.objects.get(pk=row.pk)
        amal = town.user("amal")
        if place % 2:
            usecases.accept(actor=amal, commitment=one, language="it")
        else:
            usecases.decline(actor=amal, commitment=one)

    said = at_once(act)

    row.refresh_from_db()
    assert row.state in {"agreed", "declined"}
    assert set(said) <= {None, "already_answered"}
    assert list(invariants.broken()) == []


def test_the_same_need_asked_at_once_is_one(town: Town) -> None:
    said = at_once(
        lambda _n: (
            usecases.ask(
                actor=town.user("giulia"),
                project=town.project,
                step=town.step,
                asked=Asked(help="advice", what="Sei ore di conti"),
            ).what
        )
    )

    assert said.count("Sei ore di conti") == 1
    assert said.count("need_already") == MANY - 1
