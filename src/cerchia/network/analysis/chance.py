"""Chance that gives the same in every run: communities and drawings begin from one seed."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from threading import Lock

SEED = 20130301
_one_at_a_time = Lock()


@contextmanager
def fixed_chance() -> Iterator[Random]:
    """Inside, igraph draws from a generator of its own, begun anew. One thread at a time, since
    igraph knows only one generator in a process.
    """
    import igraph  # noqa: PLC0415 - a tenth of a second, only for who asks

    with _one_at_a_time:
        chance = Random(SEED)  # noqa: S311 - protects nothing
        igraph.set_random_number_generator(chance)
        yield chance
