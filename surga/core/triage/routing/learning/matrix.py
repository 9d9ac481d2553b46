"""All texts' features as sparse matrices, counted once and weighed anew for each stretch of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from surga.core.triage.routing.features import BLOCKS, LEAST, Told, blocks_of
from surga.core.triage.routing.weights import Vocabulary

#: Keeps a model under 60 MB: the rarest features go first.
MOST_FEATURES: Final = 150_000
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Counts:
    """How often each text has each feature, by block. ``keys``: the columns, sorted."""

    keys: NDArray[np.uint32]
    blocks: dict[str, Any]

    @classmethod
    def of(cls, texts: Sequence[Told]) -> Counts:
        rows: dict[str, list[NDArray[np.uint32]]] = {name: [] for name in BLOCKS}
        for told in texts:
            for block in blocks_of(told):
                rows[block.name].append(block.keys)
        keys = np.unique(np.concatenate([key for found in rows.values() for key in found]))
        return cls(keys, {name: _counted(found, keys) for name, found in rows.items()})

    def vocabulary(self, learn: Places) -> tuple[Vocabulary, Places]:
        """What the texts at ``learn`` teach, and the columns it keeps."""
        texts_with = {name: _texts_with(block[learn]) for name, block in self.blocks.items()}
        common = np.any([found >= LEAST[name] for name, found in texts_with.items()], axis=0)
        total = np.sum(list(texts_with.values()), axis=0)
        columns = np.flatnonzero(common)
        if len(columns) > MOST_FEATURES:
            columns = np.sort(columns[np.argsort(-total[columns], kind="stable")[:MOST_FEATURES]])
        idf = np.log((1 + len(learn)) / (1 + total[columns])) + 1
        return Vocabulary(self.keys[columns], idf.astype(np.float32)), columns

    def weighed(self, rows: Places, vocabulary: Vocabulary, columns: Places) -> Any:
        """The texts as ``Vocabulary.vector`` would give them, one a row."""
        together = None
        for name, counts in self.blocks.items():
            block = counts[rows][:, columns].astype(np.float32)
            block.data = 1 + np.log(block.data)
            block = block.multiply(vocabulary.idf[None, :]).tocsr()
            length = np.sqrt(np.asarray(block.multiply(block).sum(axis=1)).ravel())
            factor = np.divide(BLOCKS[name], length, out=np.zeros_like(length), where=length > 0)
            block = sparse.diags_array(factor.astype(np.float32)) @ block
            together = block if together is None else together + block
        whole = sparse.csr_array(together, dtype=np.float32)
        # liblinear counts in 32 bits.
        whole.indices, whole.indptr = whole.indices.astype(np.int32), whole.indptr.astype(np.int32)
        return whole


def _counted(found: list[NDArray[np.uint32]], keys: NDArray[np.uint32]) -> Any:
    columns = np.searchsorted(keys, np.concatenate(found))
    start = np.concatenate([[0], np.cumsum([len(each) for each in found])])
    counts = sparse.csr_array(
        (np.ones(len(columns), np.float32), columns, start), shape=(len(found), len(keys))
    )
    counts.sum_duplicates()
    return counts


def _texts_with(block: Any) -> Places:
    return np.bincount(block.indices, minlength=block.shape[1]).astype(np.int64)
