"""An organisation's own people invite a colleague by a link, and see who comes in for them."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from cerchia.access.engine import NotAllowed
from cerchia.access.models import User
from cerchia.audit.models import Entry
from cerchia.kit import clock
from cerchia.network.errors import InvitationUsed, LastOne, LinkOver, ManyInvitations, NoEdition
from cerchia.network.models import OrganisationInvitation, OrganisationMember
from cerchia.network.usecases import (
    Newcomer,
    accept_invitation,
    end_member,
    invite_member,
    open_invitation,
    withdraw_invitation,
)
from cerchia.network.usecases.inviting import MOST_WAITING
from cerchia.programmes import standing
from tests.factories.network import OrganisationMemberFactory
from tests.factories.people import PersonFactory
from tests.support.conftest import NOW, Town

PAGE = "/ente/persone/"
PASSWORD = "tre parole messe insieme"
SAID = {
    "given_name": "Carla",
    "family_name": "Rossi",
    "username": "carla.rossi",
    "password": PASSWORD,
    "again": PASSWORD,
}


def outside() -> Client:
    client = Client(headers={"accept-language": "en"})
    client.cookies["language"] = "en"
    return client


def link_in(page: str) -> str:
    found = re.search(r'value="http://testserver(/ente/invito/[^"]+)"', page)
    assert found is not None
    return found.group(1)


def member(town: Town, who: str) -> OrganisationMember:
    return OrganisationMember.objects.get(person=town.people[who])


def colleague(town: Town, name: str = "carla") -> User:
    """Another one who speaks for Tre Torchi, come in by an invitation of Tore."""
    fresh = invite_member(actor=town.user("tore"), organisation=town.organisations["tore"])
    newcomer = Newcomer(name.title(), "Rossi", f"{name}.rossi", PASSWORD, "en")
    return accept_invitation(invitation=fresh.row, newcomer=newcomer)


def test_a_colleague_comes_in_by_the_link_of_a_colleague(town: Town) -> None:
    tore = town.client("tore")
    assert f'href="{PAGE}"' in tore.get("/ente/").text
    page = tore.get(PAGE).text
    assert "Tore" in page
    assert "End this access" not in page

    shown = tore.post(f"{PAGE}invita/", {"organisation": town.organisations["tore"].pk})

    assert shown.status_code == 200
    path = link_in(shown.text)
    code = path.split("/")[3]
    assert code not in str(list(OrganisationInvitation.objects.values()))
    assert code not in tore.get(PAGE).text
    assert "From you" in tore.get(PAGE).text
    assert outside().post(path, SAID)["Location"] == "/entra/"
    carla = User.objects.get(username="carla.rossi")
    assert standing.of(carla).roles == {"organisation"}
    page = tore.get(PAGE).text
    assert "Carla Rossi" in page
    assert "From you" not in page
    inside = Client()
    inside.force_login(carla)
    assert town.organisations["tore"].name in inside.get("/ente/").text


def test_a_link_that_was_used_or_forwarded_opens_nothing(town: Town) -> None:
    shown = town.client("tore").post(f"{PAGE}invita/")
    path = link_in(shown.text)
    outside().post(path, SAID)

    forwarded = outside().post(path, {**SAID, "username": "altra"})

    assert outside().get(path).status_code == forwarded.status_code == 404
    assert not User.objects.filter(username="altra").exists()


def test_a_withdrawn_link_opens_nothing_and_says_so_to_nobody(town: Town) -> None:
    tore = town.client("tore")
    path = link_in(tore.post(f"{PAGE}invita/").text)
    row = OrganisationInvitation.objects.get()

    for _twice in range(2):
        answer = tore.post(f"/ente/inviti/{row.pk}/ritira/", follow=True)
        assert "opens nothing any more" in answer.text
    assert outside().get(path).status_code == 404
    assert outside().post(path, SAID).status_code == 404
    assert Entry.objects.filter(action="network.invitation.withdrawn").count() == 1


def test_what_was_used_cannot_be_withdrawn(town: Town) -> None:
    colleague(town)

    with pytest.raises(InvitationUsed):
        withdraw_invitation(
            actor=town.user("tore"), invitation=OrganisationInvitation.objects.get()
        )


def test_several_colleagues_each_get_a_link_but_not_without_end(town: Town) -> None:
    tore, body = town.user("tore"), town.organisations["tore"]
    links = [invite_member(actor=tore, organisation=body) for _n in range(MOST_WAITING)]

    with pytest.raises(ManyInvitations):
        invite_member(actor=tore, organisation=body)
    assert open_invitation(code=links[0].code, network="x").organisation == body
    page = town.client("tore").post(f"{PAGE}invita/", follow=True)
    assert "already wait" in page.text

    withdraw_invitation(actor=tore, invitation=links[0].row)
    invite_member(actor=tore, organisation=body)


def test_the_team_and_the_organisation_do_not_undo_each_others_links(town: Town) -> None:
    body = town.organisations["tore"]
    own = invite_member(actor=town.user("tore"), organisation=body)
    first = invite_member(actor=town.user("giulia"), organisation=body)
    invite_member(actor=town.user("giulia"), organisation=body)

    assert open_invitation(code=own.code, network="x") == own.row
    with pytest.raises(LinkOver):
        open_invitation(code=first.code, network="x")
    page = town.client("tore").get(PAGE).text
    assert "From the team of the programme" in page
    assert "Giulia" not in page


def test_an_organisation_sees_and_invites_only_for_itself(town: Town) -> None:
    pina, body = town.client("pina"), town.organisations["tore"]
    invite_member(actor=town.user("tore"), organisation=body)
    row = OrganisationInvitation.objects.get()

    assert "Tore" not in pina.get(PAGE).text
    answers = [
        pina.get(f"{PAGE}?chi={body.pk}"),
        pina.get(f"{PAGE}?chi={uuid4()}"),
        pina.get(f"{PAGE}?chi=niente"),
        pina.post(f"{PAGE}invita/", {"organisation": body.pk}),
        pina.post(f"{PAGE}{member(town, 'tore').pk}/fine/"),
        pina.post(f"/ente/inviti/{row.pk}/ritira/"),
    ]
    assert [answer.status_code for answer in answers] == [404] * len(answers)
    row.refresh_from_db()
    assert row.expires_at > NOW
    for act in (
        lambda: invite_member(actor=town.user("pina"), organisation=body),
        lambda: withdraw_invitation(actor=town.user("pina"), invitation=row),
        lambda: end_member(actor=town.user("pina"), member=member(town, "tore")),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize("who", ["amal", "giulia", "marta"])
def test_for_others_the_page_is_not_there(town: Town, who: str) -> None:
    assert town.client(who).get(PAGE).status_code == 404


def test_the_last_one_stays_unless_the_coordination_ends_it(town: Town) -> None:
    last = member(town, "tore")

    with pytest.raises(LastOne):
        end_member(actor=town.user("tore"), member=last)
    answer = town.client("tore").post(f"{PAGE}{last.pk}/fine/", follow=True)
    assert "Invite a colleague first" in answer.text

    end_member(actor=town.user("marta"), member=last)
    assert town.client("tore").get(PAGE).status_code == 404


def test_a_colleague_whose_account_is_closed_does_not_count_as_another(town: Town) -> None:
    carla = colleague(town)
    User.objects.filter(pk=carla.pk).update(is_active=False)

    assert "Carla" not in town.client("tore").get(PAGE).text
    with pytest.raises(LastOne):
        end_member(actor=town.user("tore"), member=member(town, "tore"))


def test_an_access_that_ends_ends_at_once_with_the_links_it_made(town: Town) -> None:
    carla = colleague(town)
    inside = Client(headers={"accept-language": "en"})
    inside.force_login(carla)
    path = link_in(inside.post(f"{PAGE}invita/").text)
    theirs = OrganisationMember.objects.get(person__user=carla)

    done = town.client("tore").post(f"{PAGE}{theirs.pk}/fine/", follow=True)

    assert "comes in no more" in done.text
    assert inside.get("/ente/").status_code == 404
    assert inside.post(f"{PAGE}invita/").status_code == 404
    assert outside().get(path).status_code == 404
    assert standing.of(User.objects.get(pk=carla.pk)).roles == frozenset()


def test_who_leaves_by_themselves_is_led_out(town: Town) -> None:
    carla = colleague(town)
    inside = Client(headers={"accept-language": "en"})
    inside.force_login(carla)
    assert "I want to leave" in inside.get(PAGE).text
    mine = OrganisationMember.objects.get(person__user=carla)

    answer = inside.post(f"{PAGE}{mine.pk}/fine/", follow=True)

    assert answer.status_code == 200
    assert not OrganisationMember.objects.filter(pk=mine.pk, ended_at=None).exists()


def test_who_speaks_for_two_chooses_for_which(town: Town) -> None:
    body, second = town.organisations["tore"], town.organisations["pina"]
    OrganisationMemberFactory.create(organisation=second, person=town.people["tore"])
    tore = town.client("tore")

    page = tore.get(f"{PAGE}?chi={second.pk}").text
    assert f'name="organisation" value="{second.pk}"' in page
    assert "Pina" in page
    tore.post(f"{PAGE}invita/", {"organisation": second.pk})
    assert OrganisationInvitation.objects.get().organisation == second
    assert body.name in tore.get(PAGE).text


def test_when_the_edition_is_over_nobody_is_invited(town: Town) -> None:
    edition = town.circle.edition
    edition.closed_on = NOW.date() - timedelta(days=1)
    edition.save()

    with pytest.raises(NoEdition):
        invite_member(actor=town.user("tore"), organisation=town.organisations["tore"])


def test_an_invitation_closes_by_itself(town: Town) -> None:
    path = link_in(town.client("tore").post(f"{PAGE}invita/").text)

    with clock.at(NOW + timedelta(days=15)):
        assert outside().get(path).status_code == 404
        assert "Invitations that wait" not in town.client("tore").get(PAGE).text


@pytest.mark.parametrize("name", ["<b>Carla</b>", "كارلا 🙂", "X" * 80, "\u202earlaC"])
def test_whatever_a_colleague_is_called_the_page_stands(town: Town, name: str) -> None:
    person = PersonFactory.create(given_name=name, family_name="")
    OrganisationMemberFactory.create(organisation=town.organisations["tore"], person=person)

    page = town.client("tore").get(PAGE)

    assert page.status_code == 200
    assert "<b>Carla" not in page.text


def test_the_team_withdraws_from_the_page_of_the_organisation(town: Town) -> None:
    body = town.organisations["tore"]
    fresh = invite_member(actor=town.user("tore"), organisation=body)
    giulia = town.client("giulia")
    address = f"/rete/inviti/{fresh.row.pk}/ritira/"
    assert address in giulia.get(f"/rete/{body.pk}/").text

    assert town.client("elena").post(address).status_code == 404
    assert giulia.post(address)["Location"] == f"/rete/{body.pk}/"
    assert address not in giulia.get(f"/rete/{body.pk}/").text


def test_the_same_through_the_json_interface(town: Town) -> None:
    body = town.organisations["tore"]
    tore, base = town.client("tore"), f"/api/v1/organisations/{town.organisations['tore'].pk}"

    made = tore.post(f"{base}/invitations", content_type="application/json")

    assert made.status_code == 201
    with clock.at(NOW + timedelta(hours=1)):
        outside().post(made.json()["url"].removeprefix("http://testserver"), SAID)
    people = tore.get(f"{base}/people").json()
    assert [(one["name"], one["is_me"]) for one in people["people"]] == [
        (town.people["tore"].full_name, True),
        ("Carla Rossi", False),
    ]
    assert people["invitations"] == []
    one = tore.post(f"{base}/invitations", content_type="application/json").json()
    waiting = f"/api/v1/organisations/invitations/{one['id']}/withdraw"
    assert town.client("pina").post(waiting).status_code == 404
    assert tore.post(waiting).json()["invitations"] == []
    for row in reversed(people["people"]):
        ended = tore.post(f"/api/v1/organisations/people/{row['id']}/end")
        assert ended.status_code == (422 if row["is_me"] else 200)
    assert town.client("pina").get(f"{base}/people").status_code == 404
    assert town.client("pina").post(f"{base}/invitations").status_code == 404
    assert body.members.filter(ended_at=None).count() == 1
