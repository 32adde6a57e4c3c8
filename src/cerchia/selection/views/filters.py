"""Which of the candidates are shown: by territory, language, study, lock."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from cerchia.selection.queries.page import Row

LONGEST = 80


@dataclass(frozen=True, slots=True)
class Wanted:
    territory: str = ""
    language: str = ""
    student: str = ""
    locked: str = ""

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return any(asdict(self).values())

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in asdict(self).items() if value})

    def shows(self, row: Row) -> bool:
        """Without a name nothing but the territory is known of a row."""
        one = row.candidacy
        if self.territory and one.territory.name != self.territory:
            return False
        asked = bool(self.language or self.student)
        if asked and not row.is_named:
            return False
        return (
            (not self.language or self.language in row.languages)
            and (not self.student or one.is_student)
            and (not self.locked or row.lock is not None)
        )


def filters_of(asked: Mapping[str, str]) -> Wanted:
    return Wanted(
        **{
            name: asked.get(name, "")[:LONGEST]
            for name in ("territory", "language", "student", "locked")
        }
    )
