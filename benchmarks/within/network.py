"""What is asked for by word: `quick` (list and likeness, in ms), `page`, `import` (in seconds)."""

import gzip
import json
import random
import re
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - needs settings
from django.test import Client  # noqa: E402

from benchmarks.within.territory import name as invented  # noqa: E402
from cerchia.access.models import User  # noqa: E402
from cerchia.desk.work import read_ties  # noqa: E402
from cerchia.jobs.models import Job  # noqa: E402
from cerchia.kit import clock  # noqa: E402
from cerchia.network.likeness import Named, like  # noqa: E402
from cerchia.network.models import Import, Organisation  # noqa: E402
from cerchia.network.queries import Place, coverage, doubles  # noqa: E402
from cerchia.network.queries.lists import SIZE, Filters, listing  # noqa: E402
from cerchia.network.queries.who import places_worked, territories_seen  # noqa: E402
from cerchia.network.ties import KIND, key_of  # noqa: E402
from cerchia.network.usecases import imports  # noqa: E402
from cerchia.network.usecases.import_rows import look_at_rows, undo_rows, write_rows  # noqa: E402

ROUNDS = 40
PAGES = 5
WHO = "marta"
ROWS = 10_000


class Quiet:
    """A job nobody watches."""

    def tell(self, done: int, of: int, words: str = "") -> None:
        pass

    def asked_to_stop(self) -> bool:
        return False


class Watch:
    """Counts how often progress is told, and the longest silence between two times, in seconds."""

    def __init__(self) -> None:
        """Begins to wait."""
        self.told, self.silence, self._last = 0, 0.0, time.perf_counter()

    def __call__(self, _done: int, _of: int) -> None:
        now = time.perf_counter()
        self.told += 1
        self.silence, self._last = max(self.silence, now - self._last), now


def ms(
    job: Callable[[], object], rounds: int = ROUNDS, clock: Callable[[], float] = time.process_time
) -> float:
    """The median by the clock (of the processor if none is named), after a few turns to warm up."""
    for _ in range(3):
        job()
    times = []
    for _ in range(rounds):
        began = clock()
        job()
        times.append((clock() - began) * 1000)
    return statistics.median(times)


def quick(user: User) -> dict[str, float]:
    """Lists by three filters, without words and with words that many, some and few have; entry."""
    found: dict[str, float] = {}
    sizes: dict[str, int] = json.loads(sys.argv[2]) if len(sys.argv) > len(("", "quick")) else {}
    for name, (filters, search) in searches().items():
        asked = Filters(**filters, search=search)
        found[f"list_{name}"] = ms(lambda asked=asked: listing(user, asked))  # type: ignore[misc]
        found[f"list_{name}_rows"] = len(listing(user, asked).rows)
        size = sizes.get(name, SIZE)
        found[f"list_{name}_same"] = ms(
            lambda asked=asked, size=size: listing(user, asked, size=size)
        )  # type: ignore[misc]
    for name, named in entries(user).items():
        found[f"likeness_{name}"] = ms(lambda named=named: like(named), clock=time.perf_counter)  # type: ignore[misc]
    found["coverage"] = ms(lambda: coverage(user), PAGES)
    found["doubles"] = ms(lambda: doubles(user), PAGES)
    return found


def searches() -> dict[str, tuple[dict[str, Any], str]]:
    """Three filters each, and a word: a third of all have it, a twentieth, many begin so, two of
    them, one.
    """
    rare = Organisation.objects.order_by("pk")[0].name.split()[-1]
    three = {"state": "answered", "business": True, "interest": "not_refugees"}
    wider = {**three, "business": False}
    return {
        "plain": (three, ""),
        "frequent": (wider, "assoc"),
        "common": (three, "panett"),
        "begun": (wider, "ba"),
        "two": (wider, "assoc ba"),
        "rare": (three, rare),
    }


def entries(user: User) -> dict[str, Named]:
    """A name nobody has, one that is there with slips, one of words that thousands have."""
    seen = list(territories_seen(user))
    last = Organisation.objects.order_by("-pk")[0].name
    return {
        "new": Named("Panettería Lievito Lènto", "001272", "011 123456", territory_ids=seen),
        "near": Named(last.replace("a", "à").replace("ci", "ti"), territory_ids=seen),
        "generic": Named("Associazione Panetteria", territory_ids=seen),
    }


def page(user: User) -> dict[str, float]:
    """The work in the background, then the page that shows it: seconds, and bytes as sent."""
    territories = territories_seen(user)
    params = {
        "user": str(user.pk),
        "territories": {str(key): one.name for key, one in territories.items()},
    }
    began = time.perf_counter()
    result = read_ties(Quiet(), params)
    seconds = time.perf_counter() - began
    now = clock.now()
    Job.objects.create(
        kind=KIND,
        key=key_of(territories),
        actor=user.pk,
        params=params,
        result=result,
        started_at=now,
        finished_at=now,
    )
    call_command("collectstatic", interactive=False, verbosity=0)
    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    answer = client.get("/rete/")
    assert answer.status_code == 200  # noqa: PLR2004, S101 - or the figure is void
    drawn = re.findall(rb"<svg class=\"chart\".*?</svg>", answer.content, re.DOTALL)
    return {
        "work": seconds,
        "page": len(gzip.compress(answer.content, 6)),
        "drawings": len(gzip.compress(b"".join(drawn), 6)),
        "marks": len(result["drawing"]["marks"]),
        "ms": ms(lambda: client.get("/rete/"), PAGES),
    }


def bring_in(user: User) -> dict[str, Any]:
    """A table of ten thousand, with people to talk to: sent, looked through, written, undone."""
    place = places_worked(user)[0]
    head = "nome;comune;tipo;telefono;note;referente;e-mail referente\n"
    chance = random.Random(ROWS)  # noqa: S311 - invented
    lines = [
        f"{invented(chance)};Biella;shop;015 {i:06};prova;Maria {i};maria{i}@bottega.example\n"
        for i in range(ROWS)
    ]
    content = (head + "".join(lines)).encode()
    watch = Watch()
    seconds = {}
    call_command("collectstatic", interactive=False, verbosity=0)
    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    for name, step in steps(user, place, content, watch, client).items():
        began = time.perf_counter()
        step()
        seconds[name] = time.perf_counter() - began
    return {"seconds": seconds, "told": watch.told, "silence": watch.silence}


def steps(
    user: User, place: Place, content: bytes, watch: Watch, client: Client
) -> dict[str, Callable[[], object]]:
    def table() -> Import:
        return Import.objects.filter(made_by=user).latest("made_at")

    def preview() -> None:
        assert client.get(table().get_absolute_url()).status_code == 200  # noqa: PLR2004, S101

    return {
        "upload": lambda: imports.take_table(
            actor=user, edition=place.edition, territory=place.territory, content=content
        ),
        "matching": lambda: look_at_rows(table(), watch),
        "preview": preview,
        "writing": lambda: write_rows(actor=user, batch=table(), tell=watch),
        "undo": lambda: undo_rows(actor=user, batch=table()),
    }


def main() -> None:
    user = User.objects.get(username=WHO)
    works = {"quick": quick, "page": page, "import": bring_in}
    sys.stdout.write(json.dumps(works[sys.argv[1]](user)) + "\n")


if __name__ == "__main__":
    main()
