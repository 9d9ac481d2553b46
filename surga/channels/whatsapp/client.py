"""Speaking to Meta's Graph API: three calls, and what its mistakes mean for a message.

Codes as in "Error codes", developers.facebook.com, May 2026.
"""

from __future__ import annotations

from typing import Any, Final, Protocol
from urllib.parse import quote

from urllib3.util import parse_url

from surga.channels.port.channel import Expired, Media, NotSent, Unreachable, Unsure, WindowClosed
from surga.channels.wire.outside import Answer, Outside, TooBig
from surga.channels.wire.reading import Thing, identity, mime, part, parts, text, whole

#: The largest file a report takes, in bytes.
LARGEST: Final = 16 * 1024 * 1024
_WINDOW: Final = 131047
#: Code → seconds to wait: too many messages, of all or to one person.
_TOO_MANY: Final = {4: 60, 613: 60, 80007: 60, 130429: 10, 131048: 600, 131056: 10}
#: Something went wrong there with this message; it was not taken.
_WRONG: Final = {1: 30, 131000: 30}
#: Meta is down or slow, or our account is in maintenance: so is every other message.
_DOWN: Final = {2: 30, 131016: 60, 131057: 300}
#: The token is wrong or has ended.
_TOKEN: Final = frozenset({0, 190})
#: The app, the number or the account may not do this, or is not paid for: somebody has to mend it, and can.
_NOT_ALLOWED: Final = frozenset({3, 10, 368, 131005, 131031, 131042, 133010, *range(200, 300)})
_UNTIL_MENDED: Final = 300.0
_GONE: Final = frozenset({100, 131052})
#: Where Meta keeps files.
_META: Final = (".fbsbx.com", ".whatsapp.net", ".facebook.com")


class Account(Protocol):
    """The part of the settings that speaking needs."""

    @property
    def phone_id(self) -> str: ...
    @property
    def token(self) -> str: ...
    @property
    def graph_url(self) -> str: ...


class Client:
    """One business number."""

    def __init__(self, account: Account, outside: Outside | None = None) -> None:
        self._account = account
        self._outside = outside or Outside()
        self._bearer = {"Authorization": f"Bearer {account.token}"}

    def post(self, thing: Thing) -> Answer:
        """POST to the number's messages. Raises ``NotSent`` or ``Unsure``; an answer it gives is a 2xx."""
        url = f"{self._account.graph_url}/{quote(self._account.phone_id, safe='')}/messages"
        answer = self._outside.post(url, {"messaging_product": "whatsapp", **thing}, self._bearer)
        if not 200 <= answer.status < 300:
            raise refusal(answer)
        return answer

    def send(self, thing: Thing) -> str:
        """Send a message; Meta's id of it. Raises ``NotSent`` or ``Unsure``."""
        sent = parts(self.post(thing).thing, "messages")
        found = identity(sent[0], "id") if sent else ""
        if not found:
            raise Unsure("no id")
        return found

    def media(self, media_id: str) -> Media:
        """A file by its id. Raises ``Expired`` or ``NotSent``."""
        about = self._get(f"{self._account.graph_url}/{quote(media_id, safe='')}").thing
        if whole(about, "file_size") > LARGEST:
            raise NotSent("too_big")
        url = text(about, "url")
        if not self._is_metas(url):
            # The token opens everything we have with Meta: nobody else gets it.
            raise NotSent("foreign_host")
        file = self._get(url, LARGEST)
        return Media(file.data, mime(about) or file.mime)

    def _get(self, url: str, largest: int = 256 * 1024) -> Answer:
        try:
            answer = self._outside.get(url, self._bearer, largest)
        except TooBig:
            raise NotSent("too_big") from None
        if answer.status in {404, 410} or (answer.status == 400 and _code(answer) in _GONE):
            raise Expired
        if answer.status != 200:
            raise _later(answer)
        return answer

    def _is_metas(self, url: str) -> bool:
        """Read by what will also call it, for two readers may see two hosts in one address."""
        try:
            there, ours = parse_url(url), parse_url(self._account.graph_url)
        except ValueError:
            return False
        if (there.scheme, there.host, there.port) == (ours.scheme, ours.host, ours.port):
            return True
        return there.scheme == "https" and (there.host or "").endswith(_META)


def refusal(answer: Answer) -> NotSent | Unsure:
    """What an answer that is no 2xx means for the message."""
    code = _code(answer)
    if code is None:
        return _not_metas_words(answer)
    if code == _WINDOW:
        return WindowClosed(str(code))
    if code in _TOKEN or answer.status == 401:
        return Unreachable("auth", _UNTIL_MENDED)
    if code in _NOT_ALLOWED:
        return Unreachable(str(code), _UNTIL_MENDED)
    if code in _TOO_MANY or answer.status == 429:
        return NotSent(str(code), max(float(_TOO_MANY.get(code, 10)), answer.wait))
    if code in _WRONG:
        return NotSent(str(code), max(float(_WRONG[code]), answer.wait))
    if code in _DOWN or answer.status >= 500:
        return Unreachable(str(code), max(float(_DOWN.get(code, 30)), answer.wait))
    return NotSent(str(code))


def _not_metas_words(answer: Answer) -> NotSent | Unsure:
    """Something between us answered. What it calls our mistake it did not pass on; else nobody knows."""
    if answer.status == 401:
        return Unreachable("auth", _UNTIL_MENDED)
    if answer.status == 429:
        return NotSent("http_429", max(30.0, answer.wait))
    if answer.status < 500:
        return Unreachable(f"http_{answer.status}", 60)
    return Unsure(f"http_{answer.status}")


def _later(answer: Answer) -> NotSent:
    """The same for a file: asking again does no harm."""
    found = refusal(answer)
    if isinstance(found, Unsure):
        return Unreachable(f"http_{answer.status}", max(30.0, answer.wait))
    return NotSent(found.code, 300) if found.wait is None else found


def _code(answer: Answer) -> int | None:
    found: Any = part(answer.thing, "error").get("code")
    return found if isinstance(found, int) and not isinstance(found, bool) else None
