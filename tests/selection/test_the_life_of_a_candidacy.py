"""From arrived to taking part, or not: every step is dated, told, and can be taken back."""

import threading
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from cerchia.audit.models import FileRead
from cerchia.kit import clock
from cerchia.people.usecases import Identity
from cerchia.selection import hooks
from cerchia.selection.errors import (
    DayAhead,
    ExceptionMissing,
    MediatorMissing,
    Moved,
    RoundNotOpen,
    TwoOfTheTeam,
    Withdrawn,
)
from cerchia.selection.models import Candidacy
from cerchia.selection.usecases.arriving import Arrival, Reach, Words, put_forward, refer
from cerchia.selection.usecases.candidacies import move, withdraw
from cerchia.selection.usecases.interviews import Talk, record_interview
from tests.factories.access import UserFactory
from tests.factories.people import PersonLanguageFactory
from tests.selection.conftest import TODAY, Asking

LATE = datetime(2013, 3, 4, 9, tzinfo=UTC)


def said(**more: Any) -> Arrival:
    known: dict[str, Any] = {
        "identity": Identity("Yonas"),
        "words": Words("Imparare a saldare.", None, "it"),
        "reach": Reach("331 000 0001"),
        "agreed": True,
    }
    return Arrival(**known | more)


def there(asking: Asking, *names: str, **more: Any) -> Talk:
    staff = [asking.people[name].pk for name in names]
    known: dict[str, Any] = {"held_on": TODAY.date(), "staff": staff, "needs": "Una casa."}
    return Talk(**known | more)


# --- coming in late -------------------------------------------------------------------------------


def test_after_the_last_day_only_a_coordinator_lets_somebody_in_and_writes_why(
    asking: Asking,
) -> None:
    where: dict[str, Any] = {"selection": asking.round, "territory": asking.places["torino"]}
    why = said(late_reason="Era in ospedale fino al 2 marzo.")
    with clock.at(LATE):
        with pytest.raises(ExceptionMissing):
            put_forward(actor=asking.user("giulia"), **where, said=why)
        with pytest.raises(ExceptionMissing):
            put_forward(actor=asking.user("tullia"), **where, said=said())
        row = put_forward(actor=asking.user("tullia"), **where, said=why)

    assert row.late_reason == "Era in ospedale fino al 2 marzo."
    assert row.late_allowed_by == asking.user("tullia")


def test_organisations_put_nobody_forward_after_the_last_day(asking: Asking) -> None:
    with clock.at(LATE), pytest.raises(RoundNotOpen):
        refer(
            actor=asking.user("lanificio"),
            selection=asking.round,
            territory=asking.places["biella"],
            said=said(late_reason="per favore"),
        )


def test_a_published_round_takes_nobody_at_all(asking: Asking) -> None:
    asking.round.closed_at = asking.round.published_at = TODAY
    asking.round.save()

    with clock.at(LATE), pytest.raises(RoundNotOpen):
        put_forward(
            actor=asking.user("tullia"),
            selection=asking.round,
            territory=asking.places["torino"],
            said=said(late_reason="tardi"),
        )


def test_an_organisation_puts_forward_in_its_own_territory(asking: Asking) -> None:
    client = asking.client("lanificio")
    form = {
        "place": asking.where("biella"),
        "given_name": "Yonas",
        "contact": "331 000 0001",
        "language": "it",
        "text": "Imparare a saldare.",
        "agreed": "on",
    }

    elsewhere = client.post(reverse("selection:refer"), form | {"place": asking.where("torino")})
    without = client.post(reverse("selection:refer"), form | {"agreed": ""})
    page = client.post(reverse("selection:refer"), form)

    row = Candidacy.objects.get()
    assert (elsewhere.status_code, without.status_code, page.status_code) == (422, 422, 200)
    assert row.put_forward_by == asking.user("lanificio")
    assert row.consented_at == TODAY
    assert row.code in page.content.decode()
    assert asking.client("lanificio").get(f"/selezione/{row.code}/").status_code == 404


# --- steps ----------------------------------------------------------------------------------------


def test_a_step_from_a_state_that_is_gone_is_refused_and_writes_nothing(asking: Asking) -> None:
    row = asking.candidacy(state="eligible")
    old = Candidacy.objects.get(pk=row.pk)
    move(row, "interviewed", asking.user("giulia"))

    with pytest.raises(Moved):
        move(old, "not_eligible", asking.user("elena"))

    assert list(row.moments.order_by("at").values_list("became", flat=True)) == [
        "eligible",
        "interviewed",
    ]


