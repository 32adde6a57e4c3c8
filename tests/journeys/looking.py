"""What must hold for every page that a journey comes to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

BLOCKED = "registration blocked by Playwright"  # of a service worker, where we ask for that
PHONE, DESK, NARROW = (390, 844), (1440, 1000), (320, 844)
AXE_RUN = """() => axe.run(document, {
  resultTypes: ["violations"],
  runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
}).then((found) => found.violations.flatMap((rule) => rule.nodes.map((node) =>
  `${rule.id}: ${node.target.join(" ")} ${node.any.map((one) => one.message).join("; ")}`)))"""
SHAPE = """() => {
  const shown = (one) => one.checkVisibility();
  const heads = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(shown);
  return {
    mains: document.querySelectorAll("main").length,
    heads: heads.map((one) => Number(one.tagName[1])),
    dir: document.documentElement.dir,
    lang: document.documentElement.lang,
  };
}"""
TOO_WIDE = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return "";
  const wide = [...document.body.querySelectorAll("*")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.right > root.clientWidth + 1 || box.left < -1;
  });
  return `${root.scrollWidth} on ${root.clientWidth}: ` + wide.slice(-3).map((one) =>
    one.tagName + "." + one.className).join(", ");
}"""


@dataclass
class Ear:
    """Hears what a browser complains about, and which other houses it calls."""

    home: str
    said: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self.said.append(str(error.error)))
        context.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and BLOCKED not in message.text:
            self.said.append(f"{message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https"} and address.netloc != urlsplit(self.home).netloc:
            self.said.append(f"asked {address.netloc}")

    def forgive(self, word: str) -> None:
        """A refusal that the test provoked: browsers complain about the status of such a page."""
        self.forgiven.append(word)

    def must_be_silent(self) -> None:
        """A complaint may come after the page: what is forgiven is forgiven whenever it comes."""
        loud = [one for one in self.said if not any(word in one for word in self.forgiven)]
        assert loud == []


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, one line a place.

    The window is as long as the page: axe counts what lies below a fixed bar as covered by it.
    """
    size = page.viewport_size or {"width": PHONE[0], "height": PHONE[1]}
    length = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": size["width"], "height": max(length, size["height"])})
    page.evaluate(AXE_SCRIPT)
    return [str(one) for one in page.evaluate(AXE_RUN)]


def too_wide(page: Page, *sizes: tuple[int, int]) -> list[str]:
    """Where the page would scroll sideways, at each size."""
    found = []
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        found.append(str(page.evaluate(TOO_WIDE)))
    return [one for one in found if one]


def shape(page: Page) -> dict[str, Any]:
    return dict(page.evaluate(SHAPE))


def misshapen(page: Page) -> list[str]:
    """One main landmark; the first heading is the highest and none skips a level."""
    seen = shape(page)
    found = [] if seen["mains"] == 1 else [f"{seen['mains']} main landmarks"]
    if seen["heads"].count(1) != 1:
        found.append(f"headings of the first level: {seen['heads'].count(1)}")
    return found + _skips(seen["heads"])


def _skips(levels: Iterable[int]) -> list[str]:
    found, before = [], 0
    for level in levels:
        if level > before + 1:
            found.append(f"heading {level} after {before}")
        before = level
    return found


def faults(page: Page, *sizes: tuple[int, int]) -> list[str]:
    """Everything that is wrong with the page that is open, at its own size and at `sizes`."""
    size = page.viewport_size
    found = [*violations(page), *misshapen(page), *too_wide(page, *sizes)]
    if size:
        page.set_viewport_size(size)
    return found
