"""Every component on the pages of the gallery: safe, mirrored, without inline code."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from cerchia import web
from cerchia.web import icons
from cerchia.web.tags.library import register
from cerchia.web.tags.phone import money_state
from tests.web import gallery

HOSTILE = "<script>alert(1)</script>\" onload='x'&"
TEMPLATES = Path(web.__file__).parent / "templates"
VOID = {"meta", "link", "input", "img", "br"}


class Parts(HTMLParser):
    """All elements of a page with their attributes; remembers what was not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def parts_of(page: str) -> Parts:
    parts = Parts()
    parts.feed(page)
    return parts


@pytest.fixture
def request_() -> HttpRequest:
    return RequestFactory().get("/")


@pytest.fixture(params=["it", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("page", gallery.PAGES)
class TestEveryPage:
    def test_it_shows_hostile_words_as_words(
        self, page: str, language: str, request_: HttpRequest
    ) -> None:
        with translation.override(language):
            html = gallery.render_page(request_, page, hostile=HOSTILE)

        parts = parts_of(html)
        assert "alert(1)" in html or page == "b-expense"
        assert "<script>alert" not in html
        assert [tag for tag, _ in parts.elements if tag == "script"] == ["script"] * html.count(
            "web/cerchia.js"
        ) + ["script"] * html.count("web/recorder.js")
        assert not [name for _, attrs in parts.elements for name in attrs if name.startswith("on")]

    def test_it_has_no_inline_code_or_style(
        self, page: str, language: str, request_: HttpRequest
    ) -> None:
        with translation.override(language):
            html = gallery.render_page(request_, page)

        parts = parts_of(html)
        assert not [attrs for _, attrs in parts.elements if "style" in attrs]
        assert "style" not in {tag for tag, _ in parts.elements}
        assert all(attrs.get("src") for tag, attrs in parts.elements if tag == "script")

    def test_it_closes_what_it_opens_and_uses_an_id_once(
        self, page: str, request_: HttpRequest
    ) -> None:
        with translation.override("it"):
            parts = parts_of(gallery.render_page(request_, page))

        ids = [attrs["id"] for _, attrs in parts.elements if "id" in attrs]
        repeated = {one for one in ids if ids.count(one) > 1} - {"money-label"}
        assert (parts.wrong, parts.open, repeated) == ([], [], set())

    def test_it_says_its_language_and_direction(
        self, page: str, language: str, request_: HttpRequest
    ) -> None:
        with translation.override(language):
            parts = parts_of(gallery.render_page(request_, page))

        html = dict(parts.elements)["html"]
        assert (html["lang"], html["dir"]) == (language, {"it": "ltr", "ar": "rtl"}[language])

    def test_its_title_tells_nothing(self, page: str, request_: HttpRequest) -> None:
        html = gallery.render_page(request_, page)

        assert re.search("<title>(.*?)</title>", html, re.DOTALL).group(1) == "Cerchia"  # type: ignore[union-attr]


def test_the_gallery_shows_every_component() -> None:
    pages = "".join(path.read_text("utf-8") for path in gallery.FOLDER.glob("*.html"))
    base = [
        "web/base.html",
        "web/phone.html",
        "web/desk.html",
        "web/plain.html",
        "web/_messages.html",
    ]
    sources = [(TEMPLATES / name).read_text("utf-8") for name in base]
    shown = set(re.findall(r"{% (\w+)", pages + "".join(sources)))
    inner = {"voice", "meter", "blocks", "day", "picture_word", "player", "table", "org", "chips"}

    assert set(register.tags) - shown - inner == set()


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("{% org name url='#' note='x' current=True %}", 'aria-current="true"'),
        ("{% chips items label='x' %}", 'class="chip"'),
        ("{% day on month=True %}", "<b"),
        ("{% picture_word 'sewing' %}", "sewing machine"),
        ("{% picture_word 'unknown' %}", "something else"),
        ("{% blocks 0 0 %}", 'class="blocks"'),
        ("{% meter 1 3200 label='x' %}", 'width="2%"'),
        ("{% meter 5 0 %}", 'aria-hidden="true"'),
        ("{% meter 50 10 label='x' %}", 'class="val" width="100%"'),
        ("{% icon 'exit' flip=True label=name %}", 'role="img"'),
        ("{% words name inline=True lang='ar' %}", 'dir="rtl"'),
        ("{% todo none %}{% feed none %}", "Nothing to look at today"),
    ],
)
def test_a_component_alone(source: str, part: str) -> None:
    items = [{"label": HOSTILE, "url": "#", "current": True}]
    context = {"name": HOSTILE, "items": items, "on": gallery.STARTS, "none": []}
    with translation.override("en"):
        html = engines["django"].from_string("{% load ui %}" + source).render(context)

    assert part in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("left", "received", "waiting", "state"),
    [
        (0, 0, 0, "none"),
        (0, 0, 280000, "waiting"),
        (1200, 320000, 0, "nearly"),
        (0, 320000, 0, "finished"),
        (164000, 320000, 50000, "normal"),
    ],
)
def test_the_card_of_money_knows_its_state(
    left: int, received: int, waiting: int, state: str
) -> None:
    assert money_state(left, received, waiting) == state


def test_every_picture_is_drawn_and_has_a_word() -> None:
    assert all(icons.icon(one.icon) and str(one.label) for one in icons.PICTOGRAMS.values())


def test_an_unknown_icon_stops_the_page_instead_of_leaving_a_hole() -> None:
    with pytest.raises(KeyError):
        icons.icon("no-such-icon")


def test_icons_of_the_package_are_inlined_too() -> None:
    assert "<path" in icons.icon("archive")
