"""Phones: connected face to face with a code, opened with a PIN, taken away in one tap."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from cerchia.access import limits, secrets
from cerchia.access.errors import (
    CodeUsed,
    EasyPin,
    NotAPin,
    PhoneLocked,
    UnknownPicture,
    WrongPin,
)
from cerchia.access.models import Device, EnrolmentCode, SignIn, Tries, User
from cerchia.access.rules import PICTURES, is_easy, is_pin, western
from cerchia.audit.usecases import record
from cerchia.kit import clock

CODE_LIVES = timedelta(minutes=10)
TRUST = timedelta(days=90)
TRIES, WAIT = 5, timedelta(minutes=15)
TRIES_BEFORE_LOCK = 10
TRIES_OF_A_NETWORK, HOUR = 30, timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class FreshCode:
    """A code as it is shown once; the database keeps its hash."""

    code: str
    row: EnrolmentCode


@transaction.atomic
def make_code(*, actor: User, user: User) -> FreshCode:
    """A code that connects one phone of `user` within ten minutes. Older ones work no more.

    Whoever calls this has shown that the actor may: the person, or staff of their circle.
    """
    now = clock.now()
    EnrolmentCode.objects.filter(user=user, used_at=None, expires_at__gt=now).update(used_at=now)
    code = secrets.fresh()
    row = EnrolmentCode.objects.create(
        user=user,
        made_by=actor,
        code_hash=secrets.hash_of(code),
        made_at=now,
        expires_at=now + CODE_LIVES,
    )
    record("access.code.made", actor=actor, about=user)
    return FreshCode(code, row)


def open_code(*, code: str, network: str) -> EnrolmentCode:
    """The code if it still connects a phone. Wrong ones are counted by network."""
    limits.look(f"code {network}", most=TRIES_OF_A_NETWORK)
    found = (
        EnrolmentCode.objects.select_related("user")
        .filter(code_hash=secrets.hash_of(code), used_at=None, expires_at__gt=clock.now())
        .filter(user__is_active=True)
        .first()
    )
    if found is None:
        limits.take(f"code {network}", most=TRIES_OF_A_NETWORK, per=HOUR)
        raise CodeUsed
    return found


@transaction.atomic
def bind_phone(*, code: EnrolmentCode, pin: str, picture: str) -> tuple[Device, str]:
    """Connect the phone that shows the code; returns the secret that the phone keeps.

    Of two phones with the same code one wins.
    """
    pin = checked_pin(pin)
    if picture not in PICTURES:
        raise UnknownPicture
    now = clock.now()
    unused = EnrolmentCode.objects.filter(pk=code.pk, used_at=None, expires_at__gt=now)
    if not unused.update(used_at=now):
        raise CodeUsed
    secret = secrets.fresh()
    device = Device(
        user=code.user,
        secret_hash=secrets.hash_of(secret),
        picture=picture,
        bound_at=now,
        trusted_until=now + TRUST,
    )
    device.pin_hash = secrets.pin_hash(device.pk, pin)
    device.save()
    record("access.phone.bound", actor=code.user, about=device)
    return device, secret


def device_of(secret: str | None) -> Device | None:
    """The phone that keeps this secret, unless it was taken away, is locked or long unused."""
    if not secret:
        return None
    rows = Device.objects.trusted().filter(secret_hash=secrets.hash_of(secret))
    return rows.filter(user__is_active=True).select_related("user").first()


def prove_pin(*, device: Device, pin: str) -> None:
    """Return if the PIN is right. Five wrong ones wait fifteen minutes, ten lock the phone.

    Counted by phone and before any hashing: without the phone nobody locks anybody out.
    """
    waits, locks = f"pin {device.pk}", f"pin lock {device.pk}"
    if limits.count_of(locks) >= TRIES_BEFORE_LOCK:
        _lock(device)
        raise PhoneLocked
    limits.take(waits, most=TRIES, per=WAIT)
    limits.take(locks, most=TRIES_BEFORE_LOCK, per=TRUST)
    if not secrets.pin_matches(device.pk, western(pin), device.pin_hash):
        if limits.count_of(locks) >= TRIES_BEFORE_LOCK:
            _lock(device)
            raise PhoneLocked
        raise WrongPin
    limits.forget(waits)
    limits.forget(locks)
    Device.objects.filter(pk=device.pk).update(trusted_until=clock.now() + TRUST)


@transaction.atomic
def _lock(device: Device) -> None:
    if Device.objects.filter(pk=device.pk, locked_at=None).update(locked_at=clock.now()):
        record("access.phone.locked", actor=None, about=device)


def change_pin(*, device: Device, old: str, new: str) -> None:
    fresh = checked_pin(new)
    prove_pin(device=device, pin=old)
    _set_pin(device, fresh)


@transaction.atomic
def _set_pin(device: Device, pin: str) -> None:
    Device.objects.filter(pk=device.pk).update(pin_hash=secrets.pin_hash(device.pk, pin))
    record("access.pin.changed", actor=device.user, about=device)


def checked_pin(typed: str) -> str:
    """The PIN in Western digits, or a refusal with an example."""
    pin = western(typed)
    if not is_pin(pin):
        raise NotAPin
    if is_easy(pin):
        raise EasyPin
    return pin


@transaction.atomic
def revoke_phone(*, actor: User, device: Device) -> None:
    """The phone opens nothing from its next request on."""
    now = clock.now()
    rows = Device.objects.filter(pk=device.pk, revoked_at=None)
    if rows.update(revoked_at=now, revoked_by=actor):
        SignIn.objects.filter(device=device, ended_at=None).update(ended_at=now)
        record("access.phone.revoked", actor=actor, about=device)


def old_rows() -> int:
    """How many `forget_old` would erase."""
    before, now = clock.now() - TRUST, clock.now()
    done = SignIn.objects.filter(Q(ended_at__lt=before) | Q(began_at__lt=before)).count()
    codes = EnrolmentCode.objects.filter(expires_at__lt=before).count()
    return done + codes + Tries.objects.filter(resets_at__lt=now).count()


def forget_old() -> int:
    """Erase sign-ins and codes of more than ninety days, and counts whose time is over."""
    before = clock.now() - TRUST
    done = Q(ended_at__lt=before) | Q(began_at__lt=before)
    gone, _each = SignIn.objects.filter(done).delete()
    codes, _each = EnrolmentCode.objects.filter(expires_at__lt=before).delete()
    counts, _each = Tries.objects.filter(resets_at__lt=clock.now()).delete()
    return gone + codes + counts
