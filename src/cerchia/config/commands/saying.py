"""How a console command speaks: one line at a time, at once."""

import sys


def say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201 - a console command prints


def progress(sentence: str) -> None:
    """What is being done, for people; never part of the answer."""
    print(f"… {sentence}", file=sys.stderr, flush=True)  # noqa: T201 - as above
