"""What of the funds is still open when an edition ends."""

from collections.abc import Iterator

from django.utils.translation import ngettext

from cerchia.funds.models import Fund
from cerchia.programmes import hooks
from cerchia.programmes.hooks import Matter
from cerchia.programmes.models import Edition


@hooks.still_open
def open_funds(edition: Edition) -> Iterator[Matter]:
    n = Fund.objects.filter(edition=edition, closed_at=None).count()
    words = ngettext("%(n)d fund open", "%(n)d funds open", n)
    yield Matter("open_funds", words % {"n": n}, n)
