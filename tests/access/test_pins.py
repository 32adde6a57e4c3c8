"""What makes a PIN easy to guess, as laws."""

from hypothesis import given
from hypothesis import strategies as st

from cerchia.access.rules import is_easy, is_pin, western

digits = st.text("0123456789", min_size=6, max_size=6)


@given(st.integers(1920, 2029), st.integers(0, 99), st.integers(0, 2))
def test_a_pin_that_holds_a_year_of_birth_is_easy(year: int, rest: int, at: int) -> None:
    pin = f"{rest:02d}"[:at] + str(year) + f"{rest:02d}"[at:]

    assert is_easy(pin)


@given(st.text("0123456789", min_size=3, max_size=3))
def test_a_pin_said_twice_or_mirrored_is_easy(half: str) -> None:
    assert is_easy(half * 2)
    assert is_easy(half + half[::-1])


@given(st.integers(0, 9), st.integers(0, 9))
def test_a_staircase_is_easy(start: int, step: int) -> None:
    assert is_easy("".join(str((start + step * n) % 10) for n in range(6)))


def test_most_pins_are_good() -> None:
    easy = sum(is_easy(f"{pin:06d}") for pin in range(0, 1_000_000, 7))

    assert easy / (1_000_000 / 7) < 0.05


@given(digits)
def test_the_digits_of_any_keyboard_are_the_same_pin(pin: str) -> None:
    arabic = pin.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    persian = " ".join(pin.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")))

    assert western(arabic) == western(persian) == pin
    assert is_pin(western(arabic))


def test_what_is_not_six_digits_is_no_pin() -> None:
    assert not any(is_pin(western(typed)) for typed in ("", "12345", "1234567", "abcdef"))
