"""The workers of the server are killed while people record expenses: what was acknowledged stays.

Runs over HTTP against `cerchia demo`. A request that was cut is sent again with the same key.
"""

import json
import os
import random
import signal
import socket
import subprocess
import time
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen
from uuid import uuid4

from benchmarks.measuring import CERCHIA, ROOT, edition, run, tell

KILLS = 40
CLIENTS = 8
SECONDS_BETWEEN = (0.0, 0.3)
FED = 5  # acknowledged between two kills, so that each one strikes somebody at work


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    kills = parser.parse_args().kills
    with edition() as here:
        token = run([str(CERCHIA), "user", "token", "amal"], here).strip()
        port = free_port()
        command = [str(CERCHIA), "demo"]
        server = subprocess.Popen(  # noqa: S603 - our own command
            command, env={**here, "PORT": str(port)}, cwd=ROOT, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            address = f"http://127.0.0.1:{port}/api/v1"
            wait_for(address, token)
            acknowledged = under_load(address, token, server.pid, kills)
        finally:
            server.terminate()
            server.wait(30)
        stored = everything(here)
        tell("crash_kills", kills, "kills")
        tell("crash_acknowledged", len(acknowledged), "expenses")
        tell("crash_acknowledged_lost", len(acknowledged - stored), "expenses", "0-is-the-goal")
        run([str(CERCHIA), "verify"], here)
        tell("crash_broken_laws", 0, "laws", "0-is-the-goal")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def call(address: str, token: str, body: dict[str, object] | None = None, key: str = "") -> object:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    if key:
        headers["Idempotency-Key"] = key
    data = json.dumps(body).encode() if body else None
    with urlopen(Request(address, data, headers), timeout=20) as answer:  # noqa: S310 - ourselves
        return json.load(answer)


def wait_for(address: str, token: str) -> None:
    for _ in range(300):
        try:
            call(f"{address}/me", token)
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not come up.")


def under_load(address: str, token: str, master: int, kills: int) -> set[str]:
    """Ids of the expenses that were acknowledged while workers died."""
    fund = call(f"{address}/funds", token)["items"][0]["id"]  # type: ignore[index]
    over, done = Event(), set[str]()
    with ThreadPoolExecutor(CLIENTS) as pool:
        for _ in range(CLIENTS):
            pool.submit(record, f"{address}/funds/{fund}/expenses", token, over, done)
        for _ in range(kills):
            wait_for_more(done, len(done) + FED)
            time.sleep(random.uniform(*SECONDS_BETWEEN))  # noqa: S311 - when to strike
            kill_one(master)
        wait_for_more(done, len(done) + FED)
        over.set()
    return done


def wait_for_more(done: set[str], count: int) -> None:
    """Until `count` expenses are acknowledged, or half a minute is over."""
    for _ in range(300):
        if len(done) >= count:
            return
        time.sleep(0.1)


def kill_one(master: int) -> None:
    children = Path(f"/proc/{master}/task/{master}/children").read_text(encoding="ascii").split()
    if children:
        os.kill(int(random.choice(children)), signal.SIGKILL)  # noqa: S311 - whichever


def record(address: str, token: str, over: Event, done: set[str]) -> None:
    """Record one expense after the other; `done` collects the ids that were acknowledged."""
    body = {
        "amount_cents": 1,
        "spent_on": "2013-09-19",
        "what": "crash",
        "objective": None,
        "no_objective_reason": "a trial",
        "evidence": "later",
    }
    while not over.is_set():
        key = str(uuid4())
        while not over.is_set():
            try:
                done.add(call(address, token, body, key)["id"])  # type: ignore[index]
            except HTTPError as refused:
                if refused.code < 500:  # noqa: PLR2004 - a refusal is a fault of ours
                    raise
                time.sleep(0.05)
            except (URLError, OSError, ValueError):
                time.sleep(0.05)
            else:
                break


def everything(here: dict[str, str]) -> set[str]:
    settings = {"DJANGO_SETTINGS_MODULE": "cerchia.config.settings"}
    code = (
        "import django; django.setup()\n"
        "from cerchia.funds.models import Expense\n"
        "print(*Expense.objects.values_list('pk', flat=True))"
    )
    python = str(CERCHIA.with_name("python"))
    return set(run([python, "-c", code], {**here, **settings}).split())


if __name__ == "__main__":
    main()
