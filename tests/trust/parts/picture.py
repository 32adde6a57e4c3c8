"""What the picture of the network adds to the world and to the matrix: a printer of Torino."""

from typing import Any

from tests.factories.network import OrganisationFactory

TABLE = """
# --- the picture of the network ---
desk:network                   GET         ..... +++++ +++ ..... .>>
desk:network                   GET  picked ..... ++++. ++. ..... .>>
network:read_ties              POST        ..... +++++ +++ ..... .>>
api:network_picture            GET         ..... +++++ +++ ..... .>>
"""


def build(world: Any) -> None:
    world.things["printer"] = OrganisationFactory.create(
        programme=world.edition.programme,
        territory=world.territories["torino"],
        name="Tipografia Tre Torchi",
        municipality="001272",
    )


def things(world: Any) -> dict[str, dict[str, Any]]:
    return {"picked": {}}


def queries(world: Any) -> dict[str, str]:
    return {"picked": f"?scelta={world.things['printer'].pk}"}
