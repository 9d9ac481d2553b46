"""A report of another side as a message to the city."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from surga.channels.port.gateway import Report
from surga.core.intake.message import KINDS, MAX_ADDRESS, MAX_TEXT, MAX_TITLE, OLDEST, Message
from surga.core.triage.words import plain
from surga.reactions.sync.things import Side

MOST_PICTURES: Final = 5
_WITHOUT_TEXT: Final = "(tanpa isi)"


def message_of(report: Report, pictures: Sequence[bytes], side: Side, today: date) -> Message:
    """The report as a message. What cannot be right is left out rather than refused. ``today``: the city's day."""
    text = plain(report.text[: MAX_TEXT * 2], lines=True) or plain(report.title) or _WITHOUT_TEXT
    lat, lon = _point(report)
    return Message(
        text=text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…",
        title=plain(report.title)[:MAX_TITLE],
        kind=report.kind if report.kind in KINDS else KINDS[0],
        channel=side.channel,
        external_id=report.id,
        inbox=side.inbox,
        anonymous=report.anonymous,
        # What is kept from the public there is kept from it here.
        confidential=report.secret or report.oversight,
        lat=lat,
        lon=lon,
        address=plain(report.place)[:MAX_ADDRESS],
        occurred_on=_day(report.occurred_on, today),
        photos=tuple(pictures[:MOST_PICTURES]),
    )


def _point(report: Report) -> tuple[float | None, float | None]:
    if report.lat is None or report.lon is None:
        return None, None
    on_earth = -90 <= report.lat <= 90 and -180 <= report.lon <= 180
    return (report.lat, report.lon) if on_earth else (None, None)


def _day(day: date | None, today: date) -> date | None:
    # A day of grace: their clock may already be in tomorrow.
    return day if day is not None and today - OLDEST + timedelta(days=1) < day <= today else None
