from collections.abc import Iterable
from datetime import date, timedelta
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from django.db import connection

from cerchia.access.engine import NotAllowed
from cerchia.audit.models import Entry
from cerchia.circles import errors, usecases
from cerchia.circles.models import Meeting, MeetingWord
from cerchia.circles.usecases import Agreed, NextDate, Presence, Said, Sheet
from cerchia.people.models import Person
from tests.circles.conftest import NOW, Dora, signed_in, user_of


@pytest.fixture
def meeting(dora: Dora) -> Meeting:
    return dora.meeting(0)


def said(person: Person, text: str, base: UUID | None = None) -> Sheet:
    return Sheet(words={person.pk: Said(text, "it", base)})


def words_of(meeting: Meeting, person: Person) -> list[str]:
    return [word.text for word in meeting.words.filter(person=person).order_by("written_at", "pk")]


def test_a_meeting_is_one_save(dora: Dora, meeting: Meeting) -> None:
    sheet = Sheet(
        presences={dora.amal.pk: Presence("there"), dora.ousmane.pk: Presence("told")},
        words={dora.amal.pk: Said("Cucio un vestito.", "it")},
        decisions=[Agreed(uuid4(), "Vedere il banco", dora.giulia.pk, date(2013, 9, 30))],
        next_date=NextDate(NOW + timedelta(days=14), "Casa di quartiere"),
    )

    for _twice in range(2):
        usecases.hold_meeting(actor=user_of(dora.giulia), meeting=meeting, sheet=sheet)

    meeting.refresh_from_db()
    assert meeting.held_at == NOW
    assert {a.person_id: a.presence for a in meeting.attendances.all()} == {
        dora.amal.pk: "there",
        dora.ousmane.pk: "told",
    }
    assert words_of(meeting, dora.amal) == ["Cucio un vestito."]
    assert [one.text for one in meeting.decisions.all()] == ["Vedere il banco"]
    assert dora.circle.meetings.count() == 2
    assert Entry.objects.filter(action="circles.meeting.held").count() == 1


def test_a_correction_keeps_what_stood_before(dora: Dora, meeting: Meeting) -> None:
    giulia = user_of(dora.giulia)
    usecases.hold_meeting(actor=giulia, meeting=meeting, sheet=said(dora.amal, "Cucio."))
    before = meeting.words.get()

    usecases.hold_meeting(
        actor=giulia, meeting=meeting, sheet=said(dora.amal, "Cucio un vestito.", before.pk)
    )

    assert sorted(words_of(meeting, dora.amal)) == ["Cucio un vestito.", "Cucio."]


def test_two_who_write_the_same_place_both_keep_their_text(dora: Dora, meeting: Meeting) -> None:
    usecases.hold_meeting(
        actor=user_of(dora.giulia), meeting=meeting, sheet=said(dora.amal, "Cucio.")
    )

    with pytest.raises(errors.SheetClash) as clash:
        usecases.hold_meeting(
            actor=user_of(dora.ismail), meeting=meeting, sheet=said(dora.amal, "Cerco un banco.")
        )

    both = clash.value.words[dora.amal.pk]
    assert (both.theirs, both.mine) == ("Cucio.", "Cerco un banco.")
    assert words_of(meeting, dora.amal) == ["Cucio."]


def test_two_who_write_different_places_do_not_meet(dora: Dora, meeting: Meeting) -> None:
    giulias = Sheet(
        presences={dora.amal.pk: Presence("there"), dora.ousmane.pk: Presence("unknown")},
        words={dora.amal.pk: Said("Cucio.", "it"), dora.ousmane.pk: Said("", "it")},
    )
    ismails = Sheet(
        presences={dora.amal.pk: Presence("unknown"), dora.ousmane.pk: Presence("there")},
        words={dora.amal.pk: Said("", "it"), dora.ousmane.pk: Said("Riparo.", "it")},
    )

    usecases.hold_meeting(actor=user_of(dora.giulia), meeting=meeting, sheet=giulias)
    usecases.hold_meeting(actor=user_of(dora.ismail), meeting=meeting, sheet=ismails)

    assert words_of(meeting, dora.amal) == ["Cucio."]
    assert words_of(meeting, dora.ousmane) == ["Riparo."]
    assert set(meeting.attendances.values_list("presence", flat=True)) == {"there"}


def test_presence_written_differently_is_asked_too(dora: Dora, meeting: Meeting) -> None:
    usecases.hold_meeting(
        actor=user_of(dora.giulia),
        meeting=meeting,
        sheet=Sheet(presences={dora.amal.pk: Presence("there")}),
    )

    with pytest.raises(errors.SheetClash) as clash:
        usecases.hold_meeting(
            actor=user_of(dora.ismail),
            meeting=meeting,
            sheet=Sheet(presences={dora.amal.pk: Presence("absent")}),
        )

    assert clash.value.presences[dora.amal.pk].theirs == "there"


def test_a_sheet_is_not_written_before_the_day(dora: Dora) -> None:
    with pytest.raises(errors.MeetingNotYet):
        usecases.hold_meeting(
            actor=user_of(dora.giulia), meeting=dora.meeting(1), sheet=said(dora.amal, "Cucio.")
        )


