"""What must always hold in the memory of a territory, over the whole database."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from cerchia.network.models import (
    Import,
    ImportRow,
    KnownContact,
    Merge,
    Offer,
    Organisation,
    OrganisationWord,
    Outreach,
    Tie,
)
from cerchia.network.models.organisations import FACETS, UNCONTACTED
from cerchia.network.usecases.merging import links
from cerchia.programmes.models import EditionTerritory


def broken() -> Iterator[str]:
    yield from named_ones_wait_until_contacted()
    yield from promises_fit_offers()
    yield from merged_ones_hold_nothing()
    yield from words_tell_what_is_so()
    yield from contacts_stay_in_their_territory()
    yield from finished_tables_hold_no_words()


def counted() -> dict[str, int]:
    return {
        "organisations": Organisation.objects.filter(merged_into=None).count(),
        "known contacts": KnownContact.objects.count(),
        "attempts": Outreach.objects.count(),
        "offers": Offer.objects.count(),
    }


def named_ones_wait_until_contacted() -> Iterator[str]:
    """Whoever was named is in the queue, or somebody asked it (invariant 15)."""
    standing = Organisation.objects.filter(merged_into=None)
    waiting = Q(state__in=UNCONTACTED)
    lost = standing.filter(Q(waiting, contacted_at__isnull=False) | Q(~waiting, contacted_at=None))
    for row in lost.iterator():
        yield f"organisation {row.pk}: neither in the queue nor contacted"
    attempts = Outreach.objects.filter(organisation=OuterRef("pk"))
    for row in standing.filter(Exists(attempts), contacted_at=None).iterator():
        yield f"organisation {row.pk}: somebody asked it, and it still waits"
    voiceless = KnownContact.objects.current().filter(organisation=None, voice=None)
    for known in voiceless.iterator():
        yield f"known contact {known.pk}: neither an organisation nor a voice"


def promises_fit_offers() -> Iterator[str]:
    """Nobody promises more than there is."""
    for offer in Offer.objects.filter(taken__gt=F("quantity")).iterator():
        yield f"offer {offer.pk}: {offer.taken} promised of {offer.quantity}"


def merged_ones_hold_nothing() -> Iterator[str]:
    """An entry that became part of another one holds no link and no word any more."""
    gone = Organisation.objects.exclude(merged_into=None)
    for field in links():
        left = field.model._default_manager.filter(**{f"{field.name}__in": gone})
        for row in left.iterator():
            yield f"{field.model._meta.label_lower} {row.pk}: hangs on a merged organisation"
    open_ties = Tie.objects.filter(ended_at=None)
    for tie in open_ties.filter(Q(first__in=gone) | Q(second__in=gone)).iterator():
        yield f"tie {tie.pk}: hangs on a merged organisation"
    merges = Merge.objects.filter(undone_at=None, gone=OuterRef("pk"))
    for row in gone.filter(~Exists(merges)).iterator():
        yield f"organisation {row.pk}: merged, and no merge tells of it"


def words_tell_what_is_so() -> Iterator[str]:
    """The copy that each word has of its organisation is true, and who was merged has no word."""
    told = {name: F(f"organisation__{name}") for name in ("territory", *FACETS)}
    rows = OrganisationWord.objects.exclude(organisation__merged_into=None, **told)
    for pk in rows.values_list("organisation", flat=True).distinct().order_by().iterator():
        yield f"organisation {pk}: its words tell what is not so; change it and save it anew"


def contacts_stay_in_their_territory() -> Iterator[str]:
    """What was named in a territory lies in it, and the territory is of that edition."""
    here = EditionTerritory.objects.filter(
        edition=OuterRef("edition"), territory=OuterRef("territory")
    )
    for known in KnownContact.objects.filter(~Exists(here)).iterator():
        yield f"known contact {known.pk}: in a territory that is not of its edition"
    strangers = Organisation.objects.exclude(programme=F("territory__programme"))
    for row in strangers.iterator():
        yield f"organisation {row.pk}: of another programme than its territory"


def finished_tables_hold_no_words() -> Iterator[str]:
    """Of a table that was written or left aside neither the file nor a word of its rows stays."""
    over = Import.objects.exclude(state__in=[Import.State.MATCHING, Import.State.READY])
    for batch in over.filter(Q(file__isnull=False) | Q(titles__isnull=False)).iterator():
        yield f"import {batch.pk}: over, and its file or its titles are kept"
    rows = ImportRow.objects.filter(of__in=over, words__isnull=False)
    for row in rows.defer("words").iterator():
        yield f"row {row.pk} of a table: over, and its words are kept"
