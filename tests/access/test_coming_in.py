"""A password alone opens nothing; the second factor does, and a session is worth its row only."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from cerchia.access import second_factor
from cerchia.access.models import SignIn, User
from cerchia.people.models import Person
from tests.access.conftest import PASSWORD, CountingHasher, Hands, user_of
from tests.factories.programmes import StaffAssignmentFactory

ENTER = "/entra/"
GIULIA = {"username": "giulia", "password": PASSWORD}
PAGES = ["/conto/", "/cerchie/", "/io/impostazioni/", "/conto/codici/", "/fondi/"]


def code_for(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def secret_shown_to(client: Client) -> str:
    client.get("/entra/secondo-fattore/")
    return str(client.session["mfa.totp.secret"])


def with_an_app(person: Person) -> str:
    secret = "JBSWY3DPEHPK3PXP"
    second_factor.add_app(user_of(person), secret=secret, code=code_for(secret))
    return secret


def test_a_password_without_second_factor_opens_no_page(giulia: Person) -> None:
    client = Client()

    answer = client.post(ENTER, GIULIA)

    assert answer["Location"] == reverse("access:app_first")
    assert {client.get(page).status_code for page in PAGES} == {302}
    assert client.get("/api/v1/me").status_code == 401
    assert not SignIn.objects.exists()


def test_the_first_second_factor_opens_the_door(giulia: Person) -> None:
    client = Client()
    client.post(ENTER, GIULIA)
    secret = secret_shown_to(client)

    wrong = client.post("/entra/secondo-fattore/", {"code": "000000"})
    right = client.post("/entra/secondo-fattore/", {"code": code_for(secret)})

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert right["Location"].startswith("/conto/codici/")
    codes = client.get(right["Location"]).content.decode()
    assert second_factor.codes_of(user_of(giulia))[0][:4] in codes
    assert client.get("/conto/").status_code == 200


def test_who_has_a_second_factor_is_asked_for_it(giulia: Person) -> None:
    secret = with_an_app(giulia)
    client = Client()

    answer = client.post(ENTER, GIULIA)
    before = client.get("/conto/").status_code
    wrong = client.post("/entra/codice/", {"code": "000000"})
    right = client.post("/entra/codice/", {"code": code_for(secret)})

    assert answer["Location"] == "/entra/codice/"
    assert (before, wrong.status_code, right.status_code) == (302, 422, 302)
    assert client.get("/conto/").status_code == 200
    assert SignIn.objects.get().has_second_factor


def test_who_has_one_cannot_add_another_with_the_password_alone(giulia: Person) -> None:
    with_an_app(giulia)
    client = Client()
    client.post(ENTER, GIULIA)

    assert client.get("/entra/secondo-fattore/")["Location"] == ENTER
    assert client.get("/entra/secondo-fattore/chiave/")["Location"] == ENTER


def test_a_code_of_the_app_opens_once(giulia: Person) -> None:
    secret = with_an_app(giulia)
    code = code_for(secret)
    statuses = []
    for _time in range(2):
        client = Client()
        client.post(ENTER, GIULIA)
        statuses.append(client.post("/entra/codice/", {"code": code}).status_code)

    assert statuses == [302, 422]


def test_a_recovery_code_opens_once(giulia: Person) -> None:
    with_an_app(giulia)
    code = second_factor.codes_of(user_of(giulia))[0]
    statuses = []
    for _time in range(2):
        client = Client()
        client.post(ENTER, GIULIA)
        statuses.append(client.post("/entra/codice/", {"code": code}).status_code)

    assert statuses == [302, 422]


def test_guesses_of_the_second_factor_are_counted(giulia: Person) -> None:
    with_an_app(giulia)
    client = Client()
    client.post(ENTER, GIULIA)

    statuses = [client.post("/entra/codice/", {"code": f"{n:06d}"}).status_code for n in range(7)]

    assert statuses == [422] * 5 + [429] * 2


def test_the_password_is_forgotten_after_ten_minutes(giulia: Person, hands: Hands) -> None:
    secret = with_an_app(giulia)
    client = Client()
    client.post(ENTER, GIULIA)
    hands.go_on(minutes=10)

    assert client.post("/entra/codice/", {"code": code_for(secret)})["Location"] == ENTER


def test_secrets_of_second_factors_lie_sealed(giulia: Person) -> None:
    secret = with_an_app(giulia)

    kept = str(list(Authenticator.objects.values()))

    assert secret not in kept
    assert not [code for code in second_factor.codes_of(user_of(giulia)) if code in kept]


def test_a_key_that_answers_nonsense_opens_nothing(giulia: Person) -> None:
    with_an_app(giulia)
    client = Client()
    client.post(ENTER, GIULIA)

    for said in ("", "null", "[]", "{}", '{"id": 1}', '{"response": {}}', "x" * 5000):
        assert client.post("/entra/codice/", {"credential": said}).status_code in {422, 429}
    assert client.get("/conto/").status_code == 302


def test_where_everybody_knows_the_password_it_is_enough(
    giulia: Person, settings: Settings
) -> None:
    settings.CERCHIA_SECOND_FACTOR = False
    client = Client()

    assert client.post(ENTER, GIULIA)["Location"] == "/"
    assert client.get("/conto/").status_code == 200


def test_even_there_a_second_factor_that_one_made_is_asked(
    giulia: Person, settings: Settings
) -> None:
    settings.CERCHIA_SECOND_FACTOR = False
    with_an_app(giulia)

    assert Client().post(ENTER, GIULIA)["Location"] == "/entra/codice/"


def test_of_200_guesses_at_most_ten_reach_the_hash(giulia: Person) -> None:
    CountingHasher.looked = 0
    client = Client()

    statuses = {
        client.post(ENTER, {"username": "giulia", "password": f"guess {n}"}).status_code
        for n in range(200)
    }

    assert CountingHasher.looked <= 10
    assert statuses == {422, 429}


def test_a_network_that_tries_many_names_waits(giulia: Person) -> None:
    client = Client()
    for n in range(20):
        client.post(ENTER, {"username": f"name{n}", "password": "x"})

    answer = client.post(ENTER, GIULIA)

    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def test_a_stranger_locks_nobody_out(giulia: Person) -> None:
    for _guess in range(10):
        Client(REMOTE_ADDR="198.51.100.7").post(ENTER, {**GIULIA, "password": "guess"})

    assert Client(REMOTE_ADDR="203.0.113.9").post(ENTER, GIULIA).status_code == 302


def test_an_address_that_a_client_invents_does_not_count(giulia: Person) -> None:
    statuses = [
        Client(REMOTE_ADDR="198.51.100.7", headers={"X-Forwarded-For": f"203.0.113.{n}"})
        .post(ENTER, {**GIULIA, "password": "guess"})
        .status_code
        for n in range(6)
    ]

    assert statuses[-1] == 429


def test_behind_a_trusted_proxy_the_last_hop_counts(giulia: Person) -> None:
    for n in range(6):
        Client(headers={"X-Forwarded-For": f"10.9.9.{n}, 203.0.113.9"}).post(
            ENTER, {**GIULIA, "password": "guess"}
        )

    other = Client(headers={"X-Forwarded-For": "203.0.113.10"}).post(ENTER, GIULIA)
    same = Client(headers={"X-Forwarded-For": "203.0.113.9"}).post(ENTER, GIULIA)

    assert (other.status_code, same.status_code) == (302, 429)


def test_unknown_names_and_wrong_passwords_are_refused_alike(giulia: Person) -> None:
    answers = [
        Client().post(ENTER, {"username": name, "password": "guess"})
        for name in ("giulia", "nobody")
    ]

    assert [one.status_code for one in answers] == [422, 422]
    first, second = (one.context["form"].errors.as_text() for one in answers)
    assert first == second


def test_a_session_known_before_is_worth_nothing_after(giulia: Person, settings: Settings) -> None:
    settings.CERCHIA_SECOND_FACTOR = False
    client = Client()
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key

    client.post(ENTER, GIULIA)

    assert client.session.session_key != planted
    thief = Client()
    thief.cookies["session"] = str(planted)
    assert thief.get("/conto/").status_code == 302


def test_a_session_that_did_not_pass_the_door_is_closed(giulia: Person) -> None:
    client = Client()
    client.force_login(user_of(giulia))

    assert client.get("/conto/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_who_rests_for_half_an_hour_is_out(
    giulia: Person, hands: Hands, settings: Settings
) -> None:
    settings.CERCHIA_SECOND_FACTOR = False
    client = Client()
    client.post(ENTER, GIULIA)
    hands.go_on(minutes=29)
    within = client.get("/conto/").status_code
    hands.go_on(minutes=30)

    assert (within, client.get("/conto/").status_code) == (200, 302)


def test_after_ten_hours_everybody_is_out(giulia: Person, hands: Hands, settings: Settings) -> None:
    settings.CERCHIA_SECOND_FACTOR = False
    client = Client()
    client.post(ENTER, GIULIA)
    for _quarter in range(39):
        hands.go_on(minutes=15)
        assert client.get("/conto/").status_code == 200
    hands.go_on(minutes=15)

    assert client.get("/conto/").status_code == 302


def test_a_new_password_closes_the_other_sessions(giulia: Person, settings: Settings) -> None:
    settings.CERCHIA_SECOND_FACTOR = False
    here, there = Client(), Client()
    for client in (here, there):
        client.post(ENTER, GIULIA)

    weak = here.post("/conto/password/", {"old": PASSWORD, "new": "short"})
    done = here.post("/conto/password/", {"old": PASSWORD, "new": "another four words"})

    assert (weak.status_code, done.status_code) == (422, 302)
    assert here.get("/conto/").status_code == 200
    assert there.get("/conto/").status_code == 302


def test_an_account_that_was_closed_is_out_at_once(giulia: Person, settings: Settings) -> None:
    settings.CERCHIA_SECOND_FACTOR = False
    client = Client()
    client.post(ENTER, GIULIA)

    User.objects.update(is_active=False)

    assert client.get("/conto/").status_code == 302


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "evil"],
)
def test_nobody_is_led_elsewhere(giulia: Person, settings: Settings, elsewhere: str) -> None:
    settings.CERCHIA_SECOND_FACTOR = False
    client = Client()

    door = client.post(f"{ENTER}?next={elsewhere}", GIULIA)
    language = client.post("/lingua/", {"language": "ar", "next": elsewhere})

    assert (door["Location"], language["Location"]) == ("/", "/")


def test_there_is_no_page_to_sign_up_and_none_to_ask_by_mail() -> None:
    for path in (
        "/accounts/signup/",
        "/iscriviti/",
        "/accounts/password/reset/",
        "/accounts/login/",
    ):
        assert Client().get(path).status_code == 404


def test_the_door_leads_where_one_wanted_to_go(giulia: Person, settings: Settings) -> None:
    settings.CERCHIA_SECOND_FACTOR = False
    client = Client()

    asked = client.get("/conto/")

    assert client.post(asked["Location"], GIULIA)["Location"] == "/conto/"


def test_a_piece_of_a_page_is_not_replaced_by_the_door(giulia: Person) -> None:
    answer = Client().get("/conto/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer["HX-Redirect"]) == (401, ENTER)


@pytest.mark.parametrize(
    ("role", "home"),
    [
        ("operator", "/oggi/"),
        ("accounts", "/oggi/"),
        ("committee", "/cabina/"),
        ("system", "/impostazioni/"),
        ("editor", "/conto/"),
    ],
)
def test_everybody_begins_where_their_work_is(
    settings: Settings, db: None, role: str, home: str
) -> None:
    settings.CERCHIA_SECOND_FACTOR = False
    client = Client()
    client.force_login(user_of(StaffAssignmentFactory.create(role=role).person))

    assert client.get("/")["Location"] == home


def test_a_participant_begins_at_home(settings: Settings, amal: Person) -> None:
    settings.CERCHIA_SECOND_FACTOR = False
    client = Client()
    client.force_login(user_of(amal))

    assert client.get("/")["Location"] == "/io/"
