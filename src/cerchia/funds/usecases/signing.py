"""Signing a pact. The last signature brings the pact into force, with its money, in one go."""

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.funds.errors import (
    AlreadySigned,
    FundClosed,
    NoSuchLanguage,
    NotInForce,
    NotUnderstoodYet,
    RuleMissing,
    Signed,
    TextChanged,
)
from cerchia.funds.models import (
    Disbursement,
    Fund,
    FundRule,
    Pact,
    PactLine,
    PactRevision,
    PactSignature,
)
from cerchia.funds.queries.pact import current_revision, owners_of, sides_of, terms_of
from cerchia.funds.rules.calendar import add_working_days
from cerchia.funds.rules.pact import Terms, ceiling, complete, payments_of, reward_cap
from cerchia.funds.usecases.pact import check_terms
from cerchia.funds.usecases.payment import next_code, promise
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.people.rules import LANGUAGES
from cerchia.projects.models import ReviewMoment
from cerchia.projects.usecases import plan_reviews, run_project

Side = PactSignature.Side


@transaction.atomic
def sign_as_owner(*, actor: User, pact: Pact, language: str, sha256: str) -> PactSignature:
    """The person signs, in their own session, the text that they read: `sha256` names it."""
    require(actor, "funds.sign_pact", pact)
    if language not in LANGUAGES:
        raise NoSuchLanguage
    held, revision = _hold(pact, sha256)
    person = Person.objects.get(user=actor)
    mine = next(side for side in sides_of(held, revision) if side.person == person)
    if not mine.understood:
        raise NotUnderstoodYet
    return _sign(actor, held, revision, Side.PERSON, language)


@transaction.atomic
def sign_for_programme(*, actor: User, pact: Pact, sha256: str) -> PactSignature:
    """An operator signs for the programme, once all owners can read or were told the text."""
    require(actor, "funds.sign_for_programme", pact)
    held, revision = _hold(pact, sha256)
    if not all(side.understood for side in sides_of(held, revision)):
        raise NotUnderstoodYet
    return _sign(actor, held, revision, Side.PROGRAMME, "it")


def _hold(pact: Pact, sha256: str) -> tuple[Pact, PactRevision]:
    """Lock the draft: who signs at the same second waits here, and then sees this signature."""
    held = (
        Pact.objects.select_for_update(of=("self",))
        .select_related("fund", "edition__programme", "previous")
        .get(pk=pact.pk)
    )
    revision = current_revision(held)
    if not held.is_draft:
        raise Signed
    if revision.sha256 != sha256:
        raise TextChanged
    if held.fund.closed_at is not None:
        raise FundClosed
    check_terms(held, terms_of(revision))
    payee_of(held.fund)
    return held, revision


def _sign(
    actor: User, pact: Pact, revision: PactRevision, side: str, language: str
) -> PactSignature:
    person = Person.objects.get(user=actor)
    programme = pact.signatures.filter(side=Side.PROGRAMME).exists()
    if pact.signatures.filter(person=person).exists() or (side == Side.PROGRAMME and programme):
        raise AlreadySigned
    signature = PactSignature.objects.create(
        pact=pact,
        revision=revision,
        person=person,
        side=side,
        language=language,
        sha256=revision.sha256,
        at=clock.now(),
    )
    record("funds.pact.signed", actor=actor, about=pact, facts={"side": str(side)})
    _activate_if_complete(actor, pact, revision)
    return signature


def _activate_if_complete(actor: User, pact: Pact, revision: PactRevision) -> None:
    signatures = list(pact.signatures.values_list("person", "side"))
    whole = complete(
        owners={person.pk for person in owners_of(pact.fund)},
        signed={person for person, side in signatures if side == Side.PERSON},
        programme=any(side == Side.PROGRAMME for _, side in signatures),
    )
    if whole:
        _activate(actor, pact, terms_of(revision))


def _activate(actor: User, pact: Pact, terms: Terms) -> None:
    """All of it in the transaction of the last signature: force, lines, money, reviews."""
    if pact.previous is not None:
        _end_previous(pact, pact.previous)
    _bring_into_force(pact, terms)
    _write_lines(pact, terms)
    _promise_money(pact, terms)
    Fund.objects.filter(pk=pact.fund_id).update(agreed_cents=terms.amount_cents)
    for project in pact.projects.all():
        run_project(actor=actor, project=project)
        plan_reviews(actor=actor, project=project, signed_on=clock.today())
    record(
        "funds.pact.activated",
        actor=actor,
        about=pact,
        edition_id=pact.edition_id,
        facts={"cents": terms.amount_cents, "version": pact.version},
    )


def _end_previous(pact: Pact, previous: Pact) -> None:
    adapted = pact.after_review and pact.after_review.outcome == ReviewMoment.Outcome.ADAPT
    end = Pact.End.ADAPTED if adapted else Pact.End.RENEWED
    before = Pact.objects.in_force().filter(pk=previous.pk)
    if not before.update(ended_at=clock.now(), end=end):
        raise NotInForce


def _bring_into_force(pact: Pact, terms: Terms) -> None:
    """`paid_cents` goes on from the version before: the ceiling is one for all versions."""
    edition = pact.edition
    most = ceiling(per_person_cents=edition.max_per_person_cents, people=len(owners_of(pact.fund)))
    cap = reward_cap(
        agreed_cents=terms.amount_cents, percent=edition.reward_cap_percent, ceiling_cents=most
    )
    before = Pact.objects.filter(next=pact).values_list("paid_cents", flat=True).first()
    mine = Pact.objects.drafts().filter(pk=pact.pk)
    if not mine.update(
        activated_at=clock.now(),
        agreed_cents=terms.amount_cents,
        ceiling_cents=terms.amount_cents + cap,
        paid_cents=before or 0,
    ):
        raise Signed
    pact.refresh_from_db()


def _write_lines(pact: Pact, terms: Terms) -> None:
    """One line an objective of the fund; what left the plan keeps what was spent on it."""
    PactLine.objects.filter(fund=pact.fund_id).update(planned_cents=0, pact=pact)
    for line in terms.lines:
        PactLine.objects.update_or_create(
            fund_id=pact.fund_id,
            objective_id=line.objective,
            defaults={"pact": pact, "planned_cents": line.cents},
        )


def _promise_money(pact: Pact, terms: Terms) -> None:
    """The payments exist as soon as the pact is signed (invariant 6)."""
    today = clock.today()
    before = pact.previous.agreed_cents if pact.previous else 0
    due_on = add_working_days(today, pact.edition.payment_working_days)
    payee = payee_of(pact.fund)
    for kind, cents, on in payments_of(terms, new_cents=terms.amount_cents - before, due_on=due_on):
        promise(pact, cents)
        Disbursement.objects.create(
            pact=pact,
            fund_id=pact.fund_id,
            payee=payee,
            code=next_code(pact),
            kind=kind,
            amount_cents=cents,
            signed_on=today,
            due_on=on,
        )


def payee_of(fund: Fund) -> Person:
    """The owner, or who holds the account by the written rule of a shared fund."""
    if fund.form == Fund.Form.INDIVIDUAL:
        return owners_of(fund)[0]
    rules = FundRule.objects.filter(fund=fund, in_force_at__isnull=False).order_by("-number")
    rule = rules.select_related("account_holder").first()
    if rule is None:
        raise RuleMissing
    return rule.account_holder
