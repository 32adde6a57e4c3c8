"""What is on the table, for screens. No query grows with the rows shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cerchia.network.models import Offer, Unit
from cerchia.places import municipality

TONES = {
    "proposed": "wait",
    "available": "ok",
    "exhausted": "",
    "expired": "",
    "withdrawn": "",
    "refused": "care",
}
STATES = {
    "proposed": _("waits for a check"),
    "available": _("available"),
    "exhausted": _("all of it is promised"),
    "expired": _("its last day is past"),
    "withdrawn": _("taken back"),
    "refused": _("cannot be used"),
}


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer as lists show it. `rest` is what nobody was promised yet."""

    id: UUID
    what: str
    help: str
    help_word: str
    organisation_id: UUID
    organisation: str
    territory: str
    amount: str
    rest: int
    rest_words: str
    place: str
    until_on: date | None
    state: str
    state_word: str
    tone: str
    conditions: str
    reason: str


def amount_of(quantity: int, unit: str) -> str:
    """A quantity with its unit: "6 hours"."""
    forms = {
        Unit.HOURS: ngettext("%(n)s hour", "%(n)s hours", quantity),
        Unit.DAYS: ngettext("%(n)s day", "%(n)s days", quantity),
        Unit.WEEKS: ngettext("%(n)s week", "%(n)s weeks", quantity),
        Unit.MONTHS: ngettext("%(n)s month", "%(n)s months", quantity),
        Unit.PLACES: ngettext("%(n)s place", "%(n)s places", quantity),
        Unit.PIECES: ngettext("%(n)s piece", "%(n)s pieces", quantity),
    }
    words = forms.get(Unit(unit), "") or ngettext("%(n)s time", "%(n)s times", quantity)
    return words % {"n": number_format(quantity, force_grouping=True)}


def place_name(istat: str, otherwise: str = "") -> str:
    """The municipality by name, or what else is known of the place."""
    found = municipality(istat) if istat else None
    return found.name if found else otherwise


def offer_row(offer: Offer) -> OfferRow:
    """`offer` with its organisation and its territory loaded."""
    state = offer.state
    return OfferRow(
        id=offer.pk,
        what=offer.what,
        help=offer.help,
        help_word=str(offer.get_help_display()),
        organisation_id=offer.organisation_id,
        organisation=offer.organisation.name,
        territory=offer.territory.name,
        amount=amount_of(offer.quantity, offer.unit),
        rest=offer.rest,
        rest_words=_rest(offer),
        place=place_name(offer.municipality, offer.territory.name),
        until_on=offer.until_on,
        state=state,
        state_word=str(STATES[state]),
        tone=TONES[state],
        conditions=offer.conditions,
        reason=offer.refused_reason,
    )


def _rest(offer: Offer) -> str:
    if not offer.taken:
        return gettext("all of it is free")
    if not offer.rest:
        return gettext("nothing is left")
    return gettext("%(amount)s left") % {"amount": amount_of(offer.rest, offer.unit)}


def offers_of(organisation_ids: Iterable[UUID]) -> dict[UUID, list[OfferRow]]:
    """Organisation → its offers, newest first. One query."""
    found: dict[UUID, list[OfferRow]] = {}
    rows = Offer.objects.filter(organisation__in=list(organisation_ids))
    for offer in rows.select_related("organisation", "territory").order_by("-proposed_at", "pk"):
        found.setdefault(offer.organisation_id, []).append(offer_row(offer))
    return found
