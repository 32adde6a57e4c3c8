"""Circles and what happens in them. A membership brings the fact that lets the person be there."""

from datetime import timedelta

from factory.declarations import LazyFunction, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from cerchia.circles.models import (
    Attendance,
    Circle,
    CircleDecision,
    CircleMembership,
    CircleNote,
    Encounter,
    Meeting,
    MeetingWord,
)
from cerchia.kit import clock
from tests.factories.access import UserFactory
from tests.factories.people import PersonFactory
from tests.factories.programmes import EditionFactory, TerritoryFactory


class CircleFactory(DjangoModelFactory[Circle]):
    class Meta:
        model = Circle

    edition = SubFactory(EditionFactory)
    territory = SubFactory(TerritoryFactory, programme=SelfAttribute("..edition.programme"))
    name = Sequence(lambda n: f"Circle {n}")
    activated_at = LazyFunction(clock.now)


class CircleMembershipFactory(DjangoModelFactory[CircleMembership]):
    class Meta:
        model = CircleMembership

    circle = SubFactory(CircleFactory)
    edition = SelfAttribute("circle.edition")
    person = SubFactory(PersonFactory)
    role = CircleMembership.Role.PARTICIPANT
    accepted_at = LazyFunction(clock.now)


class MeetingFactory(DjangoModelFactory[Meeting]):
    class Meta:
        model = Meeting

    circle = SubFactory(CircleFactory)
    starts_at = LazyFunction(lambda: clock.now() + timedelta(days=7))
    place = "Casa di quartiere"
    planned_by = SubFactory(UserFactory)


class AttendanceFactory(DjangoModelFactory[Attendance]):
    class Meta:
        model = Attendance

    meeting = SubFactory(MeetingFactory)
    person = SubFactory(PersonFactory)


class MeetingWordFactory(DjangoModelFactory[MeetingWord]):
    class Meta:
        model = MeetingWord

    meeting = SubFactory(MeetingFactory)
    person = SubFactory(PersonFactory)
    text = "Cerco una stanza."
    language = "it"
    written_by = SubFactory(UserFactory)


class CircleDecisionFactory(DjangoModelFactory[CircleDecision]):
    class Meta:
        model = CircleDecision

    meeting = SubFactory(MeetingFactory)
    circle = SelfAttribute("meeting.circle")
    text = "Andiamo insieme a vedere il banco."
    owner = SubFactory(PersonFactory)
    due_on = LazyFunction(lambda: clock.today() + timedelta(days=7))
    written_by = SubFactory(UserFactory)


class EncounterFactory(DjangoModelFactory[Encounter]):
    class Meta:
        model = Encounter

    circle = SubFactory(CircleFactory)
    first = SubFactory(PersonFactory)
    second = SubFactory(PersonFactory)
    kind = Encounter.Kind.SEEN
    recorded_by = SubFactory(UserFactory)


class CircleNoteFactory(DjangoModelFactory[CircleNote]):
    class Meta:
        model = CircleNote

    circle = SubFactory(CircleFactory)
    about = SubFactory(PersonFactory)
    text = "Ha provato tre macchine."
    language = "it"
    written_by = SubFactory(UserFactory)
