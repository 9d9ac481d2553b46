"""The book: one lock, everything in memory."""

from __future__ import annotations

import base64
import itertools
import secrets
import time
from collections import Counter
from threading import RLock

from sandbox.phone.book.entries import File, Json, Message, Person

#: Who is there at the start.
PERSONS = (
    ("whatsapp", "6281200000001", "Bu Sri"),
    ("whatsapp", "6281200000002", "Pak Joko"),
    ("whatsapp", "6281200000003", "Mbak Rina"),
    ("whatsapp", "ID.13579246801357924680", "Mas Bayu"),
    ("telegram", "700000001", "Mas Dimas"),
    ("telegram", "700000002", "Bu Wulan"),
)


class Book:
    """Persons, messages, files. Every method holds the lock; ``version`` grows with every change."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.version = 0
        # From the time on: the city may remember what an earlier run of this program told it.
        self._count = itertools.count(int(time.time() * 1000))
        self._fill()

    def _fill(self) -> None:
        self.persons: dict[tuple[str, str], Person] = {}
        self.messages: list[Message] = []
        self._by_id: dict[tuple[str, str], Message] = {}
        self._chats: dict[tuple[str, str], list[Message]] = {}
        self.files: dict[str, File] = {}
        #: How many messages of the city were taken for one reference, and for one text to one person.
        self.refs: Counter[str] = Counter()
        self.texts: Counter[str] = Counter()
        for channel, number, name in PERSONS:
            self.add_person(channel, number, name)

    def reset(self) -> None:
        """Forget everything but the first persons. Numbers go on: nothing old is mistaken for something new."""
        with self.lock:
            self._fill()
            self.version += 1

    def next(self) -> int:
        """A number never given before."""
        return next(self._count)

    def add_person(self, channel: str, number: str, name: str) -> Person:
        with self.lock:
            known = self.persons.get((channel, number))
            if known is None:
                known = self.persons[channel, number] = Person(channel, number, name or number)
                self.version += 1
            elif name and name != known.name:
                known.name = name
                self.version += 1
            return known

    def person(self, channel: str, number: str) -> Person | None:
        with self.lock:
            return self.persons.get((channel, number))

    def add(self, message: Message) -> Message:
        with self.lock:
            self.messages.append(message)
            self._by_id[message.channel, message.id] = message
            self._chats.setdefault((message.channel, message.person), []).append(message)
            if message.way == "in":
                self.persons[message.channel, message.person].last_wrote = message.at
            else:
                self.persons[message.channel, message.person].typing_until = 0.0
                self.refs.update([message.ref] if message.ref else [])
                self.texts[f"{message.channel}:{message.person}:{message.text}"] += 1
            self.version += 1
            return message

    def message(self, channel: str, message_id: str) -> Message | None:
        with self.lock:
            return self._by_id.get((channel, message_id))

    def chat(self, channel: str, number: str, most: int = 200) -> list[Json]:
        """The last messages of one chat, oldest first."""
        with self.lock:
            return [each.told() for each in self._chats.get((channel, number), [])[-most:]]

    def set_state(self, message: Message, state: str) -> None:
        with self.lock:
            message.state = state
            self.version += 1

    def press(self, message: Message, choice: str) -> None:
        with self.lock:
            message.pressed = choice
            self.version += 1

    def typing(self, person: Person, seconds: float) -> None:
        with self.lock:
            person.typing_until = time.time() + seconds
            self.version += 1

    def count_try(self, channel: str, message_id: str, mark: str, taken: bool) -> None:
        """A webhook with this message (or this delivery mark of it) was answered, with 200 or without."""
        with self.lock:
            message = self._by_id.get((channel, message_id))
            if message is None:
                return
            if mark:
                message.marks[mark] = message.marks.get(mark, 0) + taken
                return
            message.tries += 1
            message.handed += taken
            if taken and message.state in {"waiting", "dropped"}:
                message.state = "handed"
            self.version += 1

    def keep(self, channel: str, data: bytes, mime: str, name: str) -> File:
        number = self.next()
        key = (
            str(10**15 + number) if channel == "whatsapp" else f"AgACAgUAAx{number:06d}{secrets.token_hex(6)}"
        )
        with self.lock:
            file = self.files[key] = File(key, data, mime, name)
            return file

    def new_id(self, channel: str, number: str) -> str:
        """An id as the channel makes them: a wamid, or Telegram's running number."""
        count = self.next()
        if channel == "telegram":
            return str(count)
        inner = b"\x1c\x18" + bytes([len(number)]) + number.encode() + f"\x15{count:08d}".encode()
        return "wamid." + base64.b64encode(inner + secrets.token_bytes(6)).decode()

    def told(self) -> Json:
        """Everything, for tests and benchmarks."""
        with self.lock:
            return {
                "version": self.version,
                "persons": [
                    {"channel": p.channel, "number": p.number, "name": p.name, "blocked": p.blocked}
                    for p in self.persons.values()
                ],
                "messages": [each.told() for each in self.messages],
                "refs": dict(self.refs),
                "texts": dict(self.texts),
            }
