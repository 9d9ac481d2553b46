"""Ids that count upwards, the same in every run."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

WIB = timezone(timedelta(hours=7), "WIB")


@dataclass(slots=True)
class Numbers:
    """Counts tracking ids from a seven-digit number on; the rest from one."""

    tracking_count: int = 9_165_800
    count: int = 0
    #: New tracking ids start with a nought.
    leading_zero: bool = field(default=False)

    def tracking(self) -> str:
        self.tracking_count += 1
        return f"{'0' if self.leading_zero else ''}{self.tracking_count}"

    def transaction(self, now: int) -> str:
        day = datetime.fromtimestamp(now, UTC).astimezone(WIB).strftime("%Y%m%d")
        return f"T-{day}-{self._next():06d}"

    def stream(self) -> str:
        return f"S{self._next()}"

    def file(self) -> str:
        return f"F{self._next():07d}"

    def _next(self) -> int:
        self.count += 1
        return self.count
