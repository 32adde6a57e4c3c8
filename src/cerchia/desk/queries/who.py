"""Who somebody of the staff is, for the corner of the bar and for their own Today."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cerchia.access.models import User
from cerchia.people.models import Person, PersonLanguage
from cerchia.programmes.models import EditionTerritory
from cerchia.programmes.standing import Standing


def languages_covered(mine: Standing) -> list[str]:
    """Codes of the languages that somebody carries words between. One query."""
    rows = PersonLanguage.objects.filter(person=mine.person_id, speaks=True)
    return list(rows.order_by("-interprets", "position").values_list("language", flat=True))


def person_of(user: User) -> Person | None:
    return Person.objects.filter(user=user).first()


def places_of(mine: Standing) -> dict[UUID, tuple[str, list[str]]]:
    """Edition → its name and the territories of the user's posts there, in order. One query."""
    rows: Iterable[Any] = (
        EditionTerritory.objects.filter(edition__in=mine.editions())
        .order_by("-edition__starts_on", "territory__position", "territory__name")
        .values_list("edition", "edition__name", "territory", "territory__name")
    )
    found: dict[UUID, tuple[str, list[str]]] = {}
    reach = {(post.edition_id, post.territory_id) for post in mine.posts}
    for edition, name, territory, territory_name in rows:
        places = found.setdefault(edition, (name, []))[1]
        if {(edition, None), (edition, territory)} & reach:
            places.append(territory_name)
    return found
