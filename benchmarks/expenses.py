"""Recording an expense, beside bare commits of one row in the same database; and many writers at
once, who lose nothing and overdraw nothing. On PostgreSQL too where CERCHIA_TEST_DATABASE names a
server."""

import os
import statistics
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit
from uuid import uuid4

from benchmarks.measuring import edition, inside, run, tell

ROUNDS = 5
WRITERS = 16
A_THIRD = 1 / 3


def main() -> None:
    for engine, database in engines():
        with edition(database=database) as here:
            rate(engine, here)
            writers(engine, here)


def engines() -> Iterator[tuple[str, str]]:
    yield "sqlite", ""
    server = os.environ.get("CERCHIA_TEST_DATABASE", "")
    if not server:
        return
    name = f"cerchia_bench_{uuid4().hex[:8]}"
    psql(server, f"CREATE DATABASE {name}")
    try:
        yield "postgresql", server.removesuffix(urlsplit(server).path) + f"/{name}"
    finally:
        psql(server, f"DROP DATABASE {name} WITH (FORCE)")


def psql(server: str, order: str) -> None:
    run(["psql", "--quiet", "--dbname", server, "--command", order], os.environ)


def rate(engine: str, here: dict[str, str]) -> None:
    """Pair by pair within one process: expenses a second over bare commits a second."""
    rounds = inside("benchmarks.within.recording", here, str(ROUNDS))
    value = statistics.median(each["expenses"] for each in rounds)
    ratio = statistics.median(each["expenses"] / each["bare"] for each in rounds)
    tell(f"{engine}_expenses", value, "a-second", f"{ratio:.2f}x-bare-commits")
    tell(f"{engine}_expenses_to_goal", ratio / A_THIRD, "times", "1-is-a-third-of-bare-commits")


def writers(engine: str, here: dict[str, str]) -> None:
    """Sixteen processes write to one small fund at the same time."""

    def write(number: int) -> dict[str, int]:
        return inside("benchmarks.within.writing", here, str(number))  # type: ignore[no-any-return]

    with ThreadPoolExecutor(WRITERS) as pool:
        told = list(pool.map(write, range(WRITERS)))
    found = inside("benchmarks.within.written", here)
    written = sum(one["written"] for one in told)
    tell(f"{engine}_writers_errors", sum(one["errors"] for one in told), "errors", "0-is-the-goal")
    tell(f"{engine}_writers_lost", written - found["expenses"], "expenses", f"of-{written}")
    tell(f"{engine}_writers_overdraft", found["overdraft_cents"], "cents", "0-is-the-goal")
    tell(f"{engine}_writers_broken_laws", found["broken"], "laws", "0-is-the-goal")


if __name__ == "__main__":
    main()
