"""What must always hold about promises and names, over the whole database."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from cerchia.network.models import Offer
from cerchia.privacy.models import Consent
from cerchia.support.models import HELD, Commitment, Need


def broken() -> Iterator[str]:
    yield from offers_hold_what_was_promised()
    yield from needs_hold_what_was_promised()
    yield from names_were_opened_by_their_person()
    yield from promises_stay_in_their_territory()


def counted() -> dict[str, int]:
    return {
        "needs": Need.objects.count(),
        "offers": Offer.objects.count(),
        "commitments": Commitment.objects.count(),
    }


def offers_hold_what_was_promised() -> Iterator[str]:
    held = Q(commitments__state__in=HELD)
    rows = Offer.objects.annotate(sum=Coalesce(Sum("commitments__quantity", filter=held), 0))
    for offer in rows.exclude(taken=F("sum")).iterator():
        yield f"offer {offer.pk}: {offer.taken} taken, but other promises stand"


def needs_hold_what_was_promised() -> Iterator[str]:
    held = Q(commitments__state__in=HELD)
    rows = Need.objects.annotate(sum=Coalesce(Sum("commitments__for_need", filter=held), 0))
    for need in rows.exclude(promised=F("sum")).iterator():
        yield f"need {need.pk}: {need.promised} promised, but other promises stand"


def names_were_opened_by_their_person() -> Iterator[str]:
    """Invariant 12: a name is open only where the person said yes twice, to help and to name."""
    said = Consent.objects.filter(person=OuterRef("person"), purpose=Consent.Purpose.SHARE_NAME)
    opened = Commitment.objects.filter(name_from__isnull=False)
    for one in opened.filter(~Exists(said)).iterator():
        yield f"commitment {one.pk}: a name is open without a consent ever given"
    early = opened.filter(Q(answered_at=None) | Q(name_from__lt=F("answered_at")))
    for one in early.iterator():
        yield f"commitment {one.pk}: a name was open before the yes"


def promises_stay_in_their_territory() -> Iterator[str]:
    strangers = Commitment.objects.exclude(offer__territory=F("territory"))
    for one in strangers.iterator():
        yield f"commitment {one.pk}: of an offer of another territory"
