"""Staff of a circle connect the phone of a participant, face to face, and nobody else's."""

import pytest
from django.test import Client

from cerchia.access.models import Device, EnrolmentCode
from cerchia.audit.models import FileRead
from cerchia.circles.usecases import show_code
from cerchia.people.models import Person
from cerchia.programmes.models import StaffAssignment
from tests.circles.conftest import Dora, Role, signed_in, user_of
from tests.factories.access import DeviceFactory
from tests.factories.programmes import StaffAssignmentFactory


def path_of(person: Person) -> str:
    return f"/persone/{person.pk}/telefono/"


@pytest.mark.parametrize(
    ("who", "seen", "connected"),
    [
        ("giulia", 200, 200),
        ("ismail", 200, 403),
        ("marta", 200, 200),
        ("amal", 404, 404),
        ("ousmane", 404, 404),
    ],
)
def test_who_connects_a_phone(dora: Dora, who: str, seen: int, connected: int) -> None:
    client = signed_in(getattr(dora, who))

    assert client.get(path_of(dora.amal)).status_code == seen
    assert client.post(path_of(dora.amal)).status_code == connected


def test_staff_of_another_circle_do_not(dora: Dora) -> None:
    elena = dora.world.staff("Elena", StaffAssignment.Role.OPERATOR)
    dora.world.seat(dora.world.circle("Sesia"), elena, Role.OPERATOR)

    assert signed_in(elena).post(path_of(dora.amal)).status_code == 404
    assert not EnrolmentCode.objects.exists()


def test_the_code_is_a_picture_and_leaves_a_trace(dora: Dora) -> None:
    page = signed_in(dora.giulia).post(path_of(dora.amal)).content.decode()

    assert '<svg class="qr"' in page
    assert "/entra/t/" not in page
    assert FileRead.objects.filter(person_id=dora.amal.pk, reader_role="operator").exists()


def test_who_has_no_account_gets_one(dora: Dora) -> None:
    Person.objects.filter(pk=dora.amal.pk).update(user=None)
    dora.amal.refresh_from_db()

    code = show_code(actor=user_of(dora.giulia), person=dora.amal).code
    answer = Client().post(
        f"/entra/t/{code}/", {"picture": "key", "pin": "408257", "again": "408257"}
    )

    assert answer.status_code == 302
    dora.amal.refresh_from_db()
    assert Device.objects.get().user_id == dora.amal.user_id


def test_nobody_comes_in_as_a_colleague(dora: Dora) -> None:
    StaffAssignmentFactory.create(edition=dora.world.edition, person=dora.amal)

    assert signed_in(dora.giulia).post(path_of(dora.amal)).status_code == 403
    assert not EnrolmentCode.objects.exists()


def test_a_lost_phone_is_taken_away(dora: Dora) -> None:
    phone = DeviceFactory.create(user=user_of(dora.amal))
    theirs = DeviceFactory.create(user=user_of(dora.ousmane))

    gone = signed_in(dora.giulia).post(f"{path_of(dora.amal)}{phone.pk}/togli/")
    wrong = signed_in(dora.giulia).post(f"{path_of(dora.amal)}{theirs.pk}/togli/")

    assert (gone.status_code, wrong.status_code) == (302, 404)
    assert Device.objects.bound().get() == theirs
