"""Asking an organisation whether its entry is still true: one link, three answers, no account."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from cerchia.access import limits, secrets
from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.network.errors import AlreadyHandled, LinkOver, ValueUnknown
from cerchia.network.models import Organisation, RefreshLink
from cerchia.network.usecases.common import as_it_is_now, clean_words

LIVES = timedelta(days=30)
TRIES_OF_A_NETWORK, HOUR = 30, timedelta(hours=1)
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Fresh:
    """A link as it is shown once; the database keeps the hash of its code."""

    code: str
    row: RefreshLink


@transaction.atomic
def ask_refresh(*, actor: User, organisation: Organisation) -> Fresh:
    """A link for the organisation. The ones sent before work no more."""
    require(actor, "network.change", organisation)
    now = clock.now()
    row = as_it_is_now(organisation)
    row.refresh_links.filter(answered_at=None, expires_at__gt=now).update(expires_at=now)
    code = secrets.fresh()
    link = RefreshLink.objects.create(
        organisation=row,
        code_hash=secrets.hash_of(code),
        made_by=actor,
        made_at=now,
        expires_at=now + LIVES,
    )
    record("network.refresh.asked", actor=actor, about=row)
    return Fresh(code, link)


def open_refresh(*, code: str, network: str) -> RefreshLink:
    """The link if it still asks. Wrong ones are counted by network."""
    limits.look(f"refresh {network}", most=TRIES_OF_A_NETWORK)
    found = (
        RefreshLink.objects.select_related("organisation__programme")
        .filter(code_hash=secrets.hash_of(code), answered_at=None, expires_at__gt=clock.now())
        .first()
    )
    if found is None or found.organisation.merged_into_id is not None:
        limits.take(f"refresh {network}", most=TRIES_OF_A_NETWORK, per=HOUR)
        raise LinkOver
    return found


@transaction.atomic
def answer_refresh(*, link: RefreshLink, answer: str, words: str = "") -> None:
    """The one answer that a link takes. "Still true" makes the entry fresh; others wait for the
    team, who look before they change or close anything.
    """
    if answer not in RefreshLink.Answer.values:
        raise ValueUnknown
    said = clean_words(words, LONGEST)
    row = RefreshLink.objects.select_for_update().select_related("organisation").get(pk=link.pk)
    now = clock.now()
    if row.answered_at is not None or row.expires_at <= now:
        raise LinkOver
    row.answer, row.words, row.answered_at = answer, said, now
    if answer == RefreshLink.Answer.STILL_TRUE and not said:
        row.handled_at = now
        Organisation.objects.filter(pk=row.organisation_id).update(confirmed_at=now)
    row.save(update_fields=["answer", "words", "answered_at", "handled_at"])
    record("network.refresh.answered", actor=None, about=row, facts={"answer": answer})


@transaction.atomic
def handle_refresh(*, actor: User, link: RefreshLink) -> None:
    """Somebody of the team looked at the answer and did what it asks."""
    require(actor, "network.change", link.organisation)
    rows = RefreshLink.objects.filter(pk=link.pk, handled_at=None, answered_at__isnull=False)
    if not rows.update(handled_at=clock.now(), handled_by=actor):
        raise AlreadyHandled
    record("network.refresh.handled", actor=actor, about=link)
