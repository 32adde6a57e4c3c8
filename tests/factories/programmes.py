"""An edition that runs today, and who takes part in it."""

from datetime import timedelta

from factory.declarations import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from cerchia.kit import clock
from cerchia.programmes.models import (
    Edition,
    EditionTerritory,
    Participation,
    Phase,
    Programme,
    StaffAssignment,
    Territory,
)
from tests.factories.people import PersonFactory


class ProgrammeFactory(DjangoModelFactory[Programme]):
    class Meta:
        model = Programme

    name = Sequence(lambda n: f"Programme {n}")


class TerritoryFactory(DjangoModelFactory[Territory]):
    class Meta:
        model = Territory

    programme = SubFactory(ProgrammeFactory)
    name = Sequence(lambda n: f"Territory {n}")


class EditionFactory(DjangoModelFactory[Edition]):
    class Meta:
        model = Edition

    programme = SubFactory(ProgrammeFactory)
    name = Sequence(lambda n: f"Edition {n}")
    starts_on = LazyFunction(lambda: clock.today() - timedelta(days=200))
    ends_on = LazyFunction(lambda: clock.today() + timedelta(days=165))


class EditionTerritoryFactory(DjangoModelFactory[EditionTerritory]):
    class Meta:
        model = EditionTerritory

    edition = SubFactory(EditionFactory)
    territory = SubFactory(TerritoryFactory, programme=SelfAttribute("..edition.programme"))


class PhaseFactory(DjangoModelFactory[Phase]):
    class Meta:
        model = Phase

    edition = SubFactory(EditionFactory)
    kind = Phase.Kind.DEVELOPMENT
    starts_on = SelfAttribute("edition.starts_on")
    ends_on = SelfAttribute("edition.ends_on")


class ParticipationFactory(DjangoModelFactory[Participation]):
    class Meta:
        model = Participation

    edition = SubFactory(EditionFactory)
    person = SubFactory(PersonFactory)
    territory = SubFactory(TerritoryFactory, programme=SelfAttribute("..edition.programme"))
    code = Sequence(lambda n: f"T{n:03d}")
    started_on = SelfAttribute("edition.starts_on")


class StaffAssignmentFactory(DjangoModelFactory[StaffAssignment]):
    class Meta:
        model = StaffAssignment

    edition = SubFactory(EditionFactory)
    person = SubFactory(PersonFactory)
    role = StaffAssignment.Role.OPERATOR
    territory = LazyAttribute(lambda _row: None)
    starts_on = SelfAttribute("edition.starts_on")
