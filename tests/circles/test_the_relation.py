from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cerchia.circles import queries
from cerchia.circles.models import Attendance, CircleMembership
from cerchia.circles.queries import CirclePage
from cerchia.vault import keyring, keys
from tests.circles.conftest import NOW, Dora, Role
from tests.factories.circles import AttendanceFactory, MeetingFactory, MeetingWordFactory
from tests.factories.people import PersonLanguageFactory

Presence = Attendance.Presence


def page(dora: Dora) -> CirclePage:
    dora.circle.refresh_from_db()
    return queries.circle_page(dora.circle)


def test_who_is_seen_by_one_alone_shows_over_the_limit(dora: Dora) -> None:
    dora.contact(dora.ousmane, dora.giulia, times=8)
    dora.contact(dora.ousmane, dora.amal, times=2)

    (line,) = page(dora).over

    assert (line.person.given_name, line.weight.percent) == ("Ousmane", 80)
    assert line.staff is not None
    assert line.staff.given_name == "Giulia"
    assert line.other is not None
    assert line.other.given_name == "Ismail"


def test_older_contacts_do_not_weigh(dora: Dora) -> None:
    dora.contact(dora.ousmane, dora.giulia, times=8, days_ago=31)

    assert page(dora).over == ()


def test_a_person_is_quiet_after_the_days_of_the_edition(dora: Dora) -> None:
    dora.contact(dora.ousmane, dora.ismail, days_ago=24)
    dora.contact(dora.amal, dora.giulia, days_ago=13)

    (line,) = page(dora).quiet

    assert (line.person.given_name, line.days) == ("Ousmane", 24)
    assert line.last_with is not None
    assert line.last_with.given_name == "Ismail"


def test_a_meeting_attended_is_a_sign_too(dora: Dora) -> None:
    met = MeetingFactory.create(
        circle=dora.circle, starts_at=NOW - timedelta(days=2), held_at=NOW - timedelta(days=2)
    )
    for person, presence in ((dora.amal, Presence.THERE), (dora.ousmane, Presence.ABSENT)):
        AttendanceFactory.create(meeting=met, person=person, presence=presence)

    assert [line.person.given_name for line in page(dora).quiet] == ["Ousmane"]


def test_the_page_tells_languages_without_a_mediator(dora: Dora) -> None:
    PersonLanguageFactory.create(person=dora.ousmane, language="bm", position=0)
    PersonLanguageFactory.create(person=dora.ousmane, language="it", position=1)

    found = page(dora)

    assert found.languages == ("ar", "bm", "it")
    assert found.without_mediator == ("bm",)


def test_the_last_six_meetings_are_dots_and_the_latest_words_stand(dora: Dora) -> None:
    for week in range(8, 0, -1):
        day = NOW - timedelta(weeks=week)
        met = MeetingFactory.create(circle=dora.circle, starts_at=day, held_at=day)
        presence = Presence.TOLD if week == 1 else Presence.THERE
        AttendanceFactory.create(meeting=met, person=dora.amal, presence=presence)
        MeetingWordFactory.create(
            meeting=met, person=dora.amal, text=f"week {week}", written_at=day
        )

    amal = next(one for one in page(dora).people if one.given_name == "Amal")

    assert amal.presences == ("here",) * 5 + ("told",)
    assert amal.words == "week 1"


def test_a_paused_member_stays_in_the_list_and_leaves_the_figures(dora: Dora) -> None:
    dora.circle.memberships.filter(person=dora.ousmane).update(paused_at=NOW)
    dora.contact(dora.ousmane, dora.giulia, times=9)

    found = page(dora)

    assert len(found.people) == 2
    assert found.over == ()
    assert found.counts.participants == 1


def test_the_ring_holds_everyone_and_marks_the_heavy_tie(dora: Dora) -> None:
    dora.contact(dora.ousmane, dora.giulia, times=8)
    dora.contact(dora.amal, dora.ousmane)

    found = page(dora)

    assert len(found.ring) == 4
    assert found.strongest is not None
    assert found.strongest.heavy
    assert [tie.times for tie in found.ties] == [1, 8]


def enlarge(dora: Dora, people: int) -> None:
    for number in range(people):
        person = dora.world.participant(f"Person{number}")
        dora.world.seat(dora.circle, person, Role.PARTICIPANT)
        PersonLanguageFactory.create(person=person, language="fr")
        dora.contact(person, dora.giulia, times=3)
        met = MeetingFactory.create(circle=dora.circle, starts_at=NOW, held_at=NOW)
        AttendanceFactory.create(meeting=met, person=person, presence=Presence.THERE)
        MeetingWordFactory.create(meeting=met, person=person)


def counted(dora: Dora, queries_of: CaptureQueriesContext) -> int:
    dora.circle.refresh_from_db()
    assert dora.circle.edition.name
    keyring.clear()
    with queries_of:
        found = queries.circle_page(dora.circle)
        assert all(member.short_name and member.words is not None for member in found.members)
    return len(queries_of)


@pytest.mark.parametrize("people", [1, 10])
def test_a_circle_is_four_queries_for_any_size(dora: Dora, people: int) -> None:
    enlarge(dora, people)

    assert counted(dora, CaptureQueriesContext(connection)) == 4


def test_a_list_of_circles_costs_the_same_for_one_and_for_ten(dora: Dora) -> None:
    dora.contact(dora.ousmane, dora.giulia, times=8)

    def cost() -> int:
        circles = list(
            type(dora.circle).objects.select_related("edition", "territory").order_by("name")
        )
        with CaptureQueriesContext(connection) as found:
            lines = queries.circle_lines(circles)
        assert lines[0].over == 1
        return len(found)

    once = cost()
    for number in range(9):
        other = dora.world.circle(f"Other {number}")
        dora.world.seat(other, dora.world.participant(f"P{number}"), Role.PARTICIPANT)

    assert cost() == once == 4


def test_an_erased_person_leaves_an_erased_name(dora: Dora) -> None:

    keys.shred(dora.amal.pk)

    names = {one.person_id: str(one.given_name) for one in page(dora).people}

    assert "Amal" not in names[dora.amal.pk]
    assert CircleMembership.objects.filter(person=dora.amal).exists()
