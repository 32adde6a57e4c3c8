"""Opening and closing a fund; the funder's money coming in."""

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.circles.models import Circle, CircleMembership
from cerchia.funds.errors import (
    AboveTheCap,
    FundClosed,
    FundNotEmpty,
    HasAFund,
    MoneyOnTheWay,
    NotInTheCircle,
    WrongOwners,
)
from cerchia.funds.models import Disbursement, Fund, FundMember
from cerchia.funds.usecases import accounts
from cerchia.kit import clock
from cerchia.ledger import usecases as ledger
from cerchia.ledger.rules import Move
from cerchia.people.models import Person
from cerchia.programmes.models import Edition, Participation


@transaction.atomic
def open_fund(
    *,
    actor: User,
    circle: Circle,
    people: Sequence[Person],
    form: str = "",
    name: str = "",
    tasks: Mapping[UUID, str] | None = None,
) -> Fund:
    """A fund of one person or of several, with its account in the ledger.

    `form` follows from the number of owners; saying it checks it. At least one owner sits in
    `circle`, all of them take part in its edition. `tasks`: what each does, by person's id.
    """
    require(actor, "funds.open_fund", circle)
    owners = list(dict.fromkeys(people))
    kind = _form_of(owners, form)
    _check_owners(circle, owners)
    fund = Fund.objects.create(
        edition_id=circle.edition_id,
        territory_id=circle.territory_id,
        form=kind,
        name=name.strip(),
        account=accounts.open_for_fund(circle.edition_id),
    )
    for person in owners:
        task = (tasks or {}).get(person.pk, "")
        FundMember.objects.create(fund=fund, person=person, task=task)
    record(
        "funds.fund.opened",
        actor=actor,
        about=fund,
        edition_id=fund.edition_id,
        facts={"form": kind, "owners": len(owners)},
    )
    return fund


def _form_of(owners: Sequence[Person], wanted: str) -> str:
    if not owners:
        raise WrongOwners
    form = Fund.Form.ASSOCIATED if len(owners) > 1 else Fund.Form.INDIVIDUAL
    if wanted and wanted != form:
        raise WrongOwners
    return str(form)


def _check_owners(circle: Circle, owners: Sequence[Person]) -> None:
    """Their places are locked, so that two funds for one person cannot open at once."""
    places = Participation.objects.current().filter(edition=circle.edition_id, person__in=owners)
    if len(places.select_for_update(of=("self",))) != len(owners):
        raise NotInTheCircle
    seats = CircleMembership.objects.current().filter(
        edition=circle.edition_id, role=CircleMembership.Role.PARTICIPANT, person__in=owners
    )
    seated = dict(seats.values_list("person", "circle"))
    if len(seated) != len(owners) or circle.pk not in seated.values():
        raise NotInTheCircle
    held = FundMember.objects.current().filter(
        person__in=owners, fund__edition=circle.edition_id, fund__closed_at=None
    )
    if held.exists():
        raise HasAFund


@transaction.atomic
def close_fund(*, actor: User, fund: Fund, decision: str = "", returned_cents: int = 0) -> None:
    """Close with nothing left, or with what was decided about the rest in writing (M19).

    `returned_cents` goes back to the programme; what is not returned stays with the owners.
    """
    require(actor, "funds.close_fund", fund)
    shut_fund(actor=actor, fund=fund, decision=decision, returned_cents=returned_cents)


def shut_fund(*, actor: User, fund: Fund, decision: str, returned_cents: int) -> None:
    """The part of `close_fund` that ending a pact shares."""
    held = Fund.objects.select_for_update().get(pk=fund.pk)
    if held.closed_at is not None:
        raise FundClosed
    if Disbursement.objects.waiting().filter(fund=held).exists():
        raise MoneyOnTheWay
    if held.left_cents and not decision.strip():
        raise FundNotEmpty
    if returned_cents < 0 or returned_cents > held.left_cents:
        raise AboveTheCap
    if returned_cents:
        _give_back(held, returned_cents)
    held.refresh_from_db()
    held.closed_at, held.closing_decision = clock.now(), decision.strip()
    held.save(update_fields=["closed_at", "closing_decision"])
    fund.refresh_from_db()
    record(
        "funds.fund.closed",
        actor=actor,
        about=fund,
        edition_id=fund.edition_id,
        facts={"returned_cents": returned_cents, "left_cents": held.left_cents},
    )


def _give_back(fund: Fund, cents: int) -> None:
    returned = accounts.of_edition(fund.edition_id, accounts.RETURNED)
    move = Move(debit=fund.account_id, credit=returned, cents=cents)
    ledger.post(book=fund.edition_id, moves=[move], group=uuid4(), kind="returned", at=clock.now())
    Fund.objects.filter(pk=fund.pk).update(received_cents=F("received_cents") - cents)


@transaction.atomic
def enter_budget(*, actor: User, edition: Edition, cents: int) -> None:
    """The funder's money comes into the edition, or is promised to it: once for each entry."""
    require(actor, "funds.enter_budget", edition)
    funder = accounts.of_edition(edition.pk, accounts.FUNDER)
    grant = accounts.of_edition(edition.pk, accounts.GRANT)
    move = Move(debit=funder, credit=grant, cents=cents)
    ledger.post(book=edition.pk, moves=[move], group=uuid4(), kind="budget", at=clock.now())
    record(
        "funds.budget.entered",
        actor=actor,
        about=edition,
        edition_id=edition.pk,
        facts={"cents": cents},
    )
