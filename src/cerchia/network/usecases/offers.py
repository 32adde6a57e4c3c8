"""Putting help on the table: proposed, checked by the team, taken up piece by piece, taken back."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.kit.errors import Conflict, DomainError
from cerchia.network.models import Help, Offer, Organisation, Unit
from cerchia.network.models.organisations import State
from cerchia.network.usecases.common import as_it_is_now, clean
from cerchia.network.words import follow, learn_offers
from cerchia.programmes.models import Edition

MOST = 10_000
BEFORE_ENGAGED = (
    State.KNOWN,
    State.ASSIGNED,
    State.CONTACTED,
    State.ANSWERED,
    State.NOT_NOW,
    State.DECLINED,
)


class OfferNeedsWords(DomainError):
    code = "offer_needs_words"
    message = _("Write what you offer, for example “6 hours with our accountant”.")


class OfferUnclear(DomainError):
    code = "offer_unclear"
    message = _("Say how much, with a number from 1 to 10000, and which kind of help it is.")


class DaysReversed(DomainError):
    code = "days_reversed"
    message = _("The last day comes before the first. Look at the two days again.")


class ChecksMissing(DomainError):
    code = "checks_missing"
    message = _("Tick each point when you are sure of it. Until then the offer waits.")


class OfferReasonMissing(DomainError):
    code = "offer_reason_missing"
    message = _("Write in a few words why it cannot be used: the organisation reads it.")


class OfferMoved(Conflict):
    code = "offer_moved"
    message = _("Somebody was faster: this offer is already decided. Look at it again.")


class NothingLeft(Conflict):
    code = "nothing_left"
    message = _("This offer was just taken by others, or it is closed. Nothing was promised.")


@dataclass(frozen=True, slots=True)
class Given:
    """What is offered. `municipality` is an ISTAT code or nothing; money in cents for one unit."""

    help: str
    what: str
    quantity: int = 1
    unit: str = Unit.TIMES
    conditions: str = ""
    unit_value_cents: int = 0
    municipality: str = ""
    languages: list[str] = field(default_factory=list)
    from_on: date | None = None
    until_on: date | None = None


@transaction.atomic
def propose_offer(
    *, actor: User, organisation: Organisation, edition: Edition, given: Given
) -> Offer:
    """It waits for a check by the team before anybody can use it."""
    require(actor, "network.make_offer", organisation, edition)
    _look_at(given)
    organisation = as_it_is_now(organisation)
    offer = Offer.objects.create(
        organisation=organisation,
        edition=edition,
        territory_id=organisation.territory_id,
        proposed_by=actor,
        help=given.help,
        what=clean(given.what)[:200],
        conditions=clean(given.conditions)[:300],
        quantity=given.quantity,
        unit=given.unit,
        unit_value_cents=given.unit_value_cents,
        municipality=given.municipality or organisation.municipality,
        languages=given.languages,
        from_on=given.from_on,
        until_on=given.until_on,
    )
    learn_offers(organisation)
    record("network.offer.proposed", actor=actor, about=offer, edition_id=edition.pk)
    return offer


def _look_at(given: Given) -> None:
    if not clean(given.what):
        raise OfferNeedsWords
    known = given.help in Help.values and given.unit in Unit.values
    if not known or not 1 <= given.quantity <= MOST:
        raise OfferUnclear
    if given.from_on and given.until_on and given.until_on < given.from_on:
        raise DaysReversed


@transaction.atomic
def check_offer(*, actor: User, offer: Offer, points: Collection[str]) -> None:
    """Somebody of the team is sure of every point; from now on it can be used. Twice is once."""
    require(actor, "network.check_offer", offer)
    if not set(offer.checks) <= set(points):
        raise ChecksMissing
    now = clock.now()
    waiting = Offer.objects.to_check().filter(pk=offer.pk)
    done = waiting.update(checked_at=now, checked_by=actor, checked_points=sorted(offer.checks))
    offer.refresh_from_db()
    if not done:
        if offer.checked_at and not offer.withdrawn_at:
            return
        raise OfferMoved
    _engage(offer)
    record("network.offer.checked", actor=actor, about=offer, edition_id=offer.edition_id)


def _engage(offer: Offer) -> None:
    """An organisation with an offer is active, and was asked and has answered."""
    now = clock.now()
    rows = Organisation.objects.filter(pk=offer.organisation_id)
    moved = rows.filter(state__in=BEFORE_ENGAGED).update(
        state=State.ENGAGED,
        contacted_at=Coalesce(F("contacted_at"), now),
        answered_at=Coalesce(F("answered_at"), now),
        engaged_at=now,
        next_try_on=None,
    )
    if moved:
        follow(rows.get())


@transaction.atomic
def refuse_offer(*, actor: User, offer: Offer, reason: str) -> None:
    """It cannot be used; the organisation reads why."""
    require(actor, "network.check_offer", offer)
    if not clean(reason):
        raise OfferReasonMissing
    waiting = Offer.objects.to_check().filter(pk=offer.pk)
    if not waiting.update(refused_at=clock.now(), refused_reason=clean(reason)[:300]):
        raise OfferMoved
    offer.refresh_from_db()
    learn_offers(offer.organisation)
    record("network.offer.refused", actor=actor, about=offer, edition_id=offer.edition_id)


@transaction.atomic
def withdraw_offer(*, actor: User, offer: Offer) -> None:
    """No more of it from now on; what was promised stays promised. Twice is once."""
    require(actor, "network.withdraw_offer", offer)
    if Offer.objects.filter(pk=offer.pk, withdrawn_at=None).update(withdrawn_at=clock.now()):
        learn_offers(offer.organisation)
        record("network.offer.withdrawn", actor=actor, about=offer, edition_id=offer.edition_id)
    offer.refresh_from_db()


@transaction.atomic
def take(*, offer: Offer, quantity: int) -> None:
    """Promise `quantity` of it. Of two who want the last piece at once, one is told so.

    For the room of commitments: who may was asked there.
    """
    rows = Offer.objects.open().filter(pk=offer.pk, taken__lte=F("quantity") - quantity)
    if quantity < 1 or not rows.update(taken=F("taken") + quantity):
        raise NothingLeft
    offer.refresh_from_db(fields=["taken"])


@transaction.atomic
def give_back(*, offer: Offer, quantity: int) -> None:
    """What was promised is free again."""
    rows = Offer.objects.filter(Q(taken__gte=quantity), pk=offer.pk)
    if not rows.update(taken=F("taken") - quantity):
        raise NothingLeft
    offer.refresh_from_db(fields=["taken"])
