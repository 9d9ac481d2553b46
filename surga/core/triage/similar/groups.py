"""Many alike, one writer often, and what looks like spam: grouped for the desk, never deleted. Plain Python."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from surga.core.triage.words import plain, words_of

#: From so many alike on it is a campaign: one matter with many voices, shown once with their number.
CAMPAIGN: Final = 50
#: From so many by one writer within a week on, the desk sees them together.
OFTEN: Final = 5
_WEEK: Final = timedelta(days=7)

_LINK = re.compile(
    r"https?://|www\.|\b[\w-]+\.(?:com|net|xyz|top|site|online|link|vip|club|bet|win)\b", re.IGNORECASE
)
_OUR_LINKS = re.compile(
    r"https?://(?:maps\.app\.goo\.gl|goo\.gl/maps|(?:www\.)?google\.[a-z.]+/maps)\S*|\S*\.go\.id\S*"
)
_SOLD: Final = frozenset(
    (
        "slot gacor maxwin jackpot togel scatter rtp deposit depo withdraw bonus cashback casino betting parlay promo "
        "diskon pinjol pinjaman investasi profit crypto forex followers viagra obat pembesar pelangsing jasa murah "
        "whatsapp klik daftar gratis terpercaya hoki freebet cuan"
    ).split()
)
_FEWEST_LETTERS: Final = 3


@dataclass(frozen=True)
class Writing:
    """A case, who wrote it (a key that says nothing of the person; empty for nobody known), and when."""

    case: int
    writer: str
    at: datetime


def connected(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, ...]]:
    """Cases that hang together by pairs: each group and its cases in order, the group of the oldest first."""
    above: dict[int, int] = {}

    def top(case: int) -> int:
        above.setdefault(case, case)
        while above[case] != case:
            above[case] = above[above[case]]
            case = above[case]
        return case

    for one, other in pairs:
        low, high = sorted((top(one), top(other)))
        above[high] = low
    groups: dict[int, list[int]] = defaultdict(list)
    for case in sorted(above):
        groups[top(case)].append(case)
    return [tuple(groups[case]) for case in sorted(groups)]


def campaigns(groups: Iterable[tuple[int, ...]], fewest: int = CAMPAIGN) -> list[tuple[int, ...]]:
    """The groups that are campaigns, the greatest first."""
    return sorted((group for group in groups if len(group) >= fewest), key=lambda group: (-len(group), group))


def repeat_writers(
    writings: Iterable[Writing], fewest: int = OFTEN, within: timedelta = _WEEK
) -> dict[str, tuple[int, ...]]:
    """Writer → the cases of every span in which so many came. Nobody known is nobody's repetition."""
    by_writer: dict[str, list[Writing]] = defaultdict(list)
    for writing in writings:
        if writing.writer:
            by_writer[writing.writer].append(writing)
    found = {writer: _crowded(theirs, fewest, within) for writer, theirs in sorted(by_writer.items())}
    return {writer: cases for writer, cases in found.items() if cases}


def _crowded(writings: list[Writing], fewest: int, within: timedelta) -> tuple[int, ...]:
    ordered = sorted(writings, key=lambda writing: (writing.at, writing.case))
    kept: set[int] = set()
    for first, last in zip(ordered, ordered[fewest - 1 :], strict=False):
        if last.at - first.at <= within:
            start = ordered.index(first)
            kept.update(writing.case for writing in ordered[start : start + fewest])
    return tuple(sorted(kept))


def looks_like_spam(text: str) -> str:
    """Why a text looks like spam, in one word; empty when it does not. Only a hint: a person decides.

    ``link``: a link beside words of selling; ``selling``: four such words without one; ``empty``: no three letters;
    ``repeated``: one word again and again.
    """
    shown = plain(text[:10_000])
    words = words_of(shown)
    letters = sum(letter.isalpha() for letter in shown)
    if letters < _FEWEST_LETTERS:
        return "empty"
    sold = len(_SOLD.intersection(words))
    if sold >= 2 and _LINK.search(_OUR_LINKS.sub("", shown)):
        return "link"
    if sold >= 4:
        return "selling"
    if len(words) >= 10 and len(set(words)) <= 2:
        return "repeated"
    return ""
