"""How often something may be tried. Counted in the database before any costly work.

A bucket is named by what it limits; only a keyed hash of the name is kept. Counting is one
guarded `UPDATE`, so that of many tries at once no more than allowed pass. It must not lie in a
transaction that a refusal undoes.
"""

from datetime import datetime, timedelta

from django.db.models import F

from cerchia.access.errors import TooMany
from cerchia.access.models import Tries
from cerchia.access.secrets import keyed
from cerchia.kit import clock


def take(name: str, *, most: int, per: timedelta) -> None:
    """Count one try of `name`, or raise TooMany if `most` were made within `per`."""
    bucket, now = keyed(name), clock.now()
    if _counted(bucket, now, most):
        return
    old = Tries.objects.filter(bucket=bucket, resets_at__lte=now)
    if old.update(count=1, resets_at=now + per):
        return
    row, is_first = Tries.objects.get_or_create(
        bucket=bucket, defaults={"count": 1, "resets_at": now + per}
    )
    if not is_first and not _counted(bucket, now, most):
        raise TooMany(int((row.resets_at - now).total_seconds()))


def look(name: str, *, most: int) -> None:
    """Raise TooMany if `name` is used up, without counting."""
    now = clock.now()
    row = Tries.objects.filter(bucket=keyed(name), resets_at__gt=now, count__gte=most).first()
    if row:
        raise TooMany(int((row.resets_at - now).total_seconds()))


def give_back(name: str) -> None:
    """A try that came out well does not count."""
    Tries.objects.filter(bucket=keyed(name), count__gt=0).update(count=F("count") - 1)


def forget(name: str) -> None:
    Tries.objects.filter(bucket=keyed(name)).delete()


def count_of(name: str) -> int:
    row = Tries.objects.filter(bucket=keyed(name), resets_at__gt=clock.now()).first()
    return row.count if row else 0


def _counted(bucket: str, now: datetime, most: int) -> bool:
    """One try more in a bucket that has room."""
    rows = Tries.objects.filter(bucket=bucket, resets_at__gt=now, count__lt=most)
    return bool(rows.update(count=F("count") + 1))
