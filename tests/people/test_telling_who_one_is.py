"""Who someone is, as they say it; what was true before is kept with its last day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cerchia.audit.models import Entry
from cerchia.kit import clock
from cerchia.people.models import Person, PracticalCheck, Protection
from cerchia.people.rules import LANGUAGES, RIGHT_TO_LEFT, days_to_renew, direction
from cerchia.people.usecases import (
    Identity,
    NameMissing,
    Spoken,
    UnknownLanguage,
    add_contact,
    change_identity,
    check_practical,
    end_contact,
    record_protection,
    register_person,
    set_languages,
)
from tests.factories.access import UserFactory
from tests.factories.people import PersonFactory, ProtectionFactory

NOW = datetime(2013, 9, 19, 10, tzinfo=UTC)


@pytest.mark.django_db
def test_a_person_is_registered_with_their_languages_in_order() -> None:
    spoken = [Spoken("so", "C2"), Spoken("ar", "B2", interprets=True)]

    person = register_person(
        actor=None, identity=Identity(" Amal ", "Ibrahim", country="so"), languages=spoken
    )

    assert (person.given_name, person.short_name, person.initials) == ("Amal", "Amal I.", "AI")
    assert person.country == "SO"
    assert [row.language for row in person.languages.all()] == ["so", "ar"]
    assert Entry.objects.filter(action="people.person.registered", about_id=person.pk).exists()


@pytest.mark.django_db
def test_a_first_name_is_enough_and_needed() -> None:
    assert register_person(actor=None, identity=Identity("Amal")).full_name == "Amal"
    with pytest.raises(NameMissing):
        register_person(actor=None, identity=Identity("  "))
    person = PersonFactory.create()
    with pytest.raises(NameMissing):
        change_identity(actor=UserFactory.create(), person=person, identity=Identity(""))


@pytest.mark.django_db
def test_a_changed_name_replaces_the_old_and_the_log_holds_no_name() -> None:
    person = PersonFactory.create()

    change_identity(
        actor=UserFactory.create(), person=person, identity=Identity("Hodan", gender="woman")
    )

    assert Person.objects.get().given_name == "Hodan"
    assert "Hodan" not in str(Entry.objects.latest("seq").content())


@pytest.mark.django_db
def test_an_unknown_language_changes_nothing() -> None:
    person = register_person(actor=None, identity=Identity("A"), languages=[Spoken("so", "C2")])

    with pytest.raises(UnknownLanguage):
        set_languages(actor=None, person=person, languages=[Spoken("it", "A1"), Spoken("xx", "A1")])

    assert [row.language for row in person.languages.all()] == ["so"]


@pytest.mark.django_db
def test_languages_are_replaced_together() -> None:
    person = register_person(actor=None, identity=Identity("A"), languages=[Spoken("so", "C2")])

    set_languages(actor=None, person=person, languages=[Spoken("it", "B1"), Spoken("so", "C2")])

    assert [row.language for row in person.languages.all()] == ["it", "so"]


@pytest.mark.django_db
def test_a_contact_ends_once_and_is_kept() -> None:
    user, person = UserFactory.create(), PersonFactory.create()
    contact = add_contact(actor=user, person=person, kind="phone", value=" 011 000 ")
    assert (contact.value, contact.is_safe) == ("011 000", True)

    with clock.at(NOW):
        end_contact(actor=user, contact=contact)
    end_contact(actor=user, contact=contact)

    contact.refresh_from_db()
    assert contact.ended_at == NOW
    assert Entry.objects.filter(action="people.contact.ended").count() == 1


@pytest.mark.django_db
def test_a_new_protection_ends_the_one_before() -> None:
    person = PersonFactory.create()
    with clock.at(NOW):
        record_protection(actor=None, person=person, status="humanitarian_old")
        now = record_protection(actor=None, person=person, status="refugee")

    assert Protection.objects.current().get() == now
    assert Protection.objects.exclude(pk=now.pk).get().ended_on == date(2013, 9, 19)


@pytest.mark.django_db
def test_the_practical_checks_are_asked_again_and_the_last_answer_counts() -> None:
    user, person = UserFactory.create(), PersonFactory.create()
    for account in (None, True):
        check_practical(
            actor=user,
            person=person,
            has_account=account,
            residence_registered=False,
            obstacles="La banca chiede un altro foglio.",
        )

    row = PracticalCheck.objects.get()
    assert (row.has_account, row.residence_registered) == (True, False)


@pytest.mark.django_db
def test_permits_to_renew_are_near_their_day_or_past_it_without_receipt() -> None:
    today = date(2013, 9, 19)
    near = ProtectionFactory.create(permit_expires_on=date(2013, 12, 18))
    past = ProtectionFactory.create(permit_expires_on=date(2013, 1, 1))
    ProtectionFactory.create(permit_expires_on=date(2013, 12, 19))
    ProtectionFactory.create(permit_expires_on=date(2013, 9, 20), renewal_asked_on=today)
    ProtectionFactory.create(permit_expires_on=date(2013, 9, 20), ended_on=today)
    ProtectionFactory.create(permit_expires_on=None)

    assert set(Protection.objects.expiring(on=today)) == {near, past}


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(-400, 400), st.integers(0, 200))
def test_days_to_renew_are_told_inside_the_warning_and_never_with_a_receipt(
    today: date, away: int, warning: int
) -> None:
    expires = today + timedelta(days=away)
    told = days_to_renew(expires, asked_on=None, today=today, warning=warning)

    assert told == (away if away <= warning else None)
    assert days_to_renew(expires, asked_on=today, today=today, warning=warning) is None


def test_languages_have_a_direction() -> None:
    assert {direction(code) for code in LANGUAGES} == {"ltr", "rtl"}
    assert direction("ar-SY") == "rtl"
    assert set(LANGUAGES) >= RIGHT_TO_LEFT
