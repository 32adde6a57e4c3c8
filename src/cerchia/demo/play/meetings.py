"""What happens in the circles: meetings, own words, decisions, who saw whom."""

from datetime import date, datetime, time, timedelta
from functools import partial

from cerchia.circles.models import Circle, Meeting
from cerchia.circles.usecases import (
    Agreed,
    Presence,
    Said,
    Sheet,
    answer_meeting,
    hold_meeting,
    plan_meeting,
    record_encounter,
    write_note,
)
from cerchia.demo.play.stage import RING, WHO, Script, Stage
from cerchia.demo.story import dora
from cerchia.demo.story.people import LEFT_EARLY, PEOPLE
from cerchia.demo.story.shapes import Ring
from cerchia.demo.story.staff import RINGS
from cerchia.kit import clock
from cerchia.projects.usecases import drop_objective

PRESENCE = {"y": "there", "j": "told", "i": "absent"}
FORTNIGHT = timedelta(days=14)
HOLIDAYS = (date(2013, 8, 5), date(2013, 8, 25))
FIRST_QUIET, END = date(2013, 8, 20), date(2014, 1, 14)
KINDS = ("seen", "phone", "message")
AFTER = timedelta(days=14)
# In circle Po one of the staff carries nearly all of one person's contacts: 14 of 19.
HEAVY = ("yusuf", "davide", 14, (("liban", 3), ("chiara", 2)))
HEAVY_FROM = date(2013, 8, 21)


def write(script: Script, stage: Stage) -> None:
    for ring in RINGS:
        days = _dates(ring)
        for day, following in zip(days, [*days[1:], None], strict=True):
            script.on(day, "19:40", partial(_hold, stage, ring, day, following))
            if following is not None and following > FIRST_QUIET and following != dora.NEXT:
                before = following - timedelta(days=2)
                script.on(before, "12:00", partial(_answer, stage, ring, following))
    for who in dora.ANSWERED:
        script.on(date(2013, 9, 16), "13:00", partial(_say_yes, stage, "Dora", dora.NEXT, who))
    _encounters_of_dora(script, stage)
    _encounters_of_others(script, stage)
    for day, by, about, text in dora.NOTES:
        script.on(day, "18:00", partial(_note, stage, "Dora", by, about, text))
    script.on(dora.DROPPED, "16:00", partial(_drop_computer, stage))


# --- Meetings ---------------------------------------------------------------------------------


def _dates(ring: Ring) -> list[date]:
    """The dates of a circle, a fortnight apart, not in the middle of August nor at Christmas."""
    if ring.key == "Dora":
        autumn = [dora.NEXT + FORTNIGHT * n for n in range(6)]
        return [day for day, _ in dora.PRESENCES] + autumn + [date(2014, 1, 9), date(2014, 1, 23)]
    days, day = [], ring.began
    while day < date(2013, 12, 20):
        if not HOLIDAYS[0] <= day <= HOLIDAYS[1]:
            days.append(day)
        day += FORTNIGHT
    return [*days, date(2014, 1, 8), date(2014, 1, 22)]


def _hold(stage: Stage, ring: Ring, day: date, following: date | None) -> None:
    """The sheet of the meeting: who was there, what they said, what was decided, the next date."""
    circle = stage.circles[ring.key]
    meeting = _meeting(circle, day)
    here = _members(circle)
    present = _presences(stage, ring, day, here)
    words = {
        stage.people[key].pk: Said(WHO[key].doing.text, WHO[key].doing.language)
        for key, presence in present.items()
        if presence == "there" and key in WHO and WHO[key].doing.text and _tells(stage, ring, day)
    }
    sheet = Sheet(
        presences={stage.people[key].pk: Presence(p) for key, p in present.items()},
        words=words,
        decisions=_decisions(stage, ring, day, here),
    )
    actor = stage.user(ring.operators[0])
    people = [key for key in here if key in WHO]
    stage.looks(ring.operators[0], "operator", people, "meeting")
    hold_meeting(actor=actor, meeting=meeting, sheet=sheet)
    if following is not None:
        starts = datetime.combine(following, time(17, 30), tzinfo=clock.zone())
        plan_meeting(actor=actor, circle=circle, starts_at=starts, place=ring.place)


def _tells(stage: Stage, ring: Ring, day: date) -> bool:
    """Own words are those of the last meetings; before, people told other things, not written."""
    return day >= date(2013, 8, 1) or (ring.key != "Dora" and stage.chance.random() < 0.2)  # noqa: PLR2004


def _meeting(circle: Circle, day: date) -> Meeting:
    return circle.meetings.get(starts_at=datetime.combine(day, time(17, 30), tzinfo=clock.zone()))


def _members(circle: Circle) -> dict[str, str]:
    """Keys of those who walk in the circle today, with their role."""
    rows = circle.memberships.current().select_related("person__user")
    return {str(row.person.user.username): row.role for row in rows if row.person.user}


