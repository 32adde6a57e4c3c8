"""What the organisation's own people keep true about it: how to reach it, what it does."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.network import words
from cerchia.network.errors import ValueUnknown
from cerchia.network.models import Organisation
from cerchia.network.usecases.common import as_it_is_now, clean_words
from cerchia.network.usecases.organisations import MOST_PEOPLE, Reach, locate
from cerchia.people.rules import LANGUAGES


@dataclass(frozen=True, slots=True)
class Ours:
    """What they say of themselves; name, kind and fields stay with the team."""

    reach: Reach
    about: str = ""
    people_count: int | None = None
    languages: Sequence[str] = ()


@transaction.atomic
def keep_own(*, actor: User, organisation: Organisation, ours: Ours) -> None:
    """Change what is theirs to change; the entry is fresh again."""
    require(actor, "network.keep_own", organisation)
    if set(ours.languages) - LANGUAGES.keys():
        raise ValueUnknown
    if ours.people_count is not None and not 0 <= ours.people_count <= MOST_PEOPLE:
        raise ValueUnknown
    row = as_it_is_now(organisation)
    row.about = clean_words(ours.about)
    row.people_count = ours.people_count
    row.languages = list(ours.languages)
    locate(row, ours.reach)
    words.fill_keys(row)
    row.confirmed_at = clock.now()
    row.save()
    words.learn([row])
    record("network.organisation.kept_true", actor=actor, about=row)


@transaction.atomic
def confirm_own(*, actor: User, organisation: Organisation) -> None:
    """All of it is still true."""
    require(actor, "network.keep_own", organisation)
    row = as_it_is_now(organisation)
    Organisation.objects.filter(pk=row.pk).update(confirmed_at=clock.now())
    record("network.organisation.confirmed", actor=actor, about=row)
