"""Queries and milliseconds of processor time of the two pages that are opened most."""

import json
import statistics
import sys
import time

import django

django.setup()

from django.db import connection  # noqa: E402 - needs settings
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from cerchia.access.models import User  # noqa: E402
from cerchia.circles.models import Circle  # noqa: E402

REQUESTS = 30
CONTROL = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def signed_in(username: str) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(username=username))
    return client


def measure(client: Client, address: str) -> dict[str, float]:
    for _ in range(3):
        assert client.get(address).status_code == 200  # noqa: PLR2004, S101 - or the figure is void
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    queries = [q["sql"] for q in asked.captured_queries if not q["sql"].startswith(CONTROL)]
    times = []
    for _ in range(REQUESTS):
        began = time.process_time()
        client.get(address)
        times.append((time.process_time() - began) * 1000)
    return {"queries": len(queries), "ms": statistics.median(times)}


def main() -> None:
    dora = Circle.objects.get(name="Dora")
    found = {
        "home": measure(signed_in("amal"), "/io/"),
        "circle": measure(signed_in("giulia"), f"/cerchie/{dora.pk}/"),
    }
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
