"""A table as plain values, and how large it may be."""

from dataclasses import dataclass

MOST_BYTES = 12 * 1024 * 1024
"""Of a file. The upload handler keeps no more of a request either."""
MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_LETTERS = 32_767
"""In one cell: the limit of the XLSX format, which holds for CSV too."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the titles. `number` is the one that a spreadsheet shows beside it.

    `given` says how many cells it really had: fewer than titles is half a row, more is too much.
    """

    number: int
    cells: tuple[str, ...]
    given: int

    def has_too_many(self) -> bool:
        return self.given > len(self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The titles and the rows that are not empty. Every row has as many cells as there are titles.

    `kind` is "csv" or "xlsx", `spoken` tells how it was written: encoding and separator.
    """

    titles: tuple[str, ...]
    rows: tuple[Row, ...]
    kind: str
    spoken: str = ""
