"""The territory: who names which body, who asks it, how far it comes; twins merged, ties seen."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from cerchia.access.models import User
from cerchia.demo.play.papers import tone
from cerchia.demo.play.stage import WHO, Script, Stage
from cerchia.demo.story import network as story
from cerchia.demo.story.network import AGAIN, BODIES, Body
from cerchia.demo.story.network_help import PUTS
from cerchia.demo.story.people import LEFT_EARLY, PEOPLE
from cerchia.demo.story.staff import RINGS, TORINO
from cerchia.network.models import Organisation
from cerchia.network.queries import Place
from cerchia.network.usecases import (
    About,
    Contact,
    Newcomer,
    Reach,
    Saying,
    Try,
    accept_invitation,
    add_organisation,
    add_person,
    answer_refresh,
    ask_refresh,
    assign_owner,
    change_organisation,
    invite_member,
    log_outreach,
    merge,
    name_contact,
    publish,
    tie,
    write_down_spoken,
)
from cerchia.people.models import Person
from cerchia.vault.files import RECORDINGS, take_in

SEPTEMBER = date(2013, 9, 17)
FIRST = date(2013, 3, 18)
MILL, MILL_USER = "Lanificio Val Scura", "lanificio"
FOR_THE_LINK = "filo-lungo-di-lana-7"
SHOWN = "Tipografia Tre Torchi"
CALLS = ("phone", "visit", "mail", "phone", "event")
DAY = timedelta(days=1)
HALF, FEW = 0.5, 0.2


@dataclass(frozen=True, slots=True)
class Days:
    """When a body was named, asked and heard; nothing where it never was."""

    named: date
    contacted: date | None = None
    answered: date | None = None


def write(script: Script, stage: Stage) -> None:
    for body in BODIES:
        _body(script, stage, body, days_of(body))
    for said, place, who, day, body_name, merged in AGAIN:
        script.on(day, "20:10", partial(_names_again, stage, said, place, who))
        script.on(merged, "11:10", partial(_merges, stage, said, body_name))
    script.on(date(2013, 9, 16), "11:30", partial(_calls_tre_torchi, stage))
    script.on(date(2013, 9, 17), "19:00", partial(_speaks, stage, "mahad"))
    script.on(date(2013, 10, 2), "10:00", partial(_listens, stage, "Circolo Bocce e Tè"))
    for number, (one, other, words) in enumerate(story.TIES):
        day = date(2013, 8, 19) + number * DAY
        script.on(day, "12:30", partial(_ties, stage, one, other, words))
    _refreshes(script, stage)
    _picks(script, stage)


# --- When -------------------------------------------------------------------------------------


def chance_of(name: str, what: str = "") -> random.Random:
    """Each body has chances of its own for each thing: nothing else changes them."""
    return random.Random(name + what)  # noqa: S311 - an invented story keeps no secret


def days_of(body: Body) -> Days:
    chance = chance_of(body.name)
    told = story.NAMED_ON.get(body.name)
    if body.name == MILL:
        return Days(told or FIRST, told, told)
    if body.september == "E":
        return _before_offer(body, chance, told)
    first, last = {
        "A": (date(2013, 4, 5), date(2013, 7, 10)),
        "C": (date(2013, 5, 2), date(2013, 8, 5)),
        "K": (date(2013, 6, 3), date(2013, 9, 12)),
        "-": (date(2013, 9, 25), date(2013, 11, 8)),
    }[body.september]
    named = told or _between(chance, first, last)
    contacted = answered = None
    if body.september in "AC":
        contacted = min(named + chance.randrange(5, 24) * DAY, SEPTEMBER - 2 * DAY)
    elif body.january != "K":
        autumn = max(named, date(2013, 9, 30))
        contacted = min(autumn + chance.randrange(3, 24) * DAY, date(2013, 12, 3))
    if body.september == "A" and contacted:
        answered = min(contacted + chance.randrange(1, 18) * DAY, SEPTEMBER)
    elif body.january == "A" and contacted:
        answered = max(contacted + 4 * DAY, date(2013, 10, 3) + chance.randrange(50) * DAY)
    return Days(named, contacted, answered)


def _before_offer(body: Body, chance: random.Random, told: date | None) -> Days:
    """Named, asked and heard in the weeks before their first offer."""
    offered = min(put.day for put in PUTS if put.of == body.name)
    answered = offered - chance.randrange(2, 6) * DAY
    contacted = answered - chance.randrange(2, 8) * DAY
    named = told or contacted - chance.randrange(3, 12) * DAY
    named = max(named, FIRST)
    contacted = max(contacted, named + DAY)
    return Days(named, contacted, max(answered, contacted))


def _between(chance: random.Random, first: date, last: date) -> date:
    return first + chance.randrange((last - first).days + 1) * DAY


# --- Who --------------------------------------------------------------------------------------


def operators_in(territory: str) -> list[str]:
    return sorted({key for ring in RINGS if ring.territory == territory for key in ring.operators})


def asker_of(body: Body) -> str:
    """The operator who asks a body: of the territory, always the same."""
    known = {SHOWN: "paolo", MILL: "elena"}
    return known.get(body.name) or chance_of(body.name, "asker").choice(
        operators_in(body.territory)
    )


def body_of(name: str) -> Body:
    return next(body for body in BODIES if body.name == name)


def found(name: str) -> Organisation:
    return Organisation.objects.select_related("territory").get(name=name)


# --- One body ---------------------------------------------------------------------------------


def _body(script: Script, stage: Stage, body: Body, days: Days) -> None:
    hour = "19:10" if body.named_by in WHO else "10:10"
    script.on(days.named, hour, partial(_named, stage, body))
    if body.named_by in WHO:
        script.on(days.named + DAY, "09:10", partial(_described, stage, body))
    if body.name == MILL:
        script.on(days.named, "17:00", partial(_joins, stage, body))
    elif _has_owner(body, days):
        script.on(days.named + 2 * DAY, "09:40", partial(_assigned, stage, body))
    _asked(script, stage, body, days)
    if days.answered:
        script.on(days.answered + DAY, "10:20", partial(_meets_somebody, stage, body))
        if "p" in body.marks:
            script.on(max(days.answered + 20 * DAY, date(2013, 6, 3)), "10:50",
                      partial(_publishes, stage, body))  # fmt: skip


def _has_owner(body: Body, days: Days) -> bool:
    """Half of those that wait in September, and some of the others before they were asked."""
    if days.named >= SEPTEMBER:
        return False
    waits = days.contacted is None or days.contacted > SEPTEMBER
    return chance_of(body.name, "owner").random() < (HALF if waits else FEW)


def _named(stage: Stage, body: Body) -> None:
    """A participant says it in three words; who works here writes down what they know."""
    who, person = stage.user(body.named_by), stage.people[body.named_by]
    place = Place(stage.edition, stage.territories[body.territory])
    how = story.HOW.get(body.kind, story.HOW_ELSE)
    if body.named_by in WHO:
        saying = Saying(name=body.name, place=body.place, how=how, language="it")
        name_contact(actor=who, person=person, place=place, saying=saying)
        return
    made = add_organisation(actor=who, territory=place.territory, about=_about(body))
    name_contact(actor=who, person=person, place=place, saying=Saying(), organisation=made)


def _described(stage: Stage, body: Body) -> None:
    one = found(body.name)
    change_organisation(actor=stage.user(asker_of(body)), organisation=one, about=_about(body))


def _about(body: Body) -> About:
    number = BODIES.index(body)
    area = "011" if body.territory == TORINO else "015"
    chance = chance_of(body.name, "about")
    return About(
        name=body.name,
        kind=body.kind,
        is_business=body.is_business,
        people_count=chance.choice([3, 4, 6, 9, 12, 25]) if body.is_business else None,
        languages=["it", "fr"] if chance.random() < FEW else ["it"],
        reach=Reach(place=body.place, phone=f"{area} 555 {1000 + number}"),
        for_refugees="r" in body.marks,
        for_migration="m" in body.marks,
        for_work="w" in body.marks,
        for_other="o" in body.marks,
    )


def _assigned(stage: Stage, body: Body) -> None:
    actor = stage.user(asker_of(body))
    on = chance_of(body.name, "day").choice([date(2013, 9, 24), date(2013, 10, 1), None])
    assign_owner(actor=actor, organisation=found(body.name), owner=actor, on=on)


def _asked(script: Script, stage: Stage, body: Body, days: Days) -> None:
    """Each attempt: some ask twice before anybody answers, some ask on in autumn."""
    if days.contacted is None:
        return
    chance = chance_of(body.name, "calls")
    channel = chance.choice(CALLS)
    if days.answered != days.contacted:
        script.on(days.contacted, "11:20", partial(_tries, stage, body, channel, "no_answer"))
    if days.answered is None:
        if days.contacted < date(2013, 8, 20):
            again = days.contacted + chance.randrange(9, 20) * DAY
            script.on(again, "15:40", partial(_tries, stage, body, "phone", "no_answer"))
        return
    script.on(days.answered, "15:10", partial(_tries, stage, body, channel, _answer(body, chance)))


def _answer(body: Body, chance: random.Random) -> str:
    if body.name in story.SAID_NO:
        return "no"
    if body.name in story.NOT_NOW:
        return "not_now"
    return chance.choice(["wants_information", "meeting_set", "meeting_set", "referral"])


def _tries(stage: Stage, body: Body, channel: str, outcome: str) -> None:
    actor, one = stage.user(asker_of(body)), found(body.name)
    log_outreach(actor=actor, organisation=one, attempt=Try(channel=channel, outcome=outcome))


def _meets_somebody(stage: Stage, body: Body) -> None:
    number = BODIES.index(body)
    name, job = story.PEOPLE[number % len(story.PEOPLE)]
    contact = Contact(name=name, job=job, phone=f"011 555 {2000 + number}")
    add_person(actor=stage.user(asker_of(body)), organisation=found(body.name), contact=contact)


def _publishes(stage: Stage, body: Body) -> None:
    name, job = story.PEOPLE[BODIES.index(body) % len(story.PEOPLE)]
    words = f"{name}, {job}, al telefono"
    publish(actor=stage.user(asker_of(body)), organisation=found(body.name), consent=words)


def _joins(stage: Stage, body: Body) -> None:
    """One of their people opens the invitation; the password of the demo is the same for all."""
    fresh = invite_member(actor=stage.user(asker_of(body)), organisation=found(body.name))
    newcomer = Newcomer("Piero", "Canova", MILL_USER, FOR_THE_LINK, "it")
    user = accept_invitation(invitation=fresh.row, newcomer=newcomer)
    User.objects.filter(pk=user.pk).update(password=stage.password)
    stage.users[MILL_USER] = User.objects.get(pk=user.pk)
    stage.people[MILL_USER] = Person.objects.get(user=user)


# --- Between bodies and people ----------------------------------------------------------------


def _names_again(stage: Stage, said: str, place: str, who: str) -> None:
    ring = next(ring for ring in RINGS if ring.key == WHO[who].circle)
    where = Place(stage.edition, stage.territories[ring.territory])
    saying = Saying(name=said, place=place, how=story.HOW_ELSE, language="it")
    name_contact(actor=stage.user(who), person=stage.people[who], place=where, saying=saying)


def _merges(stage: Stage, said: str, name: str) -> None:
    actor = stage.user(asker_of(body_of(name)))
    merge(
        actor=actor, kept=found(name), gone=found(said), reason="Lo stesso nome, scritto in fretta."
    )


def _calls_tre_torchi(stage: Stage) -> None:
    attempt = Try("phone", "meeting_set", "Altri due posti dopo l’estate?", date(2013, 10, 3))
    log_outreach(actor=stage.user("paolo"), organisation=found(SHOWN), attempt=attempt)


def _speaks(stage: Stage, who: str) -> None:
    """A name that is said and not written waits for somebody who listens."""
    actor, person = stage.user(who), stage.people[who]
    voice = take_in(subject=person.pk, upload=tone(), allowed=RECORDINGS, created_by=actor.pk)
    where = Place(stage.edition, stage.territories[TORINO])
    saying = Saying(voice=voice, language=WHO[who].tongues[0][0])
    stage.spoken = name_contact(actor=actor, person=person, place=where, saying=saying)


def _listens(stage: Stage, name: str) -> None:
    write_down_spoken(
        actor=stage.user("paolo"), known=stage.spoken, name="", organisation=found(name)
    )


def _ties(stage: Stage, one: str, other: str, words: str) -> None:
    actor = stage.user(asker_of(body_of(one)))
    tie(actor=actor, one=found(one), other=found(other), words=words)


def _refreshes(script: Script, stage: Stage) -> None:
    """Asked whether it is still true: yes, changed, please close; one has not answered."""
    asked: tuple[tuple[str, str, str], ...] = (
        ("Circolo del ricamo Filo Lungo", "still_true", ""),
        ("Cooperativa Filo di Lana", "changed", "Abbiamo un altro telefono: 015 555 4321."),
        ("Ambulatorio Stradella", "close", "Da ottobre siamo in un’altra sede, con altri."),
        ("Scuola serale Riviera", "", ""),
    )
    for number, (name, answer, words) in enumerate(asked):
        script.on(date(2013, 9, 10) + number * DAY, "09:30",
                  partial(_asks_if_true, stage, name, answer, words))  # fmt: skip


def _asks_if_true(stage: Stage, name: str, answer: str, words: str) -> None:
    link = ask_refresh(actor=stage.user(asker_of(body_of(name))), organisation=found(name)).row
    if answer:
        answer_refresh(link=link, answer=answer, words=words)


def _picks(script: Script, stage: Stage) -> None:
    """Others know them too: most people name two or three more as the summer goes on."""
    named = {body.name: days_of(body).named for body in BODIES}
    for who in PEOPLE:
        if who.key == LEFT_EARLY:
            continue
        chance = chance_of(who.key)
        territory = next(ring.territory for ring in RINGS if ring.key == who.circle)
        day = _between(chance, date(2013, 9, 5), date(2013, 9, 14))
        reach = [
            body.name
            for body in BODIES
            if body.territory == territory and body.named_by != who.key and named[body.name] < day
        ]
        for minutes, name in enumerate(chance.sample(reach, chance.choice([0, 1, 2, 2, 3]))):
            script.on(day, f"20:{30 + minutes}", partial(_picks_one, stage, who.key, name))


def _picks_one(stage: Stage, who: str, name: str) -> None:
    body = body_of(name)
    where = Place(stage.edition, stage.territories[body.territory])
    saying = Saying(how=story.HOW.get(body.kind, story.HOW_ELSE), language="it")
    person, actor = stage.people[who], stage.user(who)
    name_contact(actor=actor, person=person, place=where, saying=saying, organisation=found(name))
