"""The second opinion on danger: a linear model learned from texts of our own. Plain Python and numpy.

``learned.npz`` holds weights only, no text. ``python -m surga.core.triage.danger.learning`` makes it anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from math import log, sqrt
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from surga.core.triage.danger.features import BLOCKS, Features, blocks_of, meanings_of, words_in

FILE: Final = Path(__file__).with_name("learned.npz")
KINDS: Final = ("fire", "flood", "wires", "violence", "child", "illness", "accident")
#: A text of up to so many words is weighed as a whole; in a longer one a sentence without end is cut into such.
STRETCH: Final = 24
#: Sentences are put together until there are so many words, if that does not make more than ``ROOM``.
FEWEST: Final = 6
ROOM: Final = 20
#: What a long text tells must speak so much louder each time the text is e times longer, for it has as many more
#: chances to sound dangerous.
LONGER: Final = 4.0
#: From this score on a text is taken for a danger, though no sign was found in it.
TELLS: Final = -1.5
#: Below this score a sign that was found is taken back: what stands around it is calm.
DENIES: Final = -2.0
#: The same as ``LONGER`` for taking back a sign, which needs less: it says for itself what it saw.
LONGER_BY_SIGN: Final = 2.0
_WORDS_NAMED: Final = 3
Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Opinion:
    """``score``: above 0 rather a danger than not. ``length``: 0 for a short text, the log of how many times longer.

    ``words``: of the loudest stretch, as they were read.
    """

    score: float
    length: float
    words: tuple[str, ...]

    @property
    def tells(self) -> bool:
        """A danger, whether a sign was found or not."""
        return bool(self.words) and self.score - LONGER * self.length >= TELLS


@dataclass(frozen=True)
class Learned:
    """``rows``: the weights of danger, then of each kind. ``base``: what is added to each."""

    rows: Numbers
    base: Numbers

    def opinion(self, said: str) -> Opinion:
        """On a text in lower case: the loudest of its stretches."""
        stretches = stretches_of(said)
        scored = [(float(self._scores(stretch, _FIRST)[0]), stretch) for stretch in stretches]
        score, words = max(scored, key=lambda one: one[0])
        return Opinion(score, _length(len(words_in(said))), tuple(words))

    def denies(self, opinion: Opinion, around: str) -> bool:
        """Whether what stands around a sign is calm."""
        score = opinion.score
        if opinion.length:
            score = float(self._scores(words_in(around), _FIRST)[0])
        return score - LONGER_BY_SIGN * opinion.length < DENIES

    def kind(self, opinion: Opinion) -> str:
        """The likeliest kind of what was heard."""
        return KINDS[int(np.argmax(self._scores(list(opinion.words), _KIND_ROWS)))]

    def loudest(self, opinion: Opinion) -> str:
        """The few words that spoke loudest for danger, in their order."""
        known = [at for at, word in enumerate(opinion.words) if meanings_of(word)]
        told = {at: float(self._scores([opinion.words[at]], _FIRST)[0]) for at in known}
        best = sorted(known, key=lambda at: (-told[at], at))[:_WORDS_NAMED]
        return " ".join(opinion.words[at] for at in sorted(best) if told[at] > self.base[0])

    def _scores(self, words: list[str], rows: slice) -> Numbers:
        return np.sum([self.base[rows], *self._blocks(blocks_of(words), rows)], axis=0)

    def _blocks(self, blocks: tuple[Features, ...], rows: slice) -> list[Numbers]:
        """A block counts by the root of its size: many features weigh more than few, but not as much more."""
        weights = self.rows[rows]
        return [
            weights[:, block].sum(axis=1) * (by / sqrt(max(len(block), 1)))
            for block, by in zip(blocks, BLOCKS, strict=True)
        ]


_FIRST: Final = slice(0, 1)
_KIND_ROWS: Final = slice(1, len(KINDS) + 1)


def _length(words: int) -> float:
    """0 for a text that is weighed as a whole. The first step is larger: from there on the loudest part is sought."""
    return 0.0 if words <= STRETCH else 1.0 + log(words / STRETCH)


def stretches_of(said: str) -> list[list[str]]:
    """The words of a short text; of a longer one its sentences, the short ones together, the long ones in pieces.

    At least one stretch, which may be empty.
    """
    words = words_in(said)
    if len(words) <= STRETCH:
        return [words]
    stretches: list[list[str]] = []
    for sentence in _END.split(said):
        more = words_in(sentence)
        if stretches and len(stretches[-1]) < FEWEST and len(stretches[-1]) + len(more) <= ROOM:
            stretches[-1] = stretches[-1] + more
        else:
            stretches.append(more)
    if len(stretches[-1]) < FEWEST and len(stretches) > 1:
        last = stretches.pop()
        stretches[-1] = stretches[-1] + last
    return [piece for stretch in stretches for piece in _pieces(stretch)]


def _pieces(words: list[str]) -> list[list[str]]:
    """Each beginning in the middle of the one before."""
    half = STRETCH // 2
    if len(words) <= STRETCH + half:
        return [words]
    return [words[at : at + STRETCH] for at in range(0, len(words) - half, half)]


_END: Final = re.compile(r"[.!?;]+(?=\s|$)")


@cache
def shipped() -> Learned:
    """The model that comes with the project, read once."""
    with np.load(FILE, allow_pickle=False) as file:
        rows = file["weights"].astype(np.float32) * file["steps"][:, None]
        return Learned(rows.astype(np.float32), file["base"].astype(np.float32))
