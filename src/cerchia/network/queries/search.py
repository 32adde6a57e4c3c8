"""Which organisations of a territory have words that begin as somebody typed them.

The answer is one or more query sets of rows that are in order along an index, to be narrowed and
read no further than a page needs (`pages.latest_of`). Each word has a copy of what lists are
ordered and narrowed by (`Facets`): no organisation itself is looked at before the page is cut.

- Beginnings that few words have ("panett": panetteria) are read word by word, the latest first.
- Beginnings of many words ("ba") are put in order: all that begin so, at a microsecond for each.
- Where more than `MANY` begin so, which only a letter or two can bring about, the list of all is
  read along and each asked whether it has one.
- Of several beginnings the rarest leads, and its rows are asked for the others.

Weighed and left out: a row for each beginning of each word (three times the rows, and as many more
to write at an import and at every change of state), and full-text indexes (docs/adr/0020).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from cerchia.network.models import Organisation, OrganisationWord

SPELLINGS = 4
MANY, SHORT = 10_000, 2
COMPARED = 1_000
"""How far the hits of several words are counted to see which is the rarest."""
LAST = "\U0010ffff"
BY_WORD, BY_ROW = "organisation_id", "id"
DISTINCT = """
    WITH RECURSIVE begun(word) AS (
        SELECT MIN(word) FROM network_organisationword
        WHERE territory_id = %(territory)s AND word >= %(word)s AND word < %(end)s
        UNION ALL
        SELECT (
            SELECT MIN(word) FROM network_organisationword
            WHERE territory_id = %(territory)s AND word > begun.word AND word < %(end)s
        ) FROM begun WHERE begun.word IS NOT NULL
    ) SELECT word FROM begun WHERE word IS NOT NULL LIMIT %(most)s
"""
NUMBER = """(
    SELECT COUNT(*) FROM (
        SELECT 1 FROM network_organisationword
        WHERE territory_id = %s AND word >= %s AND word < %s LIMIT %s
    ) found
)"""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows with the facets of an organisation; `key` is the column that names it."""

    rows: QuerySet[Any]
    key: str

    def narrowed(self, **facts: object) -> "Part":
        return Part(self.rows.filter(**facts), self.key)

    def among(self, rows: QuerySet[Any], name: str) -> "Part":
        """Those to which a row of `rows` points by `name`."""
        return Part(self.rows.filter(Exists(rows.filter(**{name: OuterRef(self.key)}))), self.key)


def having(territory: UUID, wanted: Sequence[str]) -> list[Part]:
    """The organisations of the territory with all the words; one may stand in several parts."""
    if not wanted:
        return [Part(Organisation.objects.filter(territory=territory, merged_into=None), BY_ROW)]
    numbers = _numbers(territory, wanted, COMPARED) if len(wanted) > 1 else [1]
    if not all(numbers):
        return []
    lead, *others = (word for _number, word in sorted(zip(numbers, wanted, strict=True)))
    parts = _beginning_with(territory, lead)
    for word in others:
        parts = [part.among(_hits(word), "organisation") for part in parts]
    return parts


def _beginning_with(territory: UUID, word: str) -> list[Part]:
    mine = OrganisationWord.objects.filter(territory=territory)
    spelled = _spellings(territory, word)
    if len(spelled) <= SPELLINGS:
        return [Part(mine.filter(word=one), BY_WORD) for one in spelled]
    if len(word) > SHORT or _numbers(territory, [word], MANY)[0] < MANY:
        return [Part(_hits(word).filter(territory=territory), BY_WORD)]
    return [part.among(_hits(word), "organisation") for part in having(territory, ())]


def _hits(word: str) -> QuerySet[OrganisationWord]:
    return OrganisationWord.objects.filter(word__gte=word, word__lt=word + LAST)


def _numbers(territory: UUID, wanted: Sequence[str], most: int) -> list[int]:
    """How many rows begin with each word; `most` stands for any number above."""
    values = [value for word in wanted for value in (_stored(territory), word, word + LAST, most)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([NUMBER] * len(wanted))}", values)
        return list(cursor.fetchone())


def _spellings(territory: UUID, word: str) -> list[str]:
    """The words that begin so, up to one more than `SPELLINGS`. Jumps from one to the next."""
    values = {"territory": _stored(territory), "word": word, "end": word + LAST}
    with connection.cursor() as cursor:
        cursor.execute(DISTINCT, {**values, "most": SPELLINGS + 1})
        return [row[0] for row in cursor.fetchall()]


def _stored(territory: UUID) -> Any:
    return Organisation._meta.pk.get_db_prep_value(territory, connection)
