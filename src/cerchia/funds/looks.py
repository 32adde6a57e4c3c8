"""What the room lays on the table of a meeting: expenses that nobody of the circle has seen."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from cerchia.access.models import User
from cerchia.circles import hooks
from cerchia.circles.models import Meeting
from cerchia.funds.models import Fund
from cerchia.funds.queries.expense import ExpenseRow, to_look_at
from cerchia.web.formats import euros_text


@hooks.looks
def unseen_expenses(user: User, meeting: Meeting) -> Iterator[hooks.Look]:
    """Only those of funds that `user` may see; a mediator needs the person's yes."""
    rows = to_look_at(meeting.circle_id)
    seen = set(
        Fund.objects.visible_to(user)
        .filter(pk__in={row.fund_id for row in rows})
        .values_list("pk", flat=True)
    )
    return (_look(row) for row in rows if row.fund_id in seen)


def _look(row: ExpenseRow) -> hooks.Look:
    what = row.what or row.objective or _("an expense")
    title = _("%(name)s: %(what)s") % {"name": row.spender, "what": what}
    return hooks.Look(
        title=title,
        text=euros_text(row.amount_cents, full=True),
        url=reverse("funds:desk_expense", args=[row.id]),
        tone="note" if row.state == "question" else "wait",
        person_id=row.spender_id,
    )
