"""Finding articles by the words of a question. Plain Python.

A word counts the more, the fewer articles it stands in, and by where it stands: title and other words most, then the
summary, then steps and requirements. The score is the part of the question that an article covers (0 to 1), raised a
little by the part of its title that the question names: "ktp" alone fits five articles, "ktp hilang" one.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from surga.core.knowledge.article import ArticleInfo, Found
from surga.core.knowledge.everyday import EMPTY, FAINT, PHRASES, SAME
from surga.core.knowledge.spelling import Speller
from surga.core.triage.words import search_words, words_of

#: How much a word counts by the part of the article that it stands in.
TITLE, WORDS, ENGLISH, SUMMARY, REST = 1.0, 1.0, 0.8, 0.6, 0.25
#: What a word that was mistyped, one that many matters share, and one that no article has count for.
MISTYPED, SHARED, UNKNOWN = 0.85, 0.3, 0.7
#: How much of the score the title decides.
BY_TITLE = 0.25
#: Below this an article is not worth showing; nor is one that is so much farther from the question than the best.
LEAST, BESIDE = 0.3, 0.5
#: From here on an article is what was asked for: its score, how far the next one lies behind, and how much its words
#: tell, as a part of what the rarest word tells.
SURE_SCORE, SURE_LEAD, SURE_WEIGHT = 0.6, 0.06, 0.5


@dataclass(frozen=True, slots=True)
class _Term:
    """A word of the question: the roots it may mean, and how much it counts."""

    roots: tuple[str, ...]
    weight: float


class Index:
    """All articles, made ready to be searched. ``silent``: words that say nothing here, such as the city's name."""

    def __init__(self, articles: Iterable[ArticleInfo], silent: Iterable[str] = ()) -> None:
        self._silent = EMPTY | {*silent}
        self._articles = tuple(articles)
        self._weights: list[dict[str, float]] = []
        self._titles: list[frozenset[str]] = []
        written: dict[str, str] = {}
        for article in self._articles:
            weights: dict[str, float] = {}
            for weight, text in _parts(article):
                for word, root in _rooted(text, self._silent):
                    written[word] = root
                    weights[root] = max(weight, weights.get(root, 0))
            self._weights.append(weights)
            self._titles.append(frozenset(root for _word, root in _rooted(article.title, self._silent)))
        self._roots = {**written, **{root: root for root in written.values()}}
        self._speller = Speller(self._roots)
        self._rarity = self._rarities()
        self._where: dict[str, list[int]] = defaultdict(list)
        for number, weights in enumerate(self._weights):
            for root in weights:
                self._where[root].append(number)

    def search(self, text: str, limit: int) -> list[Found]:
        """The articles that fit best, best first; an empty list when none does."""
        terms = list(self._terms(text))
        whole = sum(term.weight for term in terms)
        reached: dict[int, float] = defaultdict(float)
        for term in terms:
            for number in {each for root in term.roots for each in self._where.get(root, ())}:
                reached[number] += term.weight * max(
                    self._weights[number].get(root, 0) for root in term.roots
                )
        asked = {root for term in terms for root in term.roots}
        scored = [
            (gain / whole * (1 - BY_TITLE + BY_TITLE * self._named(number, asked)), number)
            for number, gain in reached.items()
        ]
        scored.sort(key=self._rank)
        return [
            Found(
                self._articles[number],
                round(score, 4),
                place == 0 and self._sure(score, number, reached, whole),
            )
            for place, (score, number) in enumerate(scored[:limit])
            if score >= max(LEAST, BESIDE * scored[0][0])
        ]

    def _rank(self, each: tuple[float, int]) -> tuple[float, bool, str]:
        """The best first; of equals what is urgent: who writes "kebakaran" asks for no aid after a fire."""
        article = self._articles[each[1]]
        return -round(each[0], 6), article.theme != "emergency", article.slug

    def _sure(self, score: float, number: int, reached: dict[int, float], whole: float) -> bool:
        """Whether the first is what was asked for: it covers the question, tells enough, no other covers as much."""
        others = max((gain for each, gain in reached.items() if each != number), default=0.0)
        lead, told = (reached[number] - others) / whole, reached[number] / self._rarity[""]
        return score >= SURE_SCORE and lead >= SURE_LEAD and told >= SURE_WEIGHT

    def _terms(self, text: str) -> Iterator[_Term]:
        seen: set[str] = set()
        for word in telling_words(text, self._silent):
            root = search_words(word)[0]
            roots = (root,) if root in self._roots else self._meant(word)
            if not seen.issuperset(roots or (word,)):
                seen.update(roots or (word,))
                yield self._term(word, roots, 1 if root in roots else MISTYPED)

    def _meant(self, word: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._roots[each] for each in self._speller.meant(word)))

    def _term(self, word: str, roots: tuple[str, ...], trust: float) -> _Term:
        if not roots:
            # Digits that no article has are numbers of houses and years, not what is asked for.
            return _Term((), 0 if word.isdigit() or word in FAINT else UNKNOWN * self._rarity[""])
        weight = trust * max(self._rarity[root] for root in roots)
        return _Term(roots, weight * SHARED if FAINT.issuperset(roots) else weight)

    def _named(self, number: int, asked: set[str]) -> float:
        """How much of the article's title the question names, 0 to 1."""
        title = self._titles[number]
        whole = sum(self._rarity[root] for root in title)
        return sum(self._rarity[root] for root in title & asked) / whole if whole else 0.0

    def _rarities(self) -> dict[str, float]:
        """How much each root tells, by the number of articles that speak of it; "" for one that none has."""
        count = len(self._articles)
        spoken = Counter(
            root for weights in self._weights for root, weight in weights.items() if weight > REST
        )
        found = {root: math.log(1 + count / (spoken[root] or 1)) for root in self._roots.values()}
        return {**found, "": math.log(1 + count)}


def _parts(article: ArticleInfo) -> Iterator[tuple[float, str]]:
    yield TITLE, article.title
    yield from ((WORDS, each) for each in article.words)
    yield ENGLISH, f"{article.title_en} {article.summary_en}"
    yield SUMMARY, article.summary
    yield REST, " ".join([*article.requirements, *article.steps])


def _rooted(text: str, silent: Set[str]) -> Iterator[tuple[str, str]]:
    return zip(words := telling_words(text, silent), search_words(" ".join(words)), strict=True)


def telling_words(text: str, silent: Set[str] = EMPTY) -> list[str]:
    """The words that say what it is about, in plain Indonesian."""
    flat = text.lower()
    for pattern, word in PHRASES:
        flat = pattern.sub(word, flat)
    said = (SAME.get(word, word) for word in map(_without_ending, words_of(flat)))
    return [word for word in said if word not in silent and (len(word) > 1 or word.isdigit())]


def _without_ending(word: str) -> str:
    """A word of every day without its "the": syaratnya, syarate, carane."""
    for ending in ("nya", "ne", "e"):
        bare = word.removesuffix(ending)
        if bare != word and (bare in EMPTY or bare in SAME):
            return bare
    return word
