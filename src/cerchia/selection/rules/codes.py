"""The code that stands for a candidate wherever names are not due."""


def candidate_code(number: int) -> str:
    """A code such as "C-004": numbers run through all rounds of a programme."""
    return f"C-{number:03d}"


def number_of(code: str) -> int:
    """The number in a code; 0 for what is none of ours."""
    digits = code.removeprefix("C-")
    return int(digits) if digits.isascii() and digits.isdecimal() else 0
