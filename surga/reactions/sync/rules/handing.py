"""Reports that people hand in, typed or in an exported file: such a telling has no time of its own, and may be old."""

from __future__ import annotations

from typing import Final, Literal

from surga.channels.port.gateway import Report
from surga.reactions.sync.rules.reconcile import hash_of
from surga.reactions.sync.things import ENDED, LINKED, Link

type Reading = Literal["new", "changed", "same", "older"]
READINGS: Final = ("new", "changed", "same", "older")


def reading_of(link: Link | None, report: Report, digest: str, *, taken_before: bool) -> Reading:
    """What a telling is to what we know of the report.

    ``taken_before``: the very same was taken in once. What came after it stands: a file may be exported today and
    handed in next week. What ended there is not opened again by a file either: only the other side itself, or an
    officer, says so.
    """
    if link is None:
        return "new"
    if link.seen == digest or _says_nothing_new(link, report):
        return "same"
    if taken_before or (link.updated_at is not None and report.updated_at < link.updated_at):
        return "older"
    return "older" if link.standing in ENDED and report.standing not in ENDED else "changed"


def _says_nothing_new(link: Link, report: Report) -> bool:
    told = (link.state, link.standing, link.text_hash)
    return told == (LINKED, report.standing, hash_of(report.text))
