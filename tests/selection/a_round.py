"""A round as in February 2013: two territories, their teams, people met, criteria."""

from dataclasses import dataclass, field
from typing import Any

from cerchia.access.models import User
from cerchia.people.models import Person
from cerchia.programmes.models import Edition, StaffAssignment, Territory
from cerchia.selection.models import Bond, Candidacy, CriteriaSheet, SelectionRound
from cerchia.selection.models.candidacies import State
from cerchia.selection.rules.sheet import Floor, Place, Sheet, seal
from tests.factories.access import UserFactory
from tests.factories.people import PersonFactory, PersonLanguageFactory
from tests.factories.programmes import (
    EditionFactory,
    EditionTerritoryFactory,
    StaffAssignmentFactory,
    TerritoryFactory,
)
from tests.factories.selection import (
    BondFactory,
    BondReasonFactory,
    CandidacyFactory,
    SelectionRoundFactory,
    UrgencyFactory,
)

Role = StaffAssignment.Role
WOMEN = Floor("gender", "woman", 2, "Poche donne vengono a sapere del programma.")


@dataclass
class Round:
    """Everybody by name."""

    edition: Edition
    round: SelectionRound
    territories: dict[str, Territory] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def join(
        self, name: str, role: str, place: str | None = None, languages: tuple[str, ...] = ()
    ) -> User:
        """Somebody of the team."""
        user = UserFactory.create(username=name)
        person = PersonFactory.create(user=user, given_name=name.capitalize())
        for language in ("it", *languages):
            PersonLanguageFactory.create(person=person, language=language, level="C2")
        StaffAssignmentFactory.create(
            edition=self.edition,
            person=person,
            role=role,
            territory=self.territories[place] if place else None,
        )
        self.users[name] = user
        return user

    def met(
        self,
        code: str,
        place: str = "Torino",
        *,
        state: str = State.INTERVIEWED,
        gender: str = Person.Gender.MAN,
        languages: tuple[str, ...] = ("so",),
        **more: Any,
    ) -> Candidacy:
        """Somebody whom the team has met."""
        person = PersonFactory.create(user=None, gender=gender, given_name=f"N{code}")
        for language in languages:
            PersonLanguageFactory.create(person=person, language=language, level="C2")
        return CandidacyFactory.create(
            round=self.round,
            person=person,
            territory=self.territories[place],
            code=code,
            state=state,
            **more,
        )

    def freeze(self, sheet: Sheet | None = None, **more: Any) -> CriteriaSheet:
        """The criteria, frozen without asking anybody."""
        content = (sheet or wanted(**more)).content()
        version = self.round.sheets.count() + 1
        return CriteriaSheet.objects.create(
            round=self.round,
            version=version,
            content=content,
            sha256=seal(content),
            frozen_at=self.round.opened_at,
        )

    def weighed(self, code: str, *levels: str) -> None:
        """What Giulia and then Marta wrote about how urgent a place is."""
        candidacy = self.one(code)
        for name, level in zip(("giulia", "marta"), levels, strict=False):
            UrgencyFactory.create(candidacy=candidacy, by=self.users[name], level=level)

    def tied(self, *codes: str, kind: str = Bond.Kind.TOGETHER) -> Bond:
        """Written without asking anybody."""
        bond = BondFactory.create(round=self.round, kind=kind, written_by=self.users["marta"])
        bond.people.set([self.one(code) for code in codes])
        BondReasonFactory.create(bond=bond)
        return bond

    def user(self, name: str) -> User:
        """As a new request would load them."""
        return User.objects.get(username=name)

    def fresh(self) -> SelectionRound:
        return SelectionRound.objects.select_related("edition").get(pk=self.round.pk)

    def state(self, code: str) -> str:
        return Candidacy.objects.get(round=self.round, code=code).state

    def one(self, code: str) -> Candidacy:
        rows = Candidacy.objects.select_related("person", "territory", "round__edition")
        return rows.get(round=self.round, code=code)


def wanted(**more: Any) -> Sheet:
    """Six places: four in Torino, two in Biella, two women at least."""
    told: dict[str, Any] = {
        "seats": 6,
        "places": {"Torino": Place(4, 4, 4), "Biella": Place(2, 2, 2)},
        "floors": (WOMEN,),
        "per_operator": 4,
        "why": "Come nel progetto.",
    }
    return Sheet(**{**told, **more})


def a_round(*, people: bool = True) -> Round:
    """Marta coordinates all, Sandro Biella; Torino has two operators, Biella one.

    Proposed: five in Torino (one woman), one in Biella. Two wait, one is in neither.
    """
    edition = EditionFactory.create(target_people=6)
    found = Round(edition, SelectionRoundFactory.create(edition=edition, number=1))
    for name, target in (("Torino", 4), ("Biella", 2)):
        territory = TerritoryFactory.create(programme=edition.programme, name=name)
        EditionTerritoryFactory.create(edition=edition, territory=territory, target_people=target)
        found.territories[name] = territory
    found.join("marta", Role.COORDINATOR)
    found.join("sandro", Role.COORDINATOR, "Biella")
    found.join("giulia", Role.OPERATOR, "Torino")
    found.join("hugo", Role.OPERATOR, "Torino")
    found.join("elena", Role.OPERATOR, "Biella")
    found.join("ismail", Role.MEDIATOR, "Torino", ("so", "ar"))
    found.join("jamila", Role.MEDIATOR, "Biella", ("prs",))
    found.join("rita", Role.ACCOUNTS)
    found.join("comitato", Role.COMMITTEE)
    if people:
        _people(found)
    return found


def _people(found: Round) -> None:
    woman = Person.Gender.WOMAN
    found.met("C-001", state=State.PROPOSED, gender=woman)
    for number in range(2, 6):
        found.met(f"C-00{number}", state=State.PROPOSED)
    found.met("C-006", "Biella", state=State.PROPOSED, languages=("prs",))
    found.met("C-007", "Biella", state=State.WAITING_LIST, gender=woman, languages=("prs",))
    found.met("C-008", state=State.WAITING_LIST)
    found.met("C-009", "Biella", languages=("wo",))
