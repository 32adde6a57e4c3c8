"""Words of compositions for templates."""

from django import template

from cerchia.composing import wording
from cerchia.composing.queries import Board, Card, Option
from cerchia.composing.wording import Impossible, Measure

register = template.Library()


@register.filter
def hour_words(code: str) -> str:
    return wording.hour_words(code)


@register.filter
def language_words(codes: tuple[str, ...]) -> str:
    return wording.language_words(codes)


@register.filter
def circle_words(ring_id: str, board: Board) -> str:
    return wording.circle_words(ring_id, board.table)


@register.filter
def draft_measures(board: Board) -> list[Measure]:
    """What the draft is worth, with what is proven of it."""
    return wording.measures(board.levels, wording.proofs_of(board.content))


@register.filter
def broken_words(board: Board) -> list[str]:
    return [wording.rule_words(rule, board.table) for rule in board.broken]


@register.filter
def impossible_words(board: Board) -> Impossible | None:
    if board.refused is None:
        return None
    return wording.impossible_words(board.refused.content, board.table)


@register.filter
def changes_words(option: Option, board: Board) -> list[str]:
    return wording.changes_words(option.difference, board.table)


@register.filter
def why_together(card: Card) -> str:
    return wording.why_together(card.ring, len(card.seats), len(card.posts))


@register.filter
def compared(board: Board) -> list[tuple[str, list[tuple[Measure, bool]]]]:
    """A row a measure: how it is now, and how it would be with each option and if that differs."""
    now = wording.measures(board.levels)
    others = [wording.measures(one.levels) for one in board.options]
    return [
        (
            mine.words,
            [(one[place], one[place].value != mine.value) for one in others],
        )
        for place, mine in enumerate(now)
    ]


@register.filter
def theme_words(code: str) -> str:
    return wording.theme_words(code)


@register.filter
def joined(names: tuple[str, ...]) -> str:
    return ", ".join(names)


@register.filter
def of_circle(locked: dict[str, str], ring_id: str) -> str:
    """The lock in this circle, if there is one."""
    return locked.get(ring_id, "")
