"""SP4N-LAPOR! as the port promises another government's system.

It implements the published parts of f01/addstream, plus a documented assumed contract: ``topics`` (f01/gettopics) and
``submit`` (addstream) are published; everything else is our assumption, written down and followed by the stand-in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from django.utils import timezone

from surga.channels.port.gateway import (
    Accepted,
    Body,
    Denied,
    FollowUp,
    Later,
    Lost,
    NewReport,
    Picture,
    Report,
    ReportPage,
)
from surga.channels.sp4n import inbound, words, xml
from surga.channels.sp4n.believing import Believing
from surga.channels.sp4n.client import Account, Client, Duplicate
from surga.channels.sp4n.reading import Fields, is_tracking_id, told_time
from surga.channels.wire.outside import Outside

_PER_PAGE: Final = 100
#: Before LAPOR! was: all there is.
_EVER: Final = datetime(2011, 1, 1, tzinfo=UTC)
#: Pages of a search for our own marker, which is in one report or in none.
_MOST_FOUND: Final = 20


class Sp4nGateway:
    """The gateway with one government's token. Fulfils ``port.gateway.Gateway``."""

    name = "sp4n"

    def __init__(
        self, account: Account, outside: Outside | None = None, clock: Callable[[], datetime] = timezone.now
    ) -> None:
        self._agency = account.agency
        self._client = Client(account, outside)
        self._clock = clock
        self._believing = Believing()

    def topics(self) -> tuple[inbound.Topic, ...]:
        """The topics it knows (published)."""
        found = self._client.ask("gettopics")
        if not isinstance(found, list):
            raise Later("unreadable")
        return inbound.topics_of(found, self._clock())

    def bodies(self) -> tuple[Body, ...]:
        return inbound.bodies_of(self._asked("getagencies", {}), self._clock(), self._agency)

    def changes(self, since: datetime, page: int) -> ReportPage:
        return self._page({"agency": self._agency, "updated_since": told_time(since)}, page)

    def find(self, marker: str) -> tuple[Report, ...]:
        """Reports whose last line is our marker."""
        ours = self._found(marker, self._agency)
        if ours:
            return ours
        try:
            # What we filed may lie with the centre, or with another agency by now.
            return self._found(marker, "")
        except Denied:
            return ()

    def report(self, report_id: str) -> Report:
        return self._believing.told(lambda: self._report(report_id))

    def _report(self, report_id: str) -> Report:
        answer = self._asked("getreport", {"trackingid": report_id})
        odd: list[str] = []
        found = inbound.report_of(answer.get("report"), self._clock(), odd, asked=report_id)
        if found is None or found.id != report_id or not isinstance(answer.get("report"), dict):
            raise Later("unreadable")
        if found.steps is None:
            return replace(found, steps=(), odd=(*found.odd, "streams: missing"))
        return found

    def submit(self, new: NewReport) -> Accepted:
        """Published. The answer's ids are believed only where they can be ids; else ``Lost``, for it was taken."""
        found = self._client.add(new)
        if not is_tracking_id(found.id):
            raise Lost("no id")
        return found

    def follow_up(self, told: FollowUp) -> str:
        fields = {"trackingid": told.report_id, "ref": told.ref, "note": told.text}
        fields |= {"closes": "1" if told.closes else "0"}
        if told.standing:
            status = words.STATUSES.get(told.standing)
            if status is None:
                raise Denied("standing")
            fields["new_status"] = status
        found = self._acted("addfollowup", fields, tuple(each for each in told.pictures if each.data))
        if not found:
            raise Lost("no id")
        return found

    def pass_on(self, report_id: str, ref: str, body_id: str, text: str) -> str:
        return self._acted("dispose", {"trackingid": report_id, "ref": ref, "agency": body_id, "note": text})

    def give_back(self, report_id: str, ref: str, reason: str) -> str:
        return self._acted("returnreport", {"trackingid": report_id, "ref": ref, "reason": reason})

    def fetch(self, picture: Picture) -> bytes:
        return picture.data or self._client.file(picture)

    def _acted(self, call: str, fields: dict[str, str], pictures: tuple[Picture, ...] = ()) -> str:
        """The id of the step, the first one's where the reference was there before; "" where none is told.

        Nothing says how long a note may be: one that is refused is told again no longer than a report's text may be.
        """
        try:
            found = self._client.act(call, fields, pictures)
        except Denied as denied:
            shorter = {name: xml.shortened(text, xml.LONGEST_TEXT) for name, text in fields.items()}
            if denied.code != "INVALID" or shorter == fields:
                raise
            found = self._client.act(call, shorter, pictures)
        thing = {"streamid": found.stream_id} if isinstance(found, Duplicate) else found
        return Fields(thing, self._clock()).id("streamid")

    def _asked(self, call: str, fields: dict[str, str]) -> dict[str, object]:
        found = self._client.ask(call, fields)
        if not isinstance(found, dict):
            raise Later("unreadable")
        return found

    def _page(self, fields: dict[str, str], page: int) -> ReportPage:
        asked = fields | {"page": str(page), "per_page": str(_PER_PAGE)}
        answer = self._asked("getreports", asked)
        if not isinstance(answer.get("reports"), list):
            raise Later("unreadable")
        return inbound.page_of(answer, page, self._clock())

    def _found(self, marker: str, agency: str) -> tuple[Report, ...]:
        fields = {"agency": agency, "updated_since": told_time(_EVER), "q": xml.marker_line(marker)}
        found: dict[str, Report] = {}
        for page in range(1, _MOST_FOUND + 1):
            told = self._page(fields, page)
            if told.skipped or any(note.startswith("isi:") for each in told.reports for note in each.odd):
                # One of these may be it: nobody may say that it is not there.
                raise Later("unreadable")
            found |= {each.id: each for each in told.reports if xml.carries(each.text, marker)}
            if not told.more:
                break
        return tuple(found.values())
