"""Large tables as work in the background, with how far it is."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cerchia.access.models import User
from cerchia.jobs.errors import Stopped
from cerchia.jobs.registry import Running, Values, work
from cerchia.network.models import Import
from cerchia.network.usecases.import_rows import look_at_rows, write_rows


@work("network.import_look")
def look(running: Running, params: Values) -> Values:
    """Read and compare the rows of a table."""
    batch = _batch(params)

    def tell(done: int, of: int) -> None:
        if running.asked_to_stop():
            raise Stopped
        running.tell(done, of, _("Rows read and compared."))

    look_at_rows(batch, tell)
    return {"_next": batch.get_absolute_url()}


@work("network.import")
def write(running: Running, params: Values) -> Values:
    """Write what was chosen."""
    batch = _batch(params)

    def tell(done: int, of: int) -> None:
        if running.asked_to_stop():
            raise Stopped
        running.tell(done, of, _("Organisations made ready; they are written all at once."))

    actor = User.objects.get(pk=batch.made_by_id)
    write_rows(actor=actor, batch=batch, tell=tell)
    return {"_next": batch.get_absolute_url()}


def _batch(params: Any) -> Import:
    rows = Import.objects.select_related("edition", "territory", "made_by", "file")
    return rows.get(pk=UUID(params["import"]))
