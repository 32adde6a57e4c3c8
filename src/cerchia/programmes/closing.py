"""Closing an edition: with open matters only with a written reason (invariant 16)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.kit.errors import Conflict, DomainError
from cerchia.programmes import hooks
from cerchia.programmes.models import Edition

LONGEST = 1000


class StillOpen(DomainError):
    code = "edition_still_open"
    message = _("Something is still open: %(matters)s. Write why you close the edition now.")


class ReasonTooLong(DomainError):
    code = "reason_too_long"
    message = _("This is too long: at most %(most)d letters.")


class AlreadyClosed(Conflict):
    code = "edition_already_closed"
    message = _("This edition is closed already.")


@transaction.atomic
def close_edition(*, actor: User, edition: Edition, reason: str = "") -> None:
    """From today on nothing new begins in it; what was written stays. Of two who close it at once
    one is told so.
    """
    require(actor, "programmes.change_edition", edition)
    now = Edition.objects.select_for_update().get(pk=edition.pk)
    if now.closed_on is not None:
        raise AlreadyClosed
    words = reason.strip()
    if len(words) > LONGEST:
        raise ReasonTooLong(most=LONGEST)
    matters = hooks.matters_of(now)
    if matters and not words:
        raise StillOpen(matters=", ".join(one.words for one in matters))
    now.closed_on, now.closed_reason = clock.today(), words
    now.save(update_fields=["closed_on", "closed_reason"])
    edition.closed_on = now.closed_on
    record(
        "programmes.edition.closed",
        actor=actor,
        about=now,
        edition_id=now.pk,
        facts={one.code: one.n for one in matters},
    )
