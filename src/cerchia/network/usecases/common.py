"""What several acts need: clean words, a place, the entry as it is now, the edition it is for."""

from unicodedata import category

from django.db.models import Q

from cerchia import places
from cerchia.access.models import User
from cerchia.network import rules
from cerchia.network.errors import (
    MergedAway,
    NameMissing,
    NameTooLong,
    NoEdition,
    PlaceUnknown,
    WordsTooLong,
)
from cerchia.network.models import Organisation
from cerchia.network.models.organisations import FIELD
from cerchia.programmes import standing
from cerchia.programmes.models import Edition

LONGEST_NAME, LONGEST_PLACE, LONGEST_WORDS = 160, 80, 2000
STEERING = {*"\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"}


def clean(text: str) -> str:
    """One line: no control characters, none that turn the direction, single spaces."""
    shown = (" " if category(c) in {"Cc", "Zl", "Zp"} else c for c in text if c not in STEERING)
    return " ".join("".join(shown).split())


def clean_name(text: str) -> str:
    name = clean(text)
    if len(name) > LONGEST_NAME:
        raise NameTooLong(most=LONGEST_NAME)
    if not rules.plain(name):
        raise NameMissing
    return name


def clean_words(text: str, most: int = LONGEST_WORDS) -> str:
    """Words of several lines, at most so many letters."""
    words = "".join(c for c in text if c == "\n" or category(c) != "Cc").strip()
    if len(words) > most:
        raise WordsTooLong(most=most)
    return words


def located(place: str) -> tuple[str, str]:
    """Code of the municipality that is meant, and otherwise the place as it was told."""
    told = clean(place)
    if len(told) > LONGEST_PLACE:
        raise WordsTooLong(most=LONGEST_PLACE)
    found = places.exact(told) if told else None
    return (found.istat, "") if found else ("", told)


def checked_municipality(istat: str) -> str:
    if istat and places.municipality(istat) is None:
        raise PlaceUnknown
    return istat


def as_it_is_now(organisation: Organisation) -> Organisation:
    """The row, locked until the end of the transaction. Raises `MergedAway` if it is one no more.

    A merge locks it too: what is written now is either moved by it, or refused here.
    """
    now = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if now.merged_into_id is not None:
        raise MergedAway
    return now


def edition_for(actor: User, organisation: Organisation, *roles: str) -> Edition:
    """The open edition for which `actor` stands in the territory, the latest of them.

    In the field of the team, unless other `roles` are named.
    """
    reach = Q(pk__in=[])
    for edition, territory in standing.of(actor).territories(*(roles or FIELD)):
        if territory in {None, organisation.territory_id}:
            reach |= Q(pk=edition)
    rows = Edition.objects.filter(
        reach, places__territory=organisation.territory_id, closed_on=None
    )
    found = rows.order_by("-starts_on").first()
    if found is None:
        raise NoEdition
    return found
