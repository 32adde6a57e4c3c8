"""One module an aggregate: asking, taking up an offer, telling a name, telling how it went."""

from cerchia.support.usecases.commitments import accept, decline, propose, take_back
from cerchia.support.usecases.following import Ending, call_off, deliver, finish, start
from cerchia.support.usecases.names import hide_name, share_name
from cerchia.support.usecases.needs import Asked, answer_need, ask, close_offer, withdraw_need

__all__ = [
    "Asked",
    "Ending",
    "accept",
    "answer_need",
    "ask",
    "call_off",
    "close_offer",
    "decline",
    "deliver",
    "finish",
    "hide_name",
    "propose",
    "share_name",
    "start",
    "take_back",
    "withdraw_need",
]
