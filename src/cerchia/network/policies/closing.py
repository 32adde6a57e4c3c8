"""What of the network is still open when an edition ends: whoever nobody asked."""

from collections.abc import Iterator

from django.utils.translation import ngettext

from cerchia.network.models import KnownContact, Organisation
from cerchia.programmes import hooks
from cerchia.programmes.hooks import Matter
from cerchia.programmes.models import Edition


@hooks.still_open
def uncontacted(edition: Edition) -> Iterator[Matter]:
    here = edition.places.values("territory")
    n = Organisation.objects.filter(territory__in=here, contacted_at=None, merged_into=None).count()
    words = ngettext("%(n)d organisation not contacted", "%(n)d organisations not contacted", n)
    yield Matter("uncontacted_organisations", words % {"n": n}, n)
    said = KnownContact.objects.current().filter(
        edition=edition, organisation=None, unclear_at=None
    )
    n = said.count()
    words = ngettext("%(n)d name that nobody heard", "%(n)d names that nobody heard", n)
    yield Matter("unheard_names", words % {"n": n}, n)
