"""Two at the same second, in real transactions, on whichever database the suite runs."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from cerchia.access.models import User
from cerchia.kit.errors import DomainError
from cerchia.network.invariants import broken
from cerchia.network.models import Merge, Organisation, OrganisationMember, RefreshLink
from cerchia.network.usecases import (
    Newcomer,
    Try,
    accept_invitation,
    answer_refresh,
    ask_refresh,
    end_member,
    invite_member,
    log_outreach,
    merge,
    unmerge,
    write_down_spoken,
)
from tests.network.conftest import Town, settle, sound

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
MANY = 8


@pytest.fixture
def town(transactional_db: None) -> Town:
    """The same town, written for real."""
    return settle()


def at_once(act: Callable[[int], object], many: int = MANY) -> list[object]:
    """The results of `act(0)` … begun together; refusals by their code."""
    start = Barrier(many)

    def one(place: int) -> object:
        try:
            connection.ensure_connection()
            start.wait()
            return act(place)
        except DomainError as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(one, range(many)))


def test_many_who_make_the_same_pair_one_make_it_once(town: Town) -> None:
    one, other = town.shop("Bar Sport"), town.shop("Bar Sporto")
    town.names("amal", "", organisation=other)
    giulia, ismail = town.user("giulia"), town.user("ismail")

    def act(place: int) -> object:
        pair = (one, other) if place % 2 else (other, one)
        merge(actor=ismail if place % 2 else giulia, kept=pair[0], gone=pair[1])
        return "merged"

    done = at_once(act)

    assert sorted(map(str, done)) == ["already_merged"] * (MANY - 1) + ["merged"]
    assert Merge.objects.count() == 1
    assert Organisation.objects.exclude(merged_into=None).count() == 1
    assert not list(broken())


def test_taking_a_merge_back_many_times_takes_it_back_once(town: Town) -> None:
    one, other = town.shop("Bar Sport"), town.shop("Bar Sporto")
    row = merge(actor=town.user("giulia"), kept=one, gone=other)
    giulia = town.user("giulia")

    done = at_once(lambda _place: unmerge(actor=giulia, row=row))

    assert done.count(None) == 1
    assert done.count("merge_undone") == MANY - 1
    assert not list(broken())


def test_calls_at_the_same_second_are_all_kept(town: Town) -> None:
    row = town.shop()
    users = [town.user("giulia"), town.user("ismail")]
    outcomes = ["no_answer", "meeting_set", "offer", "wants_information"]

    at_once(
        lambda place: log_outreach(
            actor=users[place % 2],
            organisation=Organisation.objects.get(pk=row.pk),
            attempt=Try("phone", outcomes[place % 4], f"{place}"),
        )
    )

    row.refresh_from_db()
    assert row.outreach.count() == MANY
    assert row.state == "engaged"
    assert {str(one.words) for one in row.outreach.all()} == {str(n) for n in range(MANY)}


def test_a_call_while_two_become_one_is_never_left_behind(town: Town) -> None:
    kept, gone = town.shop("Bar Sport"), town.shop("Bar Sporto")
    giulia, ismail = town.user("giulia"), town.user("ismail")

    def act(place: int) -> object:
        if place == 0:
            merge(actor=giulia, kept=kept, gone=gone)
            return "merged"
        log_outreach(actor=ismail, organisation=gone, attempt=Try("phone", "meeting_set"))
        return "kept"

    done = at_once(act)

    assert done[0] == "merged"
    assert set(done[1:]) <= {"kept", "organisation_merged"}
    assert kept.outreach.count() == done.count("kept")
    assert not list(broken())


def test_a_spoken_name_is_written_down_once(town: Town) -> None:
    known = town.names("amal", "", voice=sound(town.people["amal"]))
    giulia = town.user("giulia")

    def act(place: int) -> object:
        write_down_spoken(actor=giulia, known=known, name=f"Bar {place} Sport")
        return "written"

    done = at_once(act)

    assert done.count("written") == 1
    assert Organisation.objects.filter(territory=town.torino).count() == 1


def test_one_link_takes_one_answer(town: Town) -> None:
    fresh = ask_refresh(actor=town.user("giulia"), organisation=town.shop())

    done = at_once(lambda _place: answer_refresh(link=fresh.row, answer="still_true"))

    assert done.count(None) == 1
    assert done.count("link_over") == MANY - 1
    assert RefreshLink.objects.exclude(answered_at=None).count() == 1


def test_one_invitation_makes_one_account(town: Town) -> None:
    before = User.objects.count()
    fresh = invite_member(actor=town.user("giulia"), organisation=town.shop())

    def act(place: int) -> object:
        newcomer = Newcomer("Anna", "Rossi", f"anna{place}", "tre parole messe insieme")
        accept_invitation(invitation=fresh.row, newcomer=newcomer)
        return "in"

    done = at_once(act, many=4)

    assert sorted(map(str, done)) == ["in", *["link_over"] * 3]
    assert User.objects.count() == before + 1
    assert OrganisationMember.objects.filter(organisation=fresh.row.organisation).count() == 1


def test_two_who_end_each_others_access_at_once_leave_one(town: Town) -> None:
    shop = town.shop()
    speakers = []
    for name in ("anna", "berto"):
        fresh = invite_member(actor=town.user("giulia"), organisation=shop)
        newcomer = Newcomer(name.title(), "", f"{name}.rossi", "tre parole messe insieme")
        speakers.append(accept_invitation(invitation=fresh.row, newcomer=newcomer))
    rows = [OrganisationMember.objects.get(person__user=one) for one in speakers]

    def end(place: int) -> object:
        actor = User.objects.get(pk=speakers[place % 2].pk)
        return end_member(actor=actor, member=rows[1 - place % 2])

    found = at_once(end, 4)

    assert shop.members.filter(ended_at=None).count() == 1
    assert found.count(None) >= 1
    assert set(found) <= {None, "not_allowed", "last_one"}
