"""A form in an included piece is sent with its token: `only` leaves out what is not named."""

import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src/cerchia"
INCLUDE = re.compile(r'{% include "([^"]+)"([^%]*)%}')


def isolated() -> Iterator[tuple[Path, str, str]]:
    """Each include with `only`: where it stands, what it includes, what it passes."""
    for page in sorted(SOURCE.glob("*/templates/**/*.html")):
        for found in INCLUDE.finditer(page.read_text(encoding="utf-8")):
            if " only" in found[2]:
                yield page, found[1], found[2]


def test_pieces_with_a_form_are_given_the_token() -> None:
    lost = []
    for page, name, passed in isolated():
        pieces = list(SOURCE.glob(f"*/templates/{name}"))
        has_form = any("{% csrf_token %}" in each.read_text(encoding="utf-8") for each in pieces)
        if has_form and "csrf_token=csrf_token" not in passed:
            lost.append(f"{page.relative_to(SOURCE)} → {name}")

    assert not lost
