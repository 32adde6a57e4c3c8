"""A statement on paper: sections with paragraphs, lists and small tables. Counts, never people."""

from dataclasses import asdict, dataclass
from typing import Any

from cerchia.documents.printing import pdf_of
from cerchia.documents.words import direction, primary


@dataclass(frozen=True, slots=True)
class Table:
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class StatementDocument:
    """`foot` stands at the bottom of every page, `page_of` are the words "page" and "of"."""

    language: str
    title: str
    edition: str
    lead: str
    sections: tuple[Section, ...]
    foot: str = ""
    page_of: tuple[str, str] = ("", "")


def statement_pdf(document: StatementDocument) -> bytes:
    """The statement as a tagged PDF (PDF/UA-1)."""
    values: dict[str, Any] = asdict(document)
    values["language"] = primary(document.language)
    values["direction"] = direction(document.language)
    return pdf_of("statement.typ", values)
