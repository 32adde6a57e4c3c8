"""Plays the script up to a date."""

import random
from collections.abc import Callable
from datetime import date

from django.db import transaction

from cerchia.demo.play import (
    founding,
    meetings,
    network,
    network_help,
    payments,
    projects,
    reviews,
    shared,
    spending,
)
from cerchia.demo.play.stage import Act, Script, Stage
from cerchia.demo.story.projects import PLANS
from cerchia.kit import clock

FUNDS = [fund for plan in PLANS for fund in projects.funds_of(plan)]
Told = Callable[[int, int], None]


def script_for(stage: Stage) -> list[Act]:
    script = Script()
    founding.write(script, stage)
    projects.write(script, stage)
    payments.write(script, stage)
    spending.write(script, stage, FUNDS)
    shared.write(script, stage)
    meetings.write(script, stage)
    reviews.write(script, stage)
    network.write(script, stage)
    network_help.write(script, stage)
    return script.acts


class Performance:
    """The story on its way: played up to one day, and further up to a later one."""

    def __init__(self, seed: int) -> None:
        self.stage = Stage(random.Random(seed))  # noqa: S311 - an invented story keeps no secret
        self._acts = sorted(script_for(self.stage))
        self._done = 0

    def play_to(self, today: date, tell: Told = lambda *_: None) -> None:
        """Everything that happens before `today`, each act at its own moment."""
        end = clock.start_of(today)
        last = sum(act.at < end for act in self._acts)
        while self._done < last:
            act = self._acts[self._done]
            with clock.at(act.at):
                act.play()
            self._done += 1
            tell(self._done, last)


@transaction.atomic
def play(*, today: date, seed: int, tell: Told = lambda *_: None) -> None:
    """The story up to `today`, in one transaction: all of it or nothing."""
    Performance(seed).play_to(today, tell)
