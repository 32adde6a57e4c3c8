from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cerchia.audit.models import FileRead
from cerchia.circles import hooks, queries, usecases
from cerchia.circles.models import Circle, CircleMembership, CircleNote, Encounter, Meeting
from cerchia.programmes.models import StaffAssignment
from tests.circles.conftest import NOW, Dora, Role, signed_in, user_of
from tests.factories.circles import CircleDecisionFactory, CircleNoteFactory
from tests.factories.people import PersonFactory

HOSTILE = "<script>alert('x')</script>{{ 7|add:7 }}"


def test_the_list_says_how_the_circles_are(dora: Dora) -> None:
    dora.contact(dora.ousmane, dora.giulia, times=8)

    page = signed_in(dora.giulia).get("/cerchie/").content.decode()

    assert "Dora" in page
    assert "Ousmane" not in page


def test_the_list_is_filtered_by_territory(dora: Dora) -> None:
    client = signed_in(dora.marta)

    chosen = client.get(f"/cerchie/?territorio={dora.world.territory.pk}")
    nonsense = client.get("/cerchie/?territorio=' OR 1=1")

    assert "Dora" in chosen.content.decode()
    assert nonsense.status_code == 200


def test_a_coordinator_forms_a_circle_on_the_page(dora: Dora) -> None:
    place = f"{dora.world.edition.pk}:{dora.world.territory.pk}"

    answer = signed_in(dora.marta).post("/cerchie/nuova/", {"place": place, "name": "Sesia"})

    circle = Circle.objects.get(name="Sesia")
    assert answer.status_code == 302
    assert answer["Location"] == f"/cerchie/{circle.pk}/persone/"


def test_a_taken_name_comes_back_with_what_was_typed(dora: Dora) -> None:
    place = f"{dora.world.edition.pk}:{dora.world.territory.pk}"

    answer = signed_in(dora.marta).post("/cerchie/nuova/", {"place": place, "name": "Dora"})

    assert answer.status_code == 422
    assert 'value="Dora"' in answer.content.decode()


def test_inviting_and_saying_yes(dora: Dora) -> None:
    selam = dora.world.participant("Selam")
    page = f"/cerchie/{dora.circle.pk}/persone/"
    operator = signed_in(dora.giulia)

    assert "Selam" in operator.get(page).content.decode()
    answer = operator.post(f"{page}invita/", {"who": f"{selam.pk}:participant"})
    assert answer.status_code == 302
    place = CircleMembership.objects.get(person=selam)

    invitation = signed_in(selam).get("/io/cerchia/").content.decode()
    assert "Giulia" in invitation
    assert "Amal" not in invitation
    signed_in(selam).post(f"/cerchie/posti/{place.pk}/risposta/", {"answer": "yes"})
    place.refresh_from_db()
    assert place.accepted_at
    assert "Amal" in signed_in(selam).get("/io/cerchia/").content.decode()


def test_pausing_moving_and_leaving_on_the_page(dora: Dora) -> None:
    place = dora.seat_of(dora.amal)
    sesia = dora.world.circle("Sesia")
    coordinator = signed_in(dora.marta)

    assert coordinator.post(f"/cerchie/posti/{place.pk}/pausa/").status_code == 302
    assert coordinator.post(f"/cerchie/posti/{place.pk}/riprendi/").status_code == 302
    page = coordinator.get(f"/cerchie/posti/{place.pk}/sposta/")
    assert "Sesia" in page.content.decode()
    moved = coordinator.post(
        f"/cerchie/posti/{place.pk}/sposta/", {"target": sesia.pk, "wished_by": "person"}
    )
    assert moved.status_code == 302
    place = CircleMembership.objects.get(person=dora.amal, left_at=None)
    assert place.circle == sesia
    left = coordinator.post(f"/cerchie/posti/{place.pk}/esce/", {"wished_by": "person"})
    assert left.status_code == 302
    assert not CircleMembership.objects.filter(person=dora.amal, left_at=None).exists()


def test_starting_and_closing_a_circle_on_the_page(dora: Dora) -> None:
    Circle.objects.update(activated_at=None)
    client = signed_in(dora.marta)

    refused = client.post(f"/cerchie/{dora.circle.pk}/attiva/")
    assert refused.status_code == 422
    dora.meeting()
    assert client.post(f"/cerchie/{dora.circle.pk}/attiva/").status_code == 302
    assert client.get(f"/cerchie/{dora.circle.pk}/chiudi/").status_code == 200
    assert client.post(f"/cerchie/{dora.circle.pk}/chiudi/").status_code == 302
    dora.circle.refresh_from_db()
    assert dora.circle.state == "closed"


