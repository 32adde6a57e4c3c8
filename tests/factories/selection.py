"""A round that is open, its criteria, who asks to take part, and what people decided."""

from datetime import timedelta

from factory.declarations import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from cerchia.kit import clock
from cerchia.selection.models import (
    Answer,
    Bond,
    BondReason,
    Candidacy,
    CandidacyMoment,
    CriteriaSheet,
    Decision,
    Interview,
    Lock,
    Lot,
    SelectionRound,
    Urgency,
)
from cerchia.selection.models.candidacies import State
from tests.factories.access import UserFactory
from tests.factories.people import PersonFactory
from tests.factories.programmes import EditionFactory, TerritoryFactory


class SelectionRoundFactory(DjangoModelFactory[SelectionRound]):
    class Meta:
        model = SelectionRound

    edition = SubFactory(EditionFactory)
    number = Sequence(lambda n: n + 1)
    opens_on = LazyFunction(lambda: clock.today() - timedelta(days=30))
    closes_on = LazyFunction(lambda: clock.today() + timedelta(days=7))
    opened_at = LazyAttribute(lambda row: clock.start_of(row.opens_on))


class CriteriaSheetFactory(DjangoModelFactory[CriteriaSheet]):
    class Meta:
        model = CriteriaSheet

    round = SubFactory(SelectionRoundFactory)
    version = Sequence(lambda n: n + 1)


class CandidacyFactory(DjangoModelFactory[Candidacy]):
    """By default somebody who put themselves forward, without an account."""

    class Meta:
        model = Candidacy

    round = SubFactory(SelectionRoundFactory)
    person = SubFactory(PersonFactory, user=None)
    territory = SubFactory(TerritoryFactory, programme=SelfAttribute("..round.edition.programme"))
    code = Sequence(lambda n: f"C-{n + 101}")
    channel = Candidacy.Channel.SELF
    wish = "Voglio riparare biciclette."
    wish_language = "it"
    state = State.SUBMITTED
    submitted_at = LazyFunction(clock.now)


class CandidacyMomentFactory(DjangoModelFactory[CandidacyMoment]):
    class Meta:
        model = CandidacyMoment

    candidacy = SubFactory(CandidacyFactory)
    person_id = SelfAttribute("candidacy.person_id")
    became = State.SUBMITTED


class InterviewFactory(DjangoModelFactory[Interview]):
    class Meta:
        model = Interview

    candidacy = SubFactory(CandidacyFactory)
    person_id = SelfAttribute("candidacy.person_id")
    held_on = LazyFunction(clock.today)
    needs = "Una casa vicina al lavoro."
    written_by = SubFactory(UserFactory)


class UrgencyFactory(DjangoModelFactory[Urgency]):
    class Meta:
        model = Urgency

    candidacy = SubFactory(CandidacyFactory)
    person_id = SelfAttribute("candidacy.person_id")
    level = Urgency.Level.HARDER.value
    why = "A giugno lascia la stanza."
    by = SubFactory(UserFactory)


class BondFactory(DjangoModelFactory[Bond]):
    """Of nobody until `people` are set."""

    class Meta:
        model = Bond

    round = SubFactory(SelectionRoundFactory)
    kind = Bond.Kind.TOGETHER.value
    written_by = SubFactory(UserFactory)


class BondReasonFactory(DjangoModelFactory[BondReason]):
    class Meta:
        model = BondReason

    bond = SubFactory(BondFactory)
    text = "Sono una coppia."


class DecisionFactory(DjangoModelFactory[Decision]):
    class Meta:
        model = Decision

    round = SubFactory(SelectionRoundFactory)
    version = Sequence(lambda n: n + 1)
    kind = Decision.Kind.OPENED


class LockFactory(DjangoModelFactory[Lock]):
    class Meta:
        model = Lock

    candidacy = SubFactory(CandidacyFactory)
    round = SelfAttribute("candidacy.round")
    place = Lock.Place.values[0]
    reason = "Ha già un posto in bottega."


class AnswerFactory(DjangoModelFactory[Answer]):
    class Meta:
        model = Answer

    sheet = SubFactory(CriteriaSheetFactory)
    round = SelfAttribute("sheet.round")
    version = 1
    status = "optimal"
    given = "{}"
    said = "{}"


class LotFactory(DjangoModelFactory[Lot]):
    class Meta:
        model = Lot

    round = SubFactory(SelectionRoundFactory)
    places = 1
    reason = "Sono pari."
    seed_from = "Il primo estratto di sabato."
