"""What is asked for by word: `quick` (list and likeness, in ms), `page`, `import` (in seconds)."""

import gzip
import json
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

from cerchia.access.models import User  # noqa: E402
from cerchia.desk.work import read_ties  # noqa: E402
from cerchia.jobs.models import Job  # noqa: E402
from cerchia.kit import clock  # noqa: E402
from cerchia.network.likeness import Named, like  # noqa: E402
from cerchia.network.models import Import, Organisation  # noqa: E402
from cerchia.network.queries.lists import Filters, listing  # noqa: E402
from cerchia.network.queries.who import places_worked, territories_seen  # noqa: E402
from cerchia.network.ties import KIND, key_of  # noqa: E402
from cerchia.network.usecases import imports  # noqa: E402
from cerchia.network.usecases.import_rows import look_at_rows, write_rows  # noqa: E402

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


def ms(job: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of processor time, after a few turns to warm up."""
    for _ in range(3):
        job()
    times = []
    for _ in range(rounds):
        began = time.process_time()
        job()
        times.append((time.process_time() - began) * 1000)
    return statistics.median(times)


def quick(user: User) -> dict[str, float]:
    """Three filters and a search for a word that many have, and one that few have."""
    seen = list(territories_seen(user))
    rare = Organisation.objects.order_by("pk")[0].name.split()[-1]
    three: dict[str, Any] = {"state": "answered", "business": True, "interest": "not_refugees"}
    named = Named("Panettería Lievito Lènto", "001272", "011 123456", territory_ids=seen)
    near = Named(Organisation.objects.order_by("-pk")[0].name.replace("a", "à"), territory_ids=seen)
    return {
        "list_common": ms(lambda: listing(user, Filters(**three, search="panett"))),
        "list_rare": ms(lambda: listing(user, Filters(**three, search=rare))),
        "list_plain": ms(lambda: listing(user, Filters(**three))),
        "likeness_new": ms(lambda: like(named)),
        "likeness_near": ms(lambda: like(near)),
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


def bring_in(user: User) -> dict[str, float]:
    """A table of ten thousand: taken in, matched, looked through, written."""
    place = places_worked(user)[0]
    head = "nome;comune;tipo;telefono;note\n"
    lines = [
        f"Bottega nuova {i} di via {i % 97};Biella;shop;015 {i:06};prova\n" for i in range(ROWS)
    ]
    began = time.perf_counter()
    batch = imports.take_table(
        actor=user,
        edition=place.edition,
        territory=place.territory,
        content=(head + "".join(lines)).encode(),
    )
    Import.objects.filter(pk=batch.pk).update(columns=batch.columns)
    look_at_rows(batch)
    looked = time.perf_counter() - began
    batch.refresh_from_db()
    write_rows(actor=user, batch=batch)
    return {"preview": looked, "whole": time.perf_counter() - began}


def main() -> None:
    user = User.objects.get(username=WHO)
    works = {"quick": quick, "page": page, "import": bring_in}
    sys.stdout.write(json.dumps(works[sys.argv[1]](user)) + "\n")


if __name__ == "__main__":
    main()
