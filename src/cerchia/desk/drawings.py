"""The pictures of the board: the year with its phases, planned and spent by area."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from cerchia.desk.queries.board import Board
from cerchia.kit import clock
from cerchia.programmes.models import Phase as PhaseRow
from cerchia.web.charts import Phase, Plan, planned_and_spent, timeline
from cerchia.web.formats import day_month, euros, percent

LOW = 45
"""Hundredths of the plan under which a share carries a mark."""


def of_board(board: Board) -> dict[str, object]:
    """Drawings, and the same values as tables, by the names that the page takes."""
    columns = [place.name for place in board.places] if len(board.places) > 1 else []
    return {
        "year": _year(board),
        "plans": _plans(board, columns) if board.domains else "",
        "plan_headers": [
            gettext("Area"),
            gettext("planned"),
            gettext("spent"),
            gettext("share"),
            *columns,
        ],
        "plan_rows": _rows(board),
        "low": LOW,
    }


def listed(names: Sequence[str]) -> str:
    """Names in one line: "Torino and Biella"."""
    if len(names) < 2:  # noqa: PLR2004 - one name needs no "and"
        return "".join(names)
    parts = {"names": ", ".join(names[:-1]), "last": names[-1]}
    return gettext("%(names)s and %(last)s") % parts


def days_words(days: float | None) -> str:
    """Say "4 days", "4.5 days", or that nothing was paid yet."""
    if days is None:
        return gettext("none yet")
    n = int(days) if days == int(days) else days
    return ngettext("%(n)s day", "%(n)s days", int(days + 0.5)) % {"n": str(n).replace(".", ",")}


def _year(board: Board) -> object:
    phases = [Phase(_phase_name(one, board), one.starts_on, one.ends_on) for one in board.phases]
    if not phases:
        return ""
    closing = gettext("closes on %(day)s") % {"day": day_month(board.edition.ends_on)}
    return timeline(
        phases,
        board.marks,
        today=clock.today(),
        sentence=_year_sentence(board),
        closing=closing,
    )


def _phase_name(one: PhaseRow, board: Board) -> str:
    if one.kind == PhaseRow.Kind.SELECTION:
        said = ngettext("Selection: %(n)d person", "Selection: %(n)d people", board.people)
        return said % {"n": board.people}
    names = {
        str(PhaseRow.Kind.DEVELOPMENT): gettext("Development of the projects"),
        str(PhaseRow.Kind.FOLLOW_UP): gettext("Follow-up"),
    }
    return names[one.kind]


def _year_sentence(board: Board) -> str:
    parts = [
        gettext("%(name)s from %(first)s to %(last)s.")
        % {
            "name": _phase_name(one, board),
            "first": day_month(one.starts_on),
            "last": day_month(one.ends_on),
        }
        for one in board.phases
    ]
    parts.append(gettext("Today is %(day)s.") % {"day": day_month(clock.today())})
    return " ".join(parts)


def _plans(board: Board, columns: Sequence[str]) -> object:
    rows = [
        Plan(line.name, line.spent_cents, line.planned_cents, line.shares) for line in board.domains
    ]
    first = board.domains[0]
    sentence = gettext(
        "Money planned and spent by area. The largest is %(name)s. The numbers are in the table."
    ) % {"name": first.name}
    return planned_and_spent(rows, sentence=sentence, columns=columns, low=LOW)


def _rows(board: Board) -> list[tuple[object, ...]]:
    return [
        (
            line.name,
            euros(line.planned_cents),
            euros(line.spent_cents),
            f"{percent(line.spent_cents, line.planned_cents)}%",
            *(f"{share}%" for share in line.shares),
        )
        for line in board.domains
    ]
