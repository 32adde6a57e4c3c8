"""A row of a table read as an organisation: plain values, and what was wrong with them.

Nothing that somebody wrote is lost: what cannot be read stands in the notes with its title.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any
from uuid import UUID

from cerchia.documents.sheets.rules import could_compute
from cerchia.documents.sheets.shapes import Row
from cerchia.network.importing import values
from cerchia.network.importing.columns import KEEP, Column
from cerchia.network.importing.problems import STOPS, Found, Problem
from cerchia.network.rules import plain
from cerchia.network.usecases.common import clean
from cerchia.places import exact, municipality, province, search

NAME, ADDRESS, PLACE, NOTES = 160, 200, 80, 2000
ITALY = "IT"
INTERESTS = ("for_refugees", "for_migration", "for_work", "for_other")


@dataclass(slots=True)
class Draft:
    """What a row says of an organisation."""

    name: str = ""
    kind: str = "other"
    is_business: bool = False
    interests: list[str] = field(default_factory=list)
    territory: str = ""
    municipality: str = ""
    place_name: str = ""
    address: str = ""
    country: str = ITALY
    phone: str = ""
    email: str = ""
    site: str = ""
    contact: dict[str, str] = field(default_factory=dict)
    languages: list[str] = field(default_factory=list)
    people_count: int | None = None
    about: str = ""
    notes: str = ""
    said: dict[str, str] = field(default_factory=dict)

    def values(self) -> dict[str, Any]:
        return {one.name: getattr(self, one.name) for one in fields(self)}


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for all rows: the columns, the titles, and where the reader works."""

    titles: Sequence[str]
    columns: Mapping[int, str]
    territories: Mapping[str, UUID]
    otherwise: UUID

    @classmethod
    def of(
        cls,
        titles: Sequence[str],
        columns: Mapping[int, str],
        territories: Mapping[str, UUID],
        otherwise: UUID,
    ) -> "Setting":
        """The same, with the names of territories as they are compared."""
        known = {plain(name): pk for name, pk in territories.items()}
        return cls(titles, columns, known, otherwise)


