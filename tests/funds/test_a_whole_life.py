"""From the first draft to the end, with everything on the way; then every law is asked."""

import pytest
from django.test import Client

from cerchia.audit.queries import broken as broken_audit
from cerchia.funds import invariants
from cerchia.funds.usecases import (
    end_pact,
    enter_budget,
    execute_payment,
    give_reward,
    reject_payment,
    renew_pact,
)
from cerchia.kit import clock
from cerchia.ledger import verification
from tests.funds.tables import fresh, opened, signed_table

pytestmark = pytest.mark.django_db


def test_of_a_fund_leaves_every_law_whole() -> None:
    here = signed_table(owners=2, projects=2, cents=900_000)
    enter_budget(actor=fresh(here.accounts), edition=here.circle.edition, cents=5_000_000)
    here.prepare().approve().send()
    reject_payment(actor=fresh(here.accounts), payment=here.payment, reason="Conto chiuso")
    here.prepare().approve().send()
    execute_payment(
        actor=fresh(here.accounts), payment=here.payment, on=clock.today(), bank_reference="A"
    )
    here.pact = renew_pact(
        actor=fresh(here.operator),
        pact=here.the_pact,
        review=here.juncture("renew"),
        draft=here.draft(1_000_000),
    )
    here.explain().sign_all()
    here.pay("B")
    give_reward(
        actor=fresh(here.operator),
        pact=here.the_pact,
        review=here.juncture("renew"),
        amount_cents=50_000,
        why="Tre obiettivi raggiunti.",
    )
    here.pay("C")
    end_pact(
        actor=fresh(here.operator),
        pact=here.the_pact,
        review=here.juncture("end_reached"),
        decision="Centomila restano per il furgone, il resto torna.",
        returned_cents=950_000,
    )

    assert here.the_fund.left_cents == 100_000
    assert list(invariants.broken()) == []
    assert list(verification.verify()) == []
    assert list(broken_audit()) == []


@pytest.mark.parametrize(("who", "status"), [("accounts", 200), ("nobody", 401)])
def test_payments_stand_in_the_interface_of_the_house(who: str, status: int) -> None:
    here = signed_table()
    client = opened(fresh(here.accounts)) if who == "accounts" else Client()

    answer = client.get("/api/v1/disbursements?state=to_prepare")

    assert answer.status_code == status
    if who == "accounts":
        assert answer.json()["items"][0]["state"] == "to_prepare"
