"""Fetching the files that people sent, before the channels forget them."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Final

from surga.channels.port.breaker import BREAKER, Breaker
from surga.channels.port.channel import Channel, Expired, NotSent, Unreachable
from surga.core.intake.actions.traffic import fetching
from surga.core.intake.actions.traffic.fetching import Wanted

#: The code of ``NotSent`` with which a channel says that a file is larger than it fetches.
TOO_BIG: Final = "too_big"


def fetch_due(channels: Sequence[Channel], limit: int = 20, breaker: Breaker = BREAKER) -> int:
    """Fetch up to `limit` files that are wanted; how many were tried. Not inside a transaction."""
    turns, tried = deque(channels), 0
    while turns and tried < limit:
        channel = turns.popleft()
        wanted = fetching.claim(channel.name) if breaker.lets(channel.name) else None
        if wanted is not None:
            _try(channel, wanted, breaker)
            turns.append(channel)
            tried += 1
    return tried


def _try(channel: Channel, wanted: Wanted, breaker: Breaker) -> None:
    if wanted.attempts > fetching.MAX_ATTEMPTS:
        fetching.gone(wanted, "attempts")  # each of them ended the worker before it could say so
        return
    try:
        media = channel.fetch(wanted.media_id)
    except Expired:
        breaker.reached(channel.name)
        fetching.gone(wanted)
    except NotSent as error:
        if isinstance(error, Unreachable):
            breaker.missed(channel.name)
        if error.code == TOO_BIG:
            fetching.refuse(wanted, fetching.too_big())
        elif error.wait is None:
            fetching.gone(wanted, error.code)
        else:
            fetching.put_off(wanted, error.code, error.wait)
    except Exception as error:
        # Asking once more does no harm, whatever this was.
        fetching.put_off(wanted, type(error).__name__, 0)
    else:
        breaker.reached(channel.name)
        fetching.keep_file(wanted, media.data, media.mime)
