"""Webhooks: gathered, signed, posted, and tried again until they are taken."""

from __future__ import annotations

import functools
import hashlib
import hmac
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import urllib3

from sandbox.phone.apis.whatsapp import payloads
from sandbox.phone.book.book import Book
from sandbox.phone.credentials import Credentials
from sandbox.phone.post.clock import Clock
from sandbox.phone.post.faults import Chance
from sandbox.phone.post.item import Item

_LANES = 8  # webhooks of one person leave one after the other, those of eight persons side by side
_GATHER = 0.5  # seconds after which an unfilled batch goes anyway
_LONGEST = 60.0  # seconds between tries
_PATIENCE = 20.0  # seconds for an answer


@dataclass(frozen=True, slots=True)
class Webhook:
    """One call, byte for byte the same at every try."""

    channel: str
    body: bytes
    items: tuple[Item, ...]
    #: Grows with every reset: what is older is not tried again.
    era: int


class PostOffice:
    """Hands items to the city. ``hooks``: channel → address of its webhook, empty for none."""

    def __init__(self, book: Book, chance: Chance, credentials: Credentials, hooks: dict[str, str]) -> None:
        self._book, self._chance, self._credentials = book, chance, credentials
        self.hooks = hooks
        self.telegram_secret = credentials.telegram_secret
        self._lanes = [Clock(f"lane {number}") for number in range(_LANES)]
        self.clock = Clock("post office")
        self._lock = Lock()
        self._gathered: dict[str, list[Item]] = {}
        self._era = 0
        self._pool = urllib3.PoolManager(num_pools=4, maxsize=_LANES, retries=False, timeout=_PATIENCE)

    def hand(self, item: Item) -> None:
        """Send it on: at once, or with others when faults want batches or another order."""
        now = self._chance.now
        size = max(now.batch if item.channel == "whatsapp" else 1, now.reorder)
        with self._lock:
            waiting = self._gathered.setdefault(item.channel, [])
            waiting.append(item)
            full = len(waiting) >= size
            first = len(waiting) == 1
        if full:
            self.flush(item.channel)
        elif first:
            self.clock.after(_GATHER, lambda: self.flush(item.channel))

    def flush(self, channel: str) -> None:
        """Send what was gathered."""
        with self._lock:
            items = self._gathered.pop(channel, [])
        now = self._chance.now
        if now.reorder > 1:
            self._chance.shuffle(items)
        size = max(1, now.batch) if channel == "whatsapp" else 1
        for start in range(0, len(items), size):
            self._post(channel, items[start : start + size])

    def clear(self) -> None:
        """Forget everything that is on its way."""
        with self._lock:
            self._era += 1
        self.clock.clear()
        with self._lock:
            self._gathered.clear()
        for lane in self._lanes:
            lane.clear()

    def waiting(self) -> int:
        """How many webhooks and marks are still to go."""
        return len(self.clock) + sum(map(len, self._lanes)) + sum(map(len, self._gathered.values()))

    def _post(self, channel: str, items: Sequence[Item]) -> None:
        now = self._chance.now
        if self._chance.falls(now.drop):
            self._drop(items)
            return
        if channel == "whatsapp":
            form = payloads.envelope(items, self._credentials)
        else:
            form = items[0].body
        webhook = Webhook(channel, _as_sent(form), tuple(items), self._era)
        lane = zlib.crc32(items[0].person.encode())
        for copy in range(max(1, now.repeat)):
            post = functools.partial(self._try, webhook, 0, (lane + copy) % _LANES)
            self._lanes[(lane + copy) % _LANES].after(now.delay_ms / 1000, post)

    def _drop(self, items: Sequence[Item]) -> None:
        for item in items:
            message = None if item.mark else self._book.message(item.channel, item.message_id)
            if message is not None:
                self._book.set_state(message, "dropped")

    def _try(self, webhook: Webhook, tries: int, lane: int) -> None:
        address = self.hooks.get(webhook.channel, "")
        taken = bool(address) and self._taken(address, webhook)
        for item in webhook.items:
            self._book.count_try(item.channel, item.message_id, item.mark, taken)
        if not taken and webhook.era == self._era:
            wait = min(_LONGEST, self._chance.now.retry_seconds * 2**tries)
            self._lanes[lane].after(wait, functools.partial(self._try, webhook, min(tries + 1, 10), lane))

    def _taken(self, address: str, webhook: Webhook) -> bool:
        try:
            answer = self._pool.request(
                "POST", address, body=webhook.body, headers=self._headers(webhook), redirect=False
            )
        except urllib3.exceptions.HTTPError:
            return False
        return answer.status == 200 or (webhook.channel == "telegram" and 200 < answer.status < 300)

    def _headers(self, webhook: Webhook) -> dict[str, str]:
        headers = {"Content-Type": "application/json"}
        if webhook.channel == "telegram":
            secret = "wrong" if self._chance.now.bad_signature else self.telegram_secret
            return {**headers, "X-Telegram-Bot-Api-Secret-Token": secret} if secret else headers
        secret = "wrong" if self._chance.now.bad_signature else self._credentials.app_secret
        signed = hmac.new(secret.encode(), webhook.body, hashlib.sha256).hexdigest()
        return {**headers, "User-Agent": "facebookexternalua", "X-Hub-Signature-256": f"sha256={signed}"}


def _as_sent(form: dict[str, Any]) -> bytes:
    """JSON as Meta writes it, with letters and slashes escaped: who signs or reads anything else finds out."""
    return json.dumps(form, separators=(",", ":")).replace("/", "\\/").encode()
