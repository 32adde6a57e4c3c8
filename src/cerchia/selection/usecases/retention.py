"""What is kept of whom the edition did not take, and for how long (R24)."""

from datetime import date

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from cerchia.access.models import User
from cerchia.access.sessions import end_all_of
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.selection.models import Candidacy
from cerchia.selection.models.candidacies import ENDED, State
from cerchia.selection.rules.keeping import MONTHS_KEPT, months_from
from cerchia.vault import keys
from cerchia.vault.files import remove, remove_all_of

SEALED = ("referrer", "wish", "wish_beside", "checked", "override_reason", "why", "told_words")
LEFT_BEHIND = (
    State.SUBMITTED,
    State.ELIGIBLE,
    State.INTERVIEWED,
    State.PROPOSED,
    State.WAITING_LIST,
)
"""States in which somebody stands when an edition ends without them."""


def due(*, on: date) -> QuerySet[Candidacy]:
    """Candidacies whose time is over on a day: not taken, taken back, joined to another one, or
    left waiting at the end of the edition, six months ago or more.
    """
    first = months_from(on, -MONTHS_KEPT)
    before = clock.start_of(first)
    over = Q(state__in=ENDED) | Q(merged_into__isnull=False)
    waited = Q(state__in=LEFT_BEHIND, round__edition__ends_on__lt=first)
    rows = Candidacy.objects.filter(anonymised_at=None, participation=None)
    rows = rows.annotate(last_at=Max("moments__at"))
    return rows.filter((over & Q(last_at__lt=before)) | waited).order_by("pk")


@transaction.atomic
def forget(*, actor: User | None, candidacy: Candidacy) -> None:
    """Keep the code, the place and what became of it; erase who it was and what they said.

    Somebody who takes part or works here otherwise keeps their file; only these words go.
    """
    row = Candidacy.objects.select_for_update().get(pk=candidacy.pk)
    if row.anonymised_at or row.participation_id:
        return
    voice = row.wish_voice
    blank = dict.fromkeys((*SEALED, "wish_language", "theme", "household"), "")
    Candidacy.objects.filter(pk=row.pk).update(
        **blank, wish_voice=None, answers={}, slots=[], anonymised_at=clock.now()
    )
    row.interviews.update(needs="", wish="", answers="")
    row.urgencies.update(level="", why="")
    for bond in row.bonds.all():
        keys.shred(bond.pk)
    if voice is not None:
        remove(voice)
    if not _is_needed(row.person):
        _erase(row.person)
    record(
        "selection.candidacy.forgotten",
        actor=actor,
        about=row,
        edition_id=row.round.edition_id,
        facts={"state": row.state},
    )


def _is_needed(person: Person) -> bool:
    """Whether something else of the house is about this person."""
    others = person.candidacies.filter(anonymised_at=None)
    jobs, places = person.staff_assignments, person.participations
    return others.exists() or jobs.exists() or places.exists()


def _erase(person: Person) -> None:
    """Nobody can open what was sealed about them any more; the account opens nothing."""
    person.contact_points.all().delete()
    person.languages.all().delete()
    person.protections.all().delete()
    person.consents.all().delete()
    remove_all_of(person.pk)
    if (user := person.user) is not None:
        user.devices.filter(revoked_at=None).update(revoked_at=clock.now())
        end_all_of(user)
        User.objects.filter(pk=user.pk).update(is_active=False)
    blank = dict.fromkeys(
        ("given_name", "family_name", "own_script_name", "birth_year", "country"), ""
    )
    unsaid = Person.Gender.UNSAID
    Person.objects.filter(pk=person.pk).update(**blank, gender=unsaid, erased_at=clock.now())
    keys.shred(person.pk)
