"""The process of the long work lives with the server: started again when it dies, ended with it."""

import sys
import threading
import time
from pathlib import Path

from cerchia.config import keeper


def test_work_that_dies_is_started_again_until_the_server_closes(tmp_path: Path) -> None:
    lives = tmp_path / "lives"
    code = f"open({str(lives)!r}, 'a').write('x'); raise SystemExit(1)"
    keeping = keeper.Keeper((sys.executable, "-c", code))
    thread = threading.Thread(target=keeping.keep)
    thread.start()
    until = time.monotonic() + 20
    while time.monotonic() < until and (not lives.exists() or len(lives.read_text()) < 2):
        time.sleep(0.05)
    keeping.close()
    thread.join(10)

    assert len(lives.read_text()) >= 2
    assert not thread.is_alive()


def test_work_ends_when_the_server_is_gone() -> None:
    keeping = keeper.Keeper((sys.executable, "-c", "import time; time.sleep(60)"))
    keeping.server = -1
    began = time.monotonic()
    keeping.keep()

    assert time.monotonic() - began < 5
