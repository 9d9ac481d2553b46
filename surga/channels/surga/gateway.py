"""Another Surga as the port promises another government's system.

Who tells, asks: we bring a matter there, say what is to be said, and ask what became of it; we are never called.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import quote

from surga.channels.port.gateway import (
    Accepted,
    Body,
    Denied,
    FollowUp,
    Gone,
    Later,
    Lost,
    NewReport,
    Picture,
    Report,
    ReportPage,
)
from surga.channels.surga import reading
from surga.channels.surga.client import LARGEST_FILE, Account, Client
from surga.channels.wire.outside import Outside

_PER_PAGE: Final = 100
#: Pages of a search for our own marker, which is in one report or in none.
_MOST_FOUND: Final = 3
#: Bytes of the pictures that go with one telling, before they are written as text.
_MOST_BYTES: Final = 8 * 1024 * 1024
_LARGEST_PICTURE: Final = 16 * 1024 * 1024


def _now() -> datetime:
    return datetime.now(UTC)


class SurgaGateway:
    """The gateway with one government's token. Fulfils ``port.gateway.Gateway``.

    ``name``: under which its links are kept. ``ours``: what to call ourselves as the body that has a report.
    """

    def __init__(
        self,
        name: str,
        account: Account,
        ours: str,
        outside: Outside | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self.name = name
        self._ours, self._clock = ours, clock
        self._client = Client(account, outside)

    def bodies(self) -> tuple[Body, ...]:
        return reading.bodies_of(self._client.ask("/bodies"), self._clock())

    def changes(self, since: datetime, page: int) -> ReportPage:
        asked = {"since": since.astimezone(UTC).isoformat(), "limit": str(_PER_PAGE)}
        return self._page(asked, page)

    def find(self, marker: str) -> tuple[Report, ...]:
        found: dict[str, Report] = {}
        for page in range(1, _MOST_FOUND + 1):
            told = self._page({"q": marker, "limit": str(_PER_PAGE)}, page)
            if told.skipped:
                # It may be the one: nobody may say that it is not there.
                raise Later("unreadable")
            found |= {each.id: each for each in told.reports if each.text.endswith(f"\n{marker}")}
            if not told.more:
                break
        return tuple(found.values())

    def report(self, report_id: str) -> Report:
        answer = self._client.ask(_at(report_id))
        found = reading.report_of(answer, self._clock(), self._ours, [])
        if found is None or found.id != report_id or found.steps is None:
            raise Later("unreadable")
        return found

    def submit(self, new: NewReport) -> Accepted:
        """Repeatable by its marker: the same again has the first one's id."""
        body = {
            "ref": new.marker,
            "text": new.text.removesuffix(new.marker).rstrip(),
            "title": new.title,
            "kind": new.kind,
            "lat": new.lat,
            "lon": new.lon,
            "address": new.place,
            "occurred_on": new.occurred_on.isoformat() if new.occurred_on is not None else None,
            "known_above": new.known_above,
            "pictures": _told(new.pictures),
        }
        return Accepted(self._acted("/reports", body))

    def follow_up(self, told: FollowUp) -> str:
        body = {"ref": told.ref, "text": told.text, "standing": told.standing, "closes": told.closes}
        return self._acted(f"{_at(told.report_id)}/steps", body | {"pictures": _told(told.pictures)})

    def pass_on(self, report_id: str, ref: str, body_id: str, text: str) -> str:
        return self._acted(f"{_at(report_id)}/pass-on", {"ref": ref, "body": body_id, "text": text})

    def give_back(self, report_id: str, ref: str, reason: str) -> str:
        return self._acted(f"{_at(report_id)}/give-back", {"ref": ref, "reason": reason})

    def fetch(self, picture: Picture) -> bytes:
        """The bytes of a picture, asked for by its id: no address of theirs is ever followed."""
        if picture.data:
            return picture.data
        report_id, _slash, picture_id = picture.url.partition("/")
        if not report_id or not picture_id:
            raise Denied("no_picture")
        try:
            answer = self._client.ask(
                f"{_at(report_id)}/pictures/{quote(picture_id, safe='')}", None, LARGEST_FILE
            )
        except Later as later:
            raise (Denied("too_big") if later.code == "too_big" else later) from None
        try:
            data = base64.b64decode(str(answer.get("data") or ""), validate=True)
        except (binascii.Error, ValueError):
            raise Later("unreadable") from None
        if not data:
            raise Gone("no_picture")
        if len(data) > _LARGEST_PICTURE:
            raise Denied("too_big")
        return data

    def _acted(self, path: str, body: dict[str, Any]) -> str:
        """The id of what was made, the first time's where the reference was there before."""
        fields = reading.Fields.of(self._client.act(path, body), self._clock(), [])
        found = fields.id("id")
        if not found:
            raise Lost("no id")
        return found

    def _page(self, asked: dict[str, str], page: int) -> ReportPage:
        answer = self._client.ask("/reports", asked | ({"cursor": str(page)} if page > 1 else {}))
        if not isinstance(answer.get("items"), list):
            raise Later("unreadable")
        return reading.page_of(answer, self._clock(), self._ours)


def _at(report_id: str) -> str:
    # An id is theirs to choose; in an address it is one word, whatever is in it.
    return f"/reports/{quote(report_id, safe='')}"


def _told(pictures: tuple[Picture, ...]) -> list[dict[str, str]]:
    """As many pictures as one telling may carry; the words go with or without them."""
    told, size = [], 0
    for picture in pictures[:5]:
        size += len(picture.data)
        if picture.data and size <= _MOST_BYTES:
            told.append({"data": base64.b64encode(picture.data).decode()})
    return told
