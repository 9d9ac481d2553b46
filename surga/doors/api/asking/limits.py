"""How often one client may ask: counted in Django's cache, by network address, in windows of a minute.

The limits are wide for people and narrow for machines that try codes. They are counted in each
process for itself unless the cache is shared, so N processes allow up to N times as much.
"""

from __future__ import annotations

import hashlib
import ipaddress
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from surga.doors.api.answers.problems import Mistake

#: What is counted → how often in a minute. ``settings.SURGA_API_LIMITS`` may change one; 0 switches it off.
LIMITS = {"create": 120, "look": 300, "miss": 30, "exchange": 1200}
WINDOW = 60


def spend(request: HttpRequest, name: str) -> None:
    """Count one more; raises a 429 ``Mistake`` when it is one too many."""
    if _count(request, name, 1) > _limit(name):
        raise _too_many()


def check(request: HttpRequest, name: str) -> None:
    """The same without counting: has this client used up its ``name``?"""
    if _count(request, name, 0) >= _limit(name):
        raise _too_many()


def client_of(request: HttpRequest) -> str:
    """The client's address; a proxy's word for it only where ``SURGA_TRUSTED_PROXY`` names the proxy.

    The setting lists addresses or networks ("10.0.0.5, 172.16.0.0/12"), or is "*" where only a proxy
    can reach us. X-Forwarded-For is read from its end: each proxy adds the address that it saw itself,
    and what stands before the first stranger anybody may write.
    """
    found = str(request.META.get("REMOTE_ADDR", ""))
    told = [each.strip() for each in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")]
    while told[-1:] not in ([], [""]) and _is_proxy(found):
        found = told.pop()
        if settings.SURGA_TRUSTED_PROXY == "*":
            break
    return _network(found)


def _is_proxy(address: str) -> bool:
    trusted = settings.SURGA_TRUSTED_PROXY.replace(",", " ").split()
    if trusted == ["*"]:
        return True
    try:
        where = ipaddress.ip_address(address)
        return any(where in ipaddress.ip_network(each, strict=False) for each in trusted)
    except ValueError:
        return False


def _network(address: str) -> str:
    """An IPv6 client has a whole /64 to choose addresses from: that is one client."""
    try:
        where = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    where = getattr(where, "ipv4_mapped", None) or where
    if where.version == 4:
        return str(where)
    return str(ipaddress.ip_network((where, 64), strict=False))


def _limit(name: str) -> float:
    found = getattr(settings, "SURGA_API_LIMITS", {}).get(name, LIMITS[name])
    return found or float("inf")


def _count(request: HttpRequest, name: str, more: int) -> int:
    # Hashed: a shared cache must not become a list of who asked when.
    client = hashlib.blake2b(
        client_of(request).encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=12
    )
    key = f"api:{name}:{client.hexdigest()}:{int(time.time()) // WINDOW}"
    if not more:
        return int(cache.get(key, 0))
    cache.add(key, 0, WINDOW * 2)
    try:
        return cache.incr(key, more)
    except ValueError:  # thrown out of a full cache in between
        return more


def _too_many() -> Mistake:
    left = WINDOW - int(time.time()) % WINDOW
    return Mistake("too_many_requests", 429, headers={"Retry-After": str(left)})
