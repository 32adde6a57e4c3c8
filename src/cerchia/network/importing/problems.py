"""What may be wrong with a row, as codes; and the sentence that says so to a person."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cerchia.network.importing.columns import Column


class Problem(StrEnum):
    """The first ones keep a row out; with the others it comes in without the value."""

    NO_NAME = "no_name"
    NAME_TOO_LONG = "name_too_long"
    FORMULA_FOR_NAME = "formula_for_name"
    OTHER_TERRITORY = "other_territory"
    SAME_AS_ROW = "same_as_row"
    TOO_MANY_CELLS = "too_many_cells"
    UNREAD = "unread"
    PLACE_UNKNOWN = "place_unknown"
    PLACE_AMBIGUOUS = "place_ambiguous"
    CUT = "cut"


STOPS = frozenset(
    {
        Problem.NO_NAME,
        Problem.NAME_TOO_LONG,
        Problem.FORMULA_FOR_NAME,
        Problem.OTHER_TERRITORY,
    }
)
WORDS: Mapping[Problem, object] = {
    Problem.NO_NAME: gettext_lazy("The name is missing."),
    Problem.NAME_TOO_LONG: gettext_lazy("The name is longer than 160 letters. Shorten it."),
    Problem.FORMULA_FOR_NAME: gettext_lazy(
        "The name is a formula. We never compute one: write the name itself."
    ),
    Problem.OTHER_TERRITORY: gettext_lazy("“%(said)s” is not one of your territories."),
    Problem.SAME_AS_ROW: gettext_lazy("This is the same as row %(said)s of the table."),
    Problem.TOO_MANY_CELLS: gettext_lazy("The row has more cells than titles: look at it."),
    Problem.UNREAD: gettext_lazy("%(column)s: “%(said)s” stays as a note, we cannot read it."),
    Problem.PLACE_UNKNOWN: gettext_lazy(
        "We know no municipality “%(said)s”. The name is kept as it was told."
    ),
    Problem.PLACE_AMBIGUOUS: gettext_lazy(
        "There is more than one “%(said)s”. Add the province, for example “(BI)”."
    ),
    Problem.CUT: gettext_lazy("%(column)s: too long, the rest stays as a note."),
}
Found = tuple[Problem, str]
"""A problem, and the column or the number of the row it is about."""


def sentences(found: Sequence[Sequence[str]], said: Mapping[str, str]) -> list[str]:
    """The problems of a row in words. `said`: what its cells hold, by column."""
    told = []
    for code, about in found:
        known = Column(about) if about in Column.values else None
        words = said.get(about, "") if known else about
        label = known.label if known else ""
        told.append(_joined(Problem(code), column=label, said=words))
    return told


def _joined(problem: Problem, **params: object) -> str:
    return str(WORDS[problem]) % params


def nothing_wrong() -> str:
    return _("Nothing to look at.")
