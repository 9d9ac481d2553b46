"""From grown texts to weights. scikit-learn and scipy, which only learning needs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from surga.core.triage.danger.features import BLOCKS, SIZE, Features, blocks_of, words_in
from surga.core.triage.danger.learned import KINDS
from surga.core.triage.danger.learning.growing import HERE, Grown, Line, grown, lines_of
from surga.core.triage.words import plain

#: The bigger, the more a single text may say; chosen by leaving out whole situations.
COST: Final = 10.0
_MOST: Final = 127
Quantized = tuple[NDArray[np.int8], NDArray[np.float32], NDArray[np.float32]]


def texts() -> tuple[list[Line], list[Line]]:
    """All lines to learn from, and the talk of long complaints to set them in."""
    talk = lines_of(HERE / "talk.txt")
    return [
        line for name in ("dangers", "calm", "tried") for line in lines_of(HERE / f"{name}.txt")
    ] + talk, talk


def learn() -> Quantized:
    """Weights in steps, the size of a step for each row, and what is added; the same texts give the same."""
    told = list(grown(*texts()))
    matrix = matrix_of(told)
    danger = fitted(matrix, np.array([bool(text.kind) for text in told]))
    named = np.flatnonzero([text.kind in KINDS for text in told])
    kinds = np.array([KINDS.index(told[at].kind) for at in named])
    machine = LogisticRegression(C=COST / 3, max_iter=200, tol=1e-3).fit(matrix[named], kinds)
    weights = np.vstack([danger.coef_, machine.coef_])
    steps = np.abs(weights).max(axis=1) / _MOST
    base = np.concatenate([danger.intercept_, machine.intercept_])
    return (
        np.rint(weights / steps[:, None]).astype(np.int8),
        steps.astype(np.float32),
        base.astype(np.float32),
    )


def fitted(matrix: Any, danger: NDArray[np.bool_]) -> Any:
    """The machine that tells danger from calm."""
    return LogisticRegression(C=COST, max_iter=500).fit(matrix, danger)


def matrix_of(told: Sequence[Grown]) -> Any:
    """One row for each text, as ``Learned`` weighs it."""
    columns: list[Features] = []
    values: list[NDArray[np.float64]] = []
    ends = [0]
    for text in told:
        blocks = blocks_of(words_in(plain(text.text).lower()))
        columns += blocks
        values += [
            np.full(len(b), by / np.sqrt(max(len(b), 1))) for b, by in zip(blocks, BLOCKS, strict=True)
        ]
        ends.append(ends[-1] + sum(map(len, blocks)))
    # liblinear and lbfgs count in 32 bits.
    at = np.concatenate(columns).astype(np.int32)
    matrix = sparse.csr_array((np.concatenate(values), at, np.array(ends, np.int32)), shape=(len(told), SIZE))
    matrix.sum_duplicates()
    return matrix


def save(model: Quantized, path: Path) -> None:
    """Write whole or not at all; raises ``OSError``."""
    half = path.with_suffix(".half")
    with half.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, weights=model[0], steps=model[1], base=model[2])
    half.replace(path)
