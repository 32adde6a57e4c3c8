"""Which offer fits which need, and why; which words of a need would tell who it is for. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

HELP_FOR_AREA: Mapping[str, frozenset[str]] = {
    "enterprise": frozenset({"advice", "stall", "tools", "goods", "space", "contacts"}),
    "training_work": frozenset({"traineeship", "work_trial", "job", "course"}),
    "home": frozenset({"room", "goods"}),
    "study": frozenset({"course", "goods"}),
    "licence_mobility": frozenset({"transport"}),
    "family_papers": frozenset({"advice"}),
    "exchange": frozenset({"time", "space"}),
}
SHORTEST_NAME = 2
CONTACT = re.compile(r"\S+@\S+|(?:\+|\b)\d(?:[\s./-]?\d){6,}")
DAY = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b")
STATUS = (
    "rifugiat",
    "asilo",
    "asylum",
    "refugee",
    "réfugié",
    "permesso di soggiorno",
    "protezione internazionale",
    "protezione sussidiaria",
    "لاجئ",
)


class Why(StrEnum):
    """A reason to look at an offer and a need together, in the order in which they are said."""

    ASKED_FOR = "asked_for"  # the organisation offered it with this need before its eyes
    KIND = "kind"
    AREA = "area"  # of the objective whose step it is
    HERE = "here"  # the same municipality
    NEAR = "near"  # the same province
    TERRITORY = "territory"
    ENOUGH = "enough"  # what is left covers the whole need
    IN_TIME = "in_time"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Ask:
    """A need, as matching looks at it; or a step, which has no kind of help (`help` is empty) but
    the kinds that suit its `area`. `quantity` is what is not promised yet.
    """

    id: object
    territory: object
    help: str
    quantity: int = 1
    unit: str = ""
    municipality: str = ""
    province: str = ""
    by_on: date | None = None
    languages: frozenset[str] = frozenset()
    area: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Give:
    """An offer, as matching looks at it. `rest` is what nobody was promised yet."""

    id: object
    territory: object
    help: str
    rest: int = 1
    unit: str = ""
    municipality: str = ""
    province: str = ""
    from_on: date | None = None
    until_on: date | None = None
    languages: frozenset[str] = frozenset()
    answers: frozenset[object] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """An offer that fits a need, and why. There is no score: people weigh the reasons."""

    ask: object
    give: object
    why: tuple[Why, ...]


def match(ask: Ask, give: Give, *, today: date) -> Match | None:
    """The reasons why `give` fits `ask`; nothing if it does not."""
    asked_for = ask.id in give.answers
    same_kind = ask.help == give.help
    suits = not ask.help and give.help in ask.area
    if give.rest < 1 or ask.territory != give.territory or not (same_kind or suits or asked_for):
        return None
    if not _in_time(ask, give, today):
        return None
    place = _place(ask, give)
    same_unit = bool(ask.unit) and ask.unit == give.unit
    said = {
        Why.ASKED_FOR: asked_for,
        Why.KIND: same_kind,
        Why.AREA: suits,
        place: True,
        Why.ENOUGH: same_unit and give.rest >= ask.quantity,
        Why.IN_TIME: ask.by_on is not None and ask.by_on >= today,
        Why.LANGUAGE: bool(ask.languages & give.languages),
    }
    return Match(ask.id, give.id, tuple(why for why in Why if said.get(why)))


def _in_time(ask: Ask, give: Give, today: date) -> bool:
    """Whether there is a day on which it can be given and is still needed."""
    first = max(today, give.from_on or today)
    last = [day for day in (ask.by_on, give.until_on) if day is not None]
    late_need = ask.by_on is not None and ask.by_on < today
    if late_need:
        last = [day for day in (give.until_on,) if day is not None]
    return all(first <= day for day in last)


def _place(ask: Ask, give: Give) -> Why:
    if ask.municipality and ask.municipality == give.municipality:
        return Why.HERE
    if ask.province and ask.province == give.province:
        return Why.NEAR
    return Why.TERRITORY


def matches(
    asks: Iterable[Ask],
    gives: Iterable[Give],
    *,
    today: date,
    apart: frozenset[tuple[object, object]] = frozenset(),
) -> list[Match]:
    """All that fit, most reasons first; never a pair that somebody said no to (`apart`)."""
    offers = list(gives)
    found = [
        one
        for ask in asks
        for give in offers
        if (ask.id, give.id) not in apart and (one := match(ask, give, today=today))
    ]
    return sorted(found, key=lambda one: (-len(one.why), [list(Why).index(w) for w in one.why]))


def part_for(need: int, rest: int, *, same_unit: bool) -> tuple[int, int]:
    """How much to take of an offer for a need, and how much of the need that covers.

    In the same unit, as much as both have; in another, one, which covers the whole need.
    """
    if same_unit:
        part = max(min(need, rest), 1)
        return part, part
    return 1, max(need, 0)


def told_of(text: str, names: Iterable[str]) -> str:
    """The first word of `text` that would tell who it is about; nothing if none does.

    A name in any case and with any accents, a telephone number, an address of e-mail, a word about
    the permit to stay.
    """
    plain = _clean(text)
    if found := CONTACT.search(DAY.sub(" ", plain)):
        return found.group().strip()
    words = _folded(plain).split()
    for name in names:
        parts = [part for part in _folded(_clean(name)).split() if len(part) >= SHORTEST_NAME]
        if hit := next((part for part in parts if part in words), ""):
            return _as_written(plain, hit)
    flat = f" {' '.join(words)}"
    return next((word for word in STATUS if f" {_folded(word)}" in flat), "")


def _clean(text: str) -> str:
    """Without the marks that one does not see."""
    kept = unicodedata.normalize("NFKC", text)
    return "".join(c for c in kept if unicodedata.category(c) != "Cf")


def _folded(text: str) -> str:
    """Small letters without accents, words parted by single spaces."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = (c for c in bare if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


def _as_written(text: str, folded: str) -> str:
    """The word of `text` that folds so, for who has to find it."""
    for word in re.split(r"[\W_]+", text):
        if _folded(word) == folded:
            return word
    return folded
