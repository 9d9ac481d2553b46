"""What may go wrong on purpose."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, fields
from threading import Lock
from typing import Any


class NoSuchFault(ValueError):
    """A name or a value that no fault has; the text says which."""


@dataclass(slots=True)
class Faults:
    """Everything is as it should be until it is set otherwise. Shares are between 0 and 1."""

    #: This many messages go into one webhook (WhatsApp); what waits longer than half a second goes anyway.
    batch: int = 1
    #: Every webhook is posted this often.
    repeat: int = 1
    #: This many are gathered and handed over in any order.
    reorder: int = 1
    #: The share of webhooks that are never posted.
    drop: float = 0.0
    #: Every webhook leaves this much later.
    delay_ms: int = 0
    #: The share of sent messages that are taken, and their sender's connection closed without an answer.
    lose_answers: float = 0.0
    #: Messages are refused with this code (Meta's, Telegram's, or an HTTP status), so many times (-1: always).
    error_code: int = 0
    error_times: int = -1
    #: Seconds told with 429 (Telegram's retry_after).
    retry_after: int = 2
    #: Download addresses answer 404; or the file is gone altogether.
    media_expired: bool = False
    media_gone: bool = False
    #: As if everybody's last message were this many hours older.
    window_hours: float = 0.0
    #: 131047 and 131026 come later, as a mark "failed", instead of at once.
    late_errors: bool = False
    #: Webhooks are signed with another secret.
    bad_signature: bool = False
    #: Which delivery marks are told, of sent, delivered, read.
    marks: list[str] = field(default_factory=lambda: ["sent", "delivered", "read"])
    #: Templates that exist; empty: any name.
    templates: list[str] = field(default_factory=list)
    #: Seconds before a webhook that was not taken is tried again; doubled each time, at most a minute.
    retry_seconds: float = 1.0
    #: The same seed gives the same chances.
    seed: int = 0


class Chance:
    """The faults as they are now, and the dice."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.now = Faults()
        self._dice = random.Random(0)  # noqa: S311  # chances that can be repeated, no secret

    def set(self, wanted: dict[str, Any]) -> Faults:
        """Change the named ones; nothing when one of them cannot be used."""
        known = {each.name: getattr(self.now, each.name) for each in fields(Faults)}
        for name, value in wanted.items():
            if name not in known:
                raise NoSuchFault(f"There is no fault {name!r}; there are {', '.join(known)}.")
            known[name] = _fitting(name, value, known[name])
        with self._lock:
            self.now = Faults(**known)
            if "seed" in wanted:
                self._dice = random.Random(known["seed"])  # noqa: S311  # as above
            return self.now

    def reset(self) -> None:
        with self._lock:
            self.now = Faults()
            self._dice = random.Random(0)  # noqa: S311  # as above

    def falls(self, share: float) -> bool:
        """Whether what has this share of chances happens now."""
        with self._lock:
            return share > 0 and self._dice.random() < share

    def shuffle(self, things: list[Any]) -> None:
        with self._lock:
            self._dice.shuffle(things)

    def refusal(self) -> int:
        """The code to refuse one message with, 0 for none; counts down."""
        with self._lock:
            if not self.now.error_code or not self.now.error_times:
                return 0
            if self.now.error_times > 0:
                self.now.error_times -= 1
            return self.now.error_code


def _fitting(name: str, value: Any, like: Any) -> Any:
    if isinstance(like, bool):
        fits = isinstance(value, bool)
    elif isinstance(like, list):
        fits = isinstance(value, list) and all(isinstance(each, str) for each in value)
    else:
        fits = isinstance(value, int | float) and not isinstance(value, bool)
    if not fits:
        raise NoSuchFault(f"{name} is {value!r}; it takes something like {like!r}.")
    return type(like)(value)
