"""Tokens for the JSON interface: shown once, kept as a hash, as strong as their user."""

from datetime import timedelta

from django.db import transaction

from cerchia.access import limits, secrets
from cerchia.access.models import ApiToken, User
from cerchia.audit.usecases import record
from cerchia.kit import clock

WRONG_OF_A_NETWORK, WINDOW = 30, timedelta(minutes=15)


@transaction.atomic
def make_token(*, actor: User | None, user: User) -> str:
    """A new token beside those that the user has. Nobody can read it again."""
    secret = secrets.fresh()
    row = ApiToken.objects.create(user=user, secret_hash=secrets.hash_of(secret))
    record("access.token.made", actor=actor, about=row)
    return secret


def holder_of(*, token: str, network: str) -> User | None:
    """The user of a token that was not revoked. Wrong ones are counted by network."""
    limits.look(f"token {network}", most=WRONG_OF_A_NETWORK)
    row = (
        ApiToken.objects.select_related("user")
        .filter(secret_hash=secrets.hash_of(token), revoked_at=None, user__is_active=True)
        .first()
    )
    if row is None:
        limits.take(f"token {network}", most=WRONG_OF_A_NETWORK, per=WINDOW)
        return None
    return row.user


@transaction.atomic
def revoke_tokens(*, actor: User | None, user: User) -> int:
    """All tokens of the user work no more. Returns how many did until now."""
    count = user.api_tokens.filter(revoked_at=None).update(revoked_at=clock.now())
    if count:
        record("access.token.revoked", actor=actor, about=user, facts={"n": count})
    return count
