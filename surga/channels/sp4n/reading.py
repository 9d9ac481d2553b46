"""One object of theirs, read field by field: what is not as agreed is noted, and read as well as it can be.

By the page every value is a string, absent is "", and times are Jakarta's without an offset. None of this is relied
on: no reader here can fail, whatever stands there. A note names the field and the fault, and repeats what stood there
only where a word of a list should stand: such notes are read by officers and counted, and carry no person's words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from surga.channels.sp4n.words import UNKNOWN, fold
from surga.channels.wire.reading import clean

WIB: Final = ZoneInfo("Asia/Jakarta")
TIME: Final = "%Y-%m-%d %H:%M:%S"
#: LAPOR! began in 2011; what is older is a broken clock.
_OLDEST: Final = 2011
#: Their clock may be off by ten minutes; what lies further ahead would pull our cursor with it.
_AHEAD: Final = timedelta(hours=1)
#: A clock that will end may lie ahead, but not by years.
LATER: Final = timedelta(days=3 * 366)
_LONGEST_ID: Final = 120
_LONGEST_WORD: Final = 40
_TRACKING: Final = re.compile(r"[0-9]{7,10}")


@dataclass(slots=True)
class Fields:
    """``thing``: whatever stood there. ``odd``: where notes go; ``where`` precedes them."""

    thing: Mapping[str, object]
    now: datetime
    odd: list[str] = field(default_factory=list)
    where: str = ""

    @classmethod
    def of(cls, item: object, now: datetime, odd: list[str], where: str = "") -> Fields:
        if not isinstance(item, dict):
            odd.append(f"{where.rstrip('.') or 'item'}: no object")
            item = {}
        return cls(item, now, odd, where)

    def note(self, name: str, fault: str) -> None:
        self.odd.append(f"{self.where}{name}: {fault}")

    def text(self, name: str, longest: int = 0) -> str:
        """The words under a name, "" where there are none; ``longest`` in characters, 0 for any length."""
        found = self.thing.get(name)
        if not isinstance(found, str):
            self.note(name, "missing" if name not in self.thing else _kind(found))
            return _digits(found)
        words = clean(found)
        if longest and len(words) > longest:
            self.note(name, f"longer than {longest} characters, cut")
            return words[:longest]
        return words

    def short(self, name: str, longest: int = 200) -> str:
        """Words that fit a column."""
        return self.text(name, longest).strip()

    def id(self, name: str) -> str:
        """An id, "" where there is no usable one. One written as a number may have lost its noughts, so it is none."""
        found = self.short(name, 10 * _LONGEST_ID)
        if not isinstance(self.thing.get(name), str):
            return ""
        if len(found) > _LONGEST_ID or not found.isprintable():
            self.note(name, "no id")
            return ""
        return found

    def tracking_id(self) -> str:
        """Seven to ten digits, "" for anything else."""
        found = self.id("trackingid")
        if is_tracking_id(found):
            return found
        if isinstance(self.thing.get("trackingid"), str):
            self.note("trackingid", "not 7 to 10 digits")
        return ""

    def word(self, name: str, table: Mapping[str, str], absent: str = UNKNOWN) -> str:
        """Our word for theirs; ``absent`` where nothing stands there."""
        found = fold(self.text(name))
        if not found:
            if isinstance(self.thing.get(name), str) and absent == UNKNOWN:
                self.note(name, "empty")
            return absent
        if found not in table:
            self.note(name, f"unknown word {found[:_LONGEST_WORD]!r}")
        return table.get(found, UNKNOWN)

    def flag(self, name: str) -> bool:
        """A yes or no. What is neither counts as yes: the two there are protect somebody."""
        found = self.text(name).strip()
        if found not in {"", "0", "1"}:
            self.note(name, "neither 0 nor 1")
        there = self.thing.get(name)
        return found not in {"", "0"} or there is True or isinstance(there, list | dict)

    def moment(self, name: str, ahead: timedelta = _AHEAD) -> datetime | None:
        """A time of Jakarta's, aware; None where there is no sensible one. ``ahead``: how far it may lie ahead."""
        found = self.short(name)
        if not found:
            return None
        try:
            at = datetime.fromisoformat(found)
        except ValueError:
            self.note(name, "not a time")
            return None
        if at.tzinfo is not None or len(found) != len("YYYY-MM-DD HH:MM:SS"):
            self.note(name, "a time written otherwise")
        at = at if at.tzinfo is not None else at.replace(tzinfo=WIB)
        if at.year < _OLDEST or at > self.now + ahead:
            self.note(name, "a time that cannot be")
            return None
        return at

    def day(self, name: str) -> date | None:
        """A date, None where there is no sensible one."""
        found = self.short(name)
        if not found:
            return None
        try:
            day = date.fromisoformat(found)
        except ValueError:
            self.note(name, "not a date")
            return None
        if day.year < 1990 or day > (self.now + timedelta(days=1)).date():
            self.note(name, "a date that cannot be")
            return None
        return day

    def degrees(self, name: str, most: float) -> float | None:
        """Latitude or longitude in degrees, None where there is none on earth."""
        found = self.short(name)
        if not found:
            return None
        try:
            value = float(found)
        except ValueError:
            value = math.nan
        if not abs(value) <= most:
            self.note(name, "not on earth")
            return None
        return value

    def items(self, name: str) -> list[object]:
        """The list under a name, an empty one where there is none."""
        found = self.thing.get(name)
        if not isinstance(found, list):
            self.note(name, "missing" if name not in self.thing else "no list")
            return []
        return found


def is_tracking_id(found: str) -> bool:
    return _TRACKING.fullmatch(found) is not None


def told_time(at: datetime) -> str:
    """An aware time as they write it."""
    return at.astimezone(WIB).strftime(TIME)


def _kind(found: object) -> str:
    if found is None:
        return "null"
    return "a number" if isinstance(found, int | float) and not isinstance(found, bool) else "no text"


def _digits(found: object) -> str:
    """A number as its digits, "" for what is none."""
    if isinstance(found, bool) or not isinstance(found, int | float):
        return ""
    if isinstance(found, float):
        return str(found) if math.isfinite(found) else ""
    return str(found) if abs(found) < 10**20 else ""
