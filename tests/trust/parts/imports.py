"""What tables in and out add to the matrix: one that Giulia sent, whose rows wait for answers."""

from typing import Any

from cerchia.network.models import ImportRow
from tests.factories.imports import ImportFactory, ImportRowFactory

TABLE = """
# --- tables of organisations, in and out ---
network:import_new             GET         ..... +.+.+ +++ ..... .>>
network:import_new             POST        ..... u.u.u uuu ..... .>>
network:import_show            GET  table  ..... +.... ++. ..... .>>
network:import_columns         GET  table  ..... +.... !!. ..... .>>
network:import_columns         POST table  ..... +.... !!. ..... .>>
network:import_choose          POST table  ..... +.... !!. ..... .>>
network:import_write           POST table  ..... +.... !!. ..... .>>
network:import_undo            POST table  ..... +.... ++. ..... .>>
network:import_drop            POST table  ..... +.... !!. ..... .>>
network:export_form            GET         ..... +++++ +++ .+.+. .>>
network:export_form            POST        ..... +++++ +++ .u.u. .>>
api:network_import_send        POST        ..... u.u.u uuu ..... .>>
api:network_import_list        GET         +++++ +++++ +++ +++++ +>>
api:network_import_get         GET  table  ..... +.... ++. ..... .>>
api:network_import_rows        GET  table  ..... +.... !!. ..... .>>
api:network_import_columns     POST table  ..... +.... !!. ..... .>>
api:network_import_choose      POST table  ..... +.... !!. ..... .>>
api:network_import_write       POST table  ..... +.... !!. ..... .>>
api:network_import_undo        POST table  ..... +.... ++. ..... .>>
api:network_import_drop        POST table  ..... +.... !!. ..... .>>
api:network_export             POST        ..... +++++ +++ .!.!. .>>
"""


def build(world: Any) -> None:
    batch = ImportFactory.create(
        edition=world.edition,
        territory=world.territories["torino"],
        made_by=world.user("giulia"),
        titles=["Nome"],
        columns={"0": "name"},
        state="written",
    )
    row = ImportRowFactory.create(of=batch, choice=ImportRow.Choice.LEAVE)
    world.things["table_giulia"], world.things["table_row_giulia"] = batch, row


def things(world: Any) -> dict[str, dict[str, Any]]:
    return {"table": {"pk": world.things["table_giulia"].pk}}


def bodies(world: Any) -> dict[str, Any]:
    row = world.things["table_row_giulia"]
    return {
        "network:import_columns": {"column-0": "name"},
        "network:import_choose": {f"row-{row.pk}": "leave", "then": "stay"},
        "network:export_form": {"part": "work", "form": "csv"},
    }


def json_bodies(world: Any) -> dict[str, Any]:
    row = world.things["table_row_giulia"]
    return {
        "api:network_import_columns": {"columns": {"0": "name"}},
        "api:network_import_choose": {"choices": {str(row.pk): "leave"}},
        "api:network_export": {"part": "work", "form": "csv"},
    }
