"""What a round of selection adds to the world and to the matrix.

In the round that is open somebody of Torino is proposed and somebody of Biella waits, under
criteria that are frozen and count urgency, which two wrote of each. Two of Torino walk apart; the
calculation answered once, and a lot was called.
"""

from typing import Any

from cerchia.selection.models import Candidacy
from tests.factories.people import PersonFactory, PersonLanguageFactory
from tests.factories.selection import (
    AnswerFactory,
    BondFactory,
    BondReasonFactory,
    CandidacyFactory,
    CriteriaSheetFactory,
    LotFactory,
    UrgencyFactory,
)
from tests.trust.world import NOW

TABLE = """
# --- a round, and how people choose ---
selection:balance              GET         ..... +++++ +++ ..... .>>
selection:swap                 POST        ..... !!!!! ++! ..... .>>
selection:lock                 POST        ..... !!!!! ++! ..... .>>
selection:unlock               POST        ..... !!!!! ++! ..... .>>
selection:wait                 POST        ..... !!!!! ++! ..... .>>
selection:fill                 POST        ..... !!!!! ++! ..... .>>
selection:history              GET         ..... +++++ +++ ..... .>>
selection:print                GET         ..... +++++ +++ ..... .>>
selection:sign                 POST        ..... !!!!! +!! ..... .>>
selection:decide               POST        ..... !!!!! +++ ..... .>>
selection:round_plan           POST        ..... ..... +!! ..... .>>
selection:round_close          POST        ..... !!!!! +!! ..... .>>
selection:round_publish        POST        ..... !!!!! +!! ..... .>>
selection:propose              POST        ..... !!!!! +!! ..... .>>
selection:answer               GET  answer ..... ..... +++ ..... .>>
selection:accept               POST answer ..... ..... +!! ..... .>>
selection:criteria             GET         ..... +++++ +++ ..... .>>
selection:criteria             POST        ..... !!!!! u!! ..... .>>
selection:criteria_freeze      POST        ..... !!!!! +!! ..... .>>
selection:lot_call             GET         ..... ..... +!! ..... .>>
selection:lot_call             POST        ..... ..... u!! ..... .>>
selection:lot                  GET  lot    ..... ..... +++ ..... .>>
selection:lot_draw             POST lot    ..... ..... +!! ..... .>>
selection:statement            GET         ..... +++++ +++ ..... .>>
selection:statement_pdf        GET         ..... +++++ +++ ..... .>>
selection:bonds                GET         ..... ..... +++ ..... .>>
selection:bonds                POST        ..... ..... uuu ..... .>>
selection:bond_end             POST bond   ..... ..... ++. ..... .>>
selection:bond_why             GET  bond   ..... ..... ++. ..... .>>
selection:thoughts             POST chosen ..... ++++. ++. ..... .>>
selection:urgency              POST chosen ..... +!+!. ++. ..... .>>
selection:why                  GET  chosen ..... ++++. ++. ..... .>>
api:round_list                 GET         +++++ +++++ +++ +++++ +>>
api:round_get                  GET  round  ..... +++++ +++ ..... .>>
api:round_pool                 GET  round  ..... !!!!! +!! ..... .>>
api:proposal_ask               POST round  ..... !!!!! +!! ..... .>>
api:proposal_list              GET  round  ..... !!!!! +++ ..... .>>
api:proposal_get               GET  answer ..... ..... +++ ..... .>>
api:proposal_accept            POST answer ..... ..... +!! ..... .>>
api:swap                       POST round  ..... !!!!! ++! ..... .>>
api:round_sign                 POST round  ..... !!!!! +!! ..... .>>
api:round_decide               POST round  ..... !!!!! +++ ..... .>>
api:candidacy_urgency          POST chosen ..... +!+!. ++. ..... .>>
api:bond_list                  GET  round  ..... !!!!! +++ ..... .>>
api:bond_write                 POST round  ..... !!!!! uuu ..... .>>
api:bond_end                   POST bond   ..... ..... ++. ..... .>>
api:decision_list              GET  round  ..... +++++ +++ ..... .>>
"""
IN, WAITS, MET = "C-911", "C-912", "C-913"
WHY = "Parole nuove."
CRITERIA = {
    "seats": 35,
    "places": {
        "Torino": {"wanted": 24, "low": 20, "high": 30},
        "Biella": {"wanted": 11, "low": 5, "high": 15},
    },
    "urgency": True,
    "why": "Come nel progetto.",
}
WRITERS = {"torino": ("giulia", "tullia"), "biella": ("elena", "sandro")}


