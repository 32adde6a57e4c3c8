"""Splitting money to the cent."""


def share_out(cents: int, heads: int) -> list[int]:
    """Split fairly: shares differ by at most one cent and add up to `cents`."""
    each, left = divmod(cents, heads)
    return [each + (n < left) for n in range(heads)]


def part_of_leaver(cents: int, heads: int) -> int:
    """The equal part of who leaves; an odd cent stays with those who stay."""
    return share_out(cents, heads)[-1]
