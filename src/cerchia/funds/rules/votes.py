"""When a decision of the members is taken. Staff never count."""

from enum import StrEnum


class Decision(StrEnum):
    AGREED = "agreed"
    REFUSED = "refused"


def decide(*, yes: int, no: int, members: int, unanimous: bool) -> Decision | None:
    """Agreed or refused as soon as no later answer can change it; None while it is open."""
    if yes >= needed(members, unanimous=unanimous):
        return Decision.AGREED
    if members - no < needed(members, unanimous=unanimous):
        return Decision.REFUSED
    return None


def needed(members: int, *, unanimous: bool) -> int:
    """How many yes it takes: all, or more than half."""
    return members if unanimous else members // 2 + 1
