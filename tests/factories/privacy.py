"""Consents."""

from factory.declarations import SubFactory
from factory.django import DjangoModelFactory

from cerchia.privacy.models import Consent
from tests.factories.people import PersonFactory


class ConsentFactory(DjangoModelFactory[Consent]):
    class Meta:
        model = Consent

    person = SubFactory(PersonFactory)
    purpose = Consent.Purpose.FUND_TO_CIRCLE
    text_version = "1"
    language = "it"
    way = Consent.Way.READ
