"""Answers against the truth: the figures of the tables, the same for us and for the baseline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.neighbors import NearestNeighbors
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

from surga.core.triage.routing.learning.mixing import calibration_error


@dataclass(frozen=True)
class Answers:
    """``right``: the true labels; ``best``: three labels for each; ``sure``: how sure of the first."""

    right: list[str]
    best: list[list[str]]
    sure: np.ndarray

    @property
    def hit(self) -> np.ndarray:
        return np.array([told[0] == right for told, right in zip(self.best, self.right, strict=True)])

    def accuracy(self) -> float:
        return float(self.hit.mean())

    def macro_f1(self) -> float:
        return self._f1(sorted(set(self.right)))

    def macro_f1_of_all(self) -> float:
        """An answer that was never right in these months is a class of its own, of 0."""
        return self._f1(sorted({*self.right, *(told[0] for told in self.best)}))

    def _f1(self, labels: list[str]) -> float:
        first = [told[0] for told in self.best]
        return float(f1_score(self.right, first, labels=labels, average="macro", zero_division=0))

    def among_three(self) -> float:
        return float(np.mean([right in told for told, right in zip(self.best, self.right, strict=True)]))

    def automatic(self, precision: float = 0.95) -> float:
        """The largest share that keeps this precision when the surest go first."""
        hit = self.hit[np.argsort(-self.sure, kind="stable")]
        good = np.flatnonzero(np.cumsum(hit) / np.arange(1, len(hit) + 1) >= precision)
        return float(good[-1] + 1) / len(hit) if len(good) else 0.0

    def calibration_error(self) -> float:
        return calibration_error(self.sure.astype(np.float32), self.hit)

    def by_agency(self) -> list[tuple[str, int, float, float, str]]:
        """Label, cases, precision, recall, and what it is mostly taken for."""
        first = [told[0] for told in self.best]
        told, hits = Counter(first), Counter(r for r, f in zip(self.right, first, strict=True) if r == f)
        wrong = Counter((r, f) for r, f in zip(self.right, first, strict=True) if r != f)
        rows = []
        for label, cases in Counter(self.right).most_common():
            others = [(count, f) for (r, f), count in wrong.items() if r == label]
            taken = f"{max(others)[1]} ({max(others)[0]})" if others else ""
            rows.append((label, cases, hits[label] / max(1, told[label]), hits[label] / cases, taken))
        return rows


def baseline(past: Sequence[str], labels: Sequence[str], then: Sequence[str], right: list[str]) -> Answers:
    """TF-IDF of words 1-2 and characters 3-5, linear SVM, untuned, text alone."""
    union = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=3),
    )
    pipe = make_pipeline(union, LinearSVC(random_state=0)).fit(past, labels)
    scores = pipe.decision_function(then)
    order = np.argsort(-scores, axis=1)
    top = np.exp(scores - scores.max(axis=1, keepdims=True))
    best = [[str(pipe.classes_[at]) for at in row[:3]] for row in order]
    return Answers(right, best, (top / top.sum(axis=1, keepdims=True)).max(axis=1))


def agreement(texts: Sequence[str], labels: Sequence[str], near: float) -> tuple[int, float]:
    """How many cases have another one nearly the same, and how often the two have the same label."""
    matrix = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit_transform(texts)
    far, at = NearestNeighbors(n_neighbors=2, metric="cosine").fit(matrix).kneighbors(matrix)
    pairs = [(row, other[1]) for row, (d, other) in enumerate(zip(far, at, strict=True)) if 1 - d[1] >= near]
    same = [labels[a] == labels[b] for a, b in pairs if a != b]
    return len(same), float(np.mean(same)) if same else 0.0
