"""The lot: numbered lists, sealed before the draw, and one of them picked by a published seed.

Only SHA-256 and whole numbers, so that anybody can do it again, with this program or without. The
steps are written for people in `docs/balance.md`; change none of them without a new version there.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cerchia.balance.errors import BalanceError

WHOLE = 2**256


class LotError(BalanceError):
    """A draw that cannot be held."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What is published before the draw: a hash of each numbered list, and one of all of them."""

    each: tuple[str, ...]
    whole: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the draw gave. `number` counts from 1; `steps` is how often the seed was asked."""

    seed: str
    number: int
    chosen: tuple[str, ...]
    sha256: str
    sealed: Sealed
    steps: int = 1


def text_of(chosen: Iterable[str]) -> str:
    """A list as it is hashed: the ids in the order of their code points, one a line."""
    chosen = list(chosen)
    if any("\n" in one or "\r" in one for one in chosen):
        raise LotError("lists: an id with a line break cannot be sealed.")
    return "".join(f"{one}\n" for one in sorted(chosen))


def seal(lists: Sequence[Sequence[str]]) -> Sealed:
    """The hashes to publish before the draw, in the order of the lists."""
    each = tuple(_sha256(text_of(chosen)) for chosen in lists)
    whole = "".join(f"{number} {one}\n" for number, one in enumerate(each, 1))
    return Sealed(each, _sha256(whole))


def draw(lists: Sequence[Sequence[str]], seed: str) -> Drawn:
    """The list that a published seed picks, each with the same chance.

    The seed is a text: what dice or a national lottery showed. `LotError` without seed or lists.
    """
    seed = seed.strip()
    if not seed:
        raise LotError("seed: the draw needs a seed that was announced, e.g. the numbers drawn.")
    if not lists:
        raise LotError("lists: there is nothing to draw from.")
    sealed = seal(lists)
    number, steps = _number(sealed.whole, seed, len(lists))
    return Drawn(
        seed=seed,
        number=number,
        chosen=tuple(sorted(lists[number - 1])),
        sha256=sealed.each[number - 1],
        sealed=sealed,
        steps=steps,
    )


def _number(whole: str, seed: str, many: int) -> tuple[int, int]:
    """A number from 1 to `many`; a hash beyond the last full round is asked again, to be fair."""
    fair = WHOLE - WHOLE % many
    step = 1
    while (found := int(_sha256(f"{whole}\n{seed}\n{step}\n"), 16)) >= fair:
        step += 1
    return found % many + 1, step


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
