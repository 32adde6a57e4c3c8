"""Rows of people: accounts, languages, protection, places, consents, wishes."""

from datetime import date

from cerchia.access.models import User
from cerchia.demo.bulk.block import CHOSEN, FORMED, Block, at
from cerchia.demo.story.shapes import Who
from cerchia.demo.story.staff import STAFF
from cerchia.people.models import Person, PersonLanguage, PracticalCheck, Protection
from cerchia.privacy.models import Consent
from cerchia.privacy.usecases import TEXT_VERSION
from cerchia.programmes.models import Participation, StaffAssignment
from cerchia.projects.models import Wish, WishNote

FIELD = ("operator", "mediator")


def write_people(block: Block) -> None:
    _staff(block)
    for who in block.pattern.people:
        _participant(block, who)


def _enter(block: Block, key: str, person: Person, tongues: tuple[tuple[str, str], ...]) -> Person:
    moment = at(CHOSEN, 10)
    user = User(
        id=block.uuid(),
        username=f"{key}.{block.number}",
        password=block.house.password,
        language="it",
        created_at=moment,
    )
    person.user, person.created_at = user, moment
    block.users[key], block.people[key] = user, person
    block.sheets.subjects.add(person.pk)
    block.sheets.add(user, person)
    interprets = key not in {who.key for who in block.pattern.people}
    for place, (tongue, level) in enumerate(tongues):
        row = PersonLanguage(
            person=person, language=tongue, level=level, position=place, interprets=interprets
        )
        block.sheets.add(row)
    return person


def _staff(block: Block) -> None:
    for job in STAFF:
        posts = [(role, place) for role, place in job.posts if role in FIELD]
        if not posts:
            continue
        given, family = job.name
        person = Person(id=block.uuid(), given_name=given, family_name=family)
        _enter(block, job.key, person, job.tongues)
        for role, place in posts:
            block.sheets.add(
                StaffAssignment(
                    edition=block.house.edition,
                    person=person,
                    role=role,
                    territory=block.house.territories[place or ""],
                    starts_on=date(2013, 1, 7),
                )
            )


def _participant(block: Block, who: Who) -> None:
    others = [one.name[1] for one in block.pattern.people if one.country == who.country]
    person = Person(
        id=block.uuid(),
        given_name=who.name[0],
        family_name=block.chance.choice(others),
        own_script_name=who.script,
        birth_year=str(2013 - who.age),
        country=who.country,
        gender=Person.Gender.WOMAN if who.is_woman else Person.Gender.MAN,
    )
    _enter(block, who.key, person, who.tongues)
    territory = block.house.territories[block.ring_of(who).territory]
    letters = territory.name[:2].upper()
    block.house.codes[letters] = block.house.codes.get(letters, 0) + 1
    block.sheets.add(
        Participation(
            edition=block.house.edition,
            person=person,
            territory=territory,
            code=f"{letters}-{block.house.codes[letters]:02d}",
            is_student=who.is_student,
            started_on=CHOSEN,
        ),
        Protection(person=person, status=who.status, permit_expires_on=date(2016, 2, 15)),
        PracticalCheck(
            person=person, has_account=True, residence_registered=True, checked_on=CHOSEN
        ),
        Consent(
            person=person,
            purpose=Consent.Purpose.FUND_TO_CIRCLE,
            text_version=TEXT_VERSION,
            language=who.tongues[0][0],
            way=Consent.Way.EXPLAINED,
            given_at=at(CHOSEN, 11),
        ),
    )
    _wish(block, who, person)


def _wish(block: Block, who: Who, person: Person) -> None:
    said = who.wish.text or who.wish_it
    wish = Wish(
        id=block.uuid(),
        person=person,
        edition=block.house.edition,
        text=said,
        language=who.wish.language if who.wish.text else "it",
        first_named_by=who.named_by,
        expressed_at=at(FORMED, 20),
        recorded_by=block.users[who.key],
    )
    block.wishes[who.key] = wish
    block.sheets.add(wish)
    if who.wish_it and who.wish.text:
        note = WishNote(
            wish=wish,
            person_id=person.pk,
            kind=WishNote.Kind.TRANSLATION,
            language="it",
            text=who.wish_it,
            written_by=block.users[block.ring_of(who).mediators[0]],
            written_at=at(FORMED, 21),
        )
        block.sheets.add(note)