def test_a_meeting_called_off_is_not_held(dora: Dora, meeting: Meeting) -> None:
    usecases.cancel_meeting(actor=user_of(dora.giulia), meeting=meeting)

    with pytest.raises(errors.MeetingOver):
        usecases.hold_meeting(
            actor=user_of(dora.giulia), meeting=meeting, sheet=said(dora.amal, "Cucio.")
        )


def test_only_members_have_a_place_on_the_sheet(dora: Dora, meeting: Meeting) -> None:
    with pytest.raises(errors.NotAMember):
        usecases.hold_meeting(
            actor=user_of(dora.giulia),
            meeting=meeting,
            sheet=said(dora.world.participant("Zahra"), "Studio."),
        )


def test_a_participant_does_not_hold_the_meeting(dora: Dora, meeting: Meeting) -> None:
    with pytest.raises(NotAllowed):
        usecases.hold_meeting(
            actor=user_of(dora.amal), meeting=meeting, sheet=said(dora.ousmane, "Riparo.")
        )


def test_a_decision_of_another_circle_is_not_told(dora: Dora, meeting: Meeting) -> None:
    giulia = user_of(dora.giulia)
    taken = uuid4()
    decided = Agreed(taken, "Segreto", dora.giulia.pk, date(2013, 9, 30))
    usecases.hold_meeting(actor=giulia, meeting=meeting, sheet=Sheet(decisions=[decided]))
    later = dora.meeting(0)

    usecases.hold_meeting(
        actor=giulia,
        meeting=later,
        sheet=Sheet(decisions=[Agreed(taken, "Altro", dora.giulia.pk, date(2013, 9, 30))]),
    )

    assert [one.text for one in later.decisions.all()] == ["Altro"]
    assert [one.text for one in meeting.decisions.all()] == ["Segreto"]


def field(person: Person, name: str) -> str:
    return f"p{person.pk.hex}-{name}"


def typed(dora: Dora, people: Iterable[Person], **more: object) -> dict[str, object]:
    data: dict[str, object] = {}
    for person in people:
        data |= {field(person, "presence"): "there", field(person, "presence_base"): "unknown"}
        data |= {field(person, "words"): "", field(person, "words_base"): ""}
    for number in range(3):
        data |= {f"d{number}-id": str(uuid4()), f"d{number}-text": "", f"d{number}-owner": ""}
    return {**data, **more}


def test_the_page_of_a_meeting_saves_everything(dora: Dora, meeting: Meeting) -> None:
    path = f"/cerchie/{dora.circle.pk}/incontri/{meeting.pk}/"
    client = signed_in(dora.giulia)
    assert client.get(path).status_code == 200
    data = typed(dora, [dora.amal, dora.ousmane, dora.giulia, dora.ismail])
    data |= {field(dora.amal, "words"): "Cucio un vestito.", field(dora.amal, "language"): "it"}
    data |= {"d0-text": "Vedere il banco", "d0-owner": dora.giulia.pk, "d0-due_on": "2013-09-30"}
    data |= {"n-on": "2013-10-03", "n-hour": "17:30", "n-place": "Casa di quartiere"}

    answer = client.post(path, data)

    assert answer.status_code == 302
    assert words_of(meeting, dora.amal) == ["Cucio un vestito."]
    assert meeting.attendances.filter(presence="there").count() == 4
    assert dora.circle.meetings.planned().count() == 1
    assert "Cucio un vestito." in client.get(path).content.decode()


def test_a_decision_without_an_owner_comes_back(dora: Dora, meeting: Meeting) -> None:
    path = f"/cerchie/{dora.circle.pk}/incontri/{meeting.pk}/"
    data = typed(dora, [dora.amal], **{"d0-text": "Vedere il banco"})

    answer = signed_in(dora.giulia).post(path, data)

    assert answer.status_code == 422
    assert "Vedere il banco" in answer.content.decode()


def test_the_page_shows_both_texts_and_then_takes_the_chosen_one(
    dora: Dora, meeting: Meeting
) -> None:
    path = f"/cerchie/{dora.circle.pk}/incontri/{meeting.pk}/"
    usecases.hold_meeting(
        actor=user_of(dora.ismail), meeting=meeting, sheet=said(dora.amal, "Cerco un banco.")
    )
    client = signed_in(dora.giulia)
    data = typed(dora, [dora.amal], **{field(dora.amal, "words"): "Cucio un vestito."})

    answer = client.post(path, data)

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Cerco un banco." in text
    assert "Cucio un vestito." in text
    latest = meeting.words.get()
    assert f'value="{latest.pk}"' in text
    again = client.post(path, data | {field(dora.amal, "words_base"): str(latest.pk)})
    assert again.status_code == 302
    assert sorted(words_of(meeting, dora.amal)) == ["Cerco un banco.", "Cucio un vestito."]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_one_wins_and_the_other_is_told(dora: Dora) -> None:
    meeting = dora.meeting(0)
    barrier = Barrier(2)
    outcomes: list[str] = []

    def save(person: Person, text: str) -> None:
        try:
            actor = user_of(person)
            barrier.wait()
            usecases.hold_meeting(actor=actor, meeting=meeting, sheet=said(dora.amal, text))
            outcomes.append("saved")
        except errors.SheetClash:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [
        Thread(target=save, args=(dora.giulia, "Cucio.")),
        Thread(target=save, args=(dora.ismail, "Cerco un banco.")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(outcomes) == ["saved", "told"]
    assert MeetingWord.objects.count() == 1
