"""Text that names a model hides from the import contracts, so relations are looked at here."""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db.models import Model

from tests.architecture.layout import rank_of_rooms


def our_models() -> list[type[Model]]:
    rooms = {f"cerchia.{room}" for room in rank_of_rooms()}
    return [
        model
        for model in apps.get_models()
        if apps.get_app_config(model._meta.app_label).name in rooms
    ]


def relations() -> Iterator[tuple[type[Model], type[Model]]]:
    for model in our_models():
        for field in model._meta.get_fields(include_hidden=True):
            target = field.related_model
            if field.concrete and isinstance(target, type) and target in our_models():
                yield model, target


def test_every_room_with_tables_has_a_floor() -> None:
    homeless = {
        config.name
        for config in apps.get_app_configs()
        if config.name.startswith("cerchia.") and config.label not in rank_of_rooms()
    }

    assert not homeless


def test_relations_point_down_and_never_to_a_sibling() -> None:
    rank = rank_of_rooms()
    upwards = [
        f"{model._meta.label} -> {target._meta.label}"
        for model, target in relations()
        if model._meta.app_label != target._meta.app_label
        and rank[model._meta.app_label] <= rank[target._meta.app_label]
    ]

    assert not upwards


def test_nothing_relates_to_just_anything_but_the_log() -> None:
    generic = [
        model._meta.label
        for model in our_models()
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey) and model._meta.app_label != "audit"
    ]

    assert not generic
