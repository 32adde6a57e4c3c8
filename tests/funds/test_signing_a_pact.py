"""The signatures, what they bring into force, and the next version."""

import json

import pytest
from django.db import IntegrityError, connection, transaction

from cerchia.access.engine import NotAllowed
from cerchia.funds.errors import (
    AlreadySigned,
    NoSuchLanguage,
    NotUnderstoodYet,
    RuleMissing,
    Signed,
    TermsDoNotStand,
    TextChanged,
)
from cerchia.funds.models import Disbursement, Fund, Pact, PactSignature
from cerchia.funds.queries.pact import content_of, current_revision, sides_of
from cerchia.funds.rules.pact import ARTICLES, Instalment
from cerchia.funds.usecases import (
    Draft,
    draft_pact,
    explain_pact,
    renew_pact,
    revise_pact,
    sign_as_owner,
    sign_for_programme,
    translate_pact,
)
from cerchia.people.models import PersonLanguage
from cerchia.projects.models import Project, ReviewMoment
from tests.funds.tables import DUE, REASON, SIGNED, fresh, on, signed_table, table

pytestmark = pytest.mark.django_db


class TestUnderstanding:
    def test_nobody_signs_what_was_neither_read_nor_explained(self) -> None:
        here = table().open().write()

        with pytest.raises(NotUnderstoodYet):
            here.sign(here.owners[0])
        with pytest.raises(NotUnderstoodYet):
            here.sign(here.operator)

    def test_an_explanation_has_a_day_a_language_and_a_mediator(self) -> None:
        with on(SIGNED.date()):
            here = table().open().write().explain()

        (side,) = sides_of(here.the_pact, current_revision(here.the_pact))
        assert side.understood
        assert side.explanation is not None
        assert side.explanation.language == "so"
        assert side.explanation.explained_by == here.mediator
        assert side.explanation.at == SIGNED

    def test_whoever_reads_italian_needs_no_explanation(self) -> None:
        here = table().open().write()
        PersonLanguage.objects.create(person=here.owners[0], language="it", level="B1")

        here.sign(here.owners[0])

        assert here.the_pact.signatures.count() == 1

    def test_a_beginner_does_not_read_a_pact(self) -> None:
        here = table().open().write()
        PersonLanguage.objects.create(person=here.owners[0], language="it", level="A2")

        with pytest.raises(NotUnderstoodYet):
            here.sign(here.owners[0])

    def test_a_translation_by_a_mediator_is_a_text_to_read(self) -> None:
        here = table().open().write()
        articles = dict.fromkeys(ARTICLES, "Waan isla soconnaa.")

        translate_pact(
            actor=fresh(here.mediator), pact=here.the_pact, language="so", articles=articles
        )

        here.sign(here.owners[0])
        assert here.the_pact.signatures.get().revision.number == 2

    def test_half_a_translation_is_not_enough(self) -> None:
        here = table().open().write()

        translate_pact(
            actor=fresh(here.mediator),
            pact=here.the_pact,
            language="so",
            articles={"wish": "Waan isla soconnaa."},
        )

        with pytest.raises(NotUnderstoodYet):
            here.sign(here.owners[0])

    def test_a_translation_leaves_valid_what_was_explained_to_another(self) -> None:
        here = table(owners=2).open().agree_on_a_rule().write(400_000).explain()

        translate_pact(
            actor=fresh(here.mediator),
            pact=here.the_pact,
            language="ti",
            articles=dict.fromkeys(ARTICLES, "ንሕና ንሰማማዕ።"),
        )

        sides = sides_of(here.the_pact, current_revision(here.the_pact))
        assert all(side.understood for side in sides)

    def test_other_terms_need_another_explanation(self) -> None:
        here = table().open().write().explain()

        revise_pact(actor=fresh(here.operator), pact=here.the_pact, draft=here.draft(300_000))

        with pytest.raises(NotUnderstoodYet):
            here.sign(here.owners[0])

    @pytest.mark.parametrize("who", ["operator", "coordinator", "accounts"])
    def test_only_mediators_explain(self, who: str) -> None:
        here = table().open().write()

        with pytest.raises(NotAllowed):
            explain_pact(
                actor=fresh(getattr(here, who)),
                pact=here.the_pact,
                person=here.owners[0],
                language="so",
            )


