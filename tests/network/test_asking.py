"""Attempts move an organisation forwards; nothing that anybody wrote is lost."""

from datetime import timedelta

import pytest

from cerchia.access.engine import NotAllowed
from cerchia.kit import clock
from cerchia.network import queries
from cerchia.network.errors import (
    DayPast,
    DayToCome,
    MergedAway,
    NoEdition,
    NotAnOwner,
    NotTriedYet,
    ReasonMissing,
    ValueUnknown,
)
from cerchia.network.models import Organisation
from cerchia.network.queries import Wanted
from cerchia.network.usecases import (
    Try,
    assign_owner,
    close_organisation,
    log_outreach,
    note_engaged,
    reopen_organisation,
)
from tests.network.conftest import NOW, Town


def ask(town: Town, row: Organisation, outcome: str, who: str = "giulia", **more: object) -> None:
    attempt = Try("phone", outcome, **more)  # type: ignore[arg-type]
    log_outreach(actor=town.user(who), organisation=row, attempt=attempt)
    row.refresh_from_db()


def test_an_owner_and_a_day_make_it_assigned(town: Town) -> None:
    row = town.shop()
    day = clock.today() + timedelta(days=3)

    assign_owner(actor=town.user("giulia"), organisation=row, owner=town.user("ismail"), on=day)

    line = queries.queue(town.user("giulia"), Wanted(owner=town.user("ismail").pk))[0][0]
    assert (line.state, line.owner, line.next_try_on) == ("assigned", "Ismail F.", day)


def test_only_who_works_there_asks_and_is_entrusted(town: Town) -> None:
    row = town.shop()

    for who in ("amal", "elena", "rita", "lanificio"):
        with pytest.raises(NotAllowed):
            ask(town, row, "no_answer", who)
    with pytest.raises(NotAnOwner):
        assign_owner(actor=town.user("giulia"), organisation=row, owner=town.user("elena"))
    with pytest.raises(DayPast):
        assign_owner(
            actor=town.user("giulia"),
            organisation=row,
            owner=town.user("giulia"),
            on=clock.today() - timedelta(days=1),
        )


def test_a_call_without_answer_takes_it_out_of_the_queue_and_brings_it_back(town: Town) -> None:
    row = town.shop()

    ask(town, row, "no_answer")

    assert row.state == "contacted"
    assert row.next_try_on == clock.today() + timedelta(days=7)
    assert queries.queue(town.user("giulia"), Wanted())[0] == []
    again = queries.queue(town.user("giulia"), Wanted(again=True))[0]
    assert [(line.id, line.attempts) for line in again] == [(row.pk, 1)]


@pytest.mark.parametrize(
    ("outcome", "state", "answered", "engaged"),
    [
        ("wants_information", "answered", True, False),
        ("meeting_set", "answered", True, False),
        ("referral", "answered", True, False),
        ("offer", "engaged", True, True),
        ("not_now", "not_now", True, False),
        ("no", "declined", True, False),
    ],
)
def test_each_outcome_leads_somewhere(
    town: Town, outcome: str, state: str, answered: bool, engaged: bool
) -> None:
    row = town.shop()

    ask(town, row, outcome)

    assert row.state == state
    assert row.contacted_at == NOW
    assert (row.answered_at is not None, row.engaged_at is not None) == (answered, engaged)


def test_every_attempt_is_kept_with_its_words(town: Town) -> None:
    row = town.shop()
    ask(town, row, "no_answer", words="Chiuso il lunedì 😀")
    ask(town, row, "meeting_set", "ismail", next_try_on=clock.today())

    detail = queries.detail(town.user("marta"), row.pk)

    assert detail is not None
    assert {(one.by, one.words) for one in detail.attempts} == {
        ("Giulia F.", "Chiuso il lunedì 😀"),
        ("Ismail F.", ""),
    }


def test_what_is_no_attempt_is_refused(town: Town) -> None:
    row = town.shop()
    giulia = town.user("giulia")

    for attempt, refusal in (
        (Try("pigeon", "no"), ValueUnknown),
        (Try("phone", "maybe"), ValueUnknown),
        (Try("phone", "no", at=NOW + timedelta(days=2)), DayToCome),
        (Try("phone", "no", next_try_on=clock.today() - timedelta(days=1)), DayPast),
    ):
        with pytest.raises(refusal):
            log_outreach(actor=giulia, organisation=row, attempt=attempt)


def test_nobody_is_closed_before_somebody_tried(town: Town) -> None:
    row = town.shop()
    giulia = town.user("giulia")

    with pytest.raises(NotTriedYet):
        close_organisation(actor=giulia, organisation=row, reason="Ha chiuso")
    ask(town, row, "offer")
    with pytest.raises(ReasonMissing):
        close_organisation(actor=giulia, organisation=row, reason="  ")
    close_organisation(actor=giulia, organisation=row, reason="Ha chiuso")
    row.refresh_from_db()
    assert (row.state, row.closed_reason) == ("inactive", "Ha chiuso")

    reopen_organisation(actor=giulia, organisation=row)
    row.refresh_from_db()
    assert (row.state, row.closed_at) == ("engaged", None)


def test_an_offer_makes_active_whatever_was_logged_before(town: Town) -> None:
    row = town.shop()

    note_engaged(actor=town.user("giulia"), organisation=row)

    row.refresh_from_db()
    assert row.state == "engaged"
    assert row.contacted_at == row.answered_at == row.engaged_at == NOW


def test_a_closed_edition_or_a_merged_entry_takes_no_attempt(town: Town) -> None:
    row, other = town.shop(), town.shop("Bar Sport")
    Organisation.objects.filter(pk=row.pk).update(merged_into=other)
    with pytest.raises(MergedAway):
        ask(town, row, "no")

    town.edition.closed_on = clock.today()
    town.edition.save()
    with pytest.raises(NoEdition):
        ask(town, other, "no")