def build(world: Any) -> None:
    taking = world.things["taking"]
    sheet = CriteriaSheetFactory.create(
        round=taking,
        version=1,
        content=CRITERIA,
        sha256="0" * 64,
        frozen_at=NOW,
        frozen_by=world.user("marta"),
    )
    people = [
        _met(world, "torino", "proposed", IN),
        _met(world, "torino", "interviewed", MET),
    ]
    _met(world, "biella", "waiting_list", WAITS)
    bond = BondFactory.create(round=taking, kind="apart", written_by=world.user("marta"))
    bond.people.set(people)
    BondReasonFactory.create(bond=bond)
    world.things["bond"] = bond
    world.things["answer"] = AnswerFactory.create(sheet=sheet, said='{"status": "undecided"}')
    world.things["lot"] = LotFactory.create(
        round=taking, among=[WAITS, IN], lists=[[IN], [WAITS]], lists_sha256="0" * 64
    )


def _met(world: Any, place: str, state: str, code: str) -> Candidacy:
    person = PersonFactory.create(
        user=None, given_name=world.say(code, "given"), family_name=world.say(code, "family")
    )
    PersonLanguageFactory.create(person=person, language="so")
    row = CandidacyFactory.create(
        round=world.things["taking"],
        person=person,
        territory=world.territories[place],
        code=code,
        state=state,
        wish=world.say(code, "asked"),
        why=world.say(code, "why"),
    )
    for name in WRITERS[place]:
        UrgencyFactory.create(candidacy=row, by=world.user(name))
    return row


def things(world: Any) -> dict[str, dict[str, Any]]:
    return {
        "round": {"pk": world.taking.pk},
        "answer": {"pk": world.answer.pk},
        "lot": {"pk": world.lot.pk},
        "chosen": {"code": IN},
        "bond": {"pk": world.bond.pk},
    }


def bodies(world: Any) -> dict[str, Any]:
    one = {"code": IN, "reason": WHY, "seen": 0}
    signature = {"sign-reason": WHY, "sign-seen": 0}
    days = {"opens_on": "2013-10-01", "closes_on": "2013-10-31"}
    return {
        "selection:swap": {"leaves": IN, "reason": WHY, "seen": 0},
        "selection:lock": {**one, "place": "in"},
        "selection:unlock": one,
        "selection:wait": one,
        "selection:fill": one,
        "selection:sign": signature,
        "selection:decide": signature,
        "selection:round_plan": {"edition": str(world.edition.pk), **days},
        "selection:round_close": {"seen": 0},
        "selection:round_publish": {"seen": 0},
        "selection:propose": {},
        "selection:accept": {"which": "proposal", "reason": WHY, "seen": 0},
        "selection:criteria_freeze": {"seen": 0},
        "selection:bond_end": {"seen": 0},
        "selection:urgency": {"urgency-level": "now", "urgency-why": WHY},
        "selection:lot_draw": {"seed": "7 21 45", "seen": 0},
    }


def json_bodies(_world: Any) -> dict[str, Any]:
    reason = {"reason": WHY, "version": 0}
    return {
        "api:proposal_ask": {},
        "api:proposal_accept": {"list": "proposal", **reason},
        "api:candidacy_urgency": {"level": "now", "why": WHY},
        "api:bond_write": {"kind": "together", "people": [], **reason},
        "api:bond_end": {"version": 0},
        "api:swap": {"leaves": IN, **reason},
        "api:round_sign": reason,
        "api:round_decide": reason,
    }
