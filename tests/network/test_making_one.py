"""Two entries become one with all their links, and two again."""

from typing import Any

import pytest

from cerchia.access.engine import NotAllowed
from cerchia.network import queries
from cerchia.network.errors import (
    AlreadyMerged,
    AlreadyTied,
    MergeUndone,
    ProgrammesDiffer,
    TheSame,
    UndoLaterFirst,
)
from cerchia.network.invariants import broken
from cerchia.network.likeness import Named, like
from cerchia.network.models import KnownContact, Merge, Organisation, Tie
from cerchia.network.usecases import (
    Contact,
    Try,
    add_person,
    ask_refresh,
    invite_member,
    log_outreach,
    merge,
    say_not_one,
    tie,
    unmerge,
)
from cerchia.network.usecases.merging import links
from tests.factories.network import OrganisationFactory, OrganisationMemberFactory
from tests.factories.offers import OfferFactory
from tests.network.conftest import Town


def hanging_on(row: Organisation) -> dict[str, set[Any]]:
    """Keys of everything that points to an organisation, by column."""
    found = {
        f"{field.model.__name__}.{field.name}": set(
            field.model._default_manager.filter(**{field.name: row}).values_list("pk", flat=True)
        )
        for field in links()
    }
    return {name: keys for name, keys in found.items() if keys}


def full(town: Town, name: str, who: str) -> Organisation:
    """An organisation with one of everything."""
    row = town.shop(name)
    giulia = town.user("giulia")
    town.names(who, "", organisation=row)
    town.names("giulia", "", organisation=row)
    log_outreach(actor=giulia, organisation=row, attempt=Try("phone", "no", f"Di {name}"))
    add_person(actor=giulia, organisation=row, contact=Contact("Anna", phone="011 5555555"))
    OrganisationMemberFactory.create(organisation=row)
    OfferFactory.create(organisation=row, edition=town.edition, territory=town.torino)
    ask_refresh(actor=giulia, organisation=row)
    invite_member(actor=giulia, organisation=row)
    tie(actor=giulia, one=row, other=town.shop(f"Vicino di {name}"))
    row.refresh_from_db()
    return row


def ties_of(row: Organisation) -> set[tuple[Any, Any]]:
    both = Tie.objects.filter(first=row) | Tie.objects.filter(second=row)
    return set(both.filter(ended_at=None).values_list("first__name", "second__name"))


def test_everything_goes_over_and_everything_comes_back(town: Town) -> None:
    kept, gone = full(town, "Bar Sport", "amal"), full(town, "Bar Sporto", "ousmane")
    before = {one: (hanging_on(one), ties_of(one)) for one in (kept, gone)}
    standing = Organisation.objects.filter(pk=kept.pk).values().get()

    row = merge(actor=town.user("giulia"), kept=kept, gone=gone)

    assert hanging_on(gone) == {}
    assert len(ties_of(kept)) == 2
    there = {one: len(keys) for one, keys in hanging_on(kept).items()}
    assert there["Offer.organisation"] == there["OrganisationMember.organisation"] == 2
    assert there["KnownContact.organisation"] == 4
    assert KnownContact.objects.current().filter(organisation=kept).count() == 3
    assert not list(broken())
    detail = queries.detail(town.user("giulia"), kept.pk)
    assert detail is not None
    assert {one.words for one in detail.attempts} == {"Di Bar Sport", "Di Bar Sporto"}

    unmerge(actor=town.user("ismail"), row=row)

    assert {one: (hanging_on(one), ties_of(one)) for one in (kept, gone)} == before
    assert Organisation.objects.filter(pk=kept.pk).values().get() == standing
    assert not list(broken())
    found = like(Named("Bar Sporto", territory_ids=[town.torino.pk]))
    assert {one.organisation_id for one in found} >= {kept.pk, gone.pk}


def test_the_one_that_stays_fills_its_gaps_and_has_come_as_far(town: Town) -> None:
    kept = town.shop("Bar Sport")
    gone = town.shop("Bar Sporto", phone="011 1234567", municipality="001272")
    log_outreach(actor=town.user("giulia"), organisation=gone, attempt=Try("visit", "meeting_set"))

    row = merge(actor=town.user("giulia"), kept=kept, gone=gone)

    kept.refresh_from_db()
    assert (kept.state, kept.phone_key, kept.municipality) == ("answered", "390111234567", "001272")

    unmerge(actor=town.user("giulia"), row=row)

    kept.refresh_from_db()
    assert (kept.state, kept.phone_key, kept.municipality) == ("known", "", "")


