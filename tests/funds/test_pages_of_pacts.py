"""Pages of pacts and payments as people meet them: who sees them, what they do, what they keep."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cerchia.audit.models import FileRead
from cerchia.funds.models import Disbursement, Pact, PayoutAccount
from cerchia.funds.queries.pact import current_revision
from cerchia.funds.rules.pact import ARTICLES
from cerchia.people.models import PersonLanguage
from tests.factories.people import PersonFactory
from tests.factories.programmes import ParticipationFactory, StaffAssignmentFactory
from tests.funds.tables import IBAN, REASON, fresh, opened, signed_table, table

pytestmark = pytest.mark.django_db


class TestTheOperator:
    def test_writes_a_pact_for_a_project(self) -> None:
        here = table()
        client = opened(fresh(here.operator))
        address = f"/patti/nuovo/?progetto={here.projects[0].pk}"
        typed = {
            "owners": [str(here.owners[0].pk)],
            "amount": "3.200",
            "words_amount": REASON,
            f"line_{here.objectives[0].pk}": "1.200,50",
            f"line_{here.objectives[1].pk}": "",
        }

        answer = client.post(address, typed)

        pact = Pact.objects.get()
        assert answer.headers["Location"] == f"/patti/{pact.pk}/"
        revision = current_revision(pact)
        assert revision.amount_cents == 320_000
        assert "120050" in revision.terms

    def test_sees_what_is_missing_and_keeps_what_was_typed(self) -> None:
        here = table()
        client = opened(fresh(here.operator))

        answer = client.post(
            f"/patti/nuovo/?progetto={here.projects[0].pk}",
            {
                "owners": [str(here.owners[0].pk)],
                "amount": "9.000",
                "words_amount": REASON,
                f"line_{here.objectives[0].pk}": "100",
            },
        )

        assert answer.status_code == 422
        page = answer.content.decode()
        assert "9.000" in page
        assert REASON in page
        assert not Pact.objects.exists()

    def test_leaves_a_trace_for_the_person(self) -> None:
        here = table().open().write()

        opened(fresh(here.operator)).get(f"/patti/{here.the_pact.pk}/")

        read = FileRead.objects.get()
        assert (read.person_id, read.part) == (here.owners[0].pk, "pact")

    def test_signs_and_the_payment_waits(self) -> None:
        here = table().open().write().explain()
        here.sign(here.owners[0])
        seal = current_revision(here.the_pact).sha256

        answer = opened(fresh(here.operator)).post(
            f"/patti/{here.the_pact.pk}/firma/", {"seal": seal, "language": "it", "sure": "on"}
        )

        assert answer.status_code == 302
        assert here.payment.state == "to_prepare"

    def test_sees_only_the_end_of_the_account_number(self) -> None:
        here = signed_table().prepare()
        address = f"/pagamenti/{here.payment.pk}/"

        assert "0542811101" not in opened(fresh(here.operator)).get(address).content.decode()
        assert "0542811101" not in opened(fresh(here.coordinator)).get(address).content.decode()
        assert "0542811101" in opened(fresh(here.accounts)).get(address).content.decode()

    def test_is_told_in_words_about_a_wrong_account(self) -> None:
        here = signed_table()

        answer = opened(fresh(here.operator)).post(
            f"/pagamenti/{here.payment.pk}/conto/", {"channel": "transfer", "iban": "IT00"}
        )

        assert answer.status_code == 422
        assert not PayoutAccount.objects.exists()

    @pytest.mark.parametrize("what", ["fine", "premio"])
    def test_ends_or_rewards_after_a_juncture_only(self, what: str) -> None:
        here = signed_table().pay()

        answer = opened(fresh(here.operator)).post(
            f"/patti/{here.the_pact.pk}/{what}/", {"amount": "10", "why": "Sì", "decision": "Sì"}
        )

        assert answer.status_code == 404

    def test_ends_a_pact_with_a_decision(self) -> None:
        here = signed_table().pay()
        here.juncture("end_reached")
        client = opened(fresh(here.operator))
        address = f"/patti/{here.the_pact.pk}/fine/"

        assert client.post(address, {"decision": "", "returned": ""}).status_code == 422
        answer = client.post(address, {"decision": "Resta ad Amal.", "returned": "20"})

        assert answer.status_code == 302
        assert here.the_pact.state == "ended_reached"

    def test_writes_a_new_version_and_a_reward(self) -> None:
        here = signed_table().pay()
        here.juncture("renew")
        client = opened(fresh(here.operator))
        pact = here.the_pact

        rewarded = client.post(f"/patti/{pact.pk}/premio/", {"amount": "100", "why": "Sì"})
        form = client.get(f"/patti/{pact.pk}/nuova-versione/")
        typed = {
            "amount": "4000",
            "words_amount": REASON,
            f"line_{here.objectives[0].pk}": "2000",
        }
        renewed = client.post(f"/patti/{pact.pk}/nuova-versione/", typed)

        assert rewarded.status_code == 302
        assert "3200" in form.content.decode()
        assert renewed.status_code == 302
        assert Pact.objects.drafts().get().previous == pact


class TestTheMediator:
    def test_translates_article_by_article_and_ticks(self) -> None:
        here = table().open().write()
        client = opened(fresh(here.mediator))
        pact = here.the_pact

        saved = client.post(
            f"/patti/{pact.pk}/spiega/?lingua=so", dict.fromkeys(ARTICLES, "Waan isla socon.")
        )
        ticked = client.post(
            f"/patti/{pact.pk}/spiegato/",
            {"person": str(here.owners[0].pk), "language": "so"},
        )
        page = client.get(f"/patti/{pact.pk}/spiega/?lingua=so").content.decode()

        assert (saved.status_code, ticked.status_code) == (302, 302)
        assert "Waan isla socon." in page
        assert pact.revisions.count() == 2

    def test_does_not_explain_to_strangers(self) -> None:
        here, there = table().open().write(), table()

        answer = opened(fresh(here.mediator)).post(
            f"/patti/{here.the_pact.pk}/spiegato/",
            {"person": str(there.owners[0].pk), "language": "so"},
        )

        assert answer.status_code == 404


class TestThePerson:
    def test_without_a_pact_reads_what_will_be_here(self) -> None:
        here = table()
        assert opened(fresh(here.owners[0])).get("/io/patto/").status_code == 200

    def test_reads_before_signing_who_explained_it(self) -> None:
        here = table().open().write().explain()
        client = opened(fresh(here.owners[0]))

        page = client.get("/io/patto/?lingua=fr").content.decode()

        assert here.mediator.given_name in page
        assert 'lang="fr"' in page
        assert REASON in page

    def test_cannot_sign_what_nobody_explained(self) -> None:
        here = table().open().write()
        client = opened(fresh(here.owners[0]))
        seal = current_revision(here.the_pact).sha256

        assert reverse("funds:my_signature") not in client.get("/io/patto/").content.decode()
        answer = client.post("/io/patto/firma/", {"seal": seal, "language": "it", "sure": "on"})
        assert answer.status_code == 422

    def test_signs_after_a_last_look_and_then_sees_the_way_of_the_money(self) -> None:
        here = table().open().write().explain()
        here.sign(here.operator)
        client = opened(fresh(here.owners[0]))
        look = client.get("/io/patto/firma/")
        seal = current_revision(here.the_pact).sha256
        assert seal in look.content.decode()

        unsure = client.post("/io/patto/firma/", {"seal": seal, "language": "it"})
        signed = client.post("/io/patto/firma/", {"seal": seal, "language": "it", "sure": "on"})

        assert (unsure.status_code, signed.status_code) == (422, 302)
        page = client.get("/io/patto/").content.decode()
        assert "3.200" in page
        assert here.operator.given_name in page
        assert Disbursement.objects.count() == 1

    def test_a_text_changed_meanwhile_is_a_conflict(self) -> None:
        here = table().open().write()
        PersonLanguage.objects.create(person=here.owners[0], language="it", level="B2")

        answer = opened(fresh(here.owners[0])).post(
            "/io/patto/firma/", {"seal": "0" * 64, "language": "it", "sure": "on"}
        )

        assert answer.status_code == 409

    def test_says_where_the_money_comes(self) -> None:
        here = signed_table()
        client = opened(fresh(here.owners[0]))

        wrong = client.post("/io/patto/conto/", {"channel": "transfer", "iban": "IT60"})
        right = client.post("/io/patto/conto/", {"channel": "transfer", "iban": IBAN})

        assert (wrong.status_code, right.status_code) == (422, 302)
        assert PayoutAccount.objects.get().last_four == "3456"

    def test_keeps_it_as_pdf(self) -> None:
        here = signed_table()

        for language in ("it", "ar"):
            answer = opened(fresh(here.owners[0])).get(f"/io/patto/pdf/?lingua={language}")

            assert answer.headers["Content-Type"] == "application/pdf"
            assert answer.content.startswith(b"%PDF")
            assert here.owners[0].family_name not in answer.headers["Content-Disposition"]

    def test_reads_no_country_no_status_and_no_words_of_offices(self) -> None:
        here = signed_table()
        ParticipationFactory.create()
        page = opened(fresh(here.owners[0])).get("/io/patto/").content.decode().lower()

        for word in ("beneficiari", "erogazion", "rendicont", "giustificativ", "budget"):
            assert word not in page


class TestTheQueue:
    def test_costs_the_same_for_one_row_and_for_five(self) -> None:
        here = signed_table()
        person = PersonFactory.create()
        StaffAssignmentFactory.create(edition=here.circle.edition, person=person, role="accounts")
        client = opened(fresh(person))
        client.get("/pagamenti/")
        with CaptureQueriesContext(connection) as one:
            client.get("/pagamenti/")
        for _ in range(4):
            row = here.payment
            Disbursement.objects.create(
                pact=row.pact,
                fund=row.fund,
                payee=row.payee,
                code=uuid4().hex,
                amount_cents=5,
                signed_on=row.signed_on,
                due_on=row.due_on,
            )
        with CaptureQueriesContext(connection) as five:
            client.get("/pagamenti/")

        assert len(five) == len(one)

    def test_approves_the_chosen_ones(self) -> None:
        here = signed_table().prepare()
        client = opened(fresh(here.coordinator))

        answer = client.post("/pagamenti/approva/", {"payment": [str(here.payment.pk)]})

        assert answer.status_code == 302
        assert here.payment.state == "approved"

    def test_goes_through_every_step_by_its_pages(self) -> None:
        here = signed_table().prepare().approve()
        client = opened(fresh(here.accounts))
        today = here.payment.signed_on.isoformat()
        address = f"/pagamenti/{here.payment.pk}"

        sent = client.post(f"{address}/inviato/", {"on": today})
        missing = client.post(f"{address}/eseguito/", {"on": today})
        there = client.post(f"{address}/eseguito/", {"on": today, "bank_reference": "CRO 1"})
        again = client.post(f"{address}/eseguito/", {"on": today, "bank_reference": "CRO 1"})

        statuses = [answer.status_code for answer in (sent, missing, there, again)]
        assert statuses == [302, 422, 302, 409]
        assert here.the_fund.received_cents == 320_000

    def test_a_refused_payment_leads_to_the_one_in_its_place(self) -> None:
        here = signed_table().prepare().approve().send()
        client = opened(fresh(here.accounts))
        first = here.payment

        client.post(f"/pagamenti/{first.pk}/respinto/", {"reason": "Conto chiuso"})

        page = client.get(f"/pagamenti/{first.pk}/").content.decode()
        assert "Conto chiuso" in page
        assert str(here.payment.pk) in page
