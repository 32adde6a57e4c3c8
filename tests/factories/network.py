"""Organisations of a territory, the people who speak for them, who knows and who asked them."""

from datetime import timedelta

from factory.declarations import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from cerchia.kit import clock
from cerchia.network import rules
from cerchia.network.models import (
    KnownContact,
    Merge,
    NotOne,
    Organisation,
    OrganisationInvitation,
    OrganisationMember,
    OrganisationPerson,
    OrganisationWord,
    Outreach,
    RefreshLink,
    Tie,
)
from tests.factories.access import UserFactory
from tests.factories.people import PersonFactory
from tests.factories.programmes import EditionFactory, ProgrammeFactory, TerritoryFactory


class OrganisationFactory(DjangoModelFactory[Organisation]):
    """Its keys are filled; its words are not: `words.learn` writes them where a test searches."""

    class Meta:
        model = Organisation

    programme = SubFactory(ProgrammeFactory)
    territory = SubFactory(TerritoryFactory, programme=SelfAttribute("..programme"))
    name = Sequence(lambda n: f"Bottega {n}")
    name_key = LazyAttribute(lambda row: rules.name_key(row.name))


class OrganisationWordFactory(DjangoModelFactory[OrganisationWord]):
    class Meta:
        model = OrganisationWord

    organisation = SubFactory(OrganisationFactory)
    territory = SelfAttribute("organisation.territory")
    known_at = SelfAttribute("organisation.known_at")
    state = SelfAttribute("organisation.state")
    word = Sequence(lambda n: f"word{n}")


class OrganisationPersonFactory(DjangoModelFactory[OrganisationPerson]):
    class Meta:
        model = OrganisationPerson

    organisation = SubFactory(OrganisationFactory)
    name = Sequence(lambda n: f"Responsabile {n}")


class OrganisationMemberFactory(DjangoModelFactory[OrganisationMember]):
    class Meta:
        model = OrganisationMember

    organisation = SubFactory(OrganisationFactory)
    person = SubFactory(PersonFactory)


class OrganisationInvitationFactory(DjangoModelFactory[OrganisationInvitation]):
    class Meta:
        model = OrganisationInvitation

    organisation = SubFactory(OrganisationFactory)
    edition = SubFactory(EditionFactory, programme=SelfAttribute("..organisation.programme"))
    code_hash = Sequence(lambda n: f"{n:064d}")
    made_by = SubFactory(UserFactory)
    expires_at = LazyFunction(lambda: clock.now() + timedelta(days=14))


class KnownContactFactory(DjangoModelFactory[KnownContact]):
    class Meta:
        model = KnownContact

    organisation = SubFactory(OrganisationFactory)
    edition = SubFactory(EditionFactory, programme=SelfAttribute("..organisation.programme"))
    territory = SelfAttribute("organisation.territory")
    person = SubFactory(PersonFactory)
    named_as = KnownContact.Named.PARTICIPANT


class OutreachFactory(DjangoModelFactory[Outreach]):
    class Meta:
        model = Outreach

    organisation = SubFactory(OrganisationFactory)
    edition = SubFactory(EditionFactory, programme=SelfAttribute("..organisation.programme"))
    by = SubFactory(UserFactory)
    channel = Outreach.Channel.PHONE
    outcome = Outreach.Outcome.NO_ANSWER


class TieFactory(DjangoModelFactory[Tie]):
    class Meta:
        model = Tie

    first = SubFactory(OrganisationFactory)
    second = SubFactory(OrganisationFactory, programme=SelfAttribute("..first.programme"))


class RefreshLinkFactory(DjangoModelFactory[RefreshLink]):
    class Meta:
        model = RefreshLink

    organisation = SubFactory(OrganisationFactory)
    code_hash = Sequence(lambda n: f"{n:064d}")
    made_by = SubFactory(UserFactory)
    expires_at = LazyFunction(lambda: clock.now() + timedelta(days=30))


class MergeFactory(DjangoModelFactory[Merge]):
    class Meta:
        model = Merge

    kept = SubFactory(OrganisationFactory)
    gone = SubFactory(OrganisationFactory, programme=SelfAttribute("..kept.programme"))
    made_by = SubFactory(UserFactory)


class NotOneFactory(DjangoModelFactory[NotOne]):
    class Meta:
        model = NotOne

    first = SubFactory(OrganisationFactory)
    second = SubFactory(OrganisationFactory, programme=SelfAttribute("..first.programme"))
    said_by = SubFactory(UserFactory)
