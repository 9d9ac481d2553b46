"""Speaking to the gateway over HTTP, and what is certain after each kind of answer.

A question may be asked again, so whatever goes wrong with one is ``Later``. An act may have been done whenever its
answer is not clear: then it is ``Lost``, to be looked up. Codes of ``Later``, for the desk to have words for:
connect, certificate, lost, unreadable, too_big, maintenance, internal, token, rate_limit, redirect, unknown_code,
http_<status>. The token leaves as a form field to our own gateway, over no redirect, and to nobody else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Protocol
from urllib.parse import urlencode, urljoin

from urllib3.fields import RequestField
from urllib3.filepost import encode_multipart_formdata
from urllib3.util import parse_url

from surga.channels.port.channel import Unreachable, Unsure
from surga.channels.port.gateway import Accepted, Denied, Gone, Later, Lost, NewReport, Picture
from surga.channels.sp4n import xml
from surga.channels.wire.outside import Answer, Outside, TooBig

#: Bytes of an answer, and of a file.
LARGEST: Final = 5 * 1024 * 1024
LARGEST_FILE: Final = 16 * 1024 * 1024
#: Seconds that an answer may take to begin: those of this server were seen to take 60. Giving up sooner would only
#: mean to look up what was done.
PATIENCE: Final = 70.0
#: Seconds until one looks again at what somebody has to mend: it is to go on soon after it is mended.
UNTIL_MENDED: Final = 20.0
_LONGEST_WAIT: Final = 3600.0
#: Connections that stay open.
_AT_ONCE: Final = 16
_SERVICES: Final = "/api/services/f01/"
_ADD: Final = "/api/stream/addstream"
#: Certainly not done, and not to be as it is.
_DENIED: Final = frozenset({"NOT_YOURS", "INVALID"})


class Account(Protocol):
    """The part of the settings that speaking needs. ``url`` without a slash at its end."""

    @property
    def url(self) -> str: ...
    @property
    def token(self) -> str: ...
    @property
    def agency(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The same reference was there before; ``stream_id`` of the first time."""

    stream_id: object


class Client:
    """One token at one gateway."""

    def __init__(self, account: Account, outside: Outside | None = None) -> None:
        self._account = account
        self._outside = outside or Outside(read=PATIENCE, at_once=_AT_ONCE)

    def ask(self, call: str, fields: dict[str, str] | None = None) -> Any:
        """A question; the answer's JSON, an object that says ok or a bare list. Raises ``Later`` or ``Denied``."""
        try:
            answer = self._post(_SERVICES + call, *self._form(fields or {}, ()))
        except Unreachable as away:
            raise Later(away.code, away.wait) from None
        except Unsure as unsure:
            raise Later("too_big" if str(unsure) == "too_big" else "lost") from None
        return _read(answer, act=False)

    def act(
        self, call: str, fields: dict[str, str], files: Iterable[Picture] = ()
    ) -> dict[str, Any] | Duplicate:
        """An act with a reference. Raises ``Lost``, ``Later`` or ``Denied``."""
        body, mime = self._form(fields, tuple(files))
        found = _read(self._done(_SERVICES + call, body, mime), act=True)
        if not isinstance(found, dict | Duplicate):
            raise Lost("unreadable")
        return found

    def add(self, new: NewReport) -> Accepted:
        """The published addstream; ids as they came. Raises ``Lost``, ``Later`` or ``Denied``."""
        answer = self._done(_ADD, xml.filing(self._account.token, new), xml.MIME)
        if answer.data.lstrip()[:1] == b"{":
            # Some servers have one voice for all refusals.
            _read(answer, act=True)
            raise Lost("unreadable")
        try:
            found = xml.answered(answer.data)
        except xml.NotXml:
            raise _without_words(answer, act=True) from None
        if isinstance(found, xml.Refusal):
            raise _refusal(found.code, found.retry_after, act=True)
        if not _well(answer):
            raise _without_words(answer, act=True)
        return found

    def file(self, picture: Picture) -> bytes:
        """The bytes behind an address of theirs; asked for without the token. Raises ``Later`` or ``Denied``."""
        url = self._theirs(picture.url)
        try:
            answer = self._outside.get(url, largest=LARGEST_FILE)
        except TooBig:
            raise Denied("too_big") from None
        except Unreachable as away:
            raise Later(away.code, away.wait) from None
        if answer.status in {404, 410}:
            raise Gone(f"http_{answer.status}")
        page_instead = answer.mime == "text/html" and picture.mime != "text/html"
        if answer.status != 200 or page_instead:
            raise _without_words(answer, act=False)
        return answer.data

    def _done(self, path: str, body: bytes, mime: str) -> Answer:
        try:
            return self._post(path, body, mime)
        except Unreachable as away:
            raise Later(away.code, away.wait) from None
        except Unsure as unsure:
            raise Lost(str(unsure)) from None

    def _post(self, path: str, body: bytes, mime: str) -> Answer:
        return self._outside.tell(f"{self._account.url}{path}", body, mime, largest=LARGEST)

    def _form(self, fields: dict[str, str], files: tuple[Picture, ...]) -> tuple[bytes, str]:
        named = {"KEYTOKEN": self._account.token, **fields}
        if not files:
            return urlencode(named).encode(), "application/x-www-form-urlencoded"
        parts = [RequestField.from_tuples(*each) for each in named.items()]
        for file in files:
            part = RequestField("attachment", file.data, filename=file.name or "lampiran")
            part.make_multipart(content_type=file.mime or "application/octet-stream")
            parts.append(part)
        return encode_multipart_formdata(parts)

    def _theirs(self, address: str) -> str:
        """An address at our gateway itself, or by https at a host below its name. Raises ``Denied``.

        Read by what will also call it, for two readers may see two hosts in one address.
        """
        try:
            url = urljoin(f"{self._account.url}/", address)
            there, ours = parse_url(url), parse_url(self._account.url)
        except ValueError:
            raise Denied("foreign_host") from None
        name = (ours.host or "").removeprefix("www.")
        same = (there.scheme, there.host, there.port) == (ours.scheme, ours.host, ours.port)
        below = there.scheme == "https" and there.port is None and (there.host or "").endswith(f".{name}")
        if not (address and (same or below)):
            raise Denied("foreign_host")
        return url


