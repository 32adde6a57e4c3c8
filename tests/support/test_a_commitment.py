"""From a need to a promise that was kept, and everything that can go otherwise."""

import pytest
from django.db import IntegrityError

from cerchia.access.engine import NotAllowed
from cerchia.network.models import Offer
from cerchia.network.usecases.offers import NothingLeft
from cerchia.support import usecases
from cerchia.support.errors import (
    AlreadyAnswered,
    AlreadyProposed,
    NeedAlready,
    NeedClosed,
    NeedTellsWho,
    NotAvailable,
    NotUnderWay,
    NotWithThem,
    OtherTerritory,
    QuantityUnclear,
    ReasonMissing,
    StepElsewhere,
    TooMuch,
)
from cerchia.support.models import Commitment
from cerchia.support.usecases import Asked, Ending
from tests.factories.projects import ObjectiveFactory, ProjectStepFactory
from tests.support.conftest import Town

State = Commitment.State


def test_a_need_is_asked_for_a_step_by_staff_or_by_the_person(town: Town) -> None:
    for name in ("giulia", "ismail", "amal"):
        need = town.need(name, what=f"Sei ore di conti {name[:1]}")
        assert (need.territory, need.step) == (town.circle.territory, town.step)
    for stranger in ("ousmane", "hugo", "elena", "tore", "mariam"):
        with pytest.raises(NotAllowed):
            town.need(stranger)


@pytest.mark.parametrize("what", ["Conti per Amal", "per OUSMANE", "Sentire Giulia", "333 4445566"])
def test_a_need_that_tells_who_it_is_for_is_refused(town: Town, what: str) -> None:
    with pytest.raises(NeedTellsWho) as refused:
        town.need(what=what)

    assert "Leave out" in str(refused.value) or "Togli" in str(refused.value)


def test_the_same_need_twice_is_said(town: Town) -> None:
    town.need()

    with pytest.raises(NeedAlready):
        town.need()


def test_the_step_has_to_be_of_the_project(town: Town) -> None:
    other = ProjectStepFactory.create(objective=ObjectiveFactory.create())

    with pytest.raises(StepElsewhere):
        usecases.ask(
            actor=town.user("giulia"),
            project=town.project,
            step=other,
            asked=Asked(help="advice", what="Conti"),
        )


def test_from_need_to_kept(town: Town) -> None:
    offer, need = town.offer(unit_value_cents=4_000), town.need()
    row = town.proposed(offer, need)
    assert (row.quantity, row.for_need, row.value_cents) == (6, 6, 24_000)
    assert Offer.objects.get().taken == 0, "nothing is taken before the yes"

    usecases.accept(actor=town.user("amal"), commitment=row, language="ar")
    need.refresh_from_db()
    assert (Offer.objects.get().taken, need.promised, need.state) == (6, 6, "promised")
    assert row.person == town.amal
    assert row.name_from is None

    usecases.start(actor=town.user("ismail"), commitment=row)
    usecases.deliver(actor=town.user("tore"), commitment=row)
    usecases.finish(actor=town.user("amal"), commitment=row, ending=Ending("kept"))

    need.refresh_from_db()
    assert (row.state, row.kept_quantity, row.kept_value_cents) == (State.KEPT, 6, 24_000)
    assert need.state == "met"


def test_clicking_twice_changes_nothing(town: Town) -> None:
    row = town.agreed()
    usecases.accept(actor=town.user("amal"), commitment=row, language="it")
    assert Offer.objects.get().taken == 6
    for _ in range(2):
        usecases.start(actor=town.user("giulia"), commitment=row)
        usecases.deliver(actor=town.user("tore"), commitment=row)
    for _ in range(2):
        usecases.finish(actor=town.user("giulia"), commitment=row, ending=Ending("kept"))

    with pytest.raises(NotUnderWay):
        usecases.finish(
            actor=town.user("giulia"), commitment=row, ending=Ending("not_kept", reason="other")
        )
    assert Offer.objects.get().taken == 6


def test_partly_and_not_kept_need_a_reason_and_free_the_need(town: Town) -> None:
    row = town.agreed()
    finish, giulia = usecases.finish, town.user("giulia")
    with pytest.raises(ReasonMissing):
        finish(actor=giulia, commitment=row, ending=Ending("partly_kept", quantity=2))
    for quantity in (None, 0, 7):
        ending = Ending("partly_kept", quantity=quantity, reason="no_date")
        with pytest.raises(QuantityUnclear):
            finish(actor=giulia, commitment=row, ending=ending)

    finish(
        actor=giulia, commitment=row, ending=Ending("not_kept", reason="too_far", words="Lontano.")
    )

    again = Commitment.objects.get()
    assert (again.state, again.kept_quantity, again.words) == (State.NOT_KEPT, 0, "Lontano.")
    assert again.need is not None
    assert again.need.state == "waiting"


def test_the_value_of_a_part_is_a_part_of_the_value(town: Town) -> None:
    row = town.agreed(offer=town.offer(unit_value_cents=1_000))

    ending = Ending("partly_kept", quantity=2, reason="less_time")
    usecases.finish(actor=town.user("giulia"), commitment=row, ending=ending)

    assert row.kept_value_cents == 2_000


