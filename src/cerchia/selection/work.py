"""Work in the background: a proposal is calculated, with progress, and can be stopped."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.balance.engine import Brake
from cerchia.balance.errors import BalanceError
from cerchia.balance.output import as_json
from cerchia.balance.requests import Request
from cerchia.balance.schema import parse_pool
from cerchia.jobs.registry import Running, Values, work
from cerchia.kit import clock
from cerchia.selection.models import Answer, Candidacy, CriteriaSheet, SelectionRound
from cerchia.selection.models.candidacies import State
from cerchia.selection.pool import pool_of
from cerchia.selection.refusals import SheetRefused

SEED = 1
USUAL_SECONDS = 120.0
LOOK_EVERY = 0.3
STEPS = 6


@work("selection.propose")
def propose(running: Running, params: Values) -> Values:
    """Work out a proposal for a round and keep the answer; `params` hold ids and numbers."""
    round_ = SelectionRound.objects.select_related("edition").get(pk=UUID(params["round"]))
    sheet = CriteriaSheet.objects.select_related("round").get(pk=UUID(params["sheet"]))
    given = pool_of(round_, sheet)
    version = round_.version
    held = _held(round_) if params.get("again") else None
    said = calculate(
        given,
        seed=int(params.get("seed", SEED)),
        lists=int(params.get("lists", 0)),
        previous=held,
        running=running,
    )
    answer = keep(
        actor=User.objects.filter(pk=UUID(params["actor"])).first(),
        sheet=sheet,
        version=version,
        given=given,
        said=said,
        lists=int(params.get("lists", 0)),
    )
    name = "selection:statement" if params.get("lists") else "selection:answer"
    path = reverse(name) if params.get("lists") else reverse(name, args=[answer.pk])
    return {"answer": str(answer.pk), "status": answer.status, "_next": path}


def calculate(
    given: dict[str, Any],
    *,
    seed: int = SEED,
    lists: int = 0,
    previous: tuple[str, ...] | None = None,
    running: Running | None = None,
) -> dict[str, Any]:
    """The output object for an exchange file: what `cerchia balance select` prints for it."""
    from cerchia.balance.selection.propose import propose as solve  # noqa: PLC0415 - slow to load

    brake = Brake()
    request = Request(
        seed=seed,
        seconds=USUAL_SECONDS,
        lists=lists,
        previous=previous,
        interruptible=True,
        progress=_telling(running),
        brake=brake,
        started=clock.now().isoformat(timespec="seconds"),
    )
    try:
        with _listening(running, brake):
            proposal = solve(parse_pool(given), request)
    except BalanceError as refused:
        raise SheetRefused(str(refused)) from refused
    return as_json(proposal, circles=False)


def _held(round_: SelectionRound) -> tuple[str, ...] | None:
    rows = Candidacy.objects.standing_alone().filter(round=round_, state=State.PROPOSED)
    return tuple(rows.order_by("code").values_list("code", flat=True)) or None


def _telling(running: Running | None) -> Any:
    """What goes on, in words and steps."""
    count = [0]

    def tell(message: str) -> None:
        if running is None:
            return
        count[0] = min(count[0] + 1, STEPS - 1)
        running.tell(count[0], STEPS, _words(message))

    return tell


def _words(message: str) -> str:
    if message.startswith("reasons"):
        return gettext("Working out why, for each person")
    if message.startswith("chances"):
        return gettext("Working out the chance of each person")
    if message.startswith(("S1", "S2", "S3", "S4", "changes")):
        return gettext("Looking for a balanced list, one goal after the other")
    return gettext("Checking")


@contextmanager
def _listening(running: Running | None, brake: Brake) -> Iterator[None]:
    """Pull the brake when somebody asks to stop: the best so far is kept."""
    if running is None:
        yield
        return
    over = threading.Event()

    def listen() -> None:
        while not over.wait(LOOK_EVERY):
            if running.asked_to_stop():
                brake.pull()
                return

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@transaction.atomic
def keep(
    *,
    actor: User | None,
    sheet: CriteriaSheet,
    version: int,
    given: dict[str, Any],
    said: dict[str, Any],
    lists: int = 0,
) -> Answer:
    """Keep what was given and answered, sealed. An answer moves nobody."""
    answer = Answer.objects.create(
        round=sheet.round,
        sheet=sheet,
        version=version,
        asked_by=actor,
        seed=said["run"]["seed"],
        lists=lists,
        again="changes" in said,
        status=said["status"],
        input_sha256=said["run"]["input_sha256"],
        given=json.dumps(given, ensure_ascii=False, sort_keys=True),
        said=json.dumps(said, ensure_ascii=False, sort_keys=True),
    )
    facts = {"status": answer.status, "input": answer.input_sha256, "seed": answer.seed}
    record(
        "selection.answer.kept",
        actor=actor,
        about=answer,
        edition_id=sheet.round.edition_id,
        facts=facts,
    )
    return answer
