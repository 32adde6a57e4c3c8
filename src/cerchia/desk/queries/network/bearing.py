"""Who carries a tie: organisations that one person alone knows, people with few contacts outside,
help that is asked for and that nobody offers. Counts and names of organisations, never of people.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from cerchia.circles.models import Circle, CircleMembership
from cerchia.network import analysis
from cerchia.network.models import Help, KnownContact, Offer, Outreach
from cerchia.support.models import Need
from cerchia.support.queries import FEWEST_CONTACTS, contacts_outside

WANTED_CONTACTS = FEWEST_CONTACTS


def hanging(territories: Iterable[UUID]) -> list[str]:
    """Organisations that were contacted, and that one person alone named or spoke with. 2 queries.

    Who it is stays here: only that it is one.
    """
    here = list(territories)
    within = {
        "organisation__territory__in": here,
        "organisation__merged_into": None,
        "organisation__contacted_at__isnull": False,
    }
    named = KnownContact.objects.current().filter(**within).values_list("organisation", "person")
    asked = Outreach.objects.filter(**within).values_list("organisation", "by__person")
    people: dict[str, set[UUID]] = {}
    for organisation, person in [*named, *asked.distinct()]:
        if person is not None:
            people.setdefault(str(organisation), set()).add(person)
    return analysis.hanging_on_one({key: len(who) for key, who in people.items()})


def missing(territories: Mapping[UUID, str]) -> list[tuple[str, str, int]]:
    """(territory, kind of help, how often asked) of what nobody there offers now. Two queries."""
    here = list(territories)
    asked = Need.objects.waiting().filter(territory__in=here).values_list("territory", "help")
    given = Offer.objects.open().filter(territory__in=here).values_list("territory", "help")
    found = analysis.missing(
        ((str(place), kind) for place, kind in asked),
        ((str(place), kind) for place, kind in given.distinct()),
    )
    names = {str(key): name for key, name in territories.items()}
    return [(names[place], str(Help(kind).value), count) for place, kind, count in found]


def lonely(territories: Iterable[UUID]) -> list[tuple[str, str, int, int]]:
    """(circle, its name, participants with too few contacts, of how many), where there are some.

    A contact is an organisation that the person named, or one that keeps or kept a promise to a
    project of theirs. Three queries.
    """
    here = Circle.objects.open().filter(territory__in=list(territories))
    seats = CircleMembership.objects.current().filter(
        circle__in=here, role=CircleMembership.Role.PARTICIPANT
    )
    rows = list(seats.values_list("circle", "circle__name", "person"))
    contacts = contacts_outside(person for _, _, person in rows)
    counts: dict[tuple[str, str], list[int]] = {}
    for circle, name, person in rows:
        few = contacts[person] < WANTED_CONTACTS
        counts.setdefault((str(circle), name), []).append(int(few))
    found = [(*circle, sum(few), len(few)) for circle, few in counts.items() if any(few)]
    return sorted(found, key=lambda one: (-one[2], one[1]))
