"""Speaking to another Surga's exchange over HTTP, and what is certain after each kind of answer.

A question may be asked again, so whatever goes wrong with one is ``Later``. An act may have been done whenever its
answer is not clear: then it is ``Lost``, to be looked up. A refusal is believed only as a problem document of Surga's
own; a page of somebody between us says nothing of what was done. Codes of ``Later``: connect, certificate, lost,
unreadable, too_big, maintenance, token, rate_limit, redirect, http_<status>. The token leaves in the header
``Authorization`` to the address that the settings name, over no redirect, and to nobody else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, Protocol
from urllib.parse import urlencode, urlsplit

from surga.channels.port.channel import Unreachable, Unsure
from surga.channels.port.gateway import NOT_YOURS, Denied, Gone, Later, Lost
from surga.channels.wire.outside import Answer, Outside, TooBig

#: Bytes of an answer, and of one that holds a picture in base64.
LARGEST: Final = 5 * 1024 * 1024
LARGEST_FILE: Final = 22 * 1024 * 1024
#: Seconds until one looks again at what somebody has to mend.
UNTIL_MENDED: Final = 300.0
_PATIENCE: Final = 60.0
_EXCHANGE: Final = "/api/v1/exchange"
_PROBLEM: Final = "application/problem+json"


class Account(Protocol):
    """The part of the settings that speaking needs. ``url`` without a slash at its end."""

    @property
    def url(self) -> str: ...
    @property
    def token(self) -> str: ...


class Client:
    """One token at one Surga."""

    def __init__(self, account: Account, outside: Outside | None = None) -> None:
        self._account = account
        self._outside = outside or Outside(read=_PATIENCE)

    def ask(
        self, path: str, query: Mapping[str, str] | None = None, largest: int = LARGEST
    ) -> dict[str, Any]:
        """A question; the answer's object. Raises ``Later`` or ``Denied``."""
        url = f"{self._account.url}{_EXCHANGE}{path}{'?' + urlencode(query) if query else ''}"
        try:
            answer = self._outside.get(url, self._headers(), largest)
        except TooBig:
            raise Later("too_big", UNTIL_MENDED) from None
        except Unreachable as away:
            raise Later(away.code, away.wait) from None
        return _read(answer, act=False)

    def act(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """An act with a reference. Raises ``Lost``, ``Later`` or ``Denied``."""
        url, data = f"{self._account.url}{_EXCHANGE}{path}", _json(body)
        try:
            answer = self._outside.tell(url, data, "application/json", self._headers(), LARGEST)
        except Unreachable as away:
            raise Later(away.code, away.wait) from None
        except Unsure as unsure:
            raise Lost(str(unsure)) from None
        return _read(answer, act=True)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._account.token}", "Accept": "application/json"}


def _json(body: Mapping[str, Any]) -> bytes:
    # Escaped, so that half a character is one there too, and refused by whoever cannot keep it.
    return json.dumps(body).encode()


def _read(answer: Answer, *, act: bool) -> dict[str, Any]:
    """The object of an answer, or what it refuses. Raises ``Lost``, ``Later`` or ``Denied``."""
    if 200 <= answer.status < 300:
        # A list, a page, half an answer: none of them is the object that was asked for.
        if answer.thing and answer.mime != _PROBLEM:
            return answer.thing
        code = "maintenance" if answer.mime == "text/html" else "unreadable"
        raise Lost(code) if act else Later(code, answer.wait or None)
    raise _refusal(answer, act=act)


def _refusal(answer: Answer, *, act: bool) -> Exception:
    status, wait, code = answer.status, answer.wait or None, _code_of(answer)
    if status == 429:
        return Later("rate_limit", wait)
    if status == 401:
        return Later("token", wait or UNTIL_MENDED)
    if status == 404 and code == "code_unknown":
        return Gone(code)
    if status in {409, 413, 422} and code:
        return Denied("too_big" if status == 413 else NOT_YOURS if code == "not_yours" else code)
    if status == 413:
        return Denied("too_big")
    if 400 <= status < 500:
        # Whoever calls the question wrong, or does not know the address, has not done it.
        return Later(f"http_{status}", wait or UNTIL_MENDED)
    if 300 <= status < 400:
        return Lost("redirect") if act else Later("redirect", UNTIL_MENDED)
    # Who falls over, or is being repaired, cannot know how far it came; to look costs one question.
    return Lost(f"http_{status}") if act else Later(f"http_{status}", wait)


def _code_of(answer: Answer) -> str:
    """The code of a problem document, "" where the answer is none."""
    kind = answer.thing.get("type")
    if answer.mime != _PROBLEM or not isinstance(kind, str) or "/problems/" not in kind:
        return ""
    try:
        code = urlsplit(kind).path.rpartition("/")[2]
    except ValueError:
        return ""
    return code if code.isascii() and code.isidentifier() and len(code) <= 60 else ""