def test_what_was_written_since_stays_with_the_one_kept(town: Town) -> None:
    kept, gone = town.shop("Bar Sport"), town.shop("Bar Sporto")
    row = merge(actor=town.user("giulia"), kept=kept, gone=gone)
    log_outreach(actor=town.user("giulia"), organisation=kept, attempt=Try("visit", "meeting_set"))

    unmerge(actor=town.user("giulia"), row=row)

    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.state, gone.state) == ("answered", "known")
    assert (kept.outreach.count(), gone.outreach.count()) == (1, 0)


def test_a_tie_between_the_two_ends_and_comes_back(town: Town) -> None:
    kept, gone, third = town.shop("Bar Sport"), town.shop("Bar Sporto"), town.shop("Terzo")
    giulia = town.user("giulia")
    for one, other in ((kept, gone), (kept, third), (gone, third)):
        tie(actor=giulia, one=one, other=other)
    before = ties_of(kept), ties_of(gone)

    row = merge(actor=giulia, kept=kept, gone=gone)
    assert len(ties_of(kept)) == 1

    unmerge(actor=giulia, row=row)
    assert (ties_of(kept), ties_of(gone)) == before


def test_merges_are_taken_back_the_last_first(town: Town) -> None:
    one, two, three = town.shop("Uno"), town.shop("Due"), town.shop("Tre")
    giulia = town.user("giulia")
    town.names("amal", "", organisation=one)
    first = merge(actor=giulia, kept=two, gone=one)
    second = merge(actor=giulia, kept=three, gone=two)

    with pytest.raises(UndoLaterFirst):
        unmerge(actor=giulia, row=first)
    unmerge(actor=giulia, row=second)
    unmerge(actor=giulia, row=first)

    assert set(hanging_on(one)) == {"KnownContact.organisation"}
    with pytest.raises(MergeUndone):
        unmerge(actor=giulia, row=first)


def test_what_cannot_be_one(town: Town) -> None:
    one, other = town.shop("Uno"), town.shop("Due")
    giulia = town.user("giulia")
    with pytest.raises(TheSame):
        merge(actor=giulia, kept=one, gone=one)
    merge(actor=giulia, kept=one, gone=other)
    with pytest.raises(AlreadyMerged):
        merge(actor=giulia, kept=one, gone=other)
    with pytest.raises(AlreadyMerged):
        merge(actor=giulia, kept=other, gone=one)
    with pytest.raises(NotAllowed):
        merge(actor=town.user("elena"), kept=one, gone=town.shop("Tre"))
    stranger = OrganisationFactory.create()
    Organisation.objects.filter(pk=stranger.pk).update(territory=town.torino)
    stranger.refresh_from_db()
    with pytest.raises(ProgrammesDiffer):
        merge(actor=giulia, kept=one, gone=stranger)
    assert Merge.objects.count() == 1


def test_pairs_alike_are_suggested_until_somebody_says_they_are_two(town: Town) -> None:
    one, other = town.shop("Panetteria Lievito"), town.shop("Paneteria Lievito")
    town.shop("Bar Sport")
    giulia = town.user("giulia")

    pairs = queries.doubles(giulia)

    assert [{pair.first.id, pair.second.id} for pair in pairs] == [{one.pk, other.pk}]
    assert pairs[0].reasons

    say_not_one(actor=giulia, one=other, other=one)
    say_not_one(actor=giulia, one=one, other=other)

    assert queries.doubles(giulia) == []
    assert queries.doubles(town.user("elena")) == []


def test_a_tie_is_written_once(town: Town) -> None:
    one, other = town.shop("Uno"), town.shop("Due")
    tie(actor=town.user("giulia"), one=one, other=other, words="Banco insieme")

    with pytest.raises(AlreadyTied):
        tie(actor=town.user("giulia"), one=other, other=one)
    with pytest.raises(TheSame):
        tie(actor=town.user("giulia"), one=one, other=one)