def test_calling_off_gives_everything_back(town: Town) -> None:
    row = town.agreed(share=True)

    for _ in range(2):
        usecases.call_off(actor=town.user("amal"), commitment=row, reason="plans_changed")

    assert (row.state, Offer.objects.get().taken) == (State.WITHDRAWN, 0)
    assert row.need is not None
    row.need.refresh_from_db()
    assert row.need.promised == 0


def test_the_yes_is_the_persons(town: Town) -> None:
    row = town.proposed()

    for name in ("giulia", "ismail", "marta", "ousmane", "tore", "mariam"):
        with pytest.raises(NotAllowed):
            usecases.accept(actor=town.user(name), commitment=row, language="it")
        with pytest.raises(NotAllowed):
            usecases.decline(actor=town.user(name), commitment=row)


def test_after_a_no_there_is_no_yes(town: Town) -> None:
    row = town.proposed()
    for _ in range(2):
        usecases.decline(actor=town.user("amal"), commitment=row)

    with pytest.raises(AlreadyAnswered):
        usecases.accept(actor=town.user("amal"), commitment=row, language="it")
    assert Offer.objects.get().taken == 0


def test_not_with_them_holds_for_the_organisation(town: Town) -> None:
    usecases.decline(actor=town.user("amal"), commitment=town.proposed(), not_with_them=True)
    need = town.need(what="Altre ore")

    with pytest.raises(NotWithThem):
        town.proposed(town.offer(), need)
    assert town.proposed(town.offer("pina"), need).state == State.PROPOSED


def test_an_offer_is_proposed_once_for_a_need(town: Town) -> None:
    offer, need = town.offer(), town.need()
    row = town.proposed(offer, need)

    with pytest.raises(AlreadyProposed):
        town.proposed(offer, need)
    usecases.take_back(actor=town.user("giulia"), commitment=row)
    assert town.proposed(offer, need).state == State.PROPOSED


def test_the_team_of_the_territory_proposes_without_knowing_for_whom(town: Town) -> None:
    need, offer = town.need(), town.offer()

    made = usecases.propose(actor=town.user("hugo"), offer=offer, need=need)
    assert made.state == State.PROPOSED
    for stranger in ("elena", "tore", "ousmane"):
        with pytest.raises(NotAllowed):
            usecases.propose(actor=town.user(stranger), offer=town.offer("pina"), need=need)


def test_only_what_is_checked_open_and_of_the_territory_can_be_proposed(town: Town) -> None:
    need = town.need()

    with pytest.raises(NotAvailable):
        town.proposed(town.offer(waiting=True), need)
    with pytest.raises(OtherTerritory):
        town.proposed(town.offer("lina"), need)
    with pytest.raises(TooMuch):
        usecases.propose(actor=town.user("giulia"), offer=town.offer(), need=need, quantity=7)
    usecases.withdraw_need(actor=town.user("amal"), need=need)
    with pytest.raises(NeedClosed):
        town.proposed(town.offer("pina"), need)


def test_an_offer_goes_straight_to_a_step_too(town: Town) -> None:
    row = usecases.propose(
        actor=town.user("giulia"), offer=town.offer(), step=town.step, quantity=2
    )

    usecases.accept(actor=town.user("amal"), commitment=row, language="it")
    usecases.finish(actor=town.user("amal"), commitment=row, ending=Ending("kept"))

    assert (row.step, row.due_on, row.kept_quantity) == (town.step, town.step.due_on, 2)


def test_a_need_taken_back_takes_what_waits_with_it(town: Town) -> None:
    need = town.need()
    row = town.proposed(need=need)

    usecases.withdraw_need(actor=town.user("amal"), need=need)
    usecases.withdraw_need(actor=town.user("amal"), need=need)

    row.refresh_from_db()
    assert row.state == State.WITHDRAWN


def test_closing_an_offer_leaves_what_was_promised(town: Town) -> None:
    offer = town.offer(quantity=12)
    kept = town.agreed(offer=offer)
    waiting = town.proposed(offer, town.need(what="Altre ore"))

    usecases.close_offer(actor=town.user("tore"), offer=offer)

    kept.refresh_from_db()
    waiting.refresh_from_db()
    assert (kept.state, waiting.state) == (State.AGREED, State.WITHDRAWN)


def test_the_last_piece_goes_to_the_first_yes(town: Town) -> None:
    offer = town.offer(quantity=1)
    first = town.proposed(offer)
    second = town.proposed(offer, town.need(what="Altre ore"))
    usecases.accept(actor=town.user("amal"), commitment=first, language="it")

    with pytest.raises(NothingLeft):
        usecases.accept(actor=town.user("amal"), commitment=second, language="it")

    second.refresh_from_db()
    assert second.state == State.PROPOSED, "the yes that came too late left nothing behind"


def test_the_database_holds_the_line(town: Town) -> None:
    row = town.agreed()

    with pytest.raises(IntegrityError):
        Commitment.objects.filter(pk=row.pk).update(person=None)
