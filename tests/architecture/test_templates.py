"""The content policy refuses inline script and style, and both directions of writing are served."""

import re

from django.contrib.staticfiles import finders

from tests.architecture.layout import SOURCE, name_of

INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*(?:\ssrc=|application/json))",
    re.IGNORECASE,
)
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)|(?:left|right)\s*:|"
    r"(?:text-align|float|clear)\s*:\s*(?:left|right))"
)
STATIC = re.compile(r"{%-?\s*static\s+['\"]([^'\"]+)['\"]")
ELSEWHERE = re.compile(r"(?:src|href)=\"(?:https?:)?//")


def test_no_template_has_inline_script_or_style() -> None:
    assert not _lines(INLINE, "*/templates/**/*.html")


def test_no_template_loads_anything_from_elsewhere() -> None:
    links = _lines(ELSEWHERE, "*/templates/**/*.html")

    assert not [line for line in links if "<a " not in line]


def test_style_sheets_know_start_and_end_but_not_left_and_right() -> None:
    assert not _lines(PHYSICAL, "*/static/**/*.css")


def test_every_static_file_that_a_template_names_is_there() -> None:
    named = {
        name
        for file in SOURCE.glob("*/templates/**/*.html")
        for name in STATIC.findall(file.read_text(encoding="utf-8"))
    }

    assert not [name for name in sorted(named) if not finders.find(name)]


def _lines(pattern: re.Pattern[str], files: str) -> list[str]:
    return [
        f"{name_of(file)}:{number} {line.strip()[:90]}"
        for file in sorted(SOURCE.glob(files))
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
