"""Needs of projects and what was promised for them."""

from factory.declarations import SelfAttribute, SubFactory
from factory.django import DjangoModelFactory

from cerchia.network.models import Help, Unit
from cerchia.support.models import Answer, Commitment, Need, PromiseExport
from tests.factories.access import UserFactory
from tests.factories.offers import OfferFactory
from tests.factories.programmes import EditionFactory
from tests.factories.projects import ProjectFactory


class NeedFactory(DjangoModelFactory[Need]):
    class Meta:
        model = Need

    project = SubFactory(ProjectFactory)
    edition = SelfAttribute("project.edition")
    territory = SelfAttribute("project.circle.territory")
    help = Help.ADVICE
    what = "Sei ore di conti"
    quantity = 6
    unit = Unit.HOURS
    asked_by = SubFactory(UserFactory)


class AnswerFactory(DjangoModelFactory[Answer]):
    class Meta:
        model = Answer

    offer = SubFactory(OfferFactory)
    need = SubFactory(NeedFactory)


class CommitmentFactory(DjangoModelFactory[Commitment]):
    """A proposal that waits for the person's yes: the use cases take it further."""

    class Meta:
        model = Commitment

    need = SubFactory(NeedFactory)
    project = SelfAttribute("need.project")
    edition = SelfAttribute("need.edition")
    territory = SelfAttribute("need.territory")
    offer = SubFactory(
        OfferFactory,
        edition=SelfAttribute("..edition"),
        organisation__territory=SelfAttribute("...territory"),
    )
    quantity = 1
    unit = Unit.HOURS
    proposed_by = SubFactory(UserFactory)


class PromiseExportFactory(DjangoModelFactory[PromiseExport]):
    class Meta:
        model = PromiseExport

    edition = SubFactory(EditionFactory)
    form = PromiseExport.Form.CSV
    rows_count = 1
    content_hash = "0" * 64
    made_by = SubFactory(UserFactory)
