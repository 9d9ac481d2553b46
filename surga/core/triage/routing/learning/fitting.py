"""One model from verified cases: forward in time first, to learn how sure it may be, then from all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.svm import LinearSVC

from surga.core.triage.routing.features import words_in
from surga.core.triage.routing.learning import mixing as mix
from surga.core.triage.routing.learning.corpus import Corpus, Verified, seeds_for
from surga.core.triage.routing.learning.matrix import Counts
from surga.core.triage.routing.model import Model
from surga.core.triage.routing.place import Places
from surga.core.triage.routing.weights import Numbers, Vocabulary, Weights

#: Where the past ends in each trial, as a share of all cases; each tells the next.
TRIALS: Final = (0.7, 0.85)
FEWEST_OF_A_TOPIC: Final = 10
MOST_TOPICS: Final = 120
_UNSEEN = -1.5
PRECISION: Final = 0.95


@dataclass(frozen=True)
class _Learned:
    vocabulary: Vocabulary
    columns: NDArray[np.int64]
    agency: Weights
    topic: Weights
    shares: Numbers


class Learner:
    """Holds the counted features, so that each trial weighs them without reading the texts again."""

    def __init__(self, verified: Sequence[Verified]) -> None:
        self.labels = tuple(sorted({case.label for case in verified}))
        # Texts of our own stand before the city's cases: every trial may learn from them, none is tried on them.
        seeds = seeds_for(self.labels)
        self.seeds, cases = len(seeds), [*seeds, *verified]
        topics = Counter(case.topic for case in cases if case.topic)
        self.topics = tuple(
            sorted(name for name, count in topics.most_common(MOST_TOPICS) if count >= FEWEST_OF_A_TOPIC)
        )
        label_at = {name: at for at, name in enumerate(self.labels)}
        topic_at = {name: at for at, name in enumerate(self.topics)}
        self.label = np.array([label_at[case.label] for case in cases])
        self.topic = np.array([topic_at.get(case.topic, -1) for case in cases])
        self.words = np.array([len(words_in(case.told.text)) for case in cases])
        self.counts = Counts.of([case.told for case in cases])

    def learned(self, rows: NDArray[np.int64]) -> _Learned:
        vocabulary, columns = self.counts.vocabulary(rows)
        matrix = self.counts.weighed(rows, vocabulary, columns)
        label, topic = self.label[rows], self.topic[rows]
        sizes = np.bincount(label, minlength=len(self.labels)).astype(float)
        # A small agency's case counts more, but not so much that the big ones' are given to it.
        counted = sizes[label] ** -0.5
        counted /= counted.mean()
        # Two views of the same texts, and their mean: each alone errs where the other does not.
        alone = _weights(matrix, label, len(self.labels), 0.3, counted)
        by_odds = _weights_by_odds(matrix, label, len(self.labels), 0.3, counted)
        agency = _mean(alone, by_odds)
        named = np.flatnonzero(topic >= 0)
        about = _weights(matrix[named], topic[named], len(self.topics), 0.2, None)
        shares = np.full((len(self.topics), len(self.labels)), 1e-6, np.float32)
        np.add.at(shares, (topic[named], label[named]), 1)
        return _Learned(vocabulary, columns, agency, about, shares / shares.sum(axis=1, keepdims=True))

    def tried(self) -> list[mix.Tried]:
        """What the past would have said of the next months."""
        size = len(self.label) - self.seeds
        ends = [self.seeds + end for end in (*(int(size * share) for share in TRIALS), size)]
        return [self._tried(np.arange(start), np.arange(start, end)) for start, end in pairwise(ends)]

    def _tried(self, past: NDArray[np.int64], then: NDArray[np.int64]) -> mix.Tried:
        learned = self.learned(past)
        matrix = self.counts.weighed(then, learned.vocabulary, learned.columns)
        scores, topics = _scores(matrix, learned.agency), _scores(matrix, learned.topic)
        return mix.Tried(scores, topics, learned.shares, self.words[then], self.label[then])


@dataclass(frozen=True)
class Learnt:
    """``held``: the newest cases, told by a model that had not seen them, and what it ``said`` (labels)."""

    model: Model
    held: tuple[Verified, ...]
    said: tuple[str, ...]


def learn(corpus: Corpus, precision: float = PRECISION) -> Learnt:
    """A model from all cases, with a confidence and a threshold that held forward in time."""
    learner = Learner(corpus.cases)
    trials = learner.tried()
    mixing, hit = mix.fitted(trials), mix.hits(trials)
    sure = mix.sureness(trials, mixing)
    line = mix.threshold(sure, hit, precision)
    learned = learner.learned(np.arange(len(learner.label)))
    model = Model(
        version=version_of(corpus.cases),
        labels=learner.labels,
        topics=learner.topics,
        vocabulary=learned.vocabulary,
        agency=learned.agency,
        topic=learned.topic,
        shares=learned.shares,
        places=Places.learned((case.told, case.agency) for case in corpus.cases),
        mixing=mixing,
        threshold=line,
        learned=_account(corpus, precision, hit, sure, line),
    )
    newest = trials[-1].scores.argmax(axis=1)
    held = corpus.cases[-len(newest) :]
    return Learnt(model, held, tuple(learner.labels[at] for at in newest))


def _account(
    corpus: Corpus, precision: float, hit: NDArray[np.bool_], sure: Numbers, line: float
) -> dict[str, Any]:
    """How a model came about, kept with it."""
    return {
        "cases": len(corpus.cases),
        "first": corpus.cases[0].day,
        "last": corpus.cases[-1].day,
        "precision": precision,
        "tried": {
            "cases": len(hit),
            "right": round(float(hit.mean()), 4),
            "automatic": round(float((sure >= line).mean()), 4),
            "calibration_error": round(mix.calibration_error(sure, hit), 4),
        },
    }


def version_of(cases: Sequence[Verified]) -> str:
    """The last day, and what was learned from: the same cases give the same version."""
    said = blake2b(digest_size=4)
    for case in cases:
        said.update(f"{case.told.text}\0{case.agency}\0".encode(errors="replace"))
    return f"{cases[-1].day[:10] or 'undated'}-{said.hexdigest()}"


def _weights(matrix: Any, label: NDArray[np.int64], labels: int, cost: float, counted: Any) -> Weights:
    """One column for each label; a label that was not among the cases is never likely."""
    columns = np.zeros((matrix.shape[1], labels), np.float16)
    base = np.full(labels, _UNSEEN, np.float32)
    seen = np.unique(label)
    if len(seen) > 1:
        machine = LinearSVC(C=cost, tol=1e-2, random_state=0).fit(matrix, label, sample_weight=counted)
        signs = 1 if len(seen) > 2 else np.array([[-1], [1]])
        columns[:, machine.classes_] = (machine.coef_ * signs).T
        base[machine.classes_] = (machine.intercept_ * np.ravel(signs)).astype(np.float32)
    elif len(seen):
        base[seen] = 1
    return Weights(columns, base)


def _weights_by_odds(
    matrix: Any, label: NDArray[np.int64], labels: int, cost: float, counted: Any
) -> Weights:
    """The same, but a feature counts the more, the more it tells one label from all others (Wang & Manning 2012)."""
    columns = np.zeros((matrix.shape[1], labels), np.float16)
    base = np.full(labels, _UNSEEN, np.float32)
    total = np.asarray(matrix.sum(axis=0)).ravel()
    for one in np.unique(label):
        mine = label == one
        if mine.all():
            base[one] = 1
            continue
        own = np.asarray(matrix[mine].sum(axis=0)).ravel()
        odds = np.log((own + 0.1) / (own + 0.1).sum()) - np.log(
            (total - own + 0.1) / (total - own + 0.1).sum()
        )
        telling = np.sqrt(np.abs(odds)).astype(np.float32)
        machine = LinearSVC(C=cost, tol=1e-2, random_state=0)
        machine.fit(_scaled(matrix, telling), mine, sample_weight=counted)
        columns[:, one], base[one] = machine.coef_[0] * telling, machine.intercept_[0]
    return Weights(columns, base)


def _scaled(matrix: Any, by: Numbers) -> Any:
    """Each column times its factor."""
    scaled = matrix.copy()
    scaled.data = scaled.data * by[scaled.indices]
    return scaled


def _mean(one: Weights, other: Weights) -> Weights:
    columns = (one.columns.astype(np.float32) + other.columns) / 2
    return Weights(columns.astype(np.float16), ((one.base + other.base) / 2).astype(np.float32))


def _scores(matrix: Any, weights: Weights) -> Numbers:
    return np.asarray(matrix @ weights.columns.astype(np.float32) + weights.base, np.float32)
