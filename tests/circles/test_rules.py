from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cerchia.circles import rules
from cerchia.circles.rules import Contact, Counts, Spoken, merge

NOW = datetime(2013, 9, 19, tzinfo=UTC)
OUSMANE, SELAM, GIULIA, PAOLO, FARIDA = (UUID(int=n) for n in range(1, 6))
PEOPLE = [UUID(int=n) for n in range(1, 5)]
STAFF = [UUID(int=n) for n in range(5, 9)]

meetings_of_two = st.tuples(
    st.sampled_from(PEOPLE + STAFF), st.sampled_from(PEOPLE + STAFF)
).filter(lambda pair: pair[0] != pair[1])
contacts = st.lists(
    meetings_of_two.map(lambda pair: Contact(pair[0], pair[1], "seen", NOW)), max_size=40
)


def seen(one: UUID, two: UUID, times: int = 1) -> list[Contact]:
    return [Contact(one, two, "seen", NOW + timedelta(hours=n)) for n in range(times)]


def test_the_weight_counts_all_contacts_those_between_participants_too() -> None:
    found = seen(OUSMANE, GIULIA, 6) + seen(SELAM, OUSMANE, 2) + seen(PAOLO, OUSMANE)

    weight = rules.weight_of(OUSMANE, [GIULIA, PAOLO, FARIDA], found, limit=70)

    assert (weight.staff_id, weight.times, weight.of, weight.percent) == (GIULIA, 6, 9, 67)
    assert weight.is_near
    assert not weight.is_over


@pytest.mark.parametrize(
    ("with_giulia", "with_others", "is_near", "is_over"),
    [(7, 3, True, False), (8, 3, False, True), (13, 7, True, False), (6, 4, False, False)],
)
def test_over_begins_above_the_limit_and_near_five_points_below_it(
    with_giulia: int, with_others: int, is_near: bool, is_over: bool
) -> None:
    found = seen(OUSMANE, GIULIA, with_giulia) + seen(OUSMANE, SELAM, with_others)

    weight = rules.weight_of(OUSMANE, [GIULIA], found, limit=70)

    assert (weight.is_near, weight.is_over) == (is_near, is_over)


def test_nobody_seen_weighs_nothing() -> None:
    weight = rules.weight_of(OUSMANE, [GIULIA], [], limit=70)

    assert (weight.staff_id, weight.percent, weight.is_near, weight.is_over) == (
        None,
        0,
        False,
        False,
    )


def test_who_already_knows_the_person_could_see_them_too() -> None:
    found = seen(OUSMANE, GIULIA, 6) + seen(OUSMANE, PAOLO) + seen(PAOLO, SELAM, 9)
    weight = rules.weight_of(OUSMANE, [GIULIA, PAOLO, FARIDA], found, limit=70)

    assert rules.who_else(weight, [GIULIA, PAOLO, FARIDA], found, {}) == PAOLO


def test_a_shared_language_comes_first() -> None:
    found = seen(OUSMANE, GIULIA, 6) + seen(OUSMANE, PAOLO)
    weight = rules.weight_of(OUSMANE, [GIULIA, PAOLO, FARIDA], found, limit=70)
    speaks = {OUSMANE: ["fr"], FARIDA: ["prs", "fr"], PAOLO: ["en"]}

    assert rules.who_else(weight, [GIULIA, PAOLO, FARIDA], found, speaks) == FARIDA


def test_a_lonely_operator_has_nobody_else_to_name() -> None:
    weight = rules.weight_of(OUSMANE, [GIULIA], seen(OUSMANE, GIULIA), limit=70)

    assert rules.who_else(weight, [GIULIA], [], {}) is None


@given(contacts)
def test_a_share_is_never_more_than_the_whole(found: list[Contact]) -> None:
    for weight in rules.weights(PEOPLE, STAFF, found, limit=70):
        assert 0 <= weight.times <= weight.of
        assert 0 <= weight.percent <= 100
        assert not (weight.is_near and weight.is_over)


@given(contacts, st.randoms(use_true_random=False))
def test_the_order_in_which_contacts_were_written_does_not_matter(
    found: list[Contact], chance: object
) -> None:
    shuffled = sorted(found, key=lambda _contact: chance.random())  # type: ignore[attr-defined]

    assert rules.weights(PEOPLE, STAFF, found, limit=70) == rules.weights(
        PEOPLE, STAFF, shuffled, limit=70
    )


@given(contacts)
def test_every_contact_on_the_ring_is_drawn_once(found: list[Contact]) -> None:
    lines = rules.ties(PEOPLE + STAFF, found)

    assert sum(line.times for line in lines) == len(found)
    assert len({(line.first, line.second) for line in lines}) == len(lines)


@given(st.integers(0, 9), st.integers(0, 9))
def test_interleaving_loses_nobody(people: int, staff: int) -> None:
    mixed = rules.interleave([("p", n) for n in range(people)], [("s", n) for n in range(staff)])

    assert [one for one in mixed if one[0] == "p"] == [("p", n) for n in range(people)]
    assert [one for one in mixed if one[0] == "s"] == [("s", n) for n in range(staff)]


def test_the_last_sign_may_be_a_meeting() -> None:
    call = Contact(OUSMANE, GIULIA, "phone", NOW - timedelta(days=9))

    heard = rules.last_heard(OUSMANE, [call], [NOW - timedelta(days=2)])

    assert heard is not None
    assert (heard.kind, heard.with_id) == ("meeting", None)


def test_a_language_is_missing_when_the_person_has_no_other_with_the_staff() -> None:
    people = {
        OUSMANE: [Spoken("bm"), Spoken("fr")],
        SELAM: [Spoken("ti"), Spoken("it")],
    }
    staff = [[Spoken("fr", bridges=True), Spoken("it", bridges=True)], [Spoken("ti")]]

    assert rules.without_bridge(people, staff, working="it") == ["ti"]


@pytest.mark.parametrize(
    ("counts", "lacks", "thin"),
    [
        (Counts(5, 2, 2), [], []),
        (Counts(2, 1, 1), [], ["participant", "operator", "mediator"]),
        (Counts(3, 2, 0), ["mediator"], []),
        (Counts(1, 0, 2), ["participant", "operator"], []),
    ],
)
def test_what_a_circle_lacks_and_what_is_thin(
    counts: Counts, lacks: list[str], thin: list[str]
) -> None:
    assert rules.lacks(counts) == lacks
    assert rules.thin(counts) == thin


@given(st.text(), st.text(), st.text())
def test_no_text_is_lost_without_a_clash(base: str, mine: str, theirs: str) -> None:
    merged = merge(base, mine, theirs)

    if merged.clash:
        assert len({base, mine, theirs}) == 3
        assert merged.value == theirs
    elif mine != base:
        assert merged.value == mine
    else:
        assert merged.value == theirs


@given(st.text(), st.text())
def test_saving_the_same_twice_changes_nothing(base: str, mine: str) -> None:
    once = merge(base, mine, base)

    assert merge(base, mine, once.value) == once


def test_ids_are_compared_not_objects() -> None:
    assert merge(uuid4(), OUSMANE, UUID(int=1)).clash is False