def test_planning_a_meeting(dora: Dora) -> None:
    client = signed_in(dora.ismail)
    page = f"/cerchie/{dora.circle.pk}/incontri/nuovo/"

    past = client.post(page, {"on": "2013-09-01", "hour": "17:30", "place": "Casa"})
    fine = client.post(page, {"on": "2013-09-26", "hour": "17:30", "place": "Casa di quartiere"})

    assert (past.status_code, fine.status_code) == (422, 302)
    meeting = Meeting.objects.get()
    assert meeting.starts_at.isoformat() == "2013-09-26T15:30:00+00:00"


def test_a_contact_takes_two_taps(dora: Dora) -> None:
    page = f"/cerchie/{dora.circle.pk}/contatti/nuovo/"
    client = signed_in(dora.giulia)
    shown = client.get(f"{page}?second={dora.amal.pk}&kind=phone").content.decode()
    assert shown.count("checked") == 2
    typed = {
        "first": dora.giulia.pk,
        "second": dora.amal.pk,
        "kind": "phone",
        "on": "2013-09-19",
        "key": uuid4(),
    }

    once = client.post(page, typed)
    twice = client.post(page, typed)

    assert (once.status_code, twice.status_code) == (302, 302)
    encounter = Encounter.objects.get()
    assert (encounter.first, encounter.second, encounter.kind) == (dora.giulia, dora.amal, "phone")


def test_nobody_meets_themselves(dora: Dora) -> None:
    answer = signed_in(dora.giulia).post(
        f"/cerchie/{dora.circle.pk}/contatti/nuovo/",
        {"first": dora.giulia.pk, "second": dora.giulia.pk, "kind": "seen", "on": "2013-09-19"},
    )

    assert answer.status_code == 422
    assert not Encounter.objects.exists()


def test_a_participant_writes_a_contact_of_their_own(dora: Dora) -> None:
    client = signed_in(dora.amal)
    assert "Ousmane" in client.get("/io/cerchia/contatti/nuovo/").content.decode()

    answer = client.post(
        "/io/cerchia/contatti/nuovo/",
        {"second": dora.ousmane.pk, "kind": "seen", "on": "2013-09-18", "first": dora.giulia.pk},
    )

    assert answer.status_code == 302
    encounter = Encounter.objects.get()
    assert (encounter.first, encounter.second) == (dora.amal, dora.ousmane)


def test_whom_a_note_is_about_reads_it(dora: Dora) -> None:
    page = f"/cerchie/{dora.circle.pk}/note/nuova/"
    client = signed_in(dora.giulia)
    assert client.get(page).status_code == 200

    client.post(page, {"about": dora.amal.pk, "text": "Ha provato tre macchine.", "language": "it"})

    mine = signed_in(dora.amal).get("/io/cerchia/").content.decode()
    assert "Ha provato tre macchine." in mine
    assert "Giulia" in mine
    assert "tre macchine" not in signed_in(dora.ousmane).get("/io/cerchia/").content.decode()


def test_participants_see_first_names_only(dora: Dora) -> None:
    page = signed_in(dora.amal).get("/io/cerchia/").content.decode()

    assert "Ousmane" in page
    assert "Abdi" not in page
    assert "Ferro" not in page


def test_a_participant_answers_the_invitation_to_a_meeting(dora: Dora) -> None:
    meeting = dora.meeting()
    client = signed_in(dora.amal)
    assert "Casa di quartiere" in client.get("/io/cerchia/").content.decode()

    client.post(f"/incontri-di-cerchia/{meeting.pk}/risposta/", {"answer": "yes"})
    client.post(f"/incontri-di-cerchia/{meeting.pk}/risposta/", {"answer": "no"})

    assert meeting.attendances.get(person=dora.amal).answer == "no"
    assert client.get(f"/io/cerchia/incontri/{meeting.pk}/").status_code == 200


def test_an_unknown_answer_is_refused(dora: Dora) -> None:
    meeting = dora.meeting()

    answer = signed_in(dora.amal).post(
        f"/incontri-di-cerchia/{meeting.pk}/risposta/", {"answer": "perhaps"}
    )

    assert answer.status_code == 422


def test_a_participant_pauses_and_leaves_alone(dora: Dora) -> None:
    client = signed_in(dora.amal)
    place = dora.seat_of(dora.amal)

    assert client.get("/io/cerchia/lascia/").status_code == 200
    assert client.post(f"/cerchie/posti/{place.pk}/pausa/")["Location"] == "/io/cerchia/"
    assert client.get("/io/cerchia/").status_code == 200
    assert client.post("/io/cerchia/lascia/", {"reason": ""}).status_code == 302
    assert client.get("/io/cerchia/").status_code == 200
    assert client.get("/io/cerchia/contatti/nuovo/").status_code == 404


def test_who_took_a_decision_on_says_that_it_is_done(dora: Dora) -> None:
    decision = CircleDecisionFactory.create(meeting=dora.meeting(), owner=dora.amal)

    other = signed_in(dora.ousmane).post(f"/decisioni-di-cerchia/{decision.pk}/fatta/")
    own = signed_in(dora.amal).post(f"/decisioni-di-cerchia/{decision.pk}/fatta/")

    assert (other.status_code, own.status_code) == (403, 302)


