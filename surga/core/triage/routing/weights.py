"""A linear model as plain arrays: from features to a score for every label, and back to the words that made it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surga.core.triage.routing.features import BLOCKS, Block

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Vector:
    """A text in the model's own features. ``spread``: for each word of the text, which features it fed how much."""

    rows: NDArray[np.int64]
    values: Numbers
    spread: tuple[NDArray[np.int64], NDArray[np.int32], Numbers]


@dataclass(frozen=True)
class Vocabulary:
    """The features that a model knows: sorted ``keys``, and how telling each is (``idf``)."""

    keys: NDArray[np.uint32]
    idf: Numbers

    def vector(self, blocks: Iterable[Block]) -> Vector:
        """The text's features: 1 + log of how often, by idf, each block of length 1 times its weight."""
        rows, values, at, words, parts = [], [], [], [], []
        for block in blocks:
            known, place = self._known(block.keys)
            found, back, counts = np.unique(place, return_inverse=True, return_counts=True)
            value = (1 + np.log(counts, dtype=np.float32)) * self.idf[found]
            length = float(np.sqrt(np.dot(value, value)))
            value *= BLOCKS[block.name] / length if length else 0.0
            rows.append(found)
            values.append(value)
            at.append(place)
            words.append(block.words[known])
            parts.append((value / counts)[back])
        spread = (np.concatenate(at), np.concatenate(words), np.concatenate(parts).astype(np.float32))
        return Vector(np.concatenate(rows), np.concatenate(values).astype(np.float32), spread)

    def _known(self, keys: NDArray[np.uint32]) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
        if not len(self.keys):
            return np.zeros(len(keys), bool), np.zeros(0, np.int64)
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        known = self.keys[place] == keys
        return known, place[known]


@dataclass(frozen=True)
class Weights:
    """One column for each label. Half precision: a label's rank never hangs on the fourth digit."""

    columns: NDArray[np.float16]
    base: Numbers

    def scores(self, vector: Vector) -> Numbers:
        picked = self.columns[vector.rows].astype(np.float32)
        return np.asarray(vector.values @ picked + self.base, np.float32)

    def by_word(self, vector: Vector, label: int, against: int, words: int) -> Numbers:
        """How much each of the text's ``words`` words spoke for ``label`` rather than ``against``."""
        at, word, part = vector.spread
        weight = self.columns[at, label].astype(np.float32) - self.columns[at, against].astype(np.float32)
        from_text = word >= 0
        summed = np.bincount(word[from_text], (weight * part)[from_text], minlength=words)
        return np.asarray(summed[:words], np.float32)
