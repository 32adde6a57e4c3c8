"""The participant's home and the page of a circle: few queries, the same for any size of the
programme. First load on a phone: what goes over the wire before the page can be used."""

import gzip
import statistics
from argparse import ArgumentParser

from benchmarks.measuring import edition, inside, median_ratio, tell

LARGE = 10_000
ROUNDS = 5
MOST_QUERIES = 12
MOST_KILOBYTES = 60
MOST_REQUESTS = 6


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=LARGE)
    people = parser.parse_args().people
    with edition() as small, edition(people=people) as large:
        pairs = [
            (inside("benchmarks.within.pages", large), inside("benchmarks.within.pages", small))
            for _ in range(ROUNDS)
        ]
        weigh(inside("benchmarks.within.first_load", small))
    for page in pairs[0][0]:
        few, many = pairs[0][1][page]["queries"], pairs[0][0][page]["queries"]
        tell(f"{page}_queries_35", few, "queries", f"{few / MOST_QUERIES:.2f}x-goal-of-12")
        tell(f"{page}_queries_{people}", many, "queries", f"{many / few:.2f}x-at-35")
        times = [(after[page]["ms"], before[page]["ms"]) for after, before in pairs]
        value = statistics.median(ms for ms, _ in times)
        tell(f"{page}_server_time_{people}", value, "ms", f"{median_ratio(times):.2f}x-at-35")


def weigh(load: dict[str, str]) -> None:
    """Bytes as a browser with gzip receives them, and how many times it asks."""
    size = sum(len(gzip.compress(body.encode("latin-1"), 6)) for body in load.values())
    tell("first_load", size / 1000, "KB", f"{size / 1000 / MOST_KILOBYTES:.2f}x-goal-of-60")
    asked = len(load)
    tell("first_load_requests", asked, "requests", f"{asked / MOST_REQUESTS:.2f}x-goal-of-6")


if __name__ == "__main__":
    main()
