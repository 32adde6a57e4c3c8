"""Follows every link and every form that is read, as one role, and remembers what was met."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit
from uuid import UUID

import pytest
from django.db.models import Count
from django.test import Client

from cerchia.audit.models import FileRead
from cerchia.documents import pact as paper
from tests.trust.canaries import Canary, everything_in
from tests.trust.parts import starts
from tests.trust.world import World

DEPTH = 6
NOBODY = UUID(int=0)
HREF = re.compile(r'(?:href|src|hx-get|data-src)="([^"#]+)[^"]*"')
FORM = re.compile(r'<form(?![^>]*method="post")[^>]*action="([^"]+)"', re.IGNORECASE)
FOREIGN = re.compile(r'(?:href|src|action|poster|srcset)="((?:https?:)?//[^"]+)"')
STARTS = (
    "/",
    "/io/",
    "/oggi/",
    "/cabina/",
    "/impostazioni/",
    "/impostazioni/edizioni/",
    "/conto/",
    "/io/dati/",
    "/io/impostazioni/",
    "/api/v1/me",
    "/api/v1/circles",
    "/api/v1/funds",
    "/api/v1/disbursements",
    "/api/v1/wishes",
    "/api/v1/projects",
    "/io/desiderio/",
    "/verifiche/",
    "/fondi/",
    "/io/soldi/",
    "/io/fondo/",
    "/io/patto/",
    "/io/patto/firma/",
    "/io/patto/conto/",
    "/io/patto/pdf/",
    *starts(),
)
ITEMS = {"funds": ("", "/expenses"), "circles": ("",), "disbursements": ("",), "projects": ("",)}
STATIC = ("/static/", "/esci", "/sw.js")


@dataclass
class Page:
    path: str
    status: int
    met: frozenset[Canary]
    traced: frozenset[str]
    answer: Any = field(repr=False)
    depth: int = 0


@dataclass
class Walk:
    """All pages that one role came to."""

    name: str
    pages: list[Page] = field(default_factory=list)

    @property
    def shown(self) -> list[Page]:
        return [page for page in self.pages if page.status == 200]

    def met(self) -> set[Canary]:
        return {canary for page in self.pages for canary in page.met}

    def where(self, canary: Canary) -> list[str]:
        return [page.path for page in self.pages if canary in page.met]


def walk(world: World, name: str) -> Walk:
    """Crawl from every first page; a PDF answers with the words that it prints."""
    done, client = Walk(name), world.client(name)
    seen: set[str] = set(STARTS)
    queue = deque((path, 0) for path in STARTS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paper, "pdf_of", lambda _template, values: repr(values).encode())
        while queue:
            path, depth = queue.popleft()
            page = look(world, client, name, path, depth)
            done.pages.append(page)
            for link in links_of(path, page.answer) if depth < DEPTH else ():
                shape = shape_of(link)
                if shape not in seen and not narrows_again(path, link):
                    seen.add(shape)
                    queue.append((link, depth + 1))
    return done


def look(world: World, client: Client, name: str, path: str, depth: int = 0) -> Page:
    before = reads_of(world, name)
    answer = client.get(path)
    after = reads_of(world, name)
    ids = {person.pk: who for who, person in world.people.items()}
    traced = {ids[pk] for pk, count in after.items() if count > before.get(pk, 0) and pk in ids}
    met = world.aviary.met_in(everything_in(answer))
    return Page(path, answer.status_code, frozenset(met), frozenset(traced), answer, depth)


def reads_of(world: World, name: str) -> dict[Any, int]:
    """How often the files of each person were opened by `name`."""
    person = world.people.get(name)
    rows = FileRead.objects.filter(reader_id=(person.user_id if person else None) or NOBODY)
    counted = rows.values_list("person_id").annotate(times=Count("pk"))
    return dict(counted.values_list("person_id", "times"))


def shape_of(link: str) -> str:
    """The address with the names of its questions: another page of the same list is the same."""
    parts = urlsplit(link)
    asked = sorted(pair.split("=")[0] for pair in parts.query.split("&") if pair)
    return f"{parts.path}?{'&'.join(asked)}"


def narrows_again(path: str, link: str) -> bool:
    """A list that is narrowed by one question leads to itself narrowed by two, three, all of them:
    each question is asked once, not every choice of them.
    """
    here, there = urlsplit(path), urlsplit(link)
    return bool(here.query and there.query) and here.path == there.path


def links_of(path: str, answer: Any) -> Iterator[str]:
    if answer.status_code in {301, 302, 303}:
        yield answer["Location"]
        return
    kind = answer.headers.get("Content-Type", "")
    if kind.startswith("application/json"):
        yield from _of_json(path, answer)
    if not kind.startswith("text/html"):
        return
    page = answer.content.decode()
    for found in (*HREF.findall(page), *FORM.findall(page)):
        link = urldefrag(urljoin(path, unescape(found)))[0]
        if link.startswith("/") and not link.startswith(("//", *STATIC)):
            yield link


def _of_json(path: str, answer: Any) -> Iterator[str]:
    said = answer.json()
    kind = path.rsplit("/", 1)[-1]
    if isinstance(said, dict):
        for item in said.get("items", ()):
            for end in ITEMS.get(kind, ()) if "id" in item else ():
                yield f"{path}/{item['id']}{end}"
