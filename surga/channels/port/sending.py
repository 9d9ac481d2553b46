"""Handing our lines to the channels, each at most once."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from surga.channels.port.breaker import BREAKER, Breaker
from surga.channels.port.channel import Channel, NotSent, Unreachable, Unsure, WindowClosed
from surga.core.intake.actions.traffic import sending
from surga.core.intake.actions.traffic.sending import Claimed
from surga.core.intake.heard import Outgoing


def send_due(channels: Sequence[Channel], limit: int = 50, breaker: Breaker = BREAKER) -> int:
    """Send up to `limit` lines that are due; how many were tried. Not inside a transaction: channels are slow."""
    lost = sum(sending.reap(channel.name) for channel in channels)
    turns, tried = deque(channels), 0
    while turns and tried < limit:
        channel = turns.popleft()
        claimed = sending.claim(channel.name) if breaker.lets(channel.name) else None
        if claimed is not None:
            _try(channel, claimed, breaker)
            turns.append(channel)
            tried += 1
    return lost + tried


def _try(channel: Channel, claimed: Claimed, breaker: Breaker) -> None:
    try:
        external_id = _handed_over(channel, claimed)
    except WindowClosed:
        sending.fail(claimed, "window")
    except NotSent as error:
        _note(channel, breaker, reached=not isinstance(error, Unreachable))
        if error.wait is None:
            sending.fail(claimed, error.code)
        else:
            sending.put_off(claimed, error.code, error.wait)
    except Unsure as error:
        _note(channel, breaker, reached=False)
        sending.unsure(claimed, type(error).__name__)
    except Exception as error:
        # A fault of ours after the message may have left: better once too few than twice.
        sending.unsure(claimed, type(error).__name__)
    else:
        _note(channel, breaker, reached=True)
        sending.mark_sent(claimed, external_id)


def _handed_over(channel: Channel, claimed: Claimed) -> str:
    """Send it in words, or as the template it has where only that goes through. Raises what ``Channel.send`` does."""
    has_template = bool(claimed.data.get("template"))
    if has_template and (claimed.kind == "template" or not claimed.window):
        return channel.send(outgoing(claimed, template=True))
    if not claimed.window:
        raise WindowClosed("window")
    try:
        return channel.send(outgoing(claimed))
    except WindowClosed:
        # Its clock is not quite ours: it refused the words, so the template has not been sent.
        if not has_template:
            raise
        return channel.send(outgoing(claimed, template=True))


def outgoing(claimed: Claimed, *, template: bool = False) -> Outgoing:
    """The line as a channel takes it."""
    data = claimed.data
    return Outgoing(
        to=claimed.to,
        text=claimed.text,
        ref=claimed.ref,
        choices=() if template else tuple((str(key), str(label)) for key, label in data.get("choices", ())),
        template=str(data["template"]) if template else "",
        language=str(data.get("language") or claimed.language),
        params=tuple(str(param) for param in data.get("params", ())) if template else (),
        answers=claimed.answers,
        subject=claimed.subject,
    )


def _note(channel: Channel, breaker: Breaker, *, reached: bool) -> None:
    if reached:
        breaker.reached(channel.name)
    else:
        breaker.missed(channel.name)