class TestSigning:
    def test_the_last_signature_brings_the_pact_into_force_with_its_money(self) -> None:
        with on(SIGNED.date()):
            here = signed_table()

        pact, payment, fund = here.the_pact, here.payment, here.the_fund
        assert pact.state == "active"
        assert (pact.agreed_cents, pact.paid_cents) == (320_000, 320_000)
        assert pact.ceiling_cents == 368_000
        assert (payment.amount_cents, payment.kind, payment.state) == (
            320_000,
            "first",
            "to_prepare",
        )
        assert (payment.signed_on, payment.due_on) == (SIGNED.date(), DUE)
        assert fund.agreed_cents == 320_000
        assert {line.planned_cents for line in fund.lines.all()} == {120_000, 90_000}
        project = Project.objects.get(pk=here.projects[0].pk)
        assert project.state == "running"
        assert project.reviews.filter(kind=ReviewMoment.Kind.JUNCTURE).exists()

    @pytest.mark.parametrize("first", ["owner", "operator"])
    def test_order_does_not_matter(self, first: str) -> None:
        here = table().open().write().explain()
        pair = [here.owners[0], here.operator]

        for person in pair if first == "owner" else pair[::-1]:
            assert here.the_pact.is_draft
            here.sign(person)

        assert here.the_pact.state == "active"

    def test_every_owner_signs(self) -> None:
        here = table(owners=3).open().agree_on_a_rule().write(600_000).explain()
        here.sign(here.owners[0])
        here.sign(here.operator)
        here.sign(here.owners[1])
        assert here.the_pact.is_draft

        here.sign(here.owners[2])

        assert here.the_pact.state == "active"
        assert here.payment.payee == here.owners[0]

    def test_a_shared_fund_first_has_its_rule(self) -> None:
        here = table(owners=2).open().write(400_000).explain()

        with pytest.raises(RuleMissing):
            here.sign(here.owners[0])

    def test_nobody_signs_twice(self) -> None:
        here = table(owners=2).open().agree_on_a_rule().write(400_000).explain()
        here.sign(here.owners[0])

        with pytest.raises(AlreadySigned):
            here.sign(here.owners[0])

    def test_nobody_signs_for_another(self) -> None:
        here = table().open().write().explain()
        seen = current_revision(here.the_pact).sha256

        for person in (here.operator, here.mediator, here.coordinator):
            with pytest.raises(NotAllowed):
                sign_as_owner(actor=fresh(person), pact=here.the_pact, language="it", sha256=seen)
        for person in (here.owners[0], here.mediator, here.coordinator, here.accounts):
            with pytest.raises(NotAllowed):
                sign_for_programme(actor=fresh(person), pact=here.the_pact, sha256=seen)

    def test_a_text_that_changed_meanwhile_is_read_again(self) -> None:
        here = table().open().write()
        old = current_revision(here.the_pact).sha256
        revise_pact(actor=fresh(here.operator), pact=here.the_pact, draft=here.draft(300_000))
        here.explain()

        with pytest.raises(TextChanged):
            sign_as_owner(
                actor=fresh(here.owners[0]), pact=here.the_pact, language="it", sha256=old
            )

    def test_a_signed_text_never_changes(self) -> None:
        here = table().open().write().explain()
        here.sign(here.owners[0])

        with pytest.raises(Signed):
            revise_pact(actor=fresh(here.operator), pact=here.the_pact, draft=here.draft(1_000))
        with pytest.raises(Signed):
            translate_pact(
                actor=fresh(here.mediator), pact=here.the_pact, language="so", articles={}
            )
        signature = here.the_pact.signatures.get()
        with pytest.raises(IntegrityError), transaction.atomic():
            signature.delete()

    def test_a_fault_after_the_activation_leaves_neither_signature_nor_money(self) -> None:
        here = table().open().write().explain()
        here.sign(here.owners[0])

        def power_cut(execute, sql, *rest):  # type: ignore[no-untyped-def]
            if sql.startswith('INSERT INTO "projects_reviewmoment"'):
                raise ConnectionError
            return execute(sql, *rest)

        with pytest.raises(ConnectionError), connection.execute_wrapper(power_cut):
            here.sign(here.operator)

        assert here.the_pact.is_draft
        assert not Disbursement.objects.exists()
        assert not PactSignature.objects.filter(side="programme").exists()
        assert here.the_fund.agreed_cents == 0

    def test_the_person_may_ask_for_parts(self) -> None:
        with on(SIGNED.date()):
            here = table().open()
            parts = [
                Instalment(200_000, SIGNED.date()),
                Instalment(120_000, DUE.replace(month=9)),
            ]
            draft = Draft(320_000, here.lines(100), {"amount": REASON}, parts)
            here.pact = draft_pact(
                actor=fresh(here.operator),
                fund=here.the_fund,
                projects=here.projects,
                draft=draft,
            )
            here.explain().sign_all()

        rows = Disbursement.objects.order_by("code").values_list("amount_cents", "due_on", "kind")
        assert list(rows) == [
            (200_000, DUE, "first"),
            (120_000, DUE.replace(month=9), "instalment"),
        ]


class TestTheLanguageOfASignature:
    def test_is_one_that_the_house_knows(self) -> None:
        here = table().open().write().explain()
        seen = current_revision(here.the_pact).sha256

        with pytest.raises(NoSuchLanguage):
            sign_as_owner(
                actor=fresh(here.owners[0]), pact=here.the_pact, language="xx", sha256=seen
            )


class TestANewVersion:
    def test_follows_a_juncture_and_adds_only_what_is_new(self) -> None:
        here = signed_table().pay()
        old = here.the_pact
        review = here.juncture("renew")

        here.pact = renew_pact(
            actor=fresh(here.operator), pact=old, review=review, draft=here.draft(400_000)
        )
        assert Pact.objects.get(pk=old.pk).state == "active"
        here.explain().sign_all()

        assert Pact.objects.get(pk=old.pk).state == "renewed"
        assert (here.the_pact.version, here.the_pact.code) == (2, old.code)
        assert here.payment.amount_cents == 80_000
        assert here.the_pact.paid_cents == 400_000
        assert here.the_fund.agreed_cents == 400_000

    def test_takes_nothing_back(self) -> None:
        here = signed_table().pay()

        with pytest.raises(TermsDoNotStand) as refused:
            renew_pact(
                actor=fresh(here.operator),
                pact=here.the_pact,
                review=here.juncture("adapt"),
                draft=here.draft(319_999),
            )

        assert refused.value.faults == ["below_promised"]

    def test_the_content_of_a_signed_revision_stays_readable(self) -> None:
        here = signed_table()

        content = content_of(current_revision(here.the_pact))

        assert json.loads(json.dumps(content)) == content
        assert Fund.objects.get().agreed_cents == content["amount_cents"]
