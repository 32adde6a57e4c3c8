"""Whatever is written about a person can be handed to them and erased, or somebody says why not.

A room with tables about people has a `personal_data.py` with `TABLES`, the models that its
`export` and `erase` cover, and `KEPT`, the others with the reason why they stay.
"""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db.models import Model

from cerchia.vault.fields import SealedTextField
from tests.architecture.test_relations import our_models, relations

# Rooms whose people cannot take their data with them yet. This list only becomes shorter.
WITHOUT_A_WAY_OUT = {
    "audit",
    "people",
    "privacy",
    "programmes",
    "vault",
}


def models_about_people() -> set[type[Model]]:
    """Models with sealed text, and those that lead to a person through however many relations."""
    about = {apps.get_model("people.Person"), apps.get_model("access.User")}
    about |= {
        model
        for model in our_models()
        if any(isinstance(field, SealedTextField) for field in model._meta.get_fields())
    }
    edges = list(relations())
    while found := {model for model, target in edges if target in about} - about:
        about |= found
    return about


def test_every_table_about_a_person_can_be_exported_and_erased() -> None:
    uncovered = []
    for model in models_about_people():
        room = model._meta.app_label
        if room in WITHOUT_A_WAY_OUT:
            continue
        door = import_module(f"cerchia.{room}.personal_data")
        if model not in {*door.TABLES, *door.KEPT}:
            uncovered.append(model._meta.label)

    assert not uncovered


def test_a_room_with_a_way_out_is_no_longer_excused() -> None:
    excused = {room for room in WITHOUT_A_WAY_OUT if find_spec(f"cerchia.{room}.personal_data")}

    assert not excused


def test_what_is_kept_has_a_reason() -> None:
    for model in models_about_people():
        if model._meta.app_label in WITHOUT_A_WAY_OUT:
            continue
        kept = import_module(f"cerchia.{model._meta.app_label}.personal_data").KEPT
        assert kept.get(model, "a reason").strip()
