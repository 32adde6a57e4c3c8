"""A phone is connected with a code, opens with a PIN, and loses its trust at once."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cerchia.access.models import Device, EnrolmentCode, SignIn
from cerchia.access.usecases import make_code, revoke_phone
from cerchia.audit.models import Entry
from cerchia.people.models import Person
from tests.access.conftest import PIN, CountingHasher, Hands, Phone, connected, user_of

GOOD = {"picture": "bicycle", "pin": PIN, "again": PIN}


def code_of(person: Person) -> str:
    return make_code(actor=user_of(person), user=user_of(person)).code


def path_of(code: str) -> str:
    return reverse("access:connect", args=[code])


def test_a_phone_is_connected_and_is_inside(amal: Person) -> None:
    client, code = Client(), code_of(amal)

    shown = client.get(path_of(code))
    answer = client.post(path_of(code), GOOD)

    assert (shown.status_code, answer.status_code) == (200, 302)
    assert client.get("/io/impostazioni/").status_code == 200
    cookie = client.cookies["phone"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 7776000)


def test_the_database_keeps_neither_secret_nor_pin_nor_code(amal: Person) -> None:
    client, code = Client(), code_of(amal)
    client.post(path_of(code), GOOD)

    kept = str([*Device.objects.values(), *EnrolmentCode.objects.values()])

    assert client.cookies["phone"].value not in kept
    assert code not in kept
    assert PIN not in kept


def test_a_code_connects_one_phone(amal: Person) -> None:
    code = code_of(amal)
    Client().post(path_of(code), GOOD)

    second = Client().post(path_of(code), GOOD)

    assert second.status_code == 404
    assert Device.objects.count() == 1


def test_a_code_lives_for_ten_minutes(amal: Person, hands: Hands) -> None:
    code = code_of(amal)
    hands.go_on(minutes=10)

    assert Client().get(path_of(code)).status_code == 404
    assert Client().post(path_of(code), GOOD).status_code == 404


def test_a_newer_code_takes_the_place_of_an_older_one(amal: Person) -> None:
    old = code_of(amal)
    code_of(amal)

    assert Client().get(path_of(old)).status_code == 404


def test_a_forwarded_code_tells_nothing_about_anybody(amal: Person) -> None:
    code = code_of(amal)

    live = Client().get(path_of(code)).content.decode()
    Client().post(path_of(code), GOOD)
    used = Client().get(path_of(code)).content.decode()

    for word in ("Amal", "Canaria", user_of(amal).username):
        assert word not in live + used


def test_used_old_and_invented_codes_answer_alike(amal: Person) -> None:
    code = code_of(amal)
    Client().post(path_of(code), GOOD)

    used, invented = Client().get(path_of(code)), Client().get(path_of("x" * len(code)))

    bodies = [re.sub(r"[\w-]{43,}", "", one.content.decode()) for one in (used, invented)]
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize("pin", ["123456", "111111", "198512", "121985", "121212", "112233"])
def test_a_pin_that_many_would_guess_is_refused_kindly(amal: Person, pin: str) -> None:
    answer = Client().post(path_of(code_of(amal)), {**GOOD, "pin": pin, "again": pin})

    assert answer.status_code == 422
    assert "Device" not in answer.content.decode()
    assert not Device.objects.exists()


def test_two_different_pins_are_not_one(amal: Person) -> None:
    answer = Client().post(path_of(code_of(amal)), {**GOOD, "again": "408258"})

    assert answer.status_code == 422


def test_a_pin_may_be_typed_in_arabic_digits(phone: Phone) -> None:
    assert phone.open("٤٠٨٢٥٧") == 302


def test_the_right_pin_opens(phone: Phone) -> None:
    assert (phone.sees(), phone.open(), phone.sees()) == (302, 302, 200)


def test_a_stolen_cookie_without_the_pin_opens_nothing(phone: Phone) -> None:
    thief = Client()
    thief.cookies["phone"] = phone.secret

    answer = thief.get("/io/impostazioni/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/pin/")
    assert "Amal" not in thief.get("/pin/").content.decode()


def test_the_pin_without_the_phone_opens_nothing(phone: Phone) -> None:
    assert Client().post("/pin/", {"pin": PIN})["Location"] == "/entra/"


def test_of_200_guesses_at_most_ten_reach_the_hash(phone: Phone, hands: Hands) -> None:
    CountingHasher.looked = 0
    statuses = []
    for guess in range(200):
        statuses.append(phone.open(f"{guess:06d}"))
        hands.go_on(minutes=4)

    assert CountingHasher.looked <= 10
    assert 302 in statuses  # the phone is locked and is shown the door
    phone.device.refresh_from_db()
    assert phone.device.locked_at is not None


def test_five_wrong_pins_wait_a_quarter_of_an_hour(phone: Phone, hands: Hands) -> None:
    for _guess in range(5):
        assert phone.open("000000") == 422

    answer = phone.client.post("/pin/", {"pin": PIN})
    hands.go_on(minutes=15)

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 900
    assert phone.open() == 302


def test_wrong_pins_on_one_phone_do_not_touch_another(amal: Person, phone: Phone) -> None:
    other = connected(amal, "sewing")
    for _guess in range(30):
        phone.open("000000")

    assert other.open() == 302


def test_a_right_pin_forgets_the_wrong_ones(phone: Phone) -> None:
    for _round in range(4):
        for _guess in range(4):
            phone.open("000000")
        assert phone.open() == 302


def test_a_revoked_phone_opens_nothing_on_its_next_request(amal: Person, phone: Phone) -> None:
    phone.open()

    revoke_phone(actor=user_of(amal), device=phone.device)

    assert phone.sees() == 302
    assert phone.client.get("/api/v1/me").status_code == 401
    assert phone.open() == 302
    assert phone.sees() == 302


def test_one_takes_away_ones_own_phone_and_no_other(amal: Person, phone: Phone) -> None:
    mine, theirs = connected(amal, "key"), connected(_somebody(), "leaf")
    phone.open()

    own = phone.client.post(reverse("access:phone_revoke", args=[mine.device.pk]))
    other = phone.client.post(reverse("access:phone_revoke", args=[theirs.device.pk]))

    assert (own.status_code, other.status_code) == (302, 404)
    assert mine.open() == 302
    assert mine.sees() == 302


def _somebody() -> Person:
    from tests.factories.people import PersonFactory  # noqa: PLC0415 - one use

    return PersonFactory.create()


def test_after_five_minutes_only_the_pin_opens(phone: Phone, hands: Hands) -> None:
    phone.open()
    hands.go_on(minutes=4)
    still = phone.sees()
    hands.go_on(minutes=5)
    locked = phone.client.get("/io/impostazioni/")

    assert still == 200
    assert locked["Location"].startswith("/pin/")
    assert (phone.open(), phone.sees()) == (302, 200)


def test_who_locks_is_locked(phone: Phone) -> None:
    phone.open()

    phone.client.post(reverse("access:lock"))

    assert phone.sees() == 302
    assert phone.open() == 302


def test_reading_pages_writes_at_most_once_a_minute(
    phone: Phone, hands: Hands, django_assert_num_queries: object
) -> None:
    phone.open()
    before = SignIn.objects.get(ended_at=None).touched_at
    hands.go_on(seconds=59)
    phone.sees()
    same = SignIn.objects.get(ended_at=None).touched_at
    hands.go_on(seconds=1)
    phone.sees()

    assert same == before
    assert SignIn.objects.get(ended_at=None).touched_at > before


def test_a_new_pin_takes_the_place_of_the_old_one(phone: Phone) -> None:
    phone.open()
    path = reverse("access:pin_change")

    wrong = phone.client.post(path, {"old": "000000", "pin": "730914", "again": "730914"})
    easy = phone.client.post(path, {"old": PIN, "pin": "111111", "again": "111111"})
    right = phone.client.post(path, {"old": PIN, "pin": "730914", "again": "730914"})

    assert (wrong.status_code, easy.status_code, right.status_code) == (422, 422, 302)
    assert phone.open() == 422
    assert phone.open("730914") == 302


def test_another_phone_needs_the_pin_again(phone: Phone, hands: Hands) -> None:
    phone.open()
    hands.go_on(minutes=4)
    phone.sees()
    hands.go_on(minutes=2)
    path = reverse("access:phone_add")

    asked = phone.client.post(path)
    wrong = phone.client.post(path, {"proof": "000000"})
    shown = phone.client.post(path, {"proof": PIN})

    assert (asked.status_code, wrong.status_code, shown.status_code) == (403, 422, 200)
    assert "<svg" in shown.content.decode()
    assert Entry.objects.filter(action="access.code.made").count() == 2
