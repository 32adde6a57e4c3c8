"""Why these people sit together: hours, languages, staff, and what an absence would break."""

from collections import Counter
from collections.abc import Iterable, Mapping

from cerchia.balance.composition.model import ids_of
from cerchia.balance.records import UNDISCLOSED, Candidate, Circle, Pool, can_talk

Reason = Mapping[str, object]


def reasons(pool: Pool, circles: Iterable[Circle]) -> dict[str, Reason]:
    """A reason for each circle and for each person, by id."""
    circles = list(circles)
    people = {person.id: person for person in pool.candidates}
    found: dict[str, Reason] = {circle.id: _circle(pool, circle, people) for circle in circles}
    for one, circle in sorted(ids_of(circles).items()):
        found[one] = _person(pool, circle, people[one], _themes(circle, people))
    return found


def _circle(pool: Pool, circle: Circle, people: Mapping[str, Candidate]) -> Reason:
    links = {one: _links(pool, circle, people[one]) for one in circle.beneficiaries}
    team = (*circle.operators, *circle.mediators)
    breaks = {
        absent: sorted(one for one, staff in links.items() if staff == [absent]) for absent in team
    }
    single = sorted(one for one, staff in links.items() if len(staff) == 1)
    themes = _themes(circle, people)
    return {
        "slot": circle.slot,
        "links": links,
        "single_link": single,
        "absence_breaks": {absent: left for absent, left in breaks.items() if left},
        "themes": dict(sorted(themes.items())),
        "alone_in_theme": sorted(
            one for one in circle.beneficiaries if themes.get(people[one].theme) == 1
        ),
        "sentence": (
            f"All {len(circle.beneficiaries)} can come at {circle.slot}; "
            f"{len(team)} staff, {len(single)} people with one voice only."
        ),
        "sentence_it": (
            f"Tutte e {len(circle.beneficiaries)} possono venire in {circle.slot}; "
            f"équipe di {len(team)}, {len(single)} persone con una sola voce."
        ),
    }


def _themes(circle: Circle, people: Mapping[str, Candidate]) -> Counter[str]:
    """How many wishes of a circle go which way."""
    told = (people[one].theme for one in circle.beneficiaries)
    return Counter(theme for theme in told if theme not in UNDISCLOSED)


def _person(pool: Pool, circle: Circle, person: Candidate, themes: Counter[str]) -> Reason:
    links = _links(pool, circle, person)
    many = len(links)
    keeps = person.known_operator in circle.operators if person.known_operator else None
    return {
        "circle": circle.id,
        "links": links,
        "second_link": links[1] if len(links) > 1 else None,
        "keeps_known_operator": keeps,
        "others_with_the_same_theme": max(0, themes[person.theme] - 1),
        "sentence": f"{circle.slot} is one of their hours; {many} of the staff speak with them.",
        "sentence_it": f"{circle.slot} è tra i suoi orari; {many} dell'équipe parlano con lei.",
    }


def _links(pool: Pool, circle: Circle, person: Candidate) -> list[str]:
    """Who of the staff speaks with a person, operators first."""
    team = (*circle.operators, *circle.mediators)
    staff = {worker.id: worker for worker in pool.staff}
    level = pool.sheet.shape.level
    return [one for one in team if can_talk(staff[one].languages, person.languages, level)]
