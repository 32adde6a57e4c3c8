"""What candidacies add to the world and to the matrix.

Amal came in by a candidacy and takes part by now. Two people of Torino ask to take part in the
round that is open: one with words and a voice, one with words only.
"""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from cerchia.selection.models import SelectionRound
from cerchia.selection.rules.eligibility import PRESETS
from cerchia.vault import files
from tests.factories.people import ContactPointFactory, PersonFactory, PersonLanguageFactory
from tests.factories.selection import (
    CandidacyFactory,
    CandidacyMomentFactory,
    InterviewFactory,
    SelectionRoundFactory,
)
from tests.trust.world import NOW, voice

TABLE = """
# --- asking to take part ---
selection:begin                GET         +++++ +++++ +++ +++++ +++
selection:write                GET  asking +++++ +++++ +++ +++++ +++
selection:write                POST asking +++++ +++++ +++ +++++ +++
selection:sent                 GET         +++++ +++++ +++ +++++ +++
selection:sent                 POST        +++++ +++++ +++ +++++ +++
selection:more                 GET         +++++ +++++ +++ +++++ +++
selection:more                 POST        +++++ +++++ +++ +++++ +++
selection:mine                 GET         +.... ..... ... ..... .>>
selection:take_back            GET         +.... ..... ... ..... .>>
selection:take_back            POST        +.... ..... ... ..... .>>
selection:my_voice             GET         +.... ..... ... ..... .>>
selection:refer                GET         ..... ..... ... ..+.. .>>
selection:refer                POST        ..... ..... ... ..+.. .>>
selection:new                  GET         ..... +++++ +++ ..... .>>
selection:new                  POST        ..... ++++u ++u ..... .>>
selection:pairs                GET         ..... +.+.+ +++ ..... .>>
selection:asked                GET         ..... ..... +++ ..... .>>
selection:asked                POST        ..... ..... u!! ..... .>>
selection:panel                GET         ..... ..... ... .+... .>>
selection:candidacy            GET  asks   ..... ++++. ++. ..... .>>
selection:facts                GET  asks   ..... +!+!. ++. ..... .>>
selection:facts                POST asks   ..... +!+!. ++. ..... .>>
selection:check                POST asks   ..... u!u!. uu. ..... .>>
selection:override             POST asks   ..... !!!!. ++. ..... .>>
selection:interview            GET  asks   ..... ++++. ++. ..... .>>
selection:interview            POST asks   ..... uuuu. uu. ..... .>>
selection:leaves               POST asks   ..... +!+!. ++. ..... .>>
selection:tell                 POST asks   ..... ++++. ++. ..... .>>
selection:beside               POST asks   ..... ++++. ++. ..... .>>
selection:join                 POST asks   ..... +!+!. ++. ..... .>>
selection:part                 POST asks   ..... u!u!. uu. ..... .>>
selection:voice                GET  asks   ..... ++++. ++. ..... .>>
selection:phone                GET  asks   ..... ++++. ++. ..... .>>
selection:phone                POST asks   ..... ++++. ++. ..... .>>
api:candidacy_list             GET         +++++ +++++ +++ +++++ +>>
api:candidacy_get              GET  asks   ..... ++++. ++. ..... .>>
api:candidacy_check            POST asks   ..... u!u!. uu. ..... .>>
"""
STARTS = ("/candidature/",)
CODE, OTHER = "C-901", "C-902"


def build(world: Any) -> None:
    day = NOW.date()
    past = SelectionRoundFactory.create(
        edition=world.edition,
        number=90,
        opens_on=day - timedelta(days=240),
        closes_on=day - timedelta(days=200),
        closed_at=NOW - timedelta(days=199),
        decided_at=NOW - timedelta(days=195),
        published_at=NOW - timedelta(days=190),
    )
    _took_part(world, past)
    taking = SelectionRoundFactory.create(
        edition=world.edition,
        number=91,
        eligibility=PRESETS["2013"],
        hides_identity=True,
    )
    world.things["taking"] = taking
    world.things["asks"] = _asks(world, taking, "zala", CODE, spoken=True)
    world.things["asks_too"] = _asks(world, taking, "tirsa", OTHER, spoken=False)


def _took_part(world: Any, past: SelectionRound) -> None:
    amal = world.people["amal"]
    row = CandidacyFactory.create(
        round=past,
        person=amal,
        territory=world.territories["torino"],
        code="C-900",
        wish="",
        wish_voice=files.take_in(subject=amal.pk, upload=voice(), allowed=files.RECORDINGS),
        state="selected",
        told_at=NOW - timedelta(days=194),
        participation=amal.participations.get(),
    )
    CandidacyMomentFactory.create(candidacy=row, became="selected", at=NOW - timedelta(days=195))


def _asks(world: Any, taking: SelectionRound, name: str, code: str, *, spoken: bool) -> Any:
    say = world.say
    person = PersonFactory.create(
        user=None, given_name=say(name, "given"), family_name=say(name, "family")
    )
    PersonLanguageFactory.create(person=person, language="so")
    ContactPointFactory.create(person=person, value=world.aviary.phone(name))
    sound = files.take_in(subject=person.pk, upload=voice(), allowed=files.RECORDINGS)
    row = CandidacyFactory.create(
        round=taking,
        person=person,
        territory=world.territories["torino"],
        code=code,
        wish=say(name, "asked"),
        wish_voice=sound if spoken else None,
        referrer=say(name, "referrer"),
        submitted_at=NOW - timedelta(days=2),
    )
    CandidacyMomentFactory.create(candidacy=row, at=NOW - timedelta(days=2))
    InterviewFactory.create(
        candidacy=row, needs=say(name, "needs"), written_by=world.user("giulia")
    )
    return row


def things(world: Any) -> dict[str, dict[str, Any]]:
    return {"asking": {}, "asks": {"code": world.asks.code}}


def queries(world: Any) -> dict[str, str]:
    place = f"{world.taking.pk}.{world.territories['torino'].pk}"
    return {"asking": f"?per=io&dove={place}"}


def bodies(world: Any) -> dict[str, Any]:
    who = {"given_name": "Nuova", "contact": "331 000 0000", "language": "it", "agreed": "on"}
    where = {name: f"{world.taking.pk}.{place.pk}" for name, place in world.territories.items()}
    why = {"why-reason": "Parole nuove.", "to": "eligible"}
    return {
        "selection:write": {**who, "text": "Parole nuove.", "key": str(uuid4())},
        "selection:refer": {**who, "text": "", "place": where["biella"]},
        "selection:new": {**who, "text": "", "place": where["torino"]},
        "selection:override": why,
        "selection:leaves": {"bye-reason": "Parole nuove."},
        "selection:tell": {"words": "Parole nuove."},
        "selection:beside": {"text": "Parole nuove."},
        "selection:join": {"other": str(world.asks_too.pk)},
    }


def json_bodies(_world: Any) -> dict[str, Any]:
    return {"api:candidacy_check": {}}
