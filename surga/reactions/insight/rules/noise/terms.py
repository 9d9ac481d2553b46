"""Words and two-word terms that come up: in recent texts far more often than in earlier ones.

Each reporter counts once per term, however often they write it: fifty letters of one person are no rise. How far apart
two sets of texts are in a term is the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn
2008, "Fightin' Words"), the prior being how common the term is in all of them; whether chance would do it, the exact
conditional test of two counts; over all terms Benjamini & Hochberg 1995.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from surga.core.triage.masking.names.lexicon import kind_of
from surga.core.triage.similar.words import folded_words
from surga.core.triage.words import plain
from surga.reactions.insight.rules.statistics import is_more_than_noise

#: A term of fewer reporters is nobody's but theirs.
FEWEST: Final = 5
#: A report says what it is about early.
LONGEST: Final = 1_500
#: Texts of an earlier season, below which nothing is said of a season.
ENOUGH_OF_A_SEASON: Final = 100
_Z95: Final = 1.645
_PIECE: Final = re.compile(r"[^\W_]+|\[[a-z ]+\]|[^\w\s]")
_NAMES: Final = frozenset({"sure", "form"})
#: Words of time and amount: people say them of any matter.
_IDLE: Final = frozenset(
    "hampir sebulan seminggu setahun sehari semalam kemarin kemaren tadi besok lusa hari minggu bulan tahun jam menit "
    "pagi siang sore malam senin selasa rabu kamis jumat sabtu januari februari maret april mei juni juli agustus "
    "september oktober november desember satu dua tiga empat lima enam tujuh delapan sembilan sepuluh puluh beberapa "
    "banyak sedikit sekitar kurang paling makin semakin terus tetap jadi menjadi buat supaya biar nanti sekarang dulu "
    "katanya kata baru lama cepat sejak lalu setelah sebelum wingi bengi isuk dina wulan taun wis durung meneh".split()
)
#: Two terms of which so many reporters are the same are one.
_SAME: Final = 0.75


class Text(NamedTuple):
    """What one reporter wrote. ``who`` is the same for the same reporter; ``case`` is the case's id."""

    case: int
    who: str
    words: str


class Spelled(NamedTuple):
    """A term: its roots, how it was written, and whether it was written as a name (a capital within a sentence)."""

    key: str
    written: str
    named: bool | None


class Term(NamedTuple):
    """A term that rises. ``key``: its roots; ``words``: as most write it; ``n``: reporters of the last weeks, out of
    ``of``; ``expected``: how many it would be if it were as common as before; ``z``: log-odds over their error;
    ``cases``: where it stands, the newest first; ``also``: terms of nearly the same cases."""

    key: str
    words: str
    n: int
    of: int
    expected: float
    before: int
    z: float
    p: float
    cases: tuple[int, ...]
    also: tuple[str, ...] = ()


def terms_of(text: str) -> Iterable[Spelled]:
    """The terms of a text: words that say something by their roots, and two of them side by side.

    Without numbers, masks, and what is hardly anything but a name.
    """
    before: Spelled | None = None
    beginning = True
    for piece in _PIECE.findall(plain(text[:LONGEST])):
        root = _root_of(piece)
        if not root:
            # A sign parts terms, a small word too; after the end of a sentence a capital says nothing.
            before, beginning = None, (piece in ".!?:;" if not piece[0].isalnum() else False)
            continue
        named = None if beginning or piece.isupper() else piece[0].isupper()
        one = Spelled(root, piece.lower(), named)
        yield one
        if before is not None and before.key != root:
            yield Spelled(f"{before.key} {root}", f"{before.written} {one.written}", None)
        before, beginning = one, False


def keys_of(text: str) -> set[str]:
    """The keys of ``terms_of``, quickly: tens of thousands of texts are counted by them."""
    found: set[str] = set()
    before = ""
    for piece in _PIECE.findall(plain(text[:LONGEST])):
        root = _root_of(piece)
        if root:
            found.add(root)
            if before and before != root:
                found.add(f"{before} {root}")
        before = root
    return found


