"""What the room `jobs` adds to the world and to the matrix: Marta's own work, and nobody else's."""

from typing import Any

from tests.factories.jobs import JobFactory

TABLE = """
# --- long work ---
jobs:job_show                  GET  work   ..... ..... +.. ..... .>>
jobs:job_stop                  POST work   ..... ..... +.. ..... .>>
api:job_get                    GET  work   ..... ..... +.. ..... .>>
api:job_stop                   POST work   ..... ..... +.. ..... .>>
"""


def build(world: Any) -> None:
    world.things["work_marta"] = JobFactory.create(actor=world.user("marta").pk)


def things(world: Any) -> dict[str, dict[str, Any]]:
    return {"work": {"pk": world.things["work_marta"].pk}}
