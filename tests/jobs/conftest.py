from collections.abc import Callable, Iterator

import pytest

from cerchia.jobs import registry
from cerchia.jobs.registry import Running, Values, Work

Register = Callable[[str, Work], None]


@pytest.fixture
def kind() -> Iterator[Register]:
    """Registers kinds of work for one test."""
    mine: list[str] = []

    def register(name: str, run: Work) -> None:
        registry.work(name)(run)
        mine.append(name)

    yield register
    for name in mine:
        del registry._kinds[name]


@pytest.fixture
def counting(kind: Register) -> None:
    def count(running: Running, params: Values) -> Values:
        of: int = params["of"]
        for done in range(of):
            running.tell(done + 1, of, f"step {done + 1}")
        return {"counted": of}

    kind("test.count", count)