class Corpus:
    """Texts counted: how many reporters used each term. What ``look_at`` was asked of is known more closely: which
    cases have it, whose they are, how it is written."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._texts = list(texts)
        by_reporter: dict[str, set[str]] = {}
        for text in self._texts:
            keys = keys_of(text.words)
            if text.who in by_reporter:
                by_reporter[text.who] |= keys
            else:
                by_reporter[text.who] = keys
        self.n = len(by_reporter)
        self.counts: Counter[str] = Counter()
        for keys in by_reporter.values():
            self.counts.update(keys)
        self.cases: dict[str, list[int]] = {}
        self.reporters: dict[str, set[str]] = {}
        self._written: dict[str, Counter[str]] = {}
        self._named: dict[str, list[int]] = {}

    def look_at(self, keys: Iterable[str]) -> None:
        """Read the texts again for these terms."""
        wanted = set(keys)
        singles = {word for key in wanted for word in key.split()}
        for text in self._texts:
            if wanted.isdisjoint(keys_of(text.words)):
                continue
            for term in terms_of(text.words):
                if term.key in wanted:
                    self._keep(term, text)
                if term.named is not None and term.key in singles:
                    seen = self._named.setdefault(term.key, [0, 0])
                    seen[0] += term.named
                    seen[1] += 1

    def _keep(self, term: Spelled, text: Text) -> None:
        cases = self.cases.setdefault(term.key, [])
        if not cases or cases[-1] != text.case:
            cases.append(text.case)
        self.reporters.setdefault(term.key, set()).add(text.who)
        self._written.setdefault(term.key, Counter())[term.written] += 1

    def written(self, key: str) -> str:
        """As most write it."""
        return max(sorted(self._written[key]), key=self._written[key].__getitem__)

    def is_named(self, key: str) -> bool:
        """Whether one of its words mostly begins with a capital within a sentence: a person or a place."""
        for word in key.split():
            capital, seen = self._named.get(word, (0, 0))
            if capital * 2 > seen:
                return True
        return False


def rising_terms(
    recent: Corpus,
    before: Corpus,
    season: Corpus | None = None,
    *,
    known: Collection[str] = (),
    never: Collection[str] = (),
    holds: Callable[[str, Sequence[int]], bool] = lambda _key, _cases: True,
    most: int = 12,
) -> list[Term]:
    """What comes up in ``recent``, against ``before`` and, where it has enough texts, the same ``season`` of last year.

    ``known``: roots of the city's own words, that are no names however they are written; ``never``: roots of places.
    ``holds(term, cases)``: asked of what would be told, whether it stands in enough masked texts.
    """
    sure = _sure(recent, before)
    recent.look_at(key for _z, key, _p in sure)
    found = [
        each
        for each in sure
        if _is_no_name(each[1], recent, known, never) and _beyond_season(each[1], recent, season)
    ]
    told: list[Term] = []
    for z, key, p in sorted(found, key=lambda each: (-each[0], each[1])):
        twin = next((i for i, one in enumerate(told) if _same(recent, key, one)), None)
        if twin is not None:
            told[twin] = told[twin]._replace(also=(*told[twin].also, key))
            continue
        if len(told) >= most:
            break
        cases = tuple(reversed(recent.cases[key]))
        if holds(key, cases):
            told.append(_term(key, z, p, cases, recent, before))
    return [each._replace(also=_said_more(each, recent)) for each in told]


def log_odds(y: int, n: int, other_y: int, other_n: int, prior: float, weight: float) -> float:
    """The z of a term's log-odds ratio: ``y`` of ``n`` against ``other_y`` of ``other_n``; ``prior``: the share that it
    has anyway, which counts as much as ``weight`` texts (Monroe et al. 2008, equations 16, 19 and 22)."""
    alpha = prior * weight
    here = math.log((y + alpha) / (n + weight - y - alpha))
    there = math.log((other_y + alpha) / (other_n + weight - other_y - alpha))
    return (here - there) / math.sqrt(1 / (y + alpha) + 1 / (other_y + alpha))


def _sure(recent: Corpus, before: Corpus) -> list[tuple[float, str, float]]:
    """Terms of enough reporters that are more common than before beyond chance: (z, term, p)."""
    from scipy.stats import binom

    if recent.n == 0 or before.n == 0:
        return []
    keys = [key for key, n in recent.counts.items() if n >= FEWEST]
    if not keys:
        return []
    share = recent.n / (recent.n + before.n)
    here = [recent.counts[key] for key in keys]
    both = [n + before.counts[key] for n, key in zip(here, keys, strict=True)]
    ps = [float(p) for p in binom.sf([n - 1 for n in here], both, share)]
    told = is_more_than_noise(ps)
    rows = zip(keys, here, both, ps, told, strict=True)
    return [
        (log_odds(n, recent.n, all_ - n, before.n, all_ / (recent.n + before.n), float(recent.n)), key, p)
        for key, n, all_, p, more in rows
        if more
    ]


def _is_no_name(key: str, recent: Corpus, known: Collection[str], never: Collection[str]) -> bool:
    words = key.split()
    if any(word in never for word in words):
        return False
    if all(word in known for word in words):
        return True
    return not recent.is_named(" ".join(word for word in words if word not in known))


def _beyond_season(key: str, recent: Corpus, season: Corpus | None) -> bool:
    if season is None or season.n < ENOUGH_OF_A_SEASON:
        return True
    here, then = recent.counts[key], season.counts[key]
    prior = (here + then) / (recent.n + season.n)
    return log_odds(here, recent.n, then, season.n, prior, float(recent.n)) >= _Z95


def _same(recent: Corpus, key: str, told: Term) -> bool:
    """Whether nearly the same reporters use both."""
    mine, theirs = recent.reporters[key], recent.reporters[told.key]
    return len(mine & theirs) >= _SAME * min(len(mine), len(theirs))


def _said_more(told: Term, recent: Corpus) -> tuple[str, ...]:
    """Of the terms of nearly the same cases those that say most: two words before one of them."""
    chosen: list[str] = []
    for key in sorted(told.also, key=lambda key: " " not in key):
        if not any(f" {key} " in f" {other} " for other in (told.key, *chosen)):
            chosen.append(key)
    return tuple(recent.written(key) for key in chosen[:3])


def _term(key: str, z: float, p: float, cases: tuple[int, ...], recent: Corpus, before: Corpus) -> Term:
    then = before.counts[key]
    expected = then / before.n * recent.n
    return Term(key, recent.written(key), recent.counts[key], recent.n, expected, then, z, p, cases)


def _flat(word: str) -> str:
    return unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()


@lru_cache(maxsize=200_000)
def _root_of(piece: str) -> str:
    """The root of a piece of a text; nothing for a sign, a mask, and what is no term."""
    return _root(_flat(piece)) if piece[0].isalnum() else ""


@lru_cache(maxsize=100_000)
def _root(word: str) -> str:
    """The root of a word that may be told; nothing for small words, numbers and names."""
    if len(word) < 3 or not word.isalpha() or word in _IDLE or kind_of(word) in _NAMES:
        return ""
    found = folded_words(word)
    return found[0] if len(found) == 1 and len(found[0]) > 2 and found[0] not in _IDLE else ""


def roots_of(texts: Iterable[str]) -> frozenset[str]:
    """The roots of all words of these texts, e.g. of the city's topics, or of its places."""
    return frozenset(root for text in texts for word in _PIECE.findall(text) if (root := _root(_flat(word))))
