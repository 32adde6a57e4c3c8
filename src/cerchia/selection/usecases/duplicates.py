"""Two candidacies of one person: joined by a person's act, and parted again if it was wrong."""

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.people.models import Person
from cerchia.selection.errors import AlreadyDecided, NotTheSame
from cerchia.selection.models import Candidacy, CandidacyMoment
from cerchia.selection.models.candidacies import State

OPEN = (State.SUBMITTED, State.ELIGIBLE, State.NOT_ELIGIBLE, State.INTERVIEWED, State.PROPOSED)
BEFORE = (State.SUBMITTED, State.ELIGIBLE, State.NOT_ELIGIBLE, State.INTERVIEWED)


@transaction.atomic
def join(*, actor: User, kept: Candidacy, other: Candidacy) -> Candidacy:
    """`other` is of the same person: it stands behind `kept` from now on, with all its words.

    If only `other` is followed on a phone, that phone follows `kept`.
    """
    require(actor, "selection.join", kept)
    require(actor, "selection.join", other)
    rows = Candidacy.objects.select_for_update().order_by("pk").select_related("person")
    known = {row.pk: row for row in rows.filter(pk__in=[kept.pk, other.pk])}
    if len(known) != 2 or kept.round_id != other.round_id:  # noqa: PLR2004 - a pair
        raise NotTheSame
    kept, other = known[kept.pk], known[other.pk]
    if kept.merged_into_id or other.merged_into_id or kept.anonymised_at or other.anonymised_at:
        raise NotTheSame
    if kept.state not in OPEN or other.state not in BEFORE:
        raise AlreadyDecided
    Candidacy.objects.filter(merged_into=other).update(merged_into=kept)
    account = other.person.user_id if kept.person.user_id is None else None
    if account:
        Person.objects.filter(pk=other.person_id).update(user=None)
        Person.objects.filter(pk=kept.person_id, user=None).update(user=account)
    Candidacy.objects.filter(pk=other.pk).update(merged_into=kept, lent_account=account)
    _write("joined", actor, other, kept)
    return kept


@transaction.atomic
def part(*, actor: User, other: Candidacy) -> Candidacy:
    """They were two people after all: each stands alone again, with its own phone."""
    require(actor, "selection.join", other)
    other = Candidacy.objects.select_for_update().select_related("person").get(pk=other.pk)
    kept = other.merged_into
    if kept is None or other.anonymised_at or other.person_id == kept.person_id:
        raise NotTheSame
    if kept.participation_id:
        raise AlreadyDecided
    if other.lent_account_id:
        Person.objects.filter(pk=kept.person_id, user=other.lent_account_id).update(user=None)
        Person.objects.filter(pk=other.person_id, user=None).update(user=other.lent_account_id)
    Candidacy.objects.filter(pk=other.pk).update(merged_into=None, lent_account=None)
    _write("parted", actor, other, kept)
    return other


def _write(verb: str, actor: User, other: Candidacy, kept: Candidacy) -> None:
    CandidacyMoment.objects.create(
        candidacy=other,
        person_id=other.person_id,
        was=other.state,
        became=other.state,
        reason=f"{verb}: {kept.code}",
        by=actor,
    )
    record(
        f"selection.candidacy.{verb}",
        actor=actor,
        about=other,
        edition_id=kept.round.edition_id,
        facts={"kept": str(kept.pk)},
    )
