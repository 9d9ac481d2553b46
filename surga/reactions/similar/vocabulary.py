"""How rare each word is in this city's reports: counted as cases come, kept small, read from the process's own copy.

Only words count that one report in 4,000 has: rarer ones all weigh the same (`Rarity`). So what is far below that is
dropped as the number of reports grows (lossy counting), and some ten thousand words are left of a million reports.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable
from threading import Lock
from typing import Final

from surga.core.triage.similar import Rarity, Report, rare_words, traits_of
from surga.reactions.similar.models import Vocabulary

#: A word that fewer than one in so many reports has is dropped.
_DROPPED: Final = 16_000
_ROW: Final = 1


class _Kept:
    """The process's own copy."""

    lock = Lock()
    version = -1
    rarity = Rarity()


def rarity() -> Rarity:
    """As it was counted last; asks the database only for its version while nothing changed."""
    version = Vocabulary.objects.filter(pk=_ROW).values_list("version", flat=True).first() or 0
    if version != _Kept.version:
        with _Kept.lock:
            row = Vocabulary.objects.filter(pk=_ROW).first()
            _Kept.rarity = Rarity(_counts(row), row.reports) if row else Rarity()
            _Kept.version = row.version if row else 0
    return _Kept.rarity


def claim() -> Vocabulary | None:
    """The row, locked until the transaction ends; None while another worker has it."""
    fresh = Vocabulary(id=_ROW, version=0, reports=0, last_case=-1, counts=b"")
    Vocabulary.objects.bulk_create([fresh], ignore_conflicts=True)
    return Vocabulary.objects.select_for_update(skip_locked=True).filter(pk=_ROW).first()


def count_in(row: Vocabulary, reports: Iterable[Report], last_case: int) -> None:
    """Count the words of some more reports, the last of them `last_case`."""
    counts: Counter[str] = Counter(_counts(row))
    for report in reports:
        counts.update(rare_words(traits_of(report)))
        row.reports += 1
    least = row.reports / _DROPPED
    kept = {word: n for word, n in counts.items() if n >= least}
    row.counts = zlib.compress(json.dumps(kept, ensure_ascii=False).encode("utf-8", "replace"))
    row.version, row.last_case = row.version + 1, last_case
    row.save()


def forget() -> None:
    """Begin to count anew. The version goes on, so that other processes notice."""
    row = claim()
    if row is not None:
        row.version, row.reports, row.last_case, row.counts = row.version + 1, 0, -1, b""
        row.save()


def _counts(row: Vocabulary) -> dict[str, int]:
    counts: dict[str, int] = json.loads(zlib.decompress(row.counts)) if row.counts else {}
    return counts


def forget_copy() -> None:
    """Drop the process's copy: the next look reads it anew."""
    _Kept.version = -1
