from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cerchia.support.rules import Ask, Give, Why, match, matches, part_for, told_of

TODAY = date(2013, 9, 19)
days = st.none() | st.dates(date(2013, 9, 1), date(2014, 1, 31))
places = st.sampled_from(("", "001272", "001125", "096004"))
tongues = st.frozensets(st.sampled_from(("it", "fr", "ar", "so")), max_size=3)
kinds = st.sampled_from(("advice", "room", "other"))


@st.composite
def asks(draw: st.DrawFn) -> Ask:
    where = draw(places)
    return Ask(
        id=draw(st.integers(0, 5)),
        territory=draw(st.sampled_from("tb")),
        help=draw(kinds | st.just("")),
        area=draw(st.frozensets(kinds)),
        quantity=draw(st.integers(1, 9)),
        unit=draw(st.sampled_from(("hours", "days"))),
        municipality=where,
        province=where[:3],
        by_on=draw(days),
        languages=draw(tongues),
    )


@st.composite
def gives(draw: st.DrawFn) -> Give:
    where, first = draw(places), draw(days)
    return Give(
        id=draw(st.integers(0, 5)),
        territory=draw(st.sampled_from("tb")),
        help=draw(kinds),
        rest=draw(st.integers(0, 9)),
        unit=draw(st.sampled_from(("hours", "days"))),
        municipality=where,
        province=where[:3],
        from_on=first,
        until_on=first + timedelta(days=draw(st.integers(0, 60))) if first else None,
        languages=draw(tongues),
        answers=draw(st.frozensets(st.integers(0, 5), max_size=1)),
    )


@given(asks(), gives())
def test_what_fits_is_of_the_territory_and_says_why(ask: Ask, give: Give) -> None:
    found = match(ask, give, today=TODAY)

    if found is None:
        return
    assert ask.territory == give.territory
    assert give.rest > 0
    assert {Why.KIND, Why.AREA, Why.ASKED_FOR} & set(found.why)
    assert len({Why.HERE, Why.NEAR, Why.TERRITORY} & set(found.why)) == 1
    assert list(found.why) == [why for why in Why if why in found.why], "always in the same order"
    assert give.until_on is None or give.until_on >= TODAY


@given(asks(), gives(), tongues)
def test_more_languages_never_take_a_reason_away(
    ask: Ask, give: Give, more: frozenset[str]
) -> None:
    before = match(ask, give, today=TODAY)
    after = match(
        ask,
        Give(
            **{name: getattr(give, name) for name in Give.__slots__}
            | {"languages": give.languages | more}
        ),
        today=TODAY,
    )

    assert (before is None) == (after is None)
    if before and after:
        assert set(before.why) <= set(after.why)


@given(st.lists(asks(), max_size=4), st.lists(gives(), max_size=4))
def test_a_pair_that_was_refused_never_comes_back(some: list[Ask], others: list[Give]) -> None:
    apart = frozenset((ask.id, give.id) for ask in some for give in others if give.rest % 2)

    found = matches(some, others, today=TODAY, apart=apart)

    assert not {(one.ask, one.give) for one in found} & apart
    counts = [len(one.why) for one in found]
    assert counts == sorted(counts, reverse=True)


@given(st.integers(1, 50), st.integers(1, 50), st.booleans())
def test_nobody_takes_more_than_is_left_or_needed(need: int, rest: int, same: bool) -> None:
    taken, covers = part_for(need, rest, same_unit=same)

    assert 1 <= taken <= rest
    assert covers <= need


def test_an_offer_made_for_a_need_fits_it_whatever_its_kind() -> None:
    ask = Ask(id=1, territory="t", help="advice")
    give = Give(id=2, territory="t", help="goods", answers=frozenset({1}))

    found = match(ask, give, today=TODAY)

    assert found is not None
    assert found.why[0] == Why.ASKED_FOR
    assert Why.KIND not in found.why


def test_what_comes_after_the_day_of_the_need_does_not_fit() -> None:
    ask = Ask(id=1, territory="t", help="advice", by_on=date(2013, 9, 30))

    assert (
        match(ask, Give(id=2, territory="t", help="advice", from_on=date(2013, 10, 1)), today=TODAY)
        is None
    )
    assert match(
        ask, Give(id=2, territory="t", help="advice", from_on=date(2013, 9, 30)), today=TODAY
    )


NAMES = ["Amal", "Ibrahim", "أمل", "Bărbulescu"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Sei ore di conti per AMAL", "AMAL"),
        ("Conti per Àmal, a Torino", "Àmal"),
        ("Conti per A\u200bmal", "Amal"),
        ("ore di conti per أمل", "أمل"),
        ("Conti per barbulescu", "barbulescu"),
        ("Chiamare 333 123 4567", "333 123 4567"),
        ("Scrivere a qualcuno@posta.example", "qualcuno@posta.example"),
        ("Un lavoro per un rifugiato", "rifugiat"),
        ("Ha il permesso di soggiorno", "permesso di soggiorno"),
    ],
)
def test_words_that_tell_who_it_is_are_found(text: str, word: str) -> None:
    assert told_of(text, NAMES) == word


@pytest.mark.parametrize(
    "text",
    [
        "Sei ore di conti, Biella, entro ottobre",
        "Una amalgama di farine",
        "Un garage per tre mesi, dal 1/10/2013",
        "200 volantini 🎉",
        "Posti auto: 12",
    ],
)
def test_plain_needs_are_left_alone(text: str) -> None:
    assert told_of(text, NAMES) == ""


@given(st.text(max_size=80))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert isinstance(told_of(text, NAMES), str)
    assert told_of(f"{text} Amal", NAMES)
