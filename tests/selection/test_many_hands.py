"""Two at the same second: one wins, the other is told, and nothing is half done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cerchia.kit.errors import DomainError
from cerchia.selection.models import Decision, Urgency
from cerchia.selection.models.candidacies import State
from cerchia.selection.usecases.bonds import tie
from cerchia.selection.usecases.candidacies import withdraw
from cerchia.selection.usecases.deciding import swap
from cerchia.selection.usecases.signing import decide, sign
from cerchia.selection.usecases.urgency import write_urgency
from tests.selection.a_round import Round, a_round

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What each answered: "done", or the code of a refusal."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            start.wait(timeout=20)
            act()
        except DomainError as refused:
            return refused.code
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as hands:
        return list(hands.map(run, acts))


def swapping(found: Round, name: str, leaves: str, enters: str) -> Callable[[], object]:
    """A swap by somebody who has looked at the round before."""
    actor, round_ = found.user(name), found.fresh()
    out, into = found.one(leaves), found.one(enters)
    return lambda: swap(
        actor=actor, round_=round_, leaves=out, enters=into, reason=f"Di {name}.", seen=0
    )


def test_two_confirm_different_swaps_and_one_wins() -> None:
    found = a_round()
    found.freeze()

    answers = at_once(
        swapping(found, "marta", "C-005", "C-008"),
        swapping(found, "sandro", "C-006", "C-007"),
    )

    assert sorted(answers) == ["done", "round_changed"]
    act = Decision.objects.get()
    assert len(found.round.candidacies.filter(state=State.PROPOSED)) == 6
    assert found.state(act.left[0]) == State.WAITING_LIST
    assert found.fresh().version == 1


def test_somebody_withdraws_in_the_second_of_the_decision() -> None:
    found = a_round()
    found.freeze()
    sign(actor=found.user("marta"), round_=found.fresh(), reason="Letta insieme.", seen=0)
    sandro, marta, round_, one = (
        found.user("sandro"),
        found.user("marta"),
        found.fresh(),
        found.one("C-003"),
    )

    answers = at_once(
        lambda: decide(actor=sandro, round_=round_, reason="Sì.", seen=1),
        lambda: withdraw(actor=marta, candidacy=one, reason="Lo ha detto ora."),
    )

    assert answers[1] in {"done", "candidacy_moved"}
    if answers[0] == "done":
        assert found.fresh().decided_at is not None
    else:
        assert answers[0] == "withdrawn"
        assert found.fresh().decided_at is None
        assert found.state("C-001") == State.PROPOSED


def writing(found: Round, name: str, level: str) -> Callable[[], object]:
    actor, one = found.user(name), found.one("C-002")
    return lambda: write_urgency(actor=actor, candidacy=one, level=level, why=f"Di {name}.")


def test_three_write_the_urgency_and_two_of_them_have_written_it() -> None:
    found = a_round()
    found.freeze(urgency=True)

    answers = at_once(
        writing(found, "giulia", "now"),
        writing(found, "hugo", "now"),
        writing(found, "marta", "now"),
    )

    assert sorted(answers) == ["done", "done", "two_wrote"]
    assert Urgency.objects.standing().count() == 2


def test_a_double_click_on_the_urgency_writes_it_once() -> None:
    found = a_round()
    found.freeze(urgency=True)

    answers = at_once(writing(found, "giulia", "now"), writing(found, "giulia", "now"))

    assert answers == ["done", "done"]
    assert Urgency.objects.count() == 1


def test_somebody_ties_two_while_another_parts_them() -> None:
    found = a_round()
    found.freeze()
    marta, round_ = found.user("marta"), found.fresh()
    couple = [found.one("C-005"), found.one("C-004")]

    answers = at_once(
        lambda: tie(
            actor=marta, round_=round_, kind="together", people=couple, reason="Coppia.", seen=0
        ),
        swapping(found, "marta", "C-005", "C-008"),
    )

    assert sorted(answers) == ["done", "round_changed"]
    assert found.fresh().version == 1
