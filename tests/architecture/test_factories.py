from importlib import import_module
from pkgutil import iter_modules

from django.db.models import Model
from factory.django import DjangoModelFactory

from tests import factories
from tests.architecture.test_relations import our_models

# Rows that only one place can make: sealed, chained to what was before, or a mark of their own.
MADE_BY_USE_CASES = {
    "demo.Filling": "the mark of a filled demo",
    "audit.Entry": "chained to the entry before",
    "audit.FileRead": "chained to the read before",
    "audit.Head": "the end of a chain",
    "vault.SealedFile": "its bytes lie sealed beside it",
    "vault.SubjectKey": "wrapped by the key of the installation",
}


def models_with_a_factory() -> set[type[Model]]:
    for module in iter_modules(factories.__path__):
        import_module(f"{factories.__name__}.{module.name}")
    found: set[type[Model]] = set()
    waiting: list[type[DjangoModelFactory[Model]]] = [DjangoModelFactory]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if model := one._meta.get_model_class():
            found.add(model)
    return found


def test_every_model_has_a_factory_or_a_reason() -> None:
    without = {model._meta.label for model in set(our_models()) - models_with_a_factory()}

    assert without <= set(MADE_BY_USE_CASES)
