"""Six months after a no the words are gone; codes and dates stay. `cerchia tidy` does it daily."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cerchia.access.models import Device
from cerchia.config.commands.tidy import tidy
from cerchia.kit import clock
from cerchia.kit.chores import chore, chores
from cerchia.people.models import Person
from cerchia.privacy.models import Consent
from cerchia.selection.models import Candidacy
from cerchia.selection.queries.mine import mine
from cerchia.selection.usecases.candidacies import move, withdraw
from cerchia.selection.usecases.duplicates import join
from cerchia.selection.usecases.retention import due, forget
from cerchia.vault import keys
from cerchia.vault.files import RECORDINGS, take_in
from cerchia.vault.models import SealedFile
from tests.factories.access import DeviceFactory, UserFactory
from tests.factories.people import ContactPointFactory
from tests.factories.programmes import ParticipationFactory
from tests.factories.selection import InterviewFactory
from tests.selection.conftest import TODAY, Asking, sound

BEFORE = datetime(2013, 8, 20, 12, tzinfo=UTC)
AFTER = datetime(2013, 8, 22, 12, tzinfo=UTC)


def refused(asking: Asking, **more: Any) -> Candidacy:
    row = asking.candidacy(state="interviewed", **more)
    move(row, "not_selected", asking.user("tullia"), "Più persone che posti.")
    return row


def codes(moment: datetime) -> list[str]:
    with clock.at(moment):
        return [row.code for row in due(on=clock.today())]


def test_six_months_after_the_no_and_not_a_day_before(asking: Asking) -> None:
    row = refused(asking)

    assert (codes(BEFORE), codes(AFTER)) == ([], [row.code])


def test_those_who_are_chosen_or_wait_are_kept(asking: Asking) -> None:
    asking.candidacy(state="selected")
    asking.candidacy(state="waiting_list")

    assert codes(AFTER) == []


def test_who_waited_until_the_end_is_forgotten_six_months_after_the_edition(
    asking: Asking,
) -> None:
    row = asking.candidacy(state="waiting_list")

    assert codes(datetime(2014, 6, 19, tzinfo=UTC)) == []
    assert codes(datetime(2014, 6, 22, tzinfo=UTC)) == [row.code]


def test_who_took_it_back_is_forgotten_too(asking: Asking) -> None:
    row = asking.candidacy(person__user=UserFactory.create())
    assert row.person.user is not None
    withdraw(actor=row.person.user, candidacy=row)

    assert codes(AFTER) == [row.code]


def test_nothing_of_the_person_can_be_read_any_more(asking: Asking) -> None:
    row = refused(asking, person__user=UserFactory.create())
    row.wish_voice = take_in(subject=row.person_id, upload=sound(), allowed=RECORDINGS)
    row.save()
    ContactPointFactory.create(person=row.person)
    InterviewFactory.create(candidacy=row, written_by=asking.user("giulia"))
    device = DeviceFactory.create(user=row.person.user)

    with clock.at(AFTER):
        forget(actor=None, candidacy=row)

    row = Candidacy.objects.get(pk=row.pk)
    person = Person.objects.get(pk=row.person_id)
    assert keys.is_shredded(row.person_id)
    assert (str(row.wish), row.answers, row.wish_voice) == ("", {}, None)
    assert str(person.given_name) == ""
    assert person.erased_at == AFTER
    assert not person.contact_points.exists()
    assert not person.protections.exists()
    assert not SealedFile.objects.filter(subject=person.pk).exists()
    assert Device.objects.get(pk=device.pk).revoked_at == AFTER
    assert person.user is not None
    assert not person.user.is_active
    assert (row.code, row.state) == (row.code, "not_selected")
    assert row.moments.count() == 2


def test_who_takes_part_elsewhere_keeps_their_file(asking: Asking) -> None:
    row = refused(asking)
    ParticipationFactory.create(person=row.person)

    with clock.at(AFTER):
        forget(actor=None, candidacy=row)

    person = Person.objects.get(pk=row.person_id)
    assert not keys.is_shredded(row.person_id)
    assert person.erased_at is None
    assert str(Candidacy.objects.get(pk=row.pk).wish) == ""


def test_the_page_says_until_when_and_then_there_is_none(asking: Asking) -> None:
    row = refused(asking, person__user=UserFactory.create())
    account = row.person.user
    assert account is not None

    shown = mine(account)
    with clock.at(AFTER):
        forget(actor=None, candidacy=row)

    assert shown is not None
    assert shown.kept_until is not None
    assert shown.kept_until.isoformat() == "2013-08-21"
    assert mine(account) is None


def test_the_page_of_the_team_says_that_it_was_erased(asking: Asking) -> None:
    row = refused(asking)
    with clock.at(AFTER):
        forget(actor=None, candidacy=row)
        page = asking.client("giulia").get(f"/selezione/{row.code}/").content.decode()

    assert "was erased on" in page


def test_a_joined_request_goes_while_the_other_stays(asking: Asking) -> None:
    one, other = asking.candidacy(), asking.candidacy()
    join(actor=asking.user("giulia"), kept=one, other=other)

    assert codes(AFTER) == [other.code]


def test_tidy_lists_first_and_does_it_once(
    asking: Asking, capsys: pytest.CaptureFixture[str]
) -> None:
    row = refused(asking)
    with clock.at(AFTER):
        assert tidy(["--dry-run"]) == 0
        listed = capsys.readouterr().out
        assert not keys.is_shredded(row.person_id)
        tidy([])
        capsys.readouterr()
        tidy([])
        again = capsys.readouterr().out

    assert f"{row.code}, not_selected" in listed
    assert keys.is_shredded(row.person_id)
    assert row.code not in again


def test_every_chore_has_its_own_name() -> None:
    names = [one.name for one in chores()]

    assert {"candidacies kept for six months", "files that no row knows"} <= set(names)
    with pytest.raises(RuntimeError):
        chore(names[0])(lambda *, dry: [])  # noqa: ARG005 - another work under the same name


def test_a_withdrawn_consent_is_no_obstacle(asking: Asking) -> None:
    row = refused(asking)
    Consent.objects.create(
        person=row.person, purpose="voice", text_version="1", language="it", way="read"
    )

    with clock.at(AFTER + timedelta(days=1)):
        forget(actor=None, candidacy=row)

    assert not Consent.objects.filter(person=row.person).exists()
    assert TODAY < AFTER
