"""Account numbers: checked by length and mod 97, Italian ones by their inner letter (CIN) too."""

from stdnum import iban
from stdnum.exceptions import ValidationError

WITH_CIN = ("IT", "SM")
ODD = (
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
)  # fmt: skip


class WrongIban(ValueError):
    """The number has a slip: a digit too few, or two changed places."""


def clean_iban(typed: str) -> str:
    """The number in capitals without spaces; raises `WrongIban`."""
    try:
        number = str(iban.validate(typed))
    except ValidationError as error:
        raise WrongIban from error
    if number.startswith(WITH_CIN) and number[4] != cin_of(number[5:]):
        raise WrongIban
    return number


def cin_of(bank_branch_account: str) -> str:
    """The letter that guards ABI, CAB and account number (22 characters)."""
    total = 0
    for place, character in enumerate(bank_branch_account):
        value = int(character, 36)
        index = value - 10 if character.isalpha() else value
        total += ODD[index] if place % 2 == 0 else index
    return chr(ord("A") + total % 26)
