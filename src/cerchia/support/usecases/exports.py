"""The list of promises goes out, for the co-funding: few in a day, each leaves a trace."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.circles.looking import trace
from cerchia.kit import clock
from cerchia.network.exporting.carrying import (
    Carried,
    Form,
    Sheet,
    carried,
    role_of,
    seal_of,
    sheet_bytes,
)
from cerchia.network.usecases.exports import FormUnknown
from cerchia.programmes.models import Edition
from cerchia.programmes.standing import Role
from cerchia.support import tables
from cerchia.support.errors import ExportsToday
from cerchia.support.models import Commitment, PromiseExport
from cerchia.support.queries.promises import promises_for, steps_without_names
from cerchia.support.wording import PART

MOST_A_DAY = 3
DAY = timedelta(days=1)
NAME = "co-funding"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`territory` narrows the list to one; nothing is all that the reader may have."""

    form: str
    territory: UUID | None = None


@transaction.atomic
def export_promises(*, actor: User, edition: Edition, wanted: Wanted) -> Carried:
    """Every promise of the reader's territories. Coordinators read the steps too, where these
    tell nothing of who takes them, and the people see that somebody looked; accounts do not.
    """
    if wanted.form not in PromiseExport.Form.values:
        raise FormUnknown
    require(actor, "support.export_promises", edition.pk)
    User.objects.select_for_update().get(pk=actor.pk)
    now = clock.now()
    latest = PromiseExport.objects.filter(made_by=actor, made_at__gte=now - DAY)
    if latest.count() >= MOST_A_DAY:
        raise ExportsToday
    role = role_of(actor, edition, Role.COORDINATOR) or role_of(actor, edition, Role.ACCOUNTS)
    found = _found(actor, edition, wanted, role)
    with_steps = role == Role.COORDINATOR
    steps = steps_without_names(found) if with_steps else None
    if with_steps:
        trace(actor, [one.person_id for one in found if one.person_id], PART)
    sheet = Sheet(_("Promises"), tables.titles(steps=with_steps), tables.rows(found, steps))
    form = Form(wanted.form)
    holds = _("Promises of organisations, for the co-funding; without names of people")
    content = sheet_bytes(form, sheet, edition=edition, role=role, holds=holds)
    made = PromiseExport.objects.create(
        edition=edition,
        form=form,
        rows_count=len(found),
        content_hash=seal_of(content),
        made_by=actor,
        made_at=now,
    )
    record(
        "support.promises.carried_out",
        actor=actor,
        about=made,
        edition_id=edition.pk,
        facts={"form": form.value, "rows": len(found), "hash": made.content_hash},
    )
    return carried(content, form, edition=edition, part=NAME, role=role, rows=len(found))


def _found(actor: User, edition: Edition, wanted: Wanted, role: str) -> list[Commitment]:
    rows = promises_for(actor, role).filter(edition=edition)
    if wanted.territory is not None:
        rows = rows.filter(territory=wanted.territory)
    rows = rows.select_related(
        "offer__organisation", "need", "step", "project__circle", "territory"
    )
    return list(rows.order_by("territory__name", "offer__organisation__name", "answered_at", "pk"))
