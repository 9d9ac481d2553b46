"""How rare each word is in this city's reports: counted as cases come, kept small, read from the process's own copy.

Only words count that one report in 4,000 has: rarer ones all weigh the same (`Rarity`). So what is far below that is
dropped as the number of reports grows (lossy counting), and some ten thousand words are left of a million reports.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
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


def words_of(reports: Iterable[Report]) -> Counter[str]:
    """In how many of the reports each word is."""
    return Counter(word for report in reports for word in rare_words(traits_of(report)))


def count_in(row: Vocabulary, words: Mapping[str, int], reports: int, last_case: int) -> None:
    """Count the words of some more reports, the last of them `last_case`."""
    counts: Counter[str] = Counter(_counts(row))
    counts.update(words)
    _keep(row, counts, row.reports + reports, last_case)


def replace(words: Mapping[str, int], reports: int, last_case: int) -> None:
    """Say anew in how many reports each word is, whatever was counted before."""
    row = claim()
    if row is not None:
        _keep(row, words, reports, last_case)


def _keep(row: Vocabulary, words: Mapping[str, int], reports: int, last_case: int) -> None:
    kept = {word: n for word, n in words.items() if n * _DROPPED >= reports}
    row.counts = zlib.compress(json.dumps(kept, ensure_ascii=False).encode("utf-8", "replace"))
    # The version always goes on, so that other processes notice.
    row.version, row.reports, row.last_case = row.version + 1, reports, last_case
    row.save()


def _counts(row: Vocabulary) -> dict[str, int]:
    counts: dict[str, int] = json.loads(zlib.decompress(row.counts)) if row.counts else {}
    return counts


def forget_copy() -> None:
    """Drop the process's copy: the next look reads it anew."""
    _Kept.version = -1
