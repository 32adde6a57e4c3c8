"""What the room tells others: the meeting, the picture, today, the contacts that stay."""

from datetime import timedelta

from django.utils.translation import ngettext

from cerchia.circles import hooks
from cerchia.network.models import Offer
from cerchia.support import invariants, queries, usecases
from cerchia.support.models import Commitment, Need
from cerchia.support.usecases import Ending
from tests.factories.circles import MeetingFactory
from tests.support.conftest import NOW, Town


def test_the_meeting_lays_yeses_and_needs_on_the_table(town: Town) -> None:
    meeting = MeetingFactory.create(circle=town.circle)
    offer = town.offer()
    need = town.need()
    looks = hooks.looks_for(town.user("giulia"), meeting)
    fits = ngettext("%(n)d offer fits it.", "%(n)d offers fit it.", 1) % {"n": 1}
    assert [(look.text, look.url) for look in looks if look.title == need.what] == [
        (fits, f"/rete/bisogni/{need.pk}/")
    ]

    row = town.proposed(offer, need)

    urls = {look.url for look in hooks.looks_for(town.user("giulia"), meeting)}
    assert f"/rete/impegni/{row.pk}/" in urls
    assert not [
        look for look in hooks.looks_for(town.user("elena"), meeting) if "/rete/" in look.url
    ]


def test_promises_are_counted_by_circle_and_organisation(town: Town) -> None:
    row = town.agreed()

    counted = queries.commitments_by_circle(town.user("hugo"))

    assert counted == [(town.circle.pk, row.offer.organisation_id, 1)]
    assert queries.commitments_by_circle(town.user("elena")) == []


def test_contacts_outside_are_a_number_only(town: Town) -> None:
    row = town.proposed()
    people = [town.amal.pk, town.ousmane.pk]
    assert queries.contacts_outside(people) == {town.amal.pk: 0, town.ousmane.pk: 0}

    usecases.accept(actor=town.user("amal"), commitment=row, language="it")
    assert queries.contacts_outside(people) == {town.amal.pk: 1, town.ousmane.pk: 0}

    ending = Ending("not_kept", reason="other")
    usecases.finish(actor=town.user("amal"), commitment=row, ending=ending)
    assert queries.contacts_outside(people)[town.amal.pk] == 0


def test_the_board_counts_what_waits_in_ones_scope(town: Town) -> None:
    town.offer(waiting=True)
    town.proposed()

    giulia, hugo, elena = (queries.board(town.user(name)) for name in ("giulia", "hugo", "elena"))

    assert (giulia.offers_to_check, giulia.needs_waiting, giulia.proposals_waiting) == (1, 1, 1)
    assert (hugo.offers_to_check, hugo.needs_waiting, hugo.proposals_waiting) == (1, 1, 0)
    assert (elena.offers_to_check, elena.needs_waiting) == (0, 0)


def test_the_books_of_promises_always_hold(town: Town) -> None:
    town.agreed(share=True)
    assert list(invariants.broken()) == []

    Offer.objects.update(taken=1)
    Need.objects.update(promised=1)
    Commitment.objects.update(answered_at=None)

    told = "\n".join(invariants.broken())
    assert "1 taken" in told
    assert "1 promised" in told
    assert "before the yes" in told


def test_from_a_need_and_a_promise_one_goes_on_to_the_meeting(town: Town) -> None:
    row = town.agreed()
    assert row.need is not None
    paths = (f"/rete/bisogni/{row.need.pk}/", f"/rete/impegni/{row.pk}/")
    giulia = town.client("giulia")
    assert all("To the meeting" not in giulia.get(path).text for path in paths)
    later = NOW + timedelta(days=7)
    meeting = MeetingFactory.create(circle=town.circle, starts_at=later)
    MeetingFactory.create(circle=town.circle, starts_at=later + timedelta(days=7))
    MeetingFactory.create(circle=town.circle, starts_at=NOW - timedelta(days=7))

    for path in paths:
        page = giulia.get(path).text
        assert f"/cerchie/{town.circle.pk}/incontri/{meeting.pk}/" in page
        assert page.count("To the meeting") == 1
    assert "To the meeting" not in town.client("hugo").get(paths[0]).text