def _presences(stage: Stage, ring: Ring, day: date, here: dict[str, str]) -> dict[str, str]:
    told = dict(dora.PRESENCES).get(day) if ring.key == "Dora" else None
    if told is not None:
        known = {key: PRESENCE[mark] for key, mark in zip(dora.PEOPLE, told, strict=True)}
        return known | {key: "there" for key in here if key not in known}
    return {key: _chance_of_presence(stage, role) for key, role in here.items()}


def _chance_of_presence(stage: Stage, role: str) -> str:
    drawn = stage.chance.random()
    if role != "participant" or drawn < 0.8:  # noqa: PLR2004 - four in five are there
        return "there"
    return "told" if drawn < 0.93 else "absent"  # noqa: PLR2004 - most of the others tell


def _decisions(stage: Stage, ring: Ring, day: date, here: dict[str, str]) -> list[Agreed]:
    if ring.key == "Dora":
        told = [one for one in dora.DECISIONS if one[0] == day]
        return [Agreed(stage.uuid(), text, stage.people[who].pk, due) for _, who, text, due in told]
    if stage.chance.random() > 0.3:  # noqa: PLR2004 - a decision every third meeting
        return []
    owner = stage.chance.choice(sorted(here))
    text = stage.chance.choice(DECISIONS)
    return [Agreed(stage.uuid(), text, stage.people[owner].pk, day + FORTNIGHT)]


DECISIONS = (
    "Chiedo in comune quali posti del mercato sono liberi.",
    "Porto l’elenco dei corsi serali.",
    "Accompagno chi va a vedere la casa di sabato.",
    "Chiamo la scuola guida e chiedo le date di teoria.",
    "Preparo la cena per il prossimo incontro.",
)


def _answer(stage: Stage, ring: Ring, day: date) -> None:
    """Half of the circle answers beforehand."""
    circle = stage.circles[ring.key]
    for key in sorted(_members(circle))[::2]:
        _say_yes(stage, ring.key, day, key)


def _say_yes(stage: Stage, ring: str, day: date, who: str) -> None:
    meeting = _meeting(stage.circles[ring], day)
    answer_meeting(actor=stage.user(who), meeting=meeting, answer="yes")


# --- Who saw whom -----------------------------------------------------------------------------


def _encounters_of_dora(script: Script, stage: Stage) -> None:
    for month, day, first, second, kind in dora.ENCOUNTERS:
        on = date(2013, month, day)
        script.on(on, "15:00", partial(_saw, stage, "Dora", first, second, kind))
    _every_so_often(script, stage, RING["Dora"], date(2013, 4, 2), date(2013, 8, 18), 28)
    _every_so_often(script, stage, RING["Dora"], date(2013, 9, 20), END, 5)


def _encounters_of_others(script: Script, stage: Stage) -> None:
    for ring in RINGS:
        if ring.key != "Dora":
            _every_so_often(script, stage, ring, ring.began + AFTER, date(2013, 8, 18), 28)
            _every_so_often(script, stage, ring, FIRST_QUIET, END, 4)
    who, carries, times, others = HEAVY
    for number in range(times):
        on = HEAVY_FROM + timedelta(days=2 * number)
        script.on(on, "11:00", partial(_saw, stage, "Po", who, carries, KINDS[number % 3]))
    for other, count in others:
        for number in range(count):
            on = HEAVY_FROM + timedelta(days=3 + 8 * number)
            script.on(on, "12:00", partial(_saw, stage, "Po", who, other, "seen"))


def _every_so_often(
    script: Script, stage: Stage, ring: Ring, start: date, end: date, days: int
) -> None:  # fmt: skip
    """Each participant meets staff and the others in turn, so that nobody depends on one."""
    inside = [who.key for who in PEOPLE if who.circle == ring.key and who.key != LEFT_EARLY]
    staff = [*ring.operators, *(key for key in ring.mediators if key not in ring.leavers)]
    for place, key in enumerate(inside):
        turn = [*staff, *(other for other in inside if other not in {key, HEAVY[0]})]
        day, number = start + timedelta(days=place % days), place
        while day <= end:
            if _may_meet(key, day):
                other, kind = turn[number % len(turn)], KINDS[number % 3]
                script.on(day, "16:00", partial(_saw, stage, ring.key, key, other, kind))
            day, number = day + timedelta(days=days), number + 1


def _may_meet(key: str, day: date) -> bool:
    heavy = key == HEAVY[0] and HEAVY_FROM - timedelta(days=2) <= day < date(2013, 9, 19)
    return not heavy


def _saw(stage: Stage, ring: str, first: str, second: str, kind: str) -> None:
    if {first, second} <= stage.inside(ring):
        record_encounter(
            actor=stage.user(second if second not in WHO else first),
            circle=stage.circles[ring],
            first=stage.people[first].pk,
            second=stage.people[second].pk,
            kind=kind,
            key=stage.uuid(),
        )


def _note(stage: Stage, ring: str, by: str, about: str, text: str) -> None:
    write_note(
        actor=stage.user(by),
        circle=stage.circles[ring],
        about=stage.people[about].pk,
        text=text,
        language="it",
    )


def _drop_computer(stage: Stage) -> None:
    objective = stage.objectives["selam", "Un computer"]
    drop_objective(actor=stage.user("selam"), objective=objective, reason=dora.DROPPED_WHY)
