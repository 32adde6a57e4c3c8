"""An offer: proposed by who offers, checked by the team, never by itself."""

from datetime import timedelta

import pytest

from cerchia.access.engine import NotAllowed
from cerchia.kit import clock
from cerchia.network.models import Check, Offer, Organisation
from cerchia.network.usecases import offers
from cerchia.network.usecases.offers import (
    ChecksMissing,
    DaysReversed,
    Given,
    NothingLeft,
    OfferMoved,
    OfferNeedsWords,
    OfferReasonMissing,
    OfferUnclear,
)
from cerchia.support import usecases
from tests.support.conftest import NOW, Town

SIX_HOURS = Given(help="advice", what="Ore con il nostro contabile", quantity=6, unit="hours")


def proposed(town: Town, given: Given = SIX_HOURS, actor: str = "tore") -> Offer:
    return offers.propose_offer(
        actor=town.user(actor),
        organisation=town.organisations["tore"],
        edition=town.circle.edition,
        given=given,
    )


def test_it_waits_for_a_check_by_the_team_of_the_territory(town: Town) -> None:
    offer = proposed(town)
    assert offer.state == "proposed"
    for name in ("tore", "pina", "elena", "amal", "lina"):
        with pytest.raises(NotAllowed):
            offers.check_offer(actor=town.user(name), offer=offer, points=Check.values)

    offers.check_offer(actor=town.user("hugo"), offer=offer, points=Check.values)
    offers.check_offer(actor=town.user("hugo"), offer=offer, points=Check.values)

    assert (offer.state, offer.checked_by) == ("available", town.user("hugo"))
    body = Organisation.objects.get(pk=offer.organisation_id)
    assert body.state == "engaged"
    assert None not in {body.contacted_at, body.answered_at, body.engaged_at}


def test_work_needs_a_contract_and_an_insurance(town: Town) -> None:
    work = proposed(town, Given(help="traineeship", what="Tre settimane in macchina"))
    plain = proposed(town)
    without = {Check.SAFE, Check.LAWFUL, Check.NO_DEPOSIT, Check.NO_COST}

    with pytest.raises(ChecksMissing):
        offers.check_offer(actor=town.user("giulia"), offer=work, points=without)
    offers.check_offer(actor=town.user("giulia"), offer=plain, points=without)

    assert plain.state == "available"


def test_a_refusal_has_a_reason_and_is_the_end(town: Town) -> None:
    offer = proposed(town)
    giulia = town.user("giulia")
    with pytest.raises(OfferReasonMissing):
        offers.refuse_offer(actor=giulia, offer=offer, reason=" ")

    offers.refuse_offer(actor=giulia, offer=offer, reason="Chiede una caparra.")

    assert (offer.state, offer.refused_reason) == ("refused", "Chiede una caparra.")
    with pytest.raises(OfferMoved):
        offers.check_offer(actor=giulia, offer=offer, points=Check.values)
    with pytest.raises(OfferMoved):
        offers.refuse_offer(actor=giulia, offer=offer, reason="Di nuovo.")


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (Given(help="advice", what="  "), OfferNeedsWords),
        (Given(help="magic", what="Ore"), OfferUnclear),
        (Given(help="advice", what="Ore", quantity=0), OfferUnclear),
        (Given(help="advice", what="Ore", quantity=10_001), OfferUnclear),
        (Given(help="advice", what="Ore", unit="litres"), OfferUnclear),
        (
            Given(
                help="advice",
                what="Ore",
                from_on=NOW.date(),
                until_on=NOW.date() - timedelta(days=1),
            ),
            DaysReversed,
        ),
    ],
)
def test_what_cannot_be_read_is_refused(town: Town, given: Given, error: type[Exception]) -> None:
    with pytest.raises(error):
        proposed(town, given)


def test_nobody_offers_for_another_organisation(town: Town) -> None:
    for name in ("pina", "lina", "amal", "elena"):
        with pytest.raises(NotAllowed):
            proposed(town, actor=name)
    assert proposed(town, actor="hugo").state == "proposed", "the team writes down a call"


def test_it_ends_with_its_last_day_or_when_all_is_taken(town: Town) -> None:
    offer = town.offer(quantity=2, until_on=NOW.date())
    assert offer.state == "available"
    offers.take(offer=offer, quantity=2)
    assert offer.state == "exhausted"
    with pytest.raises(NothingLeft):
        offers.take(offer=offer, quantity=1)
    offers.give_back(offer=offer, quantity=1)

    with clock.at(NOW + timedelta(days=1)):
        assert offer.state == "expired"
        assert not Offer.objects.open().exists()
        with pytest.raises(NothingLeft):
            offers.take(offer=offer, quantity=1)


def test_one_does_not_give_back_more_than_was_taken(town: Town) -> None:
    with pytest.raises(NothingLeft):
        offers.give_back(offer=town.offer(), quantity=1)


def test_an_offer_in_answer_to_a_need_remembers_it(town: Town) -> None:
    need = town.need()

    offer = usecases.answer_need(
        actor=town.user("tore"),
        organisation=town.organisations["tore"],
        need=need,
        given=SIX_HOURS,
    )

    assert offer.answered_need.need == need
    assert offer.state == "proposed"
