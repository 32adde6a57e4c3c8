"""Help on the table: proposed, or checked and free to be taken."""

from factory.declarations import LazyAttribute, LazyFunction, SelfAttribute, SubFactory, Trait
from factory.django import DjangoModelFactory

from cerchia.kit import clock
from cerchia.network.models import Help, Offer, Unit
from tests.factories.access import UserFactory
from tests.factories.network import OrganisationFactory
from tests.factories.programmes import EditionFactory


class OfferFactory(DjangoModelFactory[Offer]):
    """An available offer; `waiting=True` for one that nobody checked yet."""

    class Meta:
        model = Offer

    class Params:
        waiting = Trait(checked_at=None, checked_by=None, checked_points=[])

    edition = SubFactory(EditionFactory)
    organisation = SubFactory(OrganisationFactory, programme=SelfAttribute("..edition.programme"))
    territory = SelfAttribute("organisation.territory")
    help = Help.ADVICE
    what = "Ore con il nostro contabile"
    quantity = 6
    unit = Unit.HOURS
    proposed_by = SubFactory(UserFactory)
    checked_at = LazyFunction(clock.now)
    checked_by = SubFactory(UserFactory)
    checked_points = LazyAttribute(lambda row: sorted(Offer(help=row.help).checks))
