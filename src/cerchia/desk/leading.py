"""Where a mark of the graph, a place of the map and their lines in the tables lead."""

from collections.abc import Collection

from django.urls import reverse

from cerchia.desk.findings import circle_address
from cerchia.desk.queries.network.picture import Mark
from cerchia.desk.queries.network.wanted import FAMILIES, Wanted

CIRCLE = "circle"
LIST, CHOSEN = "#list", "#chosen"


def of_place(code: str, wanted: Wanted) -> str:
    """The list of those in a province, a municipality, or ("~") what lies around one."""
    return wanted.address(luogo=code, scelta="") + LIST


def of_mark(mark: Mark, circles: Collection[str], wanted: Wanted) -> str:
    """An organisation stands beside the list; a circle opens where it may; a group narrows."""
    if mark.count > 1:
        return _of_group(mark, wanted)
    if mark.kind != CIRCLE:
        return wanted.address(scelta=mark.key) + CHOSEN
    return circle_address(mark.key) if mark.key in circles else ""


def _of_group(mark: Mark, wanted: Wanted) -> str:
    if mark.kind == CIRCLE:
        return reverse("circles:circle_list")
    family = mark.kind if mark.kind in FAMILIES else ""
    return wanted.address(territorio=mark.territory, famiglia=family, imprese="", scelta="") + LIST
