"""What makes a good PIN, and how it is typed. Pure: no database, no clock."""

from itertools import pairwise

PIN_DIGITS = 6
PICTURES = ("bicycle", "sewing", "stall", "key", "book", "leaf", "pot", "truck")
"""Things by which one tells one's phones apart: keys of the pictures of the house."""

_EARLY = (
    "147258 147852 159357 159753 258369 357159 369258 456852 753159 789456 852456 963852 147369 "
    "741852 963741 142536 135790 246810 102030 135246 246135 132435 520520 131421 521521 666888 "
    "888666 777888 888999 999888 110110 119119 112112 118118 911911 100200 200100 123654 456123 "
    "789123 321654 654123 147963 159951 951159 753951 357951 258456 123698 236541 147896 159159 "
    "112358 314159 271828 141421 696969 420420 124578 235689 134679 963258 741963 987456 321456 "
    "456321 789654 654789 987321 123987 159263 101112 111213 121314 122333 222333 333444 444555 "
    "555666 666777 555888 000007 007007 000123 123000 100000 200000 000001 111222 999666"
)
_ON_THE_KEYS = frozenset(_EARLY.split())


def western(typed: str) -> str:
    """The digits of a PIN or a code, however they were typed: without spaces, in Western digits."""
    return "".join(str(int(one)) for one in typed if one.isdecimal())


def is_pin(digits: str) -> bool:
    return len(digits) == PIN_DIGITS and digits.isascii() and digits.isdecimal()


def is_easy(pin: str) -> bool:
    """Whether somebody who knows nothing, or only a year of birth, would try this PIN early."""
    return pin in _ON_THE_KEYS or _has_a_pattern(pin) or _holds_a_year(pin)


def _has_a_pattern(pin: str) -> bool:
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    staircase = len(steps) == 1
    repeated = pin[:2] * 3 == pin or pin[:3] * 2 == pin
    mirrored = pin == pin[::-1]
    doubled = pin[0] == pin[1] and pin[2] == pin[3] and pin[4] == pin[5]
    return staircase or repeated or mirrored or doubled or len(set(pin)) <= 2  # noqa: PLR2004


def _holds_a_year(pin: str) -> bool:
    """A year of 1920 to 2029, at the beginning, in the middle or at the end."""
    years = (int(pin[at : at + 4]) for at in range(3))
    return any(1920 <= year <= 2029 for year in years)  # noqa: PLR2004
