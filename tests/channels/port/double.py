"""A channel that does what it is told, and remembers all that reached it."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from surga.channels.port.channel import Media, Unreadable
from surga.core.intake.heard import Attachment, Heard, Mark, Outgoing
from surga.core.intake.models import Arrival, Line


class Double:
    """``answer`` and ``give`` decide what becomes of a message and of a file."""

    window: timedelta | None = None

    def __init__(self, name: str = "whatsapp") -> None:
        self.name = name
        self.reached: list[Outgoing] = []
        self.answer: Callable[[Outgoing], str] = lambda out: f"id-{out.ref}"
        self.give: Callable[[str], Media] = lambda media_id: Media(b"OggS" + media_id.encode(), "audio/ogg")
        self.asked: list[str] = []
        self.typed: list[tuple[str, str]] = []

    def walk(self, body: bytes) -> list[Heard | Mark]:
        try:
            rows = json.loads(body)
        except ValueError:
            raise Unreadable from None
        return [self._read(row) for row in rows]

    def _read(self, row: dict[str, str]) -> Heard | Mark:
        at = timezone.now()
        if "mark" in row:
            state = row["mark"]
            return Mark(self.name, row.get("id", ""), state, at, ref=row.get("ref", ""))  # type: ignore[arg-type]
        media = (Attachment(row["media"], "image/jpeg"),) if "media" in row else ()
        return Heard(
            self.name,
            row["from"],
            row["id"],
            at,
            kind=row.get("kind", "text"),
            text=row.get("text", ""),
            choice=row.get("choice", ""),
            attachments=media,
        )

    def send(self, out: Outgoing) -> str:
        external_id = self.answer(out)
        self.reached.append(out)
        return external_id

    def fetch(self, media_id: str) -> Media:
        self.asked.append(media_id)
        return self.give(media_id)

    def typing(self, to: str, answers: str) -> None:
        self.typed.append((to, answers))


class Killed(BaseException):
    """The process ends here: nothing of ours runs any more."""


def hurry(to: datetime | None = None) -> None:
    """Let everything that waits be due now, as if the time had passed."""
    past = to or timezone.now() - timedelta(seconds=1)
    Arrival.objects.filter(state=Arrival.NEW).update(next_at=past)
    Line.objects.filter(next_at__isnull=False).update(next_at=past)
