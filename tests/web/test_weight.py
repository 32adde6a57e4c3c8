"""How heavy a page is on a phone with a weak signal."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import RequestFactory

from tests.web import gallery

HEAVIEST = 60_000
MOST_REQUESTS = 6


def content_of(name: str) -> bytes:
    return Path(str(finders.find(name))).read_bytes()


def test_the_first_page_of_a_participant_is_light() -> None:
    for page in ("a-home", "b-expense", "d-fund"):
        html = gallery.render_page(RequestFactory().get("/"), page)
        files = set(re.findall(r'(?:href|src)="/static/([^"]+)"', html))
        bodies = [html.encode(), *map(content_of, files)]

        assert 1 + len(files) <= MOST_REQUESTS
        assert sum(len(gzip.compress(body)) for body in bodies) < HEAVIEST


def test_styles_use_logical_properties_only() -> None:
    side = "(?:left|right|top|bottom)"
    physical = rf"(?:margin|padding|border|inset)-{side}|text-align:\s*{side}|\b{side}:"
    for name in ("web/cerchia.css", "web/desk.css"):
        assert not re.findall(physical, content_of(name).decode())
