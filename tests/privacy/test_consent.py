"""A consent is the person's own, for one purpose, and withdrawn with one tap."""

from datetime import UTC, datetime, timedelta

import pytest

from cerchia.access.engine import NotAllowed
from cerchia.access.models import User
from cerchia.audit.models import Entry
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.privacy.models import Consent
from cerchia.privacy.queries import consents_of, who_agreed
from cerchia.privacy.usecases import give_consent, withdraw_consent
from tests.factories.access import UserFactory
from tests.factories.people import PersonFactory
from tests.factories.privacy import ConsentFactory

pytestmark = pytest.mark.django_db
VOICE = Consent.Purpose.VOICE


def user_of(person: Person) -> User:
    assert person.user is not None
    return person.user


def give(person: Person, purpose: str = VOICE) -> Consent:
    return give_consent(
        actor=user_of(person), person=person, purpose=purpose, language="ar", way="heard"
    )


def test_a_consent_says_to_what_in_which_language_and_how_it_was_told() -> None:
    row = give(PersonFactory.create())

    assert (row.purpose, row.language, row.way) == (VOICE, "ar", "heard")
    assert row.text_version
    assert Entry.objects.filter(action="privacy.consent.given", about_id=row.pk).exists()


def test_giving_it_twice_keeps_the_first() -> None:
    person = PersonFactory.create()

    assert give(person) == give(person)
    assert Entry.objects.filter(action="privacy.consent.given").count() == 1


def test_nobody_gives_or_withdraws_for_another() -> None:
    person, other = PersonFactory.create(), UserFactory.create()

    with pytest.raises(NotAllowed):
        give_consent(actor=other, person=person, purpose=VOICE, language="it", way="read")
    give(person)
    with pytest.raises(NotAllowed):
        withdraw_consent(actor=other, person=person, purpose=VOICE)

    assert consents_of(person.pk) == {VOICE}


def test_nobody_decides_for_a_person_without_account() -> None:
    person = PersonFactory.create(user=None)

    with pytest.raises(NotAllowed):
        give_consent(
            actor=UserFactory.create(), person=person, purpose=VOICE, language="it", way="read"
        )


def test_a_withdrawal_works_at_once_and_history_stays() -> None:
    person = PersonFactory.create()
    first = give(person)

    withdraw_consent(actor=user_of(person), person=person, purpose=VOICE)

    assert not consents_of(person.pk)
    assert Consent.objects.get(pk=first.pk).withdrawn_at is not None


def test_withdrawing_what_was_not_given_changes_nothing() -> None:
    person = PersonFactory.create()
    give(person)

    withdraw_consent(actor=user_of(person), person=person, purpose=Consent.Purpose.STORY)

    assert consents_of(person.pk) == {VOICE}
    assert not Entry.objects.filter(action="privacy.consent.withdrawn").exists()


def test_given_again_after_a_withdrawal_it_is_a_new_row() -> None:
    person = PersonFactory.create()
    give(person)
    withdraw_consent(actor=user_of(person), person=person, purpose=VOICE)

    give(person)

    assert consents_of(person.pk) == {VOICE}
    assert Consent.objects.filter(person=person).count() == 2


def test_a_consent_holds_up_to_its_last_day() -> None:
    now = datetime(2013, 9, 19, 10, tzinfo=UTC)
    with clock.at(now):
        row = ConsentFactory.create(purpose=VOICE, expires_on=clock.today())
        assert consents_of(row.person_id) == {VOICE}
    with clock.at(now + timedelta(days=1)):
        assert not consents_of(row.person_id)


def test_who_agreed_is_told_of_many_people_at_once() -> None:
    one, two, three = (PersonFactory.create() for _ in range(3))
    give(one)
    give(two, Consent.Purpose.STORY)

    people = [one.pk, two.pk, three.pk]
    assert who_agreed(people, VOICE) == {one.pk}
    assert not who_agreed([], VOICE)
