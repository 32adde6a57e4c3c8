from base64 import urlsafe_b64encode

import pytest

from cerchia.audit.models import FileRead
from cerchia.programmes.models import Territory
from cerchia.web.paging import page_of, place_of
from tests.factories.programmes import TerritoryFactory

NONE = "00000000-0000-4000-8000-000000000000"


@pytest.mark.django_db
@pytest.mark.parametrize("order", ["name", "-name"])
def test_pages_hold_each_row_once_however_many_are_alike(order: str) -> None:
    for number in range(5):
        TerritoryFactory.create(name=f"Valle {number}")
    rows, after = Territory.objects.all(), ""
    seen: list[str] = []
    while True:
        page, after = page_of(rows, order, after=after, size=2)
        seen += [row.name for row in page]
        if not after:
            break

    assert seen == sorted(seen, reverse=order.startswith("-"))
    assert len(seen) == len(set(seen)) == rows.count()


@pytest.mark.parametrize(
    "text", ["", f"{NONE}~", f"{NONE}~2013-09-19T10:00", f"{NONE}~0001-01-01T00:00+14:00", "x~y"]
)
def test_a_mark_that_is_none_is_the_beginning(text: str) -> None:
    mark = urlsafe_b64encode(text.encode()).decode()

    assert place_of(FileRead, "at", mark) is None
    assert place_of(FileRead, "at", text) is None
