"""One question to an outside system, and what is certain about it afterwards.

Nothing is asked twice by itself: who reads an answer decides. A message whose answer was lost may have gone out,
so that is told apart from a message that never left.
"""

from __future__ import annotations

import json
import ssl
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final

import urllib3
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, HTTPError, LocationValueError, NewConnectionError

from surga.channels.port.channel import Unreachable, Unsure

_CONNECT: Final = 5.0  # seconds
_READ: Final = 15.0  # seconds between two pieces of an answer
_WHOLE: Final = 60.0  # seconds for a whole answer
_PIECE: Final = 64 * 1024
#: An answer that is no file.
_WORDS: Final = 256 * 1024
#: Seconds until one looks again for a system that could not be reached.
AWAY: Final = 15.0


_USUAL: Final = {"User-Agent": "Surga", "Accept": "*/*"}


class TooBig(Exception):
    """The answer is longer than what was asked for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ``thing``: its JSON object, an empty one where it is none."""

    status: int
    data: bytes
    thing: dict[str, Any] = field(default_factory=dict)
    mime: str = ""
    #: Seconds the system asks us to wait (Retry-After), 0 where it does not.
    wait: float = 0.0


class _Connection(HTTPSConnection):
    """Whatever fails before the handshake is done is a connection that never was: nothing was written."""

    def connect(self) -> None:
        try:
            super().connect()
        except (HTTPError, OSError) as error:
            raise NewConnectionError(self, type(error).__name__) from error


class _Connections(HTTPSConnectionPool):
    ConnectionCls = _Connection


class Outside:
    """Speaks HTTP(S) with verified certificates, and follows no redirect: a token goes where it was meant to."""

    def __init__(
        self, connect: float = _CONNECT, read: float = _READ, whole: float = _WHOLE, at_once: int = 4
    ) -> None:
        self._whole = whole
        self._pool = urllib3.PoolManager(
            num_pools=4,
            maxsize=at_once,
            retries=False,
            timeout=urllib3.Timeout(connect=connect, read=read),
        )
        self._pool.pool_classes_by_scheme = {"http": HTTPConnectionPool, "https": _Connections}

    def post(self, url: str, thing: dict[str, Any], headers: dict[str, str] | None = None) -> Answer:
        """Tell it something. Raises ``Unreachable`` (it never left) or ``Unsure`` (it may have arrived)."""
        return self.tell(url, json.dumps(thing).encode(), "application/json", headers)

    def tell(
        self, url: str, body: bytes, mime: str, headers: dict[str, str] | None = None, largest: int = _WORDS
    ) -> Answer:
        """The same in another form than JSON, with an answer of at most ``largest`` bytes."""
        try:
            return self._ask("POST", url, {"Content-Type": mime, **(headers or {})}, body, largest)
        except TooBig:
            raise Unsure("too_big") from None

    def get(self, url: str, headers: dict[str, str] | None = None, largest: int = _WORDS) -> Answer:
        """Ask for something of at most ``largest`` bytes. Raises ``Unreachable`` or ``TooBig``."""
        try:
            return self._ask("GET", url, headers or {}, largest=largest)
        except Unsure:
            # Asking once more changes nothing there.
            raise Unreachable("lost", AWAY) from None

    def _ask(
        self, method: str, url: str, headers: dict[str, str], body: bytes | None = None, largest: int = _WORDS
    ) -> Answer:
        try:
            response = self._pool.request(
                method, url, body=body, headers=_USUAL | headers, redirect=False, preload_content=False
            )
            try:
                data = _read(response, largest, self._whole)
            finally:
                response.close()
        except (ConnectTimeoutError, LocationValueError) as error:
            raise Unreachable(_why(error), AWAY) from None
        except (HTTPError, OSError) as error:
            raise Unsure(type(error).__name__) from None
        return Answer(response.status, data, _thing(data), _mime(response), _wait(response))


def _why(error: Exception) -> str:
    """ "certificate" where the other side could not prove who it is: waiting does not mend that."""
    return "certificate" if isinstance(error.__cause__, ssl.SSLCertVerificationError) else "connect"


def _read(response: urllib3.BaseHTTPResponse, largest: int, whole: float) -> bytes:
    """The body; whoever sends a drop at a time is not waited for for ever."""
    until, pieces, length = monotonic() + whole, [], 0
    # read1 gives what is there; read would wait until the drops have filled a piece.
    while piece := response.read1(_PIECE):
        pieces.append(piece)
        length += len(piece)
        if length > largest:
            raise TooBig
        if monotonic() > until:
            raise TimeoutError
    return b"".join(pieces)


def _thing(data: bytes) -> dict[str, Any]:
    if data.lstrip()[:1] != b"{":
        return {}
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _mime(response: urllib3.BaseHTTPResponse) -> str:
    return response.headers.get("Content-Type", "").split(";")[0].strip().lower()


def _wait(response: urllib3.BaseHTTPResponse) -> float:
    given = response.headers.get("Retry-After", "")
    return float(min(int(given), 3600)) if given.isascii() and given.isdigit() and len(given) < 9 else 0.0