def test_reading_the_people_of_a_circle_leaves_a_trace(dora: Dora) -> None:
    signed_in(dora.ismail).get(f"/cerchie/{dora.circle.pk}/persone/")

    reads = FileRead.objects.filter(person_id=dora.amal.pk)
    assert [(read.reader_id, read.reader_role, read.part) for read in reads] == [
        (dora.ismail.user_id, "mediator", "list")
    ]


def test_hostile_words_stay_words(dora: Dora) -> None:
    CircleNoteFactory.create(circle=dora.circle, about=dora.amal, text=HOSTILE)
    CircleDecisionFactory.create(meeting=dora.meeting(-1), owner=dora.amal, text=HOSTILE)
    meeting = dora.meeting(0)

    for page in (
        signed_in(dora.amal).get("/io/cerchia/"),
        signed_in(dora.giulia).get(f"/cerchie/{dora.circle.pk}/incontri/{meeting.pk}/"),
    ):
        text = page.content.decode()
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text
        assert "{{ 7|add:7 }}" in text


def test_an_arabic_page_runs_from_right_to_left(dora: Dora) -> None:
    user = user_of(dora.amal)
    user.language = "ar"
    user.save()

    page = signed_in(dora.amal).get("/io/cerchia/").content.decode()

    assert 'dir="rtl"' in page
    assert 'lang="ar"' in page


def test_what_other_rooms_lay_on_the_table_is_shown(
    dora: Dora, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks, "_sources", [])
    hooks.looks(lambda _user, _meeting: [hooks.Look(title="Una domanda su una spesa")])

    page = signed_in(dora.giulia).get(f"/cerchie/{dora.circle.pk}/incontri/{dora.meeting().pk}/")

    assert "Una domanda su una spesa" in page.content.decode()


def visited(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


def test_pages_cost_the_same_for_four_members_and_for_fourteen(dora: Dora) -> None:
    meeting = dora.meeting(0)
    decided = {"meeting": meeting, "owner": dora.giulia}
    CircleDecisionFactory.create(**decided)
    CircleNoteFactory.create(circle=dora.circle, about=dora.amal, written_by=user_of(dora.giulia))
    staff = [
        "/cerchie/",
        f"/cerchie/{dora.circle.pk}/persone/",
        f"/cerchie/{dora.circle.pk}/contatti/nuovo/",
        f"/cerchie/{dora.circle.pk}/incontri/{meeting.pk}/",
    ]
    own = ["/io/cerchia/", f"/io/cerchia/incontri/{meeting.pk}/"]

    def cost() -> list[int]:
        return [visited(signed_in(dora.giulia), path) for path in staff] + [
            visited(signed_in(dora.amal), path) for path in own
        ]

    before = cost()
    for number in range(10):
        person = dora.world.participant(f"Person{number}")
        dora.world.seat(dora.circle, person, Role.PARTICIPANT)
        CircleDecisionFactory.create(meeting=meeting, owner=person)
        dora.contact(person, dora.giulia)
        CircleNoteFactory.create(
            circle=dora.circle, about=dora.amal, written_by=user_of(dora.giulia)
        )

    assert cost() == before
    assert max(before) <= 16


def test_a_person_without_a_circle_reads_so(dora: Dora) -> None:
    alone = dora.world.participant("Zahra")

    assert signed_in(alone).get("/io/cerchia/").status_code == 200
    assert signed_in(PersonFactory.create()).get("/io/cerchia/").status_code == 404


def test_notes_are_read_in_their_own_direction(dora: Dora) -> None:
    CircleNoteFactory.create(circle=dora.circle, about=dora.amal, text="مرحبا", language="ar")

    page = signed_in(dora.amal).get("/io/cerchia/").content.decode()

    assert 'lang="ar" dir="rtl"' in page
    assert CircleNote.objects.get().written_at >= NOW - timedelta(days=1)


def test_staff_find_and_accept_their_own_invitation(dora: Dora) -> None:
    farida = dora.world.staff("Farida", StaffAssignment.Role.MEDIATOR)
    place = usecases.invite_member(
        actor=user_of(dora.giulia), circle=dora.circle, person=farida, role=Role.MEDIATOR
    )
    client = signed_in(farida)

    assert str(place.pk) in client.get("/cerchie/").content.decode()
    answer = client.post(f"/cerchie/posti/{place.pk}/risposta/", {"answer": "yes"})

    assert answer["Location"] == f"/cerchie/{dora.circle.pk}/persone/"


def test_a_meeting_that_nobody_wrote_down_is_not_the_next_one(dora: Dora) -> None:
    dora.meeting(-2)
    coming = dora.meeting(5)

    page = queries.circle_page(dora.circle)

    assert page.next_meeting is not None
    assert page.next_meeting.id == coming.pk
    assert len(page.unwritten) == 1
