"""From where a request comes, for rate limits only: nothing of it is kept in the clear."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

SITE = 64
"""Bits of an IPv6 address that stand for one customer: the rest can be changed at will."""


def network_of(request: HttpRequest) -> str:
    """The network of the client. `X-Forwarded-For` counts as far as our own proxies wrote it."""
    near = request.META.get("REMOTE_ADDR", "")
    hops = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    while _is_ours(near) and hops and (further := hops.pop()):
        near = further
    address = _read(near)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, SITE), strict=False))
    return str(address or "unknown")


def _is_ours(address: str) -> bool:
    found = _read(address)
    return found is not None and any(
        found in ip_network(proxy, strict=False) for proxy in settings.CERCHIA_TRUSTED_PROXIES
    )


def _read(address: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(address)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
