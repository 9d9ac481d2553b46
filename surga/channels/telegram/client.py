"""Speaking to the Bot API, and what its mistakes mean for a message (core.telegram.org/bots/api, "Making requests")."""

from __future__ import annotations

from typing import Final, Protocol
from urllib.parse import quote

from surga.channels.port.channel import Expired, NotSent, Unreachable, Unsure
from surga.channels.wire.outside import Answer, Outside, TooBig
from surga.channels.wire.reading import Thing, part, text, whole

#: The largest file a report takes, in bytes (a bot may fetch 20 MB).
LARGEST: Final = 16 * 1024 * 1024
_AUTH_WAIT: Final = 300.0
#: What we want to be told.
_UPDATES: Final = ["message", "edited_message", "callback_query"]


class Account(Protocol):
    """The part of the settings that speaking needs."""

    @property
    def token(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def secret(self) -> str: ...


class Client:
    """One bot. Its token is part of every address, so no address is ever logged or told."""

    def __init__(self, account: Account, outside: Outside | None = None) -> None:
        self._account = account
        self._outside = outside or Outside()
        self._token = quote(account.token, safe=":")

    def ask(self, method: str, thing: Thing) -> Thing:
        """The result of a method. Raises ``NotSent`` or ``Unsure``."""
        answer = self._outside.post(f"{self._account.url}/bot{self._token}/{method}", thing)
        if answer.status == 200 and answer.thing.get("ok") is True:
            return answer.thing
        raise refusal(answer)

    def file(self, file_id: str) -> bytes:
        """A file by its id. Raises ``Expired`` or ``NotSent``."""
        try:
            about = part(self.ask("getFile", {"file_id": file_id}), "result")
        except Unsure as error:
            raise Unreachable(str(error), 30) from None
        except NotSent as refused:
            if refused.code == "400":
                raise Expired from None
            raise
        if whole(about, "file_size") > LARGEST:
            raise NotSent("too_big")
        path = text(about, "file_path")
        if not path:
            raise Expired
        return self._download(path)

    def _download(self, path: str) -> bytes:
        url = f"{self._account.url}/file/bot{self._token}/{quote(path)}"
        try:
            answer = self._outside.get(url, largest=LARGEST)
        except TooBig:
            raise NotSent("too_big") from None
        if answer.status in {404, 410}:
            raise Expired
        if answer.status != 200:
            raise Unreachable(f"http_{answer.status}", max(30.0, answer.wait))
        return answer.data

    def set_webhook(self, public_url: str) -> None:
        """Tell Telegram where to call, and what to send along. Raises ``NotSent`` or ``Unsure``."""
        url = f"{public_url.rstrip('/')}/hooks/telegram"
        self.ask(
            "setWebhook", {"url": url, "secret_token": self._account.secret, "allowed_updates": _UPDATES}
        )


def refusal(answer: Answer) -> NotSent | Unsure:
    """What an answer that is not ok means for the message."""
    told = answer.thing.get("ok") is False
    if answer.status == 429:
        asked = whole(part(answer.thing, "parameters"), "retry_after") or 10
        return NotSent("429", max(float(min(asked, 86_400)), answer.wait))
    if answer.status in {401, 404}:
        # A wrong token is a wrong address.
        return Unreachable("auth", _AUTH_WAIT)
    if told and answer.status == 403:
        return NotSent("blocked")
    if told and answer.status == 400:
        return NotSent("too_big" if "too big" in text(answer.thing, "description") else "400")
    if answer.status >= 500:
        # Also in Telegram's own words: its gateways say so of messages that went out.
        return Unsure(f"http_{answer.status}")
    if told or answer.status >= 300:
        return Unreachable(f"http_{answer.status}", max(30.0, answer.wait))
    return Unsure(f"http_{answer.status}")
