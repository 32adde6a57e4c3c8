"""Whether what is sealed can still be opened, as far as that can be told without opening it."""

from collections.abc import Iterator

from cerchia.vault.files import is_kept
from cerchia.vault.models import SealedFile, SubjectKey


def broken() -> Iterator[str]:
    """One sentence for each file whose bytes are gone and whose subject is not erased."""
    erased = SubjectKey.objects.filter(destroyed_at__isnull=False).values("subject")
    for file in SealedFile.objects.exclude(subject__in=erased).iterator():
        if not is_kept(file):
            yield f"file {file.pk}: its bytes are not in the data folder"
