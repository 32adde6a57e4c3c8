"""Rows of circles: places, the last and the next meeting, who saw whom."""

from datetime import timedelta

from cerchia.circles.models import (
    Attendance,
    Circle,
    CircleMembership,
    Encounter,
    Meeting,
    MeetingWord,
)
from cerchia.demo.bulk.block import FORMED, Block, at
from cerchia.demo.story.shapes import Ring, Who


def write_circles(block: Block) -> None:
    for ring in block.pattern.rings:
        _circle(block, ring)


def _circle(block: Block, ring: Ring) -> None:
    circle = Circle(
        id=block.uuid(),
        edition=block.house.edition,
        territory=block.house.territories[ring.territory],
        name=f"{ring.key} {block.number}",
        formed_at=at(FORMED, 9),
        activated_at=at(ring.began, 19),
    )
    block.circles[ring.key] = circle
    inside = [who for who in block.pattern.people if who.circle == ring.key]
    seats = [(who.key, "participant") for who in inside]
    seats += [(key, "operator") for key in ring.operators]
    seats += [(key, "mediator") for key in ring.mediators]
    block.sheets.add(circle)
    for key, role in seats:
        block.sheets.add(
            CircleMembership(
                circle=circle,
                edition=block.house.edition,
                person=block.people[key],
                role=role,
                invited_at=at(FORMED, 9),
                accepted_at=at(FORMED, 10),
            )
        )
    _meetings(block, ring, circle, inside, [key for key, _ in seats])
    _encounters(block, ring, circle, inside)


def _meetings(
    block: Block, ring: Ring, circle: Circle, inside: list[Who], seats: list[str]
) -> None:
    planned_by = block.users[ring.operators[0]]
    today = block.pattern.today
    last = Meeting(
        id=block.uuid(),
        circle=circle,
        starts_at=at(today - timedelta(days=7), 17),
        place=ring.place,
        planned_by=planned_by,
        held_at=at(today - timedelta(days=7), 19),
    )
    following = Meeting(
        circle=circle,
        starts_at=at(today + timedelta(days=7), 17),
        place=ring.place,
        planned_by=planned_by,
    )
    block.sheets.add(last, following)
    for key in seats:
        there = Attendance.Presence.THERE if block.chance.random() < 0.85 else "told"  # noqa: PLR2004
        block.sheets.add(Attendance(meeting=last, person=block.people[key], presence=there))
    for who in inside:
        if who.doing.text:
            word = MeetingWord(
                meeting=last,
                person=block.people[who.key],
                text=who.doing.text,
                language=who.doing.language,
                written_by=planned_by,
                written_at=at(today - timedelta(days=7), 19),
            )
            block.sheets.add(word)


def _encounters(block: Block, ring: Ring, circle: Circle, inside: list[Who]) -> None:
    staff = [*ring.operators, *ring.mediators]
    for place, who in enumerate(inside):
        for number in range(3):
            other = staff[(place + number) % len(staff)]
            day = block.pattern.today - timedelta(days=2 + 8 * number)
            block.sheets.add(
                Encounter(
                    circle=circle,
                    first=block.people[who.key],
                    second=block.people[other],
                    kind=("seen", "phone", "message")[number],
                    at=at(day, 15),
                    recorded_by=block.users[other],
                )
            )
