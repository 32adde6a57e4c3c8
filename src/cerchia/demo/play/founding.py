"""The beginning: programme, edition, staff, the people chosen made welcome, circles formed."""

from datetime import date, datetime, time, timedelta
from functools import partial

from cerchia.access.models import User
from cerchia.access.usecases.accounts import create_account
from cerchia.circles.usecases import (
    accept_invitation,
    activate_circle,
    form_circle,
    invite_member,
    leave_circle,
    plan_meeting,
)
from cerchia.demo.play import choosing
from cerchia.demo.play.stage import Script, Stage
from cerchia.demo.story.people import CAME_LATE, LEFT_EARLY, PEOPLE
from cerchia.demo.story.shapes import Job, Ring, Who
from cerchia.demo.story.staff import BIELLA, RINGS, STAFF, TORINO
from cerchia.funds.usecases import enter_budget
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.people.usecases import (
    Identity,
    Spoken,
    change_identity,
    check_practical,
    record_protection,
    register_person,
)
from cerchia.privacy.models import Consent
from cerchia.privacy.usecases import give_consent
from cerchia.programmes.models import Participation
from cerchia.programmes.usecases import (
    EditionPlan,
    Period,
    assign,
    end_participation,
    found_programme,
    open_edition,
)

PROGRAMME, EDITION = "Non Solo Asilo", "Non Solo Asilo 2"
CHOSEN, ENTERED, LEFT = date(2013, 2, 27), date(2013, 9, 2), date(2013, 4, 26)
HELP_COMES = date(2013, 10, 7)
SHARES_MONEY_NOT = {"mahad", "tunde", "reza", "osaze"}
OFFERED = ("it", "en", "fr", "ar")
YEAR = 2013


def write(script: Script, stage: Stage) -> None:
    script.on(date(2013, 1, 7), "09:00", partial(found, stage))
    choosing.write(script, stage)
    for person in PEOPLE:
        if person.key != CAME_LATE:
            script.on(CHOSEN, "09:30", partial(gives_account, stage, person))
            script.on(CHOSEN, "10:30", partial(welcome, stage, person))
    script.on(date(2013, 3, 1), "12:00", partial(_budget, stage))
    for ring in RINGS:
        script.on(ring.began - timedelta(days=8), "09:00", partial(form, stage, ring))
        script.on(ring.began, "19:30", partial(_activate, stage, ring))
        for name, day in ring.leavers.items():
            script.on(day, "11:00", partial(_staff_leaves, stage, ring, name))
    script.on(HELP_COMES, "10:00", partial(_seat, stage, "Cervo", "farida", "mediator"))
    script.on(LEFT, "11:00", partial(_leaves_early, stage))
    late = next(person for person in PEOPLE if person.key == CAME_LATE)
    script.on(ENTERED, "09:30", partial(gives_account, stage, late))
    script.on(ENTERED, "09:45", partial(choosing.enters_late, stage, late.key))
    script.on(ENTERED, "10:00", partial(welcome, stage, late))
    script.on(ENTERED, "11:00", partial(_joins, stage, late))


def found(stage: Stage) -> None:
    programme = found_programme(actor=None, name=PROGRAMME, territories=[TORINO, BIELLA])
    stage.territories = {one.name: one for one in programme.territories.all()}
    plan = EditionPlan(
        name=EDITION,
        period=Period(date(2013, 1, 1), date(2013, 12, 31)),
        phases={
            "selection": Period(date(2013, 1, 1), date(2013, 2, 28)),
            "development": Period(date(2013, 3, 1), date(2013, 12, 31)),
            "follow_up": Period(date(2014, 1, 1), date(2014, 6, 30)),
        },
        targets={stage.territories[TORINO]: 24, stage.territories[BIELLA]: 11},
    )
    stage.edition = open_edition(actor=None, programme=programme, plan=plan)
    for job in STAFF:
        _employ(stage, job)
    stage.moved()


def _employ(stage: Stage, job: Job) -> None:
    identity = Identity(*job.name, own_script_name=job.script, gender=_gender(job.is_woman))
    person = _enter(stage, job.key, identity, job.tongues, "it", interprets=_interprets(job))
    for role, place in job.posts:
        territory = stage.territories[place] if place else None
        assign(
            actor=None, edition=stage.edition, person=person, role=role, territory=territory,
            starts_on=date(2013, 1, 7),
        )  # fmt: skip


def _interprets(job: Job) -> bool:
    return any(role == "mediator" for role, _ in job.posts)


def _gender(is_woman: bool) -> str:
    return str(Person.Gender.WOMAN if is_woman else Person.Gender.MAN)