class Reader:
    """Reads one row; `draft` and `found` are what comes of it."""

    def __init__(self, row: Row, setting: Setting) -> None:
        self.draft = Draft()
        self.found: list[Found] = []
        self._notes: list[str] = []
        self._setting = setting
        self._cells = _by_column(row, setting)
        if row.has_too_many():
            self.found.append((Problem.TOO_MANY_CELLS, ""))
        for title, words in _kept(row, setting):
            self._notes.append(f"{title}: {words}" if title else words)

    def read(self) -> tuple[Draft, list[Found]]:
        self._name()
        self._kind()
        self._where()
        self._simple("phone", Column.PHONE, values.phone_of)
        self._simple("email", Column.EMAIL, values.email_of)
        self._simple("site", Column.SITE, values.site_of)
        self._simple("people_count", Column.PEOPLE, values.number_of)
        self._interests()
        self._languages()
        self._contact()
        self.draft.about = self._cut(Column.ABOUT, NOTES)
        if notes := self._said(Column.NOTES):
            self._notes.insert(0, notes)
        self.draft.notes = "\n".join(self._notes)[:NOTES]
        return self.draft, self.found

    def _said(self, column: Column) -> str:
        return self._cells.get(column, "")

    def _wrong(self, problem: Problem, column: Column) -> None:
        """What cannot be read stays: as a note, and in the words of the sentence."""
        said = self._said(column)
        self.found.append((problem, column.value))
        self.draft.said[column.value] = said[:NAME]
        if problem in {Problem.UNREAD, Problem.CUT}:
            self._notes.append(f"{column.label}: {said}")

    def _cut(self, column: Column, most: int) -> str:
        said = self._said(column)
        if len(said) > most:
            self._wrong(Problem.CUT, column)
        return said[:most]

    def _simple(self, name: str, column: Column, read: Callable[[str], object]) -> None:
        if not (said := self._said(column)):
            return
        if (value := read(said)) is None:
            self._wrong(Problem.UNREAD, column)
        else:
            setattr(self.draft, name, value)

    def _name(self) -> None:
        name = clean(self._said(Column.NAME))
        self.draft.name = name[:NAME]
        if not plain(name):
            self.found.append((Problem.NO_NAME, ""))
        elif could_compute(name):
            self.found.append((Problem.FORMULA_FOR_NAME, ""))
        elif len(name) > NAME:
            self.found.append((Problem.NAME_TOO_LONG, ""))

    def _kind(self) -> None:
        if said := self._said(Column.KIND):
            if kind := values.kind_of(said):
                self.draft.kind = kind.value
                self.draft.is_business = kind in values.BUSINESS
            else:
                self._wrong(Problem.UNREAD, Column.KIND)
        if said := self._said(Column.IS_BUSINESS):
            answer = values.yes_or_no(said)
            if answer is None:
                self._wrong(Problem.UNREAD, Column.IS_BUSINESS)
            else:
                self.draft.is_business = answer

    def _where(self) -> None:
        self.draft.territory = str(self._setting.otherwise)
        if said := self._said(Column.TERRITORY):
            if known := self._setting.territories.get(plain(said)):
                self.draft.territory = str(known)
            else:
                self._wrong(Problem.OTHER_TERRITORY, Column.TERRITORY)
        self._simple("country", Column.COUNTRY, values.country_of)
        self.draft.address = self._cut(Column.ADDRESS, ADDRESS)
        if place := self._said(Column.MUNICIPALITY):
            self._place(place)

    def _place(self, place: str) -> None:
        if self.draft.country != ITALY:
            self.draft.place_name = self._cut(Column.MUNICIPALITY, PLACE)
            return
        code = code_of(place, self._said(Column.PROVINCE))
        if code:
            self.draft.municipality = code
            return
        self.draft.place_name = place[:PLACE]
        several = code is None
        problem = Problem.PLACE_AMBIGUOUS if several else Problem.PLACE_UNKNOWN
        self._wrong(problem, Column.MUNICIPALITY)

    def _interests(self) -> None:
        if said := self._said(Column.INTERESTS):
            named = values.interests_of(said)
            self.draft.interests = [one for one in INTERESTS if one in named]
            if not named:
                self.draft.interests = ["for_other"]
                self._wrong(Problem.UNREAD, Column.INTERESTS)

    def _languages(self) -> None:
        parts = list(values.parts_of(self._said(Column.LANGUAGES)))
        known = [code for part in parts if (code := values.language_of(part))]
        self.draft.languages = list(dict.fromkeys(known))
        if len(known) < len(parts):
            self._wrong(Problem.UNREAD, Column.LANGUAGES)

    def _contact(self) -> None:
        told = {
            "name": clean(self._said(Column.CONTACT))[:NAME],
            "job": clean(self._said(Column.CONTACT_JOB))[:80],
            "phone": clean(self._said(Column.CONTACT_PHONE))[:60],
            "email": self._email_of_contact(),
        }
        if told["name"]:
            self.draft.contact = told
        elif rest := ", ".join(filter(None, told.values())):
            self._notes.append(rest)

    def _email_of_contact(self) -> str:
        if not (said := self._said(Column.CONTACT_EMAIL)):
            return ""
        if (known := values.email_of(said)) is None:
            self._wrong(Problem.UNREAD, Column.CONTACT_EMAIL)
        return known or ""


def draft_of(row: Row, setting: Setting) -> tuple[Draft, list[Found]]:
    """The organisation of a row, and what was wrong, what keeps it out first."""
    draft, found = Reader(row, setting).read()
    return draft, sorted(found, key=lambda one: one[0] not in STOPS)


@lru_cache(maxsize=4096)
def code_of(place: str, of_province: str = "") -> str | None:
    """The ISTAT code of a municipality; "" if there is none of that name, None for several."""
    if len(place) == 6 and place.isdigit() and municipality(place):  # noqa: PLR2004 - ISTAT codes
        return place
    if one := exact(place):
        return one.istat
    same = [one for one in search(place, 20) if plain(one.name) == plain(place)]
    if here := province(of_province.strip()) or _by_name(of_province):
        same = [one for one in same if one.province == here]
    if len(same) == 1:
        return same[0].istat
    return None if same else ""


def _by_name(name: str) -> Any:
    from cerchia.places import provinces  # noqa: PLC0415 - only where a province is written out

    wanted = plain(name)
    return next((one for one in provinces() if wanted and plain(one.name) == wanted), None)


def _by_column(row: Row, setting: Setting) -> dict[Column, str]:
    """The cells by the field they fill; several notes are one."""
    found: dict[Column, str] = {}
    for place, value in setting.columns.items():
        if not value or value == KEEP or place >= len(row.cells):
            continue
        column = Column(value)
        found[column] = "\n".join(filter(None, [found.get(column, ""), row.cells[place]]))
    return found


def _kept(row: Row, setting: Setting) -> list[tuple[str, str]]:
    """Titles and words of the columns that fit nothing and are to be kept."""
    return [
        (setting.titles[place], row.cells[place])
        for place, value in setting.columns.items()
        if value == KEEP and place < len(row.cells) and row.cells[place]
    ]
