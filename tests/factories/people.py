"""Invented people, each with an account of their own."""

from factory.declarations import LazyFunction, Sequence, SubFactory
from factory.django import DjangoModelFactory

from cerchia.kit import clock
from cerchia.people.models import (
    ContactPoint,
    Person,
    PersonLanguage,
    PracticalCheck,
    Protection,
)
from tests.factories.access import UserFactory


class PersonFactory(DjangoModelFactory[Person]):
    class Meta:
        model = Person

    user = SubFactory(UserFactory)
    given_name = Sequence(lambda n: f"Name{n}")
    family_name = Sequence(lambda n: f"Family{n}")


class ContactPointFactory(DjangoModelFactory[ContactPoint]):
    class Meta:
        model = ContactPoint

    person = SubFactory(PersonFactory)
    kind = ContactPoint.Kind.PHONE
    value = Sequence(lambda n: f"+39 011 000 {n:04d}")


class PersonLanguageFactory(DjangoModelFactory[PersonLanguage]):
    class Meta:
        model = PersonLanguage

    person = SubFactory(PersonFactory)
    language = "it"
    level = PersonLanguage.Level.B1


class ProtectionFactory(DjangoModelFactory[Protection]):
    class Meta:
        model = Protection

    person = SubFactory(PersonFactory)
    status = Protection.Status.REFUGEE


class PracticalCheckFactory(DjangoModelFactory[PracticalCheck]):
    class Meta:
        model = PracticalCheck

    person = SubFactory(PersonFactory)
    checked_on = LazyFunction(clock.today)
