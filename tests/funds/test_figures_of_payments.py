"""Days from signature to money, what waits, what is planned: for screens and for the desk."""

from datetime import date

import pytest

from cerchia.funds.queries.payment import (
    days_of,
    days_seen_by,
    first_payment,
    planned_by_domain,
    queue,
    waiting_cents,
)
from cerchia.funds.usecases import reject_payment
from tests.factories.programmes import TerritoryFactory
from tests.funds.tables import Table, fresh, on, signed_table, table

pytestmark = pytest.mark.django_db


def paid_table(signed: date, arrived: date) -> Table:
    with on(signed):
        here = signed_table()
    with on(arrived):
        here.pay()
    return here


def test_days_count_from_the_signature_to_the_hand() -> None:
    here = paid_table(date(2013, 3, 28), date(2013, 4, 16))

    days = days_of(here.circle.edition_id)

    assert (days.payments, days.median, days.longest) == (1, 19, 19)
    assert days_of(here.circle.edition_id, here.circle.territory_id).longest == 19
    assert days_of(here.circle.edition_id, TerritoryFactory.create().pk).payments == 0
    assert days_seen_by(fresh(here.accounts)).median == 19
    assert days_seen_by(fresh(here.mediator)).payments == 0


def test_a_refused_account_makes_the_days_longer_and_counts_once() -> None:
    with on(date(2013, 3, 28)):
        here = signed_table()
    with on(date(2013, 4, 2)):
        here.prepare().approve().send()
        reject_payment(actor=fresh(here.accounts), payment=here.payment, reason="Conto chiuso")
    with on(date(2013, 4, 16)):
        here.prepare().approve().send().execute()

    days = days_of(here.circle.edition_id)

    assert (days.payments, days.longest) == (1, 19)


def test_what_waits_is_promised_and_not_there() -> None:
    here = signed_table()
    assert waiting_cents(here.circle.edition_id) == 320_000
    assert waiting_cents(here.circle.edition_id, TerritoryFactory.create().pk) == 0

    here.pay()

    assert waiting_cents(here.circle.edition_id) == 0
    assert first_payment(here.the_pact) == here.payment


def test_plans_add_up_by_domain() -> None:
    here = signed_table()

    (row,) = planned_by_domain(here.circle.edition_id)

    assert (row.domain, row.planned_cents, row.spent_cents) == ("enterprise", 210_000, 0)
    assert planned_by_domain(here.circle.edition_id, TerritoryFactory.create().pk) == []


@pytest.mark.parametrize(
    ("who", "steps"),
    [
        ("operator", ["prepare", "", "", ""]),
        ("coordinator", ["prepare", "approve", "", ""]),
        ("accounts", ["prepare", "", "send", "settle"]),
    ],
)
def test_the_queue_offers_the_next_act_to_whom_it_belongs(who: str, steps: list[str]) -> None:
    here = signed_table()
    seen = []
    for step in (here.prepare, here.approve, here.send, None):
        seen += [row.act for row in queue(fresh(getattr(here, who)))]
        if step:
            step()

    assert seen == steps


def test_late_days_are_working_days() -> None:
    with on(date(2013, 3, 28)):
        here = signed_table()
    with on(date(2013, 4, 9)):
        (row,) = queue(fresh(here.accounts))

    assert row.is_late
    assert row.late_days == 2


def test_nothing_waits_without_a_signed_pact() -> None:
    here = table().open().write()

    assert queue(fresh(here.accounts)) == []
    assert first_payment(here.the_pact) is None
