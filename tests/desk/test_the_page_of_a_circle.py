"""The page of a circle: made of three rooms, read by its staff, traced, and flat in cost."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from cerchia.audit.models import FileRead
from cerchia.circles.models import CircleMembership
from cerchia.people.models import Person
from tests.desk.conftest import NOW, Dora, Life, page_of, signed_in
from tests.factories.circles import (
    AttendanceFactory,
    CircleDecisionFactory,
    MeetingFactory,
    MeetingWordFactory,
)
from tests.factories.funds import ExpenseFactory, ExpenseQuestionFactory
from tests.factories.people import PersonLanguageFactory

MOST_QUERIES = 12
Role = CircleMembership.Role


@pytest.fixture
def path(dora: Dora) -> str:
    return f"/cerchie/{dora.circle.pk}/"


def lived_in(life: Life) -> None:
    """A meeting a week ago, contacts, own words, a plan, money and a question."""
    dora = life.dora
    last = MeetingFactory.create(
        circle=dora.circle, starts_at=NOW - timedelta(days=7), held_at=NOW - timedelta(days=7)
    )
    AttendanceFactory.create(meeting=last, person=life.person, presence="there")
    MeetingWordFactory.create(meeting=last, person=life.person, text="Cucio un vestito.")
    CircleDecisionFactory.create(
        meeting=last,
        circle=dora.circle,
        owner=dora.giulia,
        text="Sente il mercato.",
        written_at=NOW - timedelta(days=7),
    )
    dora.contact(dora.ousmane, dora.giulia, times=6)
    dora.contact(dora.ousmane, life.person, times=3)
    project = life.plans(steps=15, done=5)
    step = project.objectives.get().steps.get(position=5)
    step.title, step.done_at, step.done_by = "Provare tre macchine", NOW, life.person.user
    step.save()
    fund = life.has(life.agrees(in_force=True))
    asked = NOW - timedelta(days=9)
    ExpenseQuestionFactory.create(
        expense=ExpenseFactory.create(fund=fund, spender=life.person), asked_at=asked
    )
    dora.meeting()


def test_the_page_shows_relation_people_and_what_changed(amal: Life, path: str) -> None:
    lived_in(amal)

    page = page_of(amal.dora.giulia, path)

    assert "Giulia, 6 of 9" in page
    assert "67%" in page
    assert "is near the limit of 70%" in page
    assert "Cucio un vestito." in page
    assert "6 of 15" in page
    assert "finished a step: Provare tre macchine" in page
    assert "they marked it themselves" in page
    assert "takes care of this: Sente il mercato." in page
    assert "open for 9 days" in page
    assert "Prepare the meeting" in page
    assert page.count("btn main") == 1


def test_steps_done_before_the_last_meeting_are_no_news(amal: Life, path: str) -> None:
    lived_in(amal)

    assert page_of(amal.dora.giulia, path).count("finished a step") == 1


def test_a_circle_that_just_began_has_its_page(dora: Dora, path: str) -> None:
    page = page_of(dora.giulia, path)

    assert "Plan a meeting" in page
    assert "Nothing has changed" in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("giulia", 200), ("ismail", 200), ("marta", 200), ("amal", 404), ("ousmane", 404)],
)
def test_who_may_open_the_page(dora: Dora, path: str, who: str, status: int) -> None:
    page_of(getattr(dora, who), path, status=status)


@pytest.mark.parametrize("role", ["operator", "mediator", "accounts", "committee", "system"])
def test_others_of_the_same_territory_do_not_find_it(dora: Dora, path: str, role: str) -> None:
    page_of(dora.world.staff("Elena", role), path, status=404)


def test_each_participant_on_the_page_can_see_who_looked(dora: Dora, path: str) -> None:
    page_of(dora.giulia, path)

    reads = FileRead.objects.all()
    assert {read.person_id for read in reads} == {dora.amal.pk, dora.ousmane.pk}
    assert {(read.part, read.reader_role) for read in reads} == {("circle", "operator")}


def test_a_coordinator_leaves_a_trace_as_such(dora: Dora, path: str) -> None:
    page_of(dora.marta, path)

    assert {read.reader_role for read in FileRead.objects.all()} == {"coordinator"}


def test_without_a_trace_there_is_no_page(
    dora: Dora, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(FileRead.objects, "bulk_create", broken)
    client = signed_in(dora.giulia)
    client.raise_request_exception = False

    answer = client.get(path)

    assert answer.status_code == 500
    assert "Amal" not in answer.content.decode()


def test_words_of_people_are_text_and_never_markup(amal: Life, path: str) -> None:
    hostile = "<script>alert(1)</script>"
    lived_in(amal)
    amal.plans(hostile)
    last = amal.dora.circle.meetings.exclude(held_at=None).get()
    MeetingWordFactory.create(meeting=last, person=amal.dora.ousmane, text=hostile)

    page = page_of(amal.dora.giulia, path)

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def _cost(path: str, who: Person) -> int:
    client = signed_in(who)
    client.get(path)  # the house makes its own key once
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_the_page_costs_the_same_queries_for_two_people_and_for_ten(amal: Life, path: str) -> None:
    lived_in(amal)
    before = _cost(path, amal.dora.giulia)

    for number in range(8):
        person = amal.dora.world.participant(f"Nome{number}")
        amal.dora.world.seat(amal.dora.circle, person, Role.PARTICIPANT)
        PersonLanguageFactory.create(person=person, language="so")
        Life(amal.dora, person).plans()
        amal.dora.contact(person, amal.dora.ismail, times=2)

    assert _cost(path, amal.dora.giulia) == before <= MOST_QUERIES