def _read(answer: Answer, *, act: bool) -> Any:
    """The JSON of an answer that says ok, or what it refuses. Raises ``Lost``, ``Later`` or ``Denied``."""
    try:
        # A number of thousands of digits is no reason to lose its neighbours.
        found = json.loads(answer.data, parse_int=lambda digits: int(digits) if len(digits) < 20 else digits)
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict) and found.get("status") == "error":
        if found.get("code") == "DUPLICATE_STREAM" and act:
            return Duplicate(found.get("streamid"))
        raise _refusal(found.get("code"), found.get("retry_after"), act=act, header=answer.wait)
    if not _well(answer) or not isinstance(found, dict | list):
        raise _without_words(answer, act=act)
    if isinstance(found, dict) and found.get("status") != "ok":
        raise Lost("unreadable") if act else Later("unreadable")
    return found


def _refusal(code: object, retry_after: object, *, act: bool, header: float = 0.0) -> Exception:
    """What their own word for a refusal means."""
    wait = _seconds(retry_after) or header or None
    if code == "RATE_LIMIT":
        return Later("rate_limit", wait)
    if code == "TOKEN_INVALID":
        return Later("token", UNTIL_MENDED)
    if code == "NOT_FOUND":
        return Gone("NOT_FOUND")
    if code in _DENIED:
        return Denied(str(code))
    # Who falls over, or is being repaired, cannot know how far it came; to look costs one question.
    known = {"MAINTENANCE": "maintenance", "INTERNAL": "internal"}.get(str(code), "unknown_code")
    return Lost(known) if act else Later(known, wait)


def _without_words(answer: Answer, *, act: bool) -> Exception:
    """What an answer means that is not this call's: a page, half an answer, a status of something in between."""
    code, wait = f"http_{answer.status}", answer.wait or None
    if answer.status == 429:
        return Later("rate_limit", wait)
    if answer.status in {401, 403}:
        return Later(code, wait or UNTIL_MENDED)
    if answer.status == 413:
        return Denied("too_big")
    if 400 <= answer.status < 500:
        # Whoever calls the question wrong has not passed it on.
        return Later(code, wait or UNTIL_MENDED)
    if 300 <= answer.status < 400:
        code, wait = "redirect", UNTIL_MENDED
    elif _well(answer):
        code = "maintenance" if _is_page(answer) else "unreadable"
    return Lost(code) if act else Later(code, wait)


def _well(answer: Answer) -> bool:
    return 200 <= answer.status < 300


def _is_page(answer: Answer) -> bool:
    start = answer.data[:500].lstrip().lower()
    return answer.mime == "text/html" or re.match(rb"<!doctype html|<html", start) is not None


def _seconds(found: object) -> float | None:
    told = str(found).strip() if isinstance(found, str | int) and not isinstance(found, bool) else ""
    if not (told.isascii() and told.isdigit() and len(told) < 9):
        return None
    return min(max(float(told), 1.0), _LONGEST_WAIT)
