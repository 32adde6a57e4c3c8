"""January and February: people come forward, are met, proposed, chosen; round by round."""

from datetime import date, timedelta
from functools import partial

from cerchia.access.models import User
from cerchia.access.usecases.accounts import create_account
from cerchia.demo.play.papers import tone
from cerchia.demo.play.stage import RING, WHO, Script, Stage
from cerchia.demo.story.candidates import (
    APART,
    ASKERS,
    CAME,
    NEEDS,
    NO_WORDS,
    NOT_MET,
    OUTSIDE,
    PROPOSED,
    THEMES,
    WAITING,
    WHY,
    Asker,
)
from cerchia.demo.story.people import CAME_LATE
from cerchia.demo.story.shapes import Who
from cerchia.demo.story.staff import BIELLA, TORINO
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.people.usecases import Identity, Spoken, set_languages
from cerchia.selection.models import Candidacy, Lock, SelectionRound
from cerchia.selection.rules.eligibility import PRESETS
from cerchia.selection.rules.sheet import Floor, Place, Sheet
from cerchia.selection.usecases.arriving import Arrival, Reach, Words, refer, submit
from cerchia.selection.usecases.asked import set_asked
from cerchia.selection.usecases.candidacies import tell, write_beside
from cerchia.selection.usecases.deciding import lock, set_waiting, swap
from cerchia.selection.usecases.eligibility import Told, check_eligibility, write_facts
from cerchia.selection.usecases.interviews import Talk, record_interview
from cerchia.selection.usecases.rounds import close_round, plan_round, publish_round
from cerchia.selection.usecases.sheet import freeze_sheet, write_sheet
from cerchia.selection.usecases.signing import decide, fill_place, sign
from cerchia.selection.usecases.thoughts import note_thoughts

OPENS, CLOSES = date(2013, 1, 7), date(2013, 2, 28)
FIRST_WEEKS, YEAR, DAYS_BETWEEN = 36, 2013, 3
FROZEN, SWAPPED, SIGNED = date(2013, 1, 14), date(2013, 2, 22), date(2013, 2, 26)
CHOSEN, TOLD_ON, PUBLISHED = date(2013, 2, 27), date(2013, 3, 1), date(2013, 3, 5)
TEAM = {TORINO: ("giulia", "paolo", "davide", "chiara"), BIELLA: ("elena", "luca")}
INTERPRETERS = {TORINO: "ismail", BIELLA: "farida"}
LOCKED = {
    "amal": "Il gruppo del mercato comincia con lei.",
    "yonas": "L’officina della valle lo aspetta.",
}
LATE = "mariam"
SWAP = "Biella ha un posto libero; Abdoulaye ha già un corso da aprile."
OPEN_DOOR = "Ne parli con noi quando vuole: la porta resta aperta."
DAYS = ("mon", "tue", "wed", "thu", "fri")
ASKER = {asker.key: asker for asker in ASKERS}


