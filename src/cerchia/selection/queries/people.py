"""Whom a round is about and who is on the team, as the balance and the solver count them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.programmes.models import EditionTerritory, StaffAssignment
from cerchia.programmes.standing import Role
from cerchia.selection.models import Candidacy, SelectionRound
from cerchia.selection.models.candidacies import State
from cerchia.selection.rules.balancing import Fact, heard_in
from cerchia.selection.rules.sheet import Sheet
from cerchia.vault import keys

MET = (
    State.INTERVIEWED,
    State.PROPOSED,
    State.WAITING_LIST,
    State.SELECTED,
    State.NOT_SELECTED,
)
INSIDE = (State.PROPOSED, State.SELECTED)
UNDISCLOSED = "undisclosed"
BANDS = ((25, "18-24"), (35, "25-34"), (50, "35-49"))
OLDEST = "50+"


@dataclass(frozen=True, slots=True)
class Colleague:
    """An operator or mediator of today: where, and which languages at which level."""

    person_id: UUID
    role: str
    territories: tuple[str, ...]
    languages: Mapping[str, str]

    @property
    def code(self) -> str:
        return f"S-{self.person_id.hex[:8]}"


@dataclass(frozen=True, slots=True)
class Team:
    """The staff of an edition today."""

    territories: tuple[str, ...]
    members: tuple[Colleague, ...]

    @property
    def operators(self) -> dict[str, int]:
        """How many operators work in each territory."""
        return {
            name: sum(one.role == Role.OPERATOR and name in one.territories for one in self.members)
            for name in self.territories
        }

    def mediators(self, territory: str) -> list[Mapping[str, str]]:
        """The languages of each mediator who works there."""
        return [
            one.languages
            for one in self.members
            if one.role == Role.MEDIATOR and territory in one.territories
        ]


def people_met(round_: SelectionRound) -> list[Candidacy]:
    """Everybody whom the team has met and who did not take it back, in the order of codes."""
    rows = (
        Candidacy.objects.standing_alone()
        .filter(round=round_, state__in=MET)
        .select_related("person", "territory", "participation")
        .prefetch_related("person__languages")
        .order_by("code")
    )
    return list(rows)


def considered(round_: SelectionRound) -> list[Candidacy]:
    """Those met who can still be chosen: whom a calculation looks at."""
    return [one for one in people_met(round_) if one.state != State.NOT_SELECTED]


def team_of(edition_id: UUID) -> Team:
    """Operators and mediators in office today."""
    places = EditionTerritory.objects.filter(edition=edition_id).select_related("territory")
    names = {place.territory_id: place.territory.name for place in places}
    jobs = (
        StaffAssignment.objects.current(on=clock.today())
        .filter(edition=edition_id, role__in=[Role.OPERATOR, Role.MEDIATOR])
        .select_related("person")
        .prefetch_related("person__languages")
        .order_by("person_id", "role")
    )
    found: dict[tuple[UUID, str], Colleague] = {}
    for job in jobs:
        here = tuple(names.values()) if job.territory_id is None else (names.get(job.territory_id),)
        key = (job.person_id, job.role)
        known = found[key].territories if key in found else ()
        found[key] = Colleague(
            person_id=job.person_id,
            role=job.role,
            territories=tuple(dict.fromkeys([*known, *(one for one in here if one)])),
            languages=languages_of(job.person),
        )
    return Team(tuple(names.values()), tuple(found.values()))


def languages_of(person: Person) -> dict[str, str]:
    """Languages that the person speaks, with the level."""
    return {one.language: one.level for one in person.languages.all() if one.speaks}


def facts_of(people: Sequence[Candidacy], sheet: Sheet, team: Team) -> dict[str, Fact]:
    """What the balance counts of each, by code. Traits are read only where a floor asks."""
    asked = {floor.feature for floor in sheet.floors}
    traits = traits_of(people, asked)
    mediators = {name: team.mediators(name) for name in team.territories}
    return {
        one.code: Fact(
            code=one.code,
            territory=one.territory.name,
            traits=traits[one.code],
            is_student=one.is_student,
            heard=heard_in(languages_of(one.person), mediators.get(one.territory.name, ())),
            circle=one.thought_circle,
        )
        for one in people
    }


def traits_of(people: Iterable[Candidacy], asked: Iterable[str]) -> dict[str, dict[str, str]]:
    """Protected traits by code: gender, and age and status only where they are asked for."""
    wanted, listed = set(asked), list(people)
    found = {one.code: {"gender": _gender(one.person)} for one in listed}
    if "age_band" in wanted:
        keys.unlock(one.person_id for one in listed)
        year = clock.today().year
        for one in listed:
            found[one.code]["age_band"] = age_band(one.person.birth_year, year)
    if "status" in wanted:
        statuses = _statuses(listed)
        for one in listed:
            found[one.code]["status"] = statuses.get(one.person_id, UNDISCLOSED)
    return found


def _statuses(people: Iterable[Candidacy]) -> dict[UUID, str]:
    ids = [one.person_id for one in people]
    rows = Person.objects.filter(pk__in=ids, protections__ended_on=None)
    return {pk: status for pk, status in rows.values_list("pk", "protections__status") if status}


def _gender(person: Person) -> str:
    return UNDISCLOSED if person.gender == Person.Gender.UNSAID else person.gender


def age_band(birth_year: str, year: int) -> str:
    """The band of somebody born in `birth_year`; undisclosed where that is not known."""
    if not birth_year.isdecimal():
        return UNDISCLOSED
    age = year - int(birth_year)
    return next((band for limit, band in BANDS if age < limit), OLDEST)