def _enter(
    stage: Stage, key: str, identity: Identity, tongues: tuple[tuple[str, str], ...], language: str,
    *, interprets: bool = False,
) -> Person:  # fmt: skip
    """A person with an account; every account of the demo has the same password."""
    user = create_account(actor=None, name=key, language=language)
    user.password = stage.password
    user.save(update_fields=["password"])
    spoken = [
        Spoken(tongue, level, interprets=interprets, needs_voice=False) for tongue, level in tongues
    ]
    person = register_person(actor=None, identity=identity, languages=spoken, user=user)
    stage.users[key] = User.objects.get(pk=user.pk)
    stage.people[key] = person
    return person


def gives_account(stage: Stage, who: Who) -> None:
    """In the language of theirs that the pages speak."""
    known = [tongue for tongue, _ in who.tongues if tongue in OFFERED]
    choosing.account(stage, who.key, known[0] if known else "it")


def welcome(stage: Stage, who: Who) -> None:
    """Somebody was chosen: what nobody asked of a candidate is written, practical things begin."""
    person, marta = stage.people[who.key], stage.user("marta")
    identity = Identity(
        *who.name,
        own_script_name=who.script,
        birth_year=str(YEAR - who.age),
        country=who.country,
        gender=_gender(who.is_woman),
    )
    change_identity(actor=marta, person=person, identity=identity)
    expires = date(2014 + stage.chance.randrange(4), stage.chance.randrange(1, 13), 15)
    record_protection(actor=marta, person=person, status=who.status, permit_expires_on=expires)
    _first_checks(stage, who, person)


def _first_checks(stage: Stage, who: Who, person: Person) -> None:
    refused = who.key in {"mahad", CAME_LATE}
    check_practical(
        actor=stage.user("marta"),
        person=person,
        has_account=not refused,
        residence_registered=stage.chance.random() > 0.2,  # noqa: PLR2004 - one in five waits for it
        obstacles="La banca ha chiesto un documento che non c’è." if refused else "",
    )
    purposes = [Consent.Purpose.TRANSLATED_NOTES, Consent.Purpose.VOICE]
    if who.key not in SHARES_MONEY_NOT:
        purposes.append(Consent.Purpose.FUND_TO_CIRCLE)
    for purpose in purposes:
        give_consent(
            actor=stage.user(who.key),
            person=person,
            purpose=purpose,
            language=who.tongues[0][0],
            way=Consent.Way.EXPLAINED,
        )


def form(stage: Stage, ring: Ring) -> None:
    """The circle with its people and staff, who all say yes, and its first date."""
    actor = stage.user("marta")
    territory = stage.territories[ring.territory]
    circle = form_circle(actor=actor, edition=stage.edition, territory=territory, name=ring.key)
    stage.circles[ring.key] = circle
    inside = [who.key for who in PEOPLE if who.circle == ring.key and who.key != CAME_LATE]
    seats = [(key, "participant") for key in inside]
    seats += [(key, "operator") for key in ring.operators]
    seats += [(key, "mediator") for key in ring.mediators]
    now = clock.now()
    for minutes, (key, role) in enumerate(seats):
        with clock.at(now + timedelta(minutes=minutes)):
            _seat(stage, ring.key, key, role)
    starts = datetime.combine(ring.began, time(17, 30), tzinfo=clock.zone())
    plan_meeting(actor=actor, circle=circle, starts_at=starts, place=ring.place)


def _seat(stage: Stage, ring: str, key: str, role: str) -> None:
    place = invite_member(
        actor=stage.user("marta"), circle=stage.circles[ring], person=stage.people[key], role=role
    )
    accept_invitation(actor=stage.user(key), membership=place)
    stage.moved()


def _activate(stage: Stage, ring: Ring) -> None:
    activate_circle(actor=stage.user(ring.operators[0]), circle=stage.circles[ring.key])


def _joins(stage: Stage, who: Who) -> None:
    _seat(stage, who.circle, who.key, "participant")


def _staff_leaves(stage: Stage, ring: Ring, key: str) -> None:
    place = stage.circles[ring.key].memberships.get(person=stage.people[key], left_at=None)
    leave_circle(
        actor=stage.user(ring.operators[0]),
        membership=place,
        wished_by="person",
        reason="Ha trovato lavoro a tempo pieno a Torino; resta nelle altre cerchie.",
    )
    stage.moved()


def leaves(stage: Stage, key: str, *, why: str, code: str) -> None:
    """A participant goes, as freely as they came."""
    person = stage.people[key]
    for place in person.circle_memberships.filter(left_at=None):
        leave_circle(actor=stage.user(key), membership=place, wished_by="person", reason=why)
    row = Participation.objects.get(edition=stage.edition, person=person)
    end_participation(actor=stage.user("marta"), participation=row, reason=code)
    stage.moved()


def _leaves_early(stage: Stage) -> None:
    leaves(
        stage,
        LEFT_EARLY,
        why="Va dal fratello, che ha trovato lavoro per tutti e due.",
        code="moved_away",
    )


def _budget(stage: Stage) -> None:
    enter_budget(actor=stage.user("rita"), edition=stage.edition, cents=12_600_000)