def test_withdrawn_while_being_decided_the_decision_is_told(asking: Asking) -> None:
    row = asking.candidacy(state="proposed", person__user=UserFactory.create())
    deciding = Candidacy.objects.get(pk=row.pk)
    withdraw(actor=asking.account(row), candidacy=row)

    with pytest.raises(Withdrawn) as refused:
        move(deciding, "selected", asking.user("tullia"), "ci serve", expected=["proposed"])

    assert row.code in str(refused.value)
    row.refresh_from_db()
    assert row.state == "withdrawn"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_of_a_decision_and_a_withdrawal_at_the_same_second_one_wins(
    asking: Asking,
    turn: int,
) -> None:
    row = asking.candidacy(state="proposed", person__user=UserFactory.create())
    start, told = threading.Barrier(2), []

    def decide() -> None:
        one = Candidacy.objects.select_related("round", "person").get(pk=row.pk)
        actor = asking.user("tullia")
        start.wait()
        try:
            move(one, "selected", actor, "ci serve", expected=["proposed"])
            told.append("selected")
        except Withdrawn:
            told.append("told")
        finally:
            connection.close()

    def leave() -> None:
        one = Candidacy.objects.select_related("round", "person").get(pk=row.pk)
        actor = one.person.user
        assert actor is not None
        start.wait()
        withdraw(actor=actor, candidacy=one)
        told.append("withdrawn")
        connection.close()

    threads = [threading.Thread(target=one) for one in (decide, leave)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    row.refresh_from_db()
    steps = list(row.moments.order_by("at").values_list("became", flat=True))
    assert row.state == "withdrawn"
    assert steps[-1] == "withdrawn"
    assert sorted(told) in (["selected", "withdrawn"], ["told", "withdrawn"])


def test_a_place_that_becomes_free_is_told_to_rooms_above(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(hooks, "_freed", [lambda _actor, one: heard.append(one.code)])
    held = asking.candidacy(state="selected", person__user=UserFactory.create())
    waits = asking.candidacy(state="waiting_list", person__user=UserFactory.create())

    withdraw(actor=asking.account(held), candidacy=held)
    withdraw(actor=asking.account(waits), candidacy=waits)

    assert heard == [held.code]


def test_the_team_writes_how_a_person_took_it_back(asking: Asking) -> None:
    row = asking.candidacy(state="interviewed")
    path = reverse("selection:leaves", args=[row.code])

    silent = asking.client("giulia").post(path, {"bye-reason": " "})
    said_so = asking.client("giulia").post(path, {"bye-reason": "Ha chiamato giovedì."})

    row.refresh_from_db()
    assert (silent.status_code, said_so.status_code) == (422, 302)
    assert row.state == "withdrawn"


# --- meeting --------------------------------------------------------------------------------------


def test_two_of_the_team_meet_a_candidate(asking: Asking) -> None:
    row = asking.candidacy(state="eligible")
    PersonLanguageFactory.create(person=row.person, language="it")
    with pytest.raises(TwoOfTheTeam):
        record_interview(
            actor=asking.user("giulia"), candidacy=row, talk=there(asking, "giulia", "elena")
        )
    ahead = there(asking, "giulia", "tullia", held_on=date(2013, 2, 22))
    with pytest.raises(DayAhead):
        record_interview(actor=asking.user("giulia"), candidacy=row, talk=ahead)

    met = record_interview(
        actor=asking.user("giulia"), candidacy=row, talk=there(asking, "giulia", "tullia")
    )

    row.refresh_from_db()
    assert row.state == "interviewed"
    assert set(met.staff.all()) == {asking.people["giulia"], asking.people["tullia"]}
    assert str(met.needs) == "Una casa."


def test_where_no_language_is_shared_a_mediator_is_there(asking: Asking) -> None:
    row = asking.candidacy(state="eligible")
    PersonLanguageFactory.create(person=row.person, language="ti")
    with pytest.raises(MediatorMissing):
        record_interview(
            actor=asking.user("giulia"), candidacy=row, talk=there(asking, "giulia", "tullia")
        )

    record_interview(
        actor=asking.user("giulia"), candidacy=row, talk=there(asking, "giulia", "ismail")
    )

    row.refresh_from_db()
    assert row.state == "interviewed"


def test_what_is_asked_is_set_by_the_edition(asking: Asking) -> None:
    asking.round.questions = [
        {"key": "home", "words": {"it": "Dove dormi?", "en": "Where do you sleep?"}}
    ]
    asking.round.save()
    row = asking.candidacy(state="eligible")
    PersonLanguageFactory.create(person=row.person, language="it")
    client = asking.client("giulia")
    path = reverse("selection:interview", args=[row.code])
    staff = [str(asking.people[name].pk) for name in ("giulia", "tullia")]

    asked = client.get(path).content.decode()
    client.post(path, {"held_on": "2013-02-20", "staff": staff, "ask_home": "Da un amico."})

    page = client.get(reverse("selection:candidacy", args=[row.code])).content.decode()
    assert "Where do you sleep?" in asked
    assert "Where do you sleep?" in page
    assert "Da un amico." in page


def test_nobody_is_met_before_the_rules_were_looked_at(asking: Asking) -> None:
    row = asking.candidacy(state="submitted")

    with pytest.raises(Moved):
        record_interview(
            actor=asking.user("giulia"), candidacy=row, talk=there(asking, "giulia", "ismail")
        )


# --- reading --------------------------------------------------------------------------------------


def test_reading_leaves_a_trace_that_the_person_reads(asking: Asking) -> None:
    row = asking.candidacy(person__user=UserFactory.create())
    asking.client("giulia").get(reverse("selection:candidacy", args=[row.code]))
    client = asking.phone(row)

    assert FileRead.objects.get(person_id=row.person_id).part == "candidacy"
    page = client.get("/io/dati/").content.decode()
    assert "Giulia" in page
    assert "your request to take part" in page


@pytest.mark.parametrize(
    ("reader", "status"),
    [
        ("giulia", 200),
        ("ismail", 200),
        ("tullia", 200),
        ("marta", 200),
        ("elena", 404),
        ("sandro", 404),
        ("comitato", 404),
        ("lanificio", 404),
    ],
)
def test_only_the_team_of_the_territory_opens_it(asking: Asking, reader: str, status: int) -> None:
    row = asking.candidacy("torino")

    answer = asking.client(reader).get(reverse("selection:candidacy", args=[row.code]))

    assert answer.status_code == status
