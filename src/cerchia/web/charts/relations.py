"""Who saw or heard whom in a circle: people on a ring, a line for each pair, thicker if often."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from django.utils.safestring import SafeString

from cerchia.web.charts.canvas import Canvas, Point

PULL = 0.42
MIDDLE_BAND = 0.25
WIDTH = 500.0


@dataclass(frozen=True)
class Member:
    """A person of the circle. `role`: participant, operator or mediator."""

    key: str
    name: str
    initials: str
    role: str = "participant"
    note: str = ""


@dataclass(frozen=True)
class Tie:
    """How many times two people, named by key, saw or heard each other."""

    one: str
    other: str
    times: int


def _weight(times: int) -> str:
    """The class of the line's thickness: 1, 2, 3, 4 to 5, 6 and more."""
    return f"w{5 if times > 5 else min(max(times, 1), 4)}"  # noqa: PLR2004 - five classes


def relation_ring(
    members: Sequence[Member],
    ties: Sequence[Tie],
    *,
    sentence: object,
    notice: tuple[str, str] | None = None,
) -> SafeString:
    """The ring. `notice` is the pair to look at, drawn in another colour on top of the rest."""
    radius = max(106.0, len(members) * 11.5)
    centre = (WIDTH / 2, radius + 52)
    sheet = Canvas(WIDTH, 2 * radius + 100)
    sheet.circle(centre, radius, "axis")
    places = {one.key: _place(i, len(members), centre, radius) for i, one in enumerate(members)}
    roles = {one.key: one.role for one in members}
    for tie in sorted(ties, key=lambda tie: {tie.one, tie.other} == set(notice or ())):
        if tie.one in places and tie.other in places:
            marked = {tie.one, tie.other} == set(notice or ())
            _draw_tie(
                sheet, (places[tie.one], places[tie.other]), centre, _look(tie, roles, marked)
            )
    for one in members:
        _draw_member(sheet, one, places[one.key], centre)
    return sheet.render(sentence)


def _place(index: int, count: int, centre: Point, radius: float) -> Point:
    angle = 2 * pi * index / count - pi / 2
    return centre[0] + radius * cos(angle), centre[1] + radius * sin(angle)


def _look(tie: Tie, roles: dict[str, str], marked: bool) -> str:
    among = roles[tie.one] == roles[tie.other] == "participant"
    colour = "l5 top" if marked else "l3" if among else "l1"
    return f"tie {colour} {_weight(tie.times)}"


def _draw_tie(sheet: Canvas, ends: tuple[Point, Point], centre: Point, classes: str) -> None:
    (x1, y1), (x2, y2) = ends
    halfway = ((x1 + x2) / 2, (y1 + y2) / 2)
    pulled = tuple(h + (c - h) * PULL for h, c in zip(halfway, centre, strict=True))
    sheet.bend((x1, y1), (pulled[0], pulled[1]), (x2, y2), classes)


def _draw_member(sheet: Canvas, one: Member, at: Point, centre: Point) -> None:
    x, y = at
    if one.role == "operator":
        sheet.rect((x - 17, y - 17), (34, 34), "t1 l1 edge2", round_by=7)
    elif one.role == "mediator":
        sheet.diamond(at, 30, "t5 l5 edge2")
    else:
        sheet.circle(at, 19, "t3 l3 edge2")
    sheet.text((x, y + 5), one.initials, "b", anchor="middle")
    _draw_name(sheet, one, at, centre)


def _draw_name(sheet: Canvas, one: Member, at: Point, centre: Point) -> None:
    """Outside the ring, on the side where the person stands."""
    away = max(((at[0] - centre[0]) ** 2 + (at[1] - centre[1]) ** 2) ** 0.5, 1)
    right, down = (at[0] - centre[0]) / away, (at[1] - centre[1]) / away
    if abs(right) < MIDDLE_BAND:
        spot, anchor = (at[0], at[1] - 30 if down <= 0 else at[1] + 36), "middle"
    else:
        aside = 6 * abs(down) if right > 0 else -6 * abs(down)
        spot = (at[0] + 28.5 * right + aside, at[1] + 4.5 + 28 * down)
        anchor = "start" if right > 0 else "end"
    sheet.text(spot, one.name, "b", anchor=anchor)
    if one.note:
        sheet.text((spot[0], spot[1] + 16), one.note, "m s", anchor=anchor)
