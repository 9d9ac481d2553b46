"""Where a request comes from, as far as it can be believed."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

# A household or a telephone has a whole /64 of IPv6; counting single addresses would count nothing.
_IPV6_PREFIX = 64


def client_of(request: HttpRequest) -> str:
    """The client's network as text, for counting: an IPv4 address, or the /64 of an IPv6 one.

    ``X-Forwarded-For`` is believed only from the proxies listed in ``SURGA_TRUSTED_PROXY`` (addresses or
    networks, parted by commas; ``*`` for any, when only the proxy can reach us). Everybody else may write
    what they like into it.
    """
    found = _address(str(request.META.get("REMOTE_ADDR", "")))
    trusted = str(getattr(settings, "SURGA_TRUSTED_PROXY", ""))
    if trusted and _is_trusted(found, trusted):
        # From the right: each proxy adds the address that it saw itself.
        for part in reversed(str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")):
            nearer = _address(part)
            if nearer is None:
                break
            found = nearer
            if trusted.strip() == "*" or not _is_trusted(found, trusted):
                break
    if isinstance(found, IPv6Address):
        return str(ip_network((found, _IPV6_PREFIX), strict=False))
    return str(found) if found is not None else "unknown"


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _is_trusted(address: IPv4Address | IPv6Address | None, trusted: str) -> bool:
    if trusted.strip() == "*":
        return True
    if address is None:
        return False
    for part in trusted.split(","):
        try:
            if address in ip_network(part.strip(), strict=False):
                return True
        except ValueError:
            continue
    return False
