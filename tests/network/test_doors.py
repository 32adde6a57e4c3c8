"""Two links for people outside: each works once, tells nobody anything, and forgets nothing."""

from datetime import timedelta

import pytest
from django.test import Client

from cerchia.access.engine import NotAllowed
from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.network import queries
from cerchia.network.models import OrganisationInvitation, OrganisationMember, RefreshLink
from cerchia.network.usecases import ask_refresh, end_member, invite_member
from cerchia.programmes import standing
from tests.network.conftest import NOW, Town

PASSWORD = "tre parole messe insieme"
SAID = {
    "given_name": "Anna",
    "family_name": "Rossi",
    "username": "anna.rossi",
    "password": PASSWORD,
    "again": PASSWORD,
}


def outside() -> Client:
    client = Client(headers={"accept-language": "en"})
    client.cookies["language"] = "en"
    return client


def refresh_path(town: Town) -> str:
    shop = town.shop(phone="011 1234567", notes="Segreto", about="Pane")
    town.names("amal", "", organisation=shop)
    return f"/rete/aggiorna/{ask_refresh(actor=town.user('giulia'), organisation=shop).code}/"


def invitation_path(town: Town) -> str:
    shop = town.shop()
    return f"/ente/invito/{invite_member(actor=town.user('giulia'), organisation=shop).code}/"


def test_the_code_is_not_kept(town: Town) -> None:
    path = refresh_path(town)

    assert path.split("/")[3] not in str(RefreshLink.objects.values().get())


def test_still_true_makes_the_entry_fresh_without_an_account(town: Town) -> None:
    with clock.at(NOW - timedelta(days=20)):
        path = refresh_path(town)
    page = outside().get(path)

    assert page.status_code == 200
    assert "011 1234567" in page.text
    assert "Segreto" not in page.text
    assert "Amal" not in page.text
    assert "Giulia" not in page.text

    answered = outside().post(path, {"answer": "still_true"})

    assert answered.status_code == 200
    link = RefreshLink.objects.get()
    assert link.handled_at is not None
    assert link.organisation.confirmed_at == NOW


def test_what_changed_waits_for_the_team(town: Town) -> None:
    path = refresh_path(town)
    assert outside().post(path, {"answer": "changed"}).status_code == 422
    assert outside().post(path, {"answer": "perhaps"}).status_code == 422

    outside().post(path, {"answer": "changed", "words": "Il telefono è 011 7654321 😀"})

    link = RefreshLink.objects.get()
    detail = queries.detail(town.user("giulia"), link.organisation_id)
    assert detail is not None
    assert [str(one.words) for one in detail.answers] == ["Il telefono è 011 7654321 😀"]
    client = town.client("giulia")
    assert client.post(f"/rete/risposte/{link.pk}/vista/").status_code == 302
    assert client.post(f"/rete/risposte/{link.pk}/vista/").status_code == 409


def test_please_close_it_closes_nothing_by_itself(town: Town) -> None:
    path = refresh_path(town)

    outside().post(path, {"answer": "close"})

    assert RefreshLink.objects.get().organisation.state == "known"


@pytest.mark.parametrize("make", [refresh_path, invitation_path])
def test_links_that_are_over_have_one_plain_answer(town: Town, make: object) -> None:
    path = make(town)  # type: ignore[operator]
    with clock.at(NOW + timedelta(days=31)):
        old = outside().get(path)
    invented = outside().get(path[:-5] + "AAAA/")

    assert old.status_code == invented.status_code == 404
    assert "This link is over" in old.text
    assert "This link is over" in invented.text


def test_a_link_that_was_answered_or_replaced_is_over(town: Town) -> None:
    path = refresh_path(town)
    outside().post(path, {"answer": "still_true"})

    assert outside().get(path).status_code == 404
    assert outside().post(path, {"answer": "close"}).status_code == 404

    row = RefreshLink.objects.get().organisation
    first = ask_refresh(actor=town.user("giulia"), organisation=row)
    ask_refresh(actor=town.user("giulia"), organisation=row)
    assert outside().get(f"/rete/aggiorna/{first.code}/").status_code == 404


def test_trying_many_codes_is_slowed_down(town: Town) -> None:
    answers = [outside().get(f"/rete/aggiorna/nessuno{n}/").status_code for n in range(32)]

    assert answers[0] == 404
    assert answers[-1] == 429


def test_an_invitation_makes_one_account_that_speaks_for_it(town: Town) -> None:
    path = invitation_path(town)
    assert outside().get(path).status_code == 200

    answer = outside().post(path, SAID)

    assert answer.status_code == 302
    assert answer["Location"] == "/entra/"
    user = User.objects.get(username="anna.rossi")
    assert user.check_password(PASSWORD)
    assert standing.of(user).roles == {"organisation"}
    assert OrganisationMember.objects.get(person__user=user).ended_at is None
    invitation = OrganisationInvitation.objects.get()
    assert invitation.used_by == user.person


def test_used_twice_or_forwarded_it_opens_nothing(town: Town) -> None:
    path = invitation_path(town)
    outside().post(path, SAID)
    people = User.objects.count()

    again = outside().post(path, {**SAID, "username": "altro"})

    assert outside().get(path).status_code == 404
    assert again.status_code == 404
    assert "Anna" not in again.text
    assert User.objects.count() == people


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"password": "corta", "again": "corta"}, "at least 12"),
        ({"again": "un'altra cosa lunga"}, "two different passwords"),
        ({"username": "Anna Rossi!"}, "small letters"),
        ({"given_name": ""}, "Write your name"),
        ({"given_name": "x" * 10_000}, "too long"),
    ],
)
def test_what_is_missing_is_said_and_the_link_still_works(
    town: Town, changed: dict[str, str], words: str
) -> None:
    path = invitation_path(town)

    answer = outside().post(path, {**SAID, **changed})

    assert answer.status_code == 422
    assert words in answer.text
    assert outside().post(path, SAID).status_code == 302


def test_a_name_that_is_taken_leaves_the_link_unused(town: Town) -> None:
    path = invitation_path(town)
    User.objects.create_user("anna.rossi")

    assert outside().post(path, SAID).status_code == 422
    assert outside().post(path, {**SAID, "username": "anna.bianchi"}).status_code == 302


def test_who_speaks_for_it_no_more_comes_in_no_more(town: Town) -> None:
    outside().post(invitation_path(town), SAID)
    member = OrganisationMember.objects.get(person__user__username="anna.rossi")

    with pytest.raises(NotAllowed):
        end_member(actor=town.user("giulia"), member=member)
    end_member(actor=town.user("marta"), member=member)

    assert standing.of(User.objects.get(username="anna.rossi")).roles == frozenset()


def test_the_team_sees_a_link_once(town: Town) -> None:
    shop = town.shop()
    client = town.client("giulia")

    first = client.post(f"/rete/{shop.pk}/chiedi/")
    page = client.get(f"/rete/{shop.pk}/")

    assert "/rete/aggiorna/" in first.text
    assert "/rete/aggiorna/" not in page.text
