"""Five sentences in order; two people choose one each, and are far apart from two steps on."""

from collections.abc import Iterable, Sequence

from cerchia.balance.records import DISCORDANT

STEPS = ("can_wait", "eases", "harder", "pressing", "now")
NONE, ONE, BOTH, FAR = "none", "one", "both", "far"
PAIR = 2


def steps_of(levels: Iterable[str]) -> tuple[int, ...]:
    """The place of each sentence, from 1; what was erased is left out."""
    return tuple(STEPS.index(level) + 1 for level in levels if level in STEPS)


def far_apart(steps: Sequence[int]) -> bool:
    """Whether two people see it so differently that they have to talk."""
    return len(steps) >= PAIR and abs(steps[0] - steps[1]) >= DISCORDANT
