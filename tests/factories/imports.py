"""Tables on their way in, and lists that went out."""

from factory.declarations import SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from cerchia.network.models import Export, Import, ImportRow
from tests.factories.access import UserFactory
from tests.factories.programmes import EditionFactory, TerritoryFactory


class ImportFactory(DjangoModelFactory[Import]):
    """A table looked through, without its file."""

    class Meta:
        model = Import

    edition = SubFactory(EditionFactory)
    territory = SubFactory(TerritoryFactory, programme=SelfAttribute("..edition.programme"))
    made_by = SubFactory(UserFactory)
    state = Import.State.READY
    rows_count = 1


class ImportRowFactory(DjangoModelFactory[ImportRow]):
    class Meta:
        model = ImportRow

    of = SubFactory(ImportFactory)
    number = Sequence(lambda n: n + 2)


class ExportFactory(DjangoModelFactory[Export]):
    class Meta:
        model = Export

    edition = SubFactory(EditionFactory)
    form = Export.Form.CSV
    part = Export.Part.PUBLIC
    rows_count = 1
    content_hash = "0" * 64
    made_by = SubFactory(UserFactory)
