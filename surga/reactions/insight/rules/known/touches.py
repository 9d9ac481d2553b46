"""A contact that is over, and the cells it is in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from surga.reactions.insight.rules.known.clock import month_of
from surga.reactions.insight.rules.known.columns import Codes, Part, names_of, of_days, part_of
from surga.reactions.insight.rules.known.contributions import DAY, INDEX, MONTH, SUMS, Cell

#: Rollups of contacts → the field they go by; "" for all.
CONTACTS: Final = {
    "contact": "",
    "contact.channel": "channel",
    "contact.kind": "outcome",
    "contact.topic": "topic",
    "contact.region": "region",
    "contact.hotline": "hotline",
    "contact.informed": "topic",
    "contact.article": "article",
}
#: The topics of those that were told at once what they wanted to know, and became no case.
INFORMED: Final = "contact.informed"
#: What answered it: most were answered by nothing that is written down.
ARTICLE: Final = "contact.article"
_FIELDS: Final = ("channel", "outcome", "topic", "region", "hotline", "article")
#: A contact, in 30 bytes.
TOUCHED: Final = np.dtype([
    *((name, np.int32) for name in ("day", *_FIELDS)), ("hidden", np.bool_), ("informed", np.bool_),
])  # fmt: skip


class Touch(NamedTuple):
    """What the sums need of a contact; ``day``: on which it began; ``informed``: see ``INFORMED``."""

    day: int
    channel: str
    outcome: str
    topic: str
    region: str
    hotline: str
    hidden: bool
    informed: bool = False
    article: str = ""


def counted(touches: Sequence[Touch], signs: Sequence[int]) -> dict[Cell, NDArray[np.int64]]:
    """What contacts give to their cells; sign −1 takes away."""
    found: dict[Cell, NDArray[np.int64]] = {}
    for touch, sign in zip(touches, signs, strict=True):
        for rollup, field in CONTACTS.items():
            key = getattr(touch, field) if field else ""
            if (rollup == INFORMED and not touch.informed) or (rollup == ARTICLE and not key):
                continue
            for grain, period in ((DAY, touch.day), (MONTH, month_of(touch.day))):
                cell = Cell(rollup, grain, period, key, "", touch.hidden)
                sums = found.setdefault(cell, np.zeros(len(SUMS), dtype=np.int64))
                sums[INDEX["cases"]] += sign
    return found


def touched(touches: Iterable[Touch], codes: Codes) -> NDArray[Any]:
    """The contacts as ``TOUCHED``."""
    number = codes.of
    found = [
        (one.day, *(number(getattr(one, field)) for field in _FIELDS), one.hidden, one.informed)
        for one in touches
    ]
    return np.array(found, dtype=TOUCHED)


def touched_parts(rows: NDArray[Any]) -> Iterator[Part]:
    """What these contacts give, rollup by rollup: the same as ``counted``."""
    for rollup, field in CONTACTS.items():
        some = rows[rows["informed"]] if rollup == INFORMED else rows
        some = some[some["article"] > 0] if rollup == ARTICLE else some
        nobody, once = np.zeros(some.size, dtype=np.int64), {"cases": np.ones(some.size, dtype=np.int8)}
        keys = some[field] if field else nobody
        for grain, period in ((DAY, some["day"]), (MONTH, of_days(some["day"], month_of))):
            yield part_of(rollup, grain, names_of(period, keys, nobody, some["hidden"]), once)
