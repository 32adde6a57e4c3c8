"""What the room `composing` adds to the world and to the matrix.

A composition of Torino: in its draft sits Farid, who has no circle now. Marta coordinates both
territories, Tullia Torino, Sandro Biella.
"""

from typing import Any

from tests.factories.composing import (
    AnswerFactory,
    CompositionFactory,
    CompositionLockFactory,
    KeepReasonFactory,
    KeepRuleFactory,
)

TABLE = """
# --- circles put together ---
composing:composition_list     GET         ..... ..... +++ ..... .>>
composing:composition_list     POST        ..... ..... uuu ..... .>>
composing:board                GET  mosaic  ..... ..... ++. ..... .>>
composing:propose              POST mosaic  ..... ..... uu. ..... .>>
composing:take                 POST mosaic  ..... ..... uu. ..... .>>
composing:settings             GET  mosaic  ..... ..... ++. ..... .>>
composing:settings             POST mosaic  ..... ..... uu. ..... .>>
composing:set_aside            POST mosaic  ..... ..... uu. ..... .>>
composing:hour                 GET  slot   ..... ..... ++. ..... .>>
composing:hour                 POST slot   ..... ..... uu. ..... .>>
composing:member               GET  chair  ..... ..... ++. ..... .>>
composing:member               POST chair  ..... ..... uu. ..... .>>
composing:lock                 POST chair  ..... ..... uu. ..... .>>
composing:hours                POST chair  ..... ..... uu. ..... .>>
composing:unlock               POST hold   ..... ..... ++. ..... .>>
composing:keeps                GET  mosaic  ..... ..... ++. ..... .>>
composing:keeps                POST mosaic  ..... ..... uu. ..... .>>
composing:keep_release         POST apart  ..... ..... ++. ..... .>>
composing:keep_reason          GET  apart  ..... ..... ++. ..... .>>
composing:confirm              GET  mosaic  ..... ..... ++. ..... .>>
composing:confirm              POST mosaic  ..... ..... uu. ..... .>>
api:composition_list           GET         +++++ +++++ +++ +++++ +>>
api:composition_get            GET  mosaic  ..... ..... ++. ..... .>>
api:composition_pool           GET  mosaic  ..... ..... ++. ..... .>>
api:composition_propose        POST mosaic  ..... ..... uu. ..... .>>
"""


def build(world: Any) -> None:
    marta = world.user("marta")
    draft = CompositionFactory.create(edition=world.edition, begun_by=marta)
    draft.territories.set([world.territories["torino"]])
    farid = world.people["farid"].participations.get()
    ring = {
        "id": "g000",
        "territory": "Torino",
        "slot": "mon-evening",
        "beneficiaries": [farid.code],
        "operators": [str(world.people[name].pk) for name in ("giulia", "hugo")],
        "mediators": [str(world.people["ismail"].pk)],
    }
    draft.standing = AnswerFactory.create(
        composition=draft,
        content={"schema": 1, "status": "proven", "circles": [ring]},
        made_by=marta,
    )
    draft.save()
    rule = KeepRuleFactory.create(composition=draft, written_by=marta)
    rule.people.set([world.people["amal"], world.people["bahar"]])
    KeepReasonFactory.create(rule=rule, text=world.say("marta", "apart"))
    world.things["draft_torino"] = draft
    world.things["chair_torino"] = farid.code
    world.things["apart_torino"] = rule
    world.things["hold_torino"] = CompositionLockFactory.create(
        composition=draft,
        person=world.people["amal"],
        locked_by=marta,
        reason=world.say("marta", "hold"),
    )


def things(world: Any) -> dict[str, dict[str, Any]]:
    draft = world.things["draft_torino"]
    return {
        "mosaic": {"pk": draft.pk},
        "chair": {"pk": draft.pk, "who": world.things["chair_torino"]},
        "slot": {"pk": draft.pk, "ring": "g000"},
        "hold": {"pk": draft.pk, "lock_pk": world.things["hold_torino"].pk},
        "apart": {"pk": draft.pk, "rule_pk": world.things["apart_torino"].pk},
    }


def bodies(_world: Any) -> dict[str, dict[str, Any]]:
    return {"composing:unlock": {"version": 0}, "composing:keep_release": {"version": 0}}
