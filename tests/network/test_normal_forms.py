"""Names, phones and sites as they are compared, and how near two organisations are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cerchia.network import rules
from cerchia.network.rules import Reason, Traits

NAMES = st.text(max_size=60)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Cooperativa Sociale La Fabbrica s.c.s. ONLUS", "La Fabbrica"),
        ("L. A. FABBRICA S.R.L.", "la fabbrica srl"),
        ("Caffè  della   Stazione", "Caffe Stazione"),
        ("Пекарня Днепр", "Pekarnya Dnepr"),
    ],
)
def test_legal_forms_accents_and_alphabets_do_not_count(said: str, meant: str) -> None:
    assert rules.name_key(said).replace(" ", "") == rules.name_key(meant).replace(" ", "")


def test_a_name_of_legal_forms_only_keeps_them() -> None:
    assert rules.name_key("Cooperativa Sociale") == "cooperativa sociale"


@given(NAMES)
def test_a_key_is_small_latin_letters_and_stays_as_it_is(name: str) -> None:
    key = rules.name_key(name)

    assert rules.name_key(key) == key
    assert key.isascii()
    assert len(key) <= 160
    assert all(len(word) <= rules.LONGEST_WORD for word in rules.name_words(key))


@pytest.mark.parametrize(
    "told",
    ["011 1234567", "011/1234567", "+39 011-123.45.67", "0039 0111234567", "٠١١ ١٢٣٤٥٦٧"],
)
def test_one_phone_has_one_key(told: str) -> None:
    assert rules.phone_key(told) == "390111234567"


@pytest.mark.parametrize("told", ["", "112", "no phone", "1" * 40, "😀"])
def test_what_is_no_phone_has_no_key(told: str) -> None:
    assert rules.phone_key(told) == ""


def test_an_internal_number_does_not_make_another_phone() -> None:
    assert rules.phone_key("0111234567/12") == rules.phone_key("0111234567 int. 5")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.example.org/chi-siamo/", "example.org"),
        ("HTTP://Example.org:80", "www.example.org"),
        ("https://m.facebook.com/Forno/?ref=1", "facebook.com/forno"),
    ],
)
def test_one_site_has_one_key(one: str, other: str) -> None:
    assert rules.site_key(one) == rules.site_key(other) != ""


@pytest.mark.parametrize("told", ["", "none", "facebook.com", "info@example.org", "mailto:a@b.it"])
def test_what_is_no_site_of_their_own_has_no_key(told: str) -> None:
    assert rules.site_key(told) == ""


@given(NAMES, NAMES)
def test_likeness_is_the_same_both_ways_round(one: str, other: str) -> None:
    there = rules.likeness(Traits.of(one), Traits.of(other))
    back = rules.likeness(Traits.of(other), Traits.of(one))

    assert there == back
    assert 0 <= there[0] <= 100


@given(st.text(alphabet="abcdefghilmnoprstuvz ", min_size=3, max_size=40).filter(str.strip))
def test_the_same_name_is_always_worth_a_look(name: str) -> None:
    score, reasons = rules.likeness(Traits.of(name), Traits.of(name.upper()))

    assert score >= rules.LEAST
    assert reasons[0] == Reason.SAME_NAME


def test_each_reason_adds_or_takes() -> None:
    name = "Panetteria Lievito Lento"
    here, elsewhere = Traits.of(name, "001272"), Traits.of(name, "096004")
    phone = Traits.of(name, "001272", "011 1234567")
    nowhere = Traits.of(name)

    scores = [
        rules.likeness(phone, phone)[0],
        rules.likeness(here, here)[0],
        rules.likeness(here, nowhere)[0],
        rules.likeness(here, elsewhere)[0],
    ]

    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 4


def test_two_bakeries_are_not_one() -> None:
    score, _reasons = rules.likeness(
        Traits.of("Panetteria Rossi", "001272"), Traits.of("Panetteria Bianchi", "001272")
    )

    assert score < rules.LEAST


def test_a_bar_and_a_library_of_one_name_are_less_alike() -> None:
    bar, library = Traits.of("Bar del Ponte", "001272"), Traits.of("Biblioteca Ponte", "001272")

    score, reasons = rules.likeness(bar, library)

    assert reasons == (Reason.ALIKE_NAME, Reason.SAME_PLACE)
    assert score < rules.likeness(bar, Traits.of("Baretto del Ponte", "001272"))[0]


OUTCOMES = ["no_answer", "wants_information", "meeting_set", "offer", "referral", "not_now", "no"]


@given(st.lists(st.sampled_from(OUTCOMES), min_size=1, max_size=12))
def test_asking_never_undoes_that_somebody_was_asked(outcomes: list[str]) -> None:
    state = "known"
    for outcome in outcomes:
        to = rules.after(state, outcome)
        assert to.contacted
        assert not to.engaged or to.answered
        if outcome == "no_answer" and state in rules.ORDER[2:]:
            assert to.state == state
        state = to.state

    assert state not in {"known", "assigned"}


def test_who_said_no_may_say_yes_later() -> None:
    assert rules.after("declined", "meeting_set").state == "answered"
    assert rules.after("declined", "no_answer").state == "declined"
