"""How often one client may do what costs us or could be used to guess: a sliding count in Django's cache."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from surga.doors.look.pages.mistakes import problem_page
from surga.doors.look.sentences import sentence
from surga.doors.portal.gate.address import client_of

#: What is counted → (how many, in how many seconds). Generous: a whole neighbourhood may share one address.
#: ``settings.SURGA_PACE`` changes any of them.
PACE: Final[Mapping[str, tuple[int, int]]] = {
    "draft": (120, 600),
    "send": (30, 600),
    "listen": (900, 600),
    "look_up": (300, 600),
    "wrong_code": (20, 600),
    "lost_code": (6, 600),
    "say": (60, 600),
    "survey": (120, 600),
    "not_found": (60, 600),
    "read": (120, 600),
    "download": (60, 600),
}


@dataclass(frozen=True, slots=True)
class TooOften(Exception):
    """This client has done it too often; ``wait`` seconds until it may again."""

    wait: int


def count(request: HttpRequest, what: str) -> None:
    """Count one more of ``what`` for this client. Raises :class:`TooOften` when it is too many."""
    most, seconds = _pace(what)
    now = time.time()
    window = int(now // seconds)
    key = f"pace:{what}:{client_of(request)}"
    cache.add(f"{key}:{window}", 0, timeout=2 * seconds)
    try:
        here = cache.incr(f"{key}:{window}")
    except ValueError:  # it ran out between the two lines
        return
    if _weighed(key, window, here, now, seconds) > most:
        raise TooOften(_wait(now, seconds))


def check(request: HttpRequest, what: str) -> None:
    """Raise :class:`TooOften` when this client has already used up ``what``, without counting."""
    most, seconds = _pace(what)
    now = time.time()
    window = int(now // seconds)
    key = f"pace:{what}:{client_of(request)}"
    here = int(cache.get(f"{key}:{window}") or 0)
    if _weighed(key, window, here, now, seconds) >= most:
        raise TooOften(_wait(now, seconds))


def too_often(request: HttpRequest, error: TooOften) -> HttpResponse:
    """The page that says so: nothing is lost, wait a little."""
    response = problem_page(request, 429, sentence("too_many_requests"))
    response["Retry-After"] = str(error.wait)
    return response


def _pace(what: str) -> tuple[int, int]:
    changed: Mapping[str, tuple[int, int]] = getattr(settings, "SURGA_PACE", {})
    return changed.get(what, PACE[what])


def _weighed(key: str, window: int, here: int, now: float, seconds: int) -> float:
    """This window's count, and of the one before the share that a sliding window still covers."""
    before = int(cache.get(f"{key}:{window - 1}") or 0)
    return here + before * (1 - (now % seconds) / seconds)


def _wait(now: float, seconds: int) -> int:
    return max(30, min(seconds, int(seconds - now % seconds)))