def write(script: Script, stage: Stage) -> None:
    script.on(OPENS, "12:00", partial(_open, stage))
    for place, key in enumerate(CAME):
        day = OPENS + timedelta(days=1 + place * FIRST_WEEKS // len(CAME))
        hour = f"{9 + place % 9:02d}:{place % 6}5"
        script.on(day, hour, partial(_comes, stage, key, place))
        script.on(day + timedelta(days=DAYS_BETWEEN), "15:00", partial(_looked_at, stage, key))
        met = max(day + timedelta(days=DAYS_BETWEEN + 2), FROZEN + timedelta(days=1))
        if stood_of(key) not in {NOT_MET, OUTSIDE}:
            script.on(met, "16:00", partial(_is_met, stage, key, place))
    script.on(FROZEN, "09:00", partial(_criteria, stage))
    for place, key in enumerate(CAME):
        day = date(2013, 2, 18) + timedelta(days=place % 3)
        if stood_of(key) in {PROPOSED, WAITING}:
            script.on(day, f"{9 + place % 8:02d}:30", partial(_is_placed, stage, key))
    for key in LOCKED:
        script.on(date(2013, 2, 20), "18:00", partial(_locks, stage, key))
    script.on(SWAPPED, "11:00", partial(_swaps, stage))
    script.on(SIGNED, "17:00", partial(_signs, stage))
    script.on(CHOSEN, "10:00", partial(_decides, stage))
    script.on(CLOSES, "18:00", partial(_closes, stage))
    for key in CAME:
        if stood_of(key) != NOT_MET:
            script.on(TOLD_ON, "15:00", partial(_is_told, stage, key))
    script.on(PUBLISHED, "12:00", partial(_publishes, stage))


# --- Who they are -----------------------------------------------------------------------------


def stood_of(key: str) -> str:
    """Where somebody stood on 21 February."""
    if key in ASKER:
        return ASKER[key].stood
    return WAITING if key in {LATE, CAME_LATE} else PROPOSED


def _territory(key: str) -> str:
    return ASKER[key].territory if key in ASKER else RING[WHO[key].circle].territory


def _person(key: str) -> Asker | Who:
    return ASKER[key] if key in ASKER else WHO[key]


def _hours(key: str) -> list[str]:
    """When somebody is free: the evening of the circle that one thinks of, and two more."""
    ring = RING.get(_person(key).circle)
    day = ring.weekday if ring else CAME.index(key) % len(DAYS)
    return [f"{DAYS[day]}-evening", f"{DAYS[(day + 1) % len(DAYS)]}-evening", "sat-morning"]


def _operator(key: str, place: int = 0) -> str:
    ring = RING.get(_person(key).circle)
    team = ring.operators if ring else TEAM[_territory(key)]
    return team[place % len(team)]


def _mediator(key: str) -> str:
    ring = RING.get(_person(key).circle)
    return ring.mediators[0] if ring else INTERPRETERS[_territory(key)]


def _candidacy(stage: Stage, key: str) -> Candidacy:
    """As it stands now."""
    rows = Candidacy.objects.select_related("person", "territory", "round__edition")
    return rows.get(person=stage.people[key])


def _round(stage: Stage) -> SelectionRound:
    """As it stands now: its version is the one that the actor has before them."""
    return SelectionRound.objects.select_related("edition").get(edition=stage.edition)


# --- They come --------------------------------------------------------------------------------


def _open(stage: Stage) -> None:
    plan_round(actor=None, edition=stage.edition, opens_on=OPENS, closes_on=CLOSES)
    set_asked(
        actor=stage.user("marta"),
        selection=_round(stage),
        rules=PRESETS["2013"],
        questions=[],
        hides_identity=False,
    )


def _comes(stage: Stage, key: str, place: int) -> None:
    who = _person(key)
    by = NO_WORDS.get(key) or (who.by if isinstance(who, Asker) else "")
    spoken = not who.wish.text and key not in NO_WORDS
    words = Words(
        text="" if key in NO_WORDS else who.wish.text,
        voice=tone() if spoken or key == "amal" else None,
        language=who.wish.language,
    )
    said = Arrival(
        identity=Identity(
            *who.name,
            own_script_name=who.script,
            gender=Person.Gender.WOMAN if who.is_woman else Person.Gender.MAN,
        ),
        words=words,
        reach=Reach(value=f"+39 000 000 {place:04d}"),
        referrer=by,
        agreed=bool(by),
        is_student=isinstance(who, Who) and who.is_student,
    )
    territory = stage.territories[_territory(key)]
    if by:
        found = refer(actor=None, selection=_round(stage), territory=territory, said=said)
    else:
        found = submit(selection=_round(stage), territory=territory, said=said)
    stage.people[key] = found.person
    if isinstance(who, Asker) and who.door:
        account(stage, key, who.door)


def account(stage: Stage, key: str, language: str) -> User:
    """An account that opens the candidacy; every account of the demo has the same password."""
    user = create_account(actor=None, name=key, language=language)
    user.password = stage.password
    user.save(update_fields=["password"])
    person = stage.people[key]
    person.user = user
    person.save(update_fields=["user"])
    stage.users[key] = User.objects.get(pk=user.pk)
    stage.moved()
    return stage.users[key]


def _looked_at(stage: Stage, key: str) -> None:
    """Languages, facts and the rules of the edition; who is outside is told why."""
    who, actor = _person(key), stage.user(_operator(key))
    found = _candidacy(stage, key)
    spoken = [Spoken(tongue, level) for tongue, level in who.tongues]
    set_languages(actor=actor, person=found.person, languages=spoken)
    told = Told(
        birth_year=str(YEAR - who.age),
        status=who.status,
        is_student=found.is_student,
        reception="left",
    )
    write_facts(actor=actor, candidacy=found, told=told)
    check_eligibility(actor=actor, candidacy=_candidacy(stage, key))
    stage.people[key] = _candidacy(stage, key).person


def _is_met(stage: Stage, key: str, place: int) -> None:
    who, actor = _person(key), stage.user(_operator(key, place))
    theme = who.theme if isinstance(who, Asker) else THEMES[key]
    there = {_operator(key, place), _mediator(key)}
    talk = Talk(
        held_on=clock.today(),
        staff=[stage.people[one].pk for one in sorted(there)],
        language=who.tongues[0][0],
        needs=NEEDS[theme],
    )
    record_interview(actor=actor, candidacy=_candidacy(stage, key), talk=talk)
    if who.wish_it and key not in NO_WORDS:
        beside = stage.user(_mediator(key))
        write_beside(actor=beside, candidacy=_candidacy(stage, key), text=who.wish_it)
    note_thoughts(
        actor=actor,
        candidacy=_candidacy(stage, key),
        theme=theme,
        slots=_hours(key),
        circle=who.circle,
    )


# --- They are proposed ------------------------------------------------------------------------


def _criteria(stage: Stage) -> None:
    wanted = Sheet(
        seats=35,
        places={TORINO: Place(24, 24, 24), BIELLA: Place(11, 11, 11)},
        floors=(
            Floor(
                "gender",
                "woman",
                8,
                "Sole in una cerchia, le donne parlano meno: in otto non resta sola nessuna.",
                "2013-12-31",
            ),
        ),
        students=(6, 8),
        mediated=33,
        per_operator=6,
        circle_size=(4, 7),
        why="Scritto con le due équipe prima di vedere i nomi.",
    )
    marta = stage.user("marta")
    row = write_sheet(actor=marta, round_=_round(stage), sheet=wanted)
    freeze_sheet(actor=marta, sheet=row, seen=_round(stage).version)


def _is_placed(stage: Stage, key: str) -> None:
    """Proposed or on the waiting list, with the reason that stays beside the name."""
    who, round_ = _person(key), _round(stage)
    why = who.why if isinstance(who, Asker) else WHY[key]
    marta, found = stage.user("marta"), _candidacy(stage, key)
    if stood_of(key) == PROPOSED:
        swap(actor=marta, round_=round_, leaves=None, enters=found, reason=why, seen=round_.version)
    else:
        set_waiting(actor=marta, round_=round_, candidacy=found, reason=why, seen=round_.version)


def _locks(stage: Stage, key: str) -> None:
    round_ = _round(stage)
    lock(
        actor=stage.user("marta"), round_=round_, candidacy=_candidacy(stage, key),
        place=Lock.Place.IN, reason=LOCKED[key], seen=round_.version,
    )  # fmt: skip


def _swaps(stage: Stage) -> None:
    round_ = _round(stage)
    swap(
        actor=stage.user("marta"),
        round_=round_,
        leaves=_candidacy(stage, "abdoulaye"),
        enters=_candidacy(stage, LATE),
        reason=SWAP,
        seen=round_.version,
    )


# --- They are chosen --------------------------------------------------------------------------


def _signs(stage: Stage) -> None:
    round_ = _round(stage)
    sign(
        actor=stage.user("marta"),
        round_=round_,
        reason="I numeri voluti ci sono, e ogni proposta ha il suo perché.",
        seen=round_.version,
    )


def _decides(stage: Stage) -> None:
    round_ = _round(stage)
    decide(
        actor=stage.user("sandro"),
        round_=round_,
        reason="Biella è d’accordo: undici persone, due operatori.",
        seen=round_.version,
    )
    stage.moved()


def _closes(stage: Stage) -> None:
    round_ = _round(stage)
    close_round(actor=stage.user("marta"), round_=round_, seen=round_.version)


def _publishes(stage: Stage) -> None:
    round_ = _round(stage)
    publish_round(actor=stage.user("marta"), round_=round_, seen=round_.version)


def _is_told(stage: Stage, key: str) -> None:
    """Somebody of the team says it, in a language of the person, and with whom to talk."""
    words = (
        "" if stood_of(key) != APART else "Ne parli con noi quando vuole: la porta resta aperta."
    )
    tell(actor=stage.user(_mediator(key)), candidacy=_candidacy(stage, key), words=words)


def enters_late(stage: Stage, key: str) -> None:
    """A place became free: somebody of the waiting list enters, by a person's decision."""
    round_ = _round(stage)
    fill_place(
        actor=stage.user("marta"),
        round_=round_,
        candidacy=_candidacy(stage, key),
        reason="Seydou è andato dal fratello; Moussa aspettava e ora ha tempo.",
        seen=round_.version,
    )
    stage.moved()
