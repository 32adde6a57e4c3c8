"""Circles on their way."""

from factory.declarations import SubFactory
from factory.django import DjangoModelFactory

from cerchia.composing.models import (
    Answer,
    Composition,
    CompositionLock,
    Decision,
    KeepReason,
    KeepRule,
)
from tests.factories.access import UserFactory
from tests.factories.people import PersonFactory
from tests.factories.programmes import EditionFactory


class CompositionFactory(DjangoModelFactory[Composition]):
    class Meta:
        model = Composition

    edition = SubFactory(EditionFactory)
    begun_by = SubFactory(UserFactory)


class KeepRuleFactory(DjangoModelFactory[KeepRule]):
    class Meta:
        model = KeepRule

    composition = SubFactory(CompositionFactory)
    kind = KeepRule.Kind.APART
    written_by = SubFactory(UserFactory)


class KeepReasonFactory(DjangoModelFactory[KeepReason]):
    class Meta:
        model = KeepReason

    rule = SubFactory(KeepRuleFactory)
    text = "They told us why."


class CompositionLockFactory(DjangoModelFactory[CompositionLock]):
    class Meta:
        model = CompositionLock

    composition = SubFactory(CompositionFactory)
    person = SubFactory(PersonFactory)
    circle = "g000"
    reason = "They asked for it."
    locked_by = SubFactory(UserFactory)


class AnswerFactory(DjangoModelFactory[Answer]):
    class Meta:
        model = Answer

    composition = SubFactory(CompositionFactory)
    kind = Answer.Kind.PROPOSAL
    on_version = 0
    content = {"schema": 1, "status": "proven", "circles": []}
    made_by = SubFactory(UserFactory)


class DecisionFactory(DjangoModelFactory[Decision]):
    class Meta:
        model = Decision

    composition = SubFactory(CompositionFactory)
    act = Decision.Act.BEGUN
    by = SubFactory(UserFactory)
