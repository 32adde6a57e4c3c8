"""Who belongs together in a round, written and asked for as the pages do."""

from typing import Any

from django.test import Client

from cerchia.selection.models import Bond
from cerchia.selection.pool import pool_of
from cerchia.selection.usecases.bonds import tie
from cerchia.selection.usecases.deciding import lock
from cerchia.selection.work import calculate, keep
from tests.selection.a_round import Round

PAGE = "/selezione/insieme/"
WHY = "Sono marito e moglie."


def client_of(found: Round, name: str = "marta") -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(found.user(name))
    return client


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def typed(found: Round, *codes: str, kind: str = "together", **more: str) -> dict[str, str]:
    who = dict(zip(("one", "other", "third", "fourth"), codes, strict=False))
    return {"kind": kind, "reason": WHY, "seen": str(found.fresh().version), **who, **more}


def written(found: Round, *codes: str, kind: str = Bond.Kind.TOGETHER, name: str = "marta") -> Bond:
    return tie(
        actor=found.user(name),
        round_=found.fresh(),
        kind=kind,
        people=[found.one(code) for code in codes],
        reason=WHY,
        seen=found.fresh().version,
    )


def fixed(found: Round, code: str, place: str) -> None:
    lock(
        actor=found.user("marta"),
        round_=found.fresh(),
        candidacy=found.one(code),
        place=place,
        reason="Serve.",
        seen=found.fresh().version,
    )


def solved(found: Round, **asked: Any) -> dict[str, Any]:
    given = pool_of(found.fresh(), found.round.sheets.get())
    said = calculate(given, **asked)
    keep(actor=None, sheet=found.round.sheets.get(), version=0, given=given, said=said)
    return said
