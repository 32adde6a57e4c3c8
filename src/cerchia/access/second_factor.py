"""The second factor: codes of an app, passkeys, recovery codes. Their mathematics is allauth's.

We take from it the records and the checks, and none of its pages: which door opens when is ours.
"""

import base64
import os
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, validate_totp_code
from allauth.mfa.webauthn.internal import auth as passkeys
from cryptography.exceptions import InvalidTag
from django.core.exceptions import ValidationError
from django.db import transaction

from cerchia.access import limits
from cerchia.access.errors import LastSecondFactor, WrongCode
from cerchia.access.models import User
from cerchia.access.rules import western
from cerchia.audit.usecases import record
from cerchia.vault.masters import current_master, master

TRIES, WINDOW = 5, timedelta(minutes=15)
NONCE = 12
PRODUCT = "Cerchia"
Type = Authenticator.Type


class SealedSecrets(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types for it
    """Secrets of second factors lie sealed in the database, under the key of the installation."""

    def get_totp_issuer(self) -> str:
        return PRODUCT

    def encrypt(self, text: str) -> str:
        key, nonce = current_master(), os.urandom(NONCE)
        sealed = nonce + key.cipher.encrypt(nonce, text.encode(), b"second factor")
        return f"{key.id}:{base64.b64encode(sealed).decode('ascii')}"

    def decrypt(self, encrypted_text: str) -> str:
        key_id, _colon, token = encrypted_text.partition(":")
        sealed = base64.b64decode(token)
        try:
            plain = master(key_id).cipher.decrypt(sealed[:NONCE], sealed[NONCE:], b"second factor")
        except InvalidTag as broken:
            raise WrongCode from broken
        return plain.decode()


@dataclass(frozen=True, slots=True)
class Factors:
    """Second factors of a user. `codes_left`: recovery codes that were not used."""

    app: Authenticator | None
    keys: tuple[Authenticator, ...]
    codes_left: int

    @property
    def count(self) -> int:
        return len(self.keys) + (self.app is not None)


def factors_of(user: User) -> Factors:
    rows = list(Authenticator.objects.filter(user=user).order_by("created_at"))
    codes = next((row for row in rows if row.type == Type.RECOVERY_CODES), None)
    return Factors(
        app=next((row for row in rows if row.type == Type.TOTP), None),
        keys=tuple(row for row in rows if row.type == Type.WEBAUTHN),
        codes_left=len(RecoveryCodes(codes).get_unused_codes()) if codes else 0,
    )


def prove_code(user: User, typed: str) -> None:
    """Return if the code of the app, or a recovery code that was never used, is right."""
    code = western(typed)
    _count(user)
    rows = Authenticator.objects.filter(user=user, type__in=[Type.TOTP, Type.RECOVERY_CODES])
    for row in sorted(rows, key=lambda one: one.type != Type.TOTP):
        if code and row.wrap().validate_code(code):
            _done(user, row)
            return
    raise WrongCode


def passkey_question(user: User | None) -> dict[str, Any]:
    """What the browser is asked to sign. The answer is awaited in this session."""
    question: dict[str, Any] = passkeys.begin_authentication(user)
    return question


def prove_passkey(user: User, credential: object) -> None:
    _count(user)
    try:
        parsed = passkeys.parse_authentication_response(credential)
        row = passkeys.complete_authentication(user, parsed)
    except (ValidationError, KeyError, AttributeError) as wrong:
        raise WrongCode from wrong
    _done(user, row)


def _count(user: User) -> None:
    limits.take(f"second factor {user.pk}", most=TRIES, per=WINDOW)


def _done(user: User, row: Authenticator) -> None:
    limits.forget(f"second factor {user.pk}")
    row.record_usage()


def add_app(user: User, *, secret: str, code: str) -> None:
    """Take in an app whose code fits `secret`, in place of the one before."""
    _count(user)
    if not validate_totp_code(secret, western(code)):
        raise WrongCode
    limits.forget(f"second factor {user.pk}")
    with transaction.atomic():
        Authenticator.objects.filter(user=user, type=Type.TOTP).delete()
        TOTP.activate(user, secret)
        RecoveryCodes.activate(user)
        record("access.second_factor.added", actor=user, about=user, facts={"kind": "app"})


def new_passkey(user: User) -> dict[str, Any]:
    question: dict[str, Any] = passkeys.begin_registration(user, passwordless=False)
    return question


def add_passkey(user: User, *, name: str, credential: object) -> None:
    try:
        passkeys.parse_registration_response(credential)
        passkeys.complete_registration(credential)
    except (ValidationError, KeyError, AttributeError, ValueError) as wrong:
        raise WrongCode from wrong
    with transaction.atomic():
        passkeys.WebAuthn.add(user, name, credential)
        RecoveryCodes.activate(user)
        record("access.second_factor.added", actor=user, about=user, facts={"kind": "passkey"})


def codes_of(user: User) -> list[str]:
    """Recovery codes that were not used: each opens once in place of the second factor."""
    row = Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).first()
    codes: list[str] = RecoveryCodes(row).get_unused_codes() if row else []
    return codes


@transaction.atomic
def new_codes(user: User) -> None:
    """Ten new recovery codes; the old ones work no more."""
    Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(user)
    record("access.second_factor.codes", actor=user, about=user)


@transaction.atomic
def remove(user: User, row: Authenticator, *, may_be_last: bool) -> None:
    if factors_of(user).count == 1:
        if not may_be_last:
            raise LastSecondFactor
        Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).delete()
    row.delete()
    record("access.second_factor.removed", actor=user, about=user, facts={"kind": row.type})
