"""What the rooms above tell about a user, so that this one need not know roles or people."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from cerchia.access.models import User


@dataclass(frozen=True, slots=True)
class Job:
    """A role in words, where it holds."""

    role: str
    where: str


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who a user is, in words for themselves. `home` is the path where their day begins."""

    name: str
    jobs: tuple[Job, ...] = ()
    takes_part: bool = False
    home: str = ""


Introducer = Callable[[User], Introduction]
Guide = Callable[[User], str]
_introducers: list[Introducer] = []
_guides: list[Guide] = []


def introduces(introducer: Introducer) -> Introducer:
    """Register whoever knows names and roles. The last one counts."""
    _introducers.append(introducer)
    return introducer


def leads(guide: Guide) -> Guide:
    """Register who knows the first page of somebody without a job and without a place, once.

    It answers with nothing for whom it does not know. Whoever is led has a phone as participants.
    """
    if guide not in _guides:
        _guides.append(guide)
    return guide


def introduction_of(user: User) -> Introduction:
    told = _introducers[-1](user) if _introducers else Introduction(name=user.username)
    if told.home:
        return told
    home = next((path for guide in _guides if (path := guide(user))), "")
    return replace(told, home=home, takes_part=True) if home else told
