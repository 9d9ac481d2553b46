"""Webhook calls as Meta makes them: batches, signatures, and calling again until one is answered."""

from __future__ import annotations

import hmac
import json
import random
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import urllib3

SECRET, PHONE_ID = "a secret for measuring", "100200300400500"
_TEXTS = (
    "halo min",
    "Lampu jalan mati di Jalan Veteran Kelurahan Mojoroto sejak Senin, gelap sekali dan warga takut lewat",
    "Jalan berlubang dalam di depan pasar Kelurahan Bandar Lor, sudah dua motor jatuh minggu ini",
    "sampah menumpuk di pinggir kali Kelurahan Ngronggo dan baunya sampai ke rumah warga",
    "kirim",
    "syarat bikin KTP apa saja?",
    "status",
    "terima kasih",
)


@dataclass(frozen=True, slots=True)
class Call:
    """One webhook: its signed body, and the ids of the messages in it."""

    body: bytes
    signature: str
    ids: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """What became of the calls. ``acknowledged``: ids in calls that were answered with 200."""

    acknowledged: set[str] = field(default_factory=set)
    calls: int = 0
    refused: int = 0
    seconds: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def message(number: int, senders: int, dice: random.Random) -> dict[str, Any]:
    """One text message; the sender says the next of their lines."""
    sender = f"628110{number % senders:06d}"
    text = _TEXTS[(number // senders) % len(_TEXTS)]
    return {
        "from": sender, "id": f"wamid.bench{number:08d}", "timestamp": str(1_795_000_000 + number),
        "type": "text", "text": {"body": f"{text} ({dice.randrange(10_000)})" if len(text) > 30 else text},
    }  # fmt: skip


def call(messages: list[dict[str, Any]]) -> Call:
    """The published shape, signed."""
    contacts = [
        {"profile": {"name": f"Warga {one['from'][-4:]}"}, "wa_id": one["from"]}
        for one in {one["from"]: one for one in messages}.values()
    ]
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "628110000000", "phone_number_id": PHONE_ID},
        "contacts": contacts,
        "messages": messages,
    }
    told = {
        "object": "whatsapp_business_account",
        "entry": [{"id": "1", "changes": [{"value": value, "field": "messages"}]}],
    }
    body = json.dumps(told).encode()
    signature = "sha256=" + hmac.digest(SECRET.encode(), body, "sha256").hex()
    return Call(body, signature, tuple(one["id"] for one in messages))


def single(count: int, senders: int, first: int = 0) -> list[Call]:
    dice = random.Random(1)  # noqa: S311  # the same calls every time
    return [call([message(number, senders, dice)]) for number in range(first, first + count)]


def shuffled(count: int, senders: int) -> list[Call]:
    """Batches of 1 to 20 messages, a third of the calls twice, neighbours out of order."""
    dice = random.Random(2)  # noqa: S311
    messages = [message(number, senders, dice) for number in range(count)]
    for start in range(0, count, 40):  # out of order, as networks do: among neighbours
        part = messages[start : start + 40]
        dice.shuffle(part)
        messages[start : start + 40] = part
    calls: list[Call] = []
    while messages:
        size = dice.choice((1, 1, 1, 2, 3, 5, 20))
        calls.append(call(messages[:size]))
        del messages[:size]
    again = dice.sample(calls, len(calls) // 3)
    for one in again:
        calls.insert(dice.randrange(len(calls) + 1), one)
    return calls


def pour(  # each a plain number of the load
    address: Callable[[], str], calls: Iterable[Call], *, rate: float, tally: Tally, threads: int = 8,
    patience: float = 60.0,
) -> None:  # fmt: skip
    """Make the calls at ``rate`` a second; each is made again until it is answered with 200, as Meta does."""
    pool = urllib3.PoolManager(maxsize=threads, retries=False, timeout=urllib3.Timeout(connect=3, read=20))
    begun = time.monotonic()

    def made(one: Call, due: float) -> None:
        ends = time.monotonic() + patience
        while not _answered(pool, address(), one, tally) and time.monotonic() < ends:
            time.sleep(0.25)  # noqa: TID251  # a caller outside waits before it calls again
        with tally.lock:
            tally.seconds.append(time.monotonic() - due)

    with ThreadPoolExecutor(threads) as hands:
        for number, one in enumerate(calls):
            due = begun + number / rate
            time.sleep(max(0.0, due - time.monotonic()))  # noqa: TID251  # keeps the rate
            hands.submit(made, one, due)


def _answered(pool: urllib3.PoolManager, address: str, one: Call, tally: Tally) -> bool:
    headers = {"X-Hub-Signature-256": one.signature, "Content-Type": "application/json"}
    try:
        status = pool.request("POST", f"{address}/hooks/whatsapp", body=one.body, headers=headers).status
    except urllib3.exceptions.HTTPError:
        status = 0
    with tally.lock:
        tally.calls += 1
        if status == 200:
            tally.acknowledged.update(one.ids)
        else:
            tally.refused += 1
    return status == 200
