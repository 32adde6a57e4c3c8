"""From the right password or PIN to an open session, and to its end.

The session of the browser names a `SignIn`; everything that ends one (a revoked phone, a lock,
too long a rest) is a fact about that row and holds from the next request on.
"""

from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from django.contrib.auth import login, logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from cerchia.access.models import Device, SignIn, User
from cerchia.kit import clock

BACKEND = "django.contrib.auth.backends.ModelBackend"
SIGN_IN = "sign_in"
WAITING = "waiting_for_second_factor"
NONE = UUID(int=0)

PHONE_RESTS = timedelta(minutes=5)
PASSWORD_RESTS = timedelta(minutes=30)
PHONE_LASTS = timedelta(hours=12)
PASSWORD_LASTS = timedelta(hours=10)
TOUCHES = {True: timedelta(minutes=1), False: timedelta(minutes=5)}
"""How often a rest is measured anew, by whether a phone came in: at most one write in that time."""
FRESH = timedelta(minutes=5)
SECOND_FACTOR_WAITS = timedelta(minutes=10)


class Asked(HttpRequest):
    """A request after the middleware: `sign_in` is there if somebody is."""

    user: User
    sign_in: SignIn | None
    is_locked: bool


def begin(
    request: HttpRequest, user: User, *, device: Device | None = None, second_factor: bool = False
) -> SignIn:
    """Open a session for `user`, under a new key: whatever was known before is worth nothing."""
    old = _key(request)
    request.session.pop(WAITING, None)
    login(request, user, backend=BACKEND)
    row = SignIn.objects.create(user=user, device=device, has_second_factor=second_factor)
    SignIn.objects.filter(pk=old, ended_at=None).update(ended_at=clock.now())
    request.session[SIGN_IN] = str(row.pk)
    request.sign_in = row  # type: ignore[attr-defined]
    return row


def end(request: HttpRequest) -> None:
    """Nothing of the session stays, neither here nor in the browser."""
    SignIn.objects.filter(pk=_key(request), ended_at=None).update(ended_at=clock.now())
    logout(request)
    request.sign_in = None  # type: ignore[attr-defined]


def end_all_of(user: User) -> None:
    """End every session of the user from the next request on."""
    SignIn.objects.filter(user=user, ended_at=None).update(ended_at=clock.now())


def lock(request: HttpRequest) -> None:
    """Only the PIN opens the session again. A session without a phone has none, and ends."""
    row = cast("Asked", request).sign_in
    if row is None or row.device_id is None:
        end(request)
        return
    SignIn.objects.filter(pk=row.pk).update(locked_at=clock.now())


def named_in(request: HttpRequest) -> SignIn | None:
    """The sign-in that the session names, if it still holds. One query."""
    rows = SignIn.objects.select_related("device")
    found = rows.filter(pk=_key(request), ended_at=None).first()
    if found is None or not _lasts(found, clock.now()):
        return None
    return found


def _key(request: HttpRequest) -> str:
    """The id of the sign-in that the session names, or one that none has."""
    return str(request.session.get(SIGN_IN, NONE))


def _lasts(row: SignIn, now: datetime) -> bool:
    if row.device is not None:
        trusted = row.device.revoked_at is None and row.device.locked_at is None
        return trusted and abs(now - row.began_at) < PHONE_LASTS
    rested = abs(now - row.touched_at) >= PASSWORD_RESTS
    return not rested and abs(now - row.began_at) < PASSWORD_LASTS


def is_locked(row: SignIn) -> bool:
    """Whether only the PIN opens it: five minutes without anything, or by the person's wish."""
    if row.device_id is None:
        return False
    return row.locked_at is not None or abs(clock.now() - row.touched_at) >= PHONE_RESTS


def touch(row: SignIn) -> None:
    """Say that something happened, at most once in a while: most pages write nothing."""
    now = clock.now()
    since = now - TOUCHES[row.device_id is not None]
    if row.touched_at <= since or row.touched_at > now:
        SignIn.objects.filter(pk=row.pk, touched_at=row.touched_at).update(touched_at=now)


def prove(request: HttpRequest) -> None:
    """The person at the browser has just shown again that it is them."""
    row = cast("Asked", request).sign_in
    if row is not None:
        row.proved_at = clock.now()
        SignIn.objects.filter(pk=row.pk).update(proved_at=row.proved_at)


def is_fresh(request: HttpRequest) -> bool:
    """Whether a PIN or a password was given within the last five minutes."""
    row = cast("Asked", request).sign_in
    return row is None or abs(clock.now() - row.proved_at) < FRESH


def wait_for_second_factor(request: HttpRequest, user: User, *, following: str) -> None:
    """The password was right. That opens nothing yet: remember for ten minutes whose it was."""
    request.session.flush()
    request.session[WAITING] = {
        "user": str(user.pk),
        "since": clock.now().isoformat(),
        "next": following,
    }


def waiting(request: HttpRequest) -> tuple[User, str] | None:
    """Who gave the right password and still owes the second factor, and where they want to go."""
    kept = request.session.get(WAITING)
    if not kept:
        return None
    since = datetime.fromisoformat(kept["since"])
    user = User.objects.filter(pk=UUID(kept["user"]), is_active=True).first()
    if user is None or abs(clock.now() - since) >= SECOND_FACTOR_WAITS:
        request.session.flush()
        return None
    return user, kept["next"]


def nobody(request: HttpRequest) -> None:
    """For this request there is no user, whatever the session says."""
    request.user = AnonymousUser()
    request.sign_in = None  # type: ignore[attr-defined]


def safe_path(request: HttpRequest, path: str, *, otherwise: str = "/") -> str:
    """`path` if it leads to a page of ours, never to somebody else's."""
    here = {request.get_host()}
    ours = path.startswith("/") and url_has_allowed_host_and_scheme(
        path, allowed_hosts=here, require_https=request.is_secure()
    )
    return path if ours else otherwise
