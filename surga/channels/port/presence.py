"""Showing people that somebody reads and writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from surga.channels.port.breaker import BREAKER, Breaker
from surga.channels.port.channel import Channel
from surga.core.intake.actions.traffic import presence

_AT_ONCE: Final = 5


def show_typing(channels: Sequence[Channel], breaker: Breaker = BREAKER) -> int:
    """Show it to a few for whom an officer writes just now; how many. Not inside a transaction."""
    shown = 0
    for channel in channels:
        for _ in range(_AT_ONCE if breaker.lets(channel.name) else 0):
            typing = presence.take(channel.name)
            if typing is None:
                break
            channel.typing(typing.to, typing.answers)
            shown += 1
    return shown
