"""What the gateway tells, in our words: reports, their streams, pages of them, agencies, topics.

Reports, streams and agencies are our documented assumption; the list of topics is published (f01/gettopics).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from surga.channels.port.gateway import Body, Picture, Report, ReportPage, Step
from surga.channels.sp4n import words
from surga.channels.sp4n.reading import LATER, Fields
from surga.core.intake.message import MAX_TEXT

#: The time of what tells none that can be read; older than anything, so that no cursor follows it.
UNTOLD: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST_TITLE: Final = 300
#: More of them are no longer a report's story or its photos.
_MOST_STEPS: Final = 5_000
_MOST_PICTURES: Final = 50


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of theirs; ``parent`` "0" at the top."""

    id: str
    name: str
    parent: str


def report_of(item: object, now: datetime, odd: list[str], asked: str = "") -> Report | None:
    """A report, None where its id is unusable; then ``odd`` says why.

    ``asked``: the id that the question named, which stands in for an unusable one in the answer.
    """
    notes: list[str] = []
    fields = Fields.of(item, now, notes)
    report_id = fields.tracking_id() or asked
    if not report_id:
        odd.extend(notes)
        return None
    created, updated = fields.moment("created_at"), fields.moment("updated_at")
    report = Report(
        id=report_id,
        second_id=fields.id("transaksiid"),
        text=fields.text("isi", MAX_TEXT),
        standing=fields.word("status", words.STANDINGS),
        created_at=created or updated or UNTOLD,
        updated_at=updated or created or UNTOLD,
        title=fields.short("judul", _LONGEST_TITLE),
        topic_id=fields.short("topic_id"),
        body_id=fields.short("agency"),
        anonymous=fields.flag("anonim"),
        secret=fields.flag("rahasia"),
        channel=fields.short("channel"),
    )
    report = _more_of(report, fields)
    # Last, for reading the rest has noted what is odd.
    return replace(report, odd=tuple(notes), raw=_raw(item))


def _more_of(report: Report, fields: Fields) -> Report:
    lat, lon = fields.degrees("lat", 90), fields.degrees("lon", 180)
    whole = lat is not None and lon is not None
    class_ = words.fold(str(fields.thing.get("klasifikasi")))
    return replace(
        report,
        kind=fields.word("klasifikasi", words.KINDS, absent="complaint"),
        oversight=class_ in words.OVERSIGHT,
        occurred_on=fields.day("tanggal_kejadian"),
        place=fields.short("lokasi", 500),
        lat=lat if whole else None,
        lon=lon if whole else None,
        closes_at=fields.moment("auto_close_at", LATER),
        pictures=_pictures(fields),
        steps=_steps(fields) if "streams" in fields.thing else None,
    )


def page_of(answer: Mapping[str, object], page: int, now: datetime) -> ReportPage:
    """A page of a list. A row without a usable id is skipped and told; its neighbours are read."""
    odd: list[str] = []
    fields = Fields.of(answer, now, odd)
    rows = fields.items("reports")
    reports = []
    for number, row in enumerate(rows, start=1):
        faults: list[str] = []
        report = report_of(row, now, faults)
        if report is not None:
            reports.append(report)
        else:
            odd.append(f"page {page}, row {number}: {'; '.join(faults[:3])}")
    pages = fields.short("pages")
    known = pages.isascii() and pages.isdigit() and len(pages) < 10
    # Without a count one goes on until a page is empty.
    return ReportPage(tuple(reports), bool(rows) and (not known or page < int(pages)), tuple(odd))


def bodies_of(answer: Mapping[str, object], now: datetime, own: str) -> tuple[Body, ...]:
    """Agencies; one without an id or a name is left out. ``own``: the id of this city's government."""
    found: list[Body] = []
    for item in Fields.of(answer, now, []).items("agencies"):
        fields = Fields.of(item, now, [])
        body = Body(fields.id("id"), fields.short("agency_name"), fields.short("parent"), _level(fields))
        if body.id and body.name:
            found.append(body)
    ours = _below(own, found)
    return tuple(replace(body, level="city") if body.id in ours else body for body in found)


def topics_of(items: list[object], now: datetime) -> tuple[Topic, ...]:
    """Topics; one without an id or a name is left out."""
    found = []
    for item in items:
        fields = Fields.of(item, now, [])
        topic = Topic(fields.id("id"), fields.short("topic_name"), fields.short("parent"))
        if topic.id and topic.name:
            found.append(topic)
    return tuple(found)


def _steps(fields: Fields) -> tuple[Step, ...]:
    """The streams in their order of time, each once. One without an id cannot be told apart, so it is not heard."""
    found: dict[str, Step] = {}
    for number, item in enumerate(fields.items("streams")[:_MOST_STEPS]):
        stream = Fields.of(item, fields.now, fields.odd, f"streams[{number}].")
        step = Step(
            id=stream.id("streamid"),
            at=stream.moment("at") or UNTOLD,
            kind=stream.word("type", words.STEPS),
            role=stream.word("role", words.ROLES),
            by=stream.short("by"),
            text=stream.text("note", MAX_TEXT),
            ref=stream.short("ref"),
        )
        if step.id:
            found.setdefault(step.id, step)
        else:
            stream.note("streamid", "no usable id, not heard")
    return tuple(sorted(found.values(), key=lambda step: (step.at, step.id)))


def _pictures(fields: Fields) -> tuple[Picture, ...]:
    found = []
    for number, item in enumerate(fields.items("attachments")[:_MOST_PICTURES]):
        file = Fields.of(item, fields.now, fields.odd, f"attachments[{number}].")
        picture = Picture(file.short("name"), file.short("mime", 100).lower(), file.short("url", 2_000))
        if picture.url:
            found.append(picture)
    return tuple(found)


def _level(fields: Fields) -> str:
    level = fields.word("level", words.LEVELS, absent="")
    return "" if level == words.UNKNOWN else level


def _below(own: str, bodies: list[Body]) -> set[str]:
    """Our government and whatever stands below it."""
    found, more = set(), {own}
    while more:
        found |= more
        more = {body.id for body in bodies if body.parent in more} - found
    return found


def _raw(item: object) -> str:
    try:
        return json.dumps(item)
    except (RecursionError, ValueError, TypeError):
        return ""
