"""What can be done with a composition, one verb a function."""

from cerchia.composing.solving import Ears
from cerchia.composing.usecases.answers import ask, change, find, take, trial
from cerchia.composing.usecases.confirming import confirm
from cerchia.composing.usecases.drafts import Settings, begin, set_aside, set_hours, settle
from cerchia.composing.usecases.hours import set_hour
from cerchia.composing.usecases.wishes import keep, lock, read_reason, release, unlock

__all__ = [
    "Ears",
    "Settings",
    "ask",
    "begin",
    "change",
    "confirm",
    "find",
    "keep",
    "lock",
    "read_reason",
    "release",
    "set_aside",
    "set_hour",
    "set_hours",
    "settle",
    "take",
    "trial",
    "unlock",
]
