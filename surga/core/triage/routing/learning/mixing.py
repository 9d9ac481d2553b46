"""From scores to a confidence that holds forward in time, and from there to the threshold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from scipy.special import log_softmax
from sklearn.linear_model import LogisticRegression

from surga.core.triage.routing.model import Mixing, confidence, evidence, softmax
from surga.core.triage.routing.weights import Numbers

_ENOUGH_TO_TRUST: Final = 50
#: So strongly a label that was seldom tried is held to what its scores say.
_HELD = 10.0
#: No confidence reaches it: every case goes to a verifier.
NEVER: Final = 1.01


@dataclass(frozen=True)
class Tried:
    """Answers of one model for cases that it had not seen. ``right``: the true agency's column."""

    scores: Numbers
    topics: Numbers
    shares: Numbers
    words: NDArray[np.int64]
    right: NDArray[np.int64]

    @property
    def hit(self) -> NDArray[np.bool_]:
        return np.asarray(self.scores.argmax(axis=1) == self.right)

    def evidence(self, own: float) -> Numbers:
        return evidence(own * self.scores, self.topics, self.shares, self.words)


def fitted(trials: Sequence[Tried]) -> Mixing:
    """The scale under which what happened was likeliest, and the confidence that goes with it."""
    scores, right = (
        np.concatenate([one.scores for one in trials]),
        np.concatenate([one.right for one in trials]),
    )

    def loss(own: float) -> float:
        return float(-np.log(softmax(np.float32(own) * scores)[np.arange(len(right)), right] + 1e-9).mean())

    own = float(minimize_scalar(loss, bounds=(0.5, 20), method="bounded").x)
    lean = _lean(own * scores.astype(float), right)
    hit = hits(trials)
    if hit.all() or not hit.any():
        return Mixing(own=own, lean=lean)
    told_so = np.concatenate([one.evidence(own) for one in trials])
    learner = LogisticRegression(C=1.0).fit(told_so[:, 1:], hit)
    return Mixing(own, (float(learner.intercept_[0]), *learner.coef_[0].tolist()), lean)


def _lean(odds: NDArray[np.float64], right: NDArray[np.int64]) -> tuple[float, ...]:
    """For each label what makes it as likely, over all that was tried, as it came out to be."""
    hot = np.zeros_like(odds)
    hot[np.arange(len(right)), right] = 1

    def loss(lean: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        told = log_softmax(odds + lean, axis=1)
        return float(_HELD * lean @ lean - told[hot > 0].sum()), (np.exp(told) - hot).sum(
            axis=0
        ) + 2 * _HELD * lean

    found = minimize(loss, np.zeros(odds.shape[1]), jac=True, method="L-BFGS-B").x
    return tuple(round(one, 4) for one in found.tolist())


def hits(trials: Sequence[Tried]) -> NDArray[np.bool_]:
    """For each case tried, whether the first answer was right."""
    return np.concatenate([one.hit for one in trials])


def sureness(trials: Sequence[Tried], mixing: Mixing) -> Numbers:
    """For each case tried, the confidence."""
    return np.concatenate([confidence(one.evidence(mixing.own), mixing.sure) for one in trials])


def threshold(sure: Numbers, hit: NDArray[np.bool_], precision: float) -> float:
    """The lowest confidence from which on the answers were right so often; ``NEVER`` where too few were."""
    order = np.argsort(-sure, kind="stable")
    share = np.cumsum(hit[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(share >= precision)
    if not len(good) or good[-1] + 1 < min(_ENOUGH_TO_TRUST, len(order) // 10):
        return NEVER
    return float(sure[order[good[-1]]])


def calibration_error(sure: Numbers, hit: NDArray[np.bool_], bins: int = 10) -> float:
    """The mean distance between confidence and how often it was right, over equal bins of confidence."""
    at = np.minimum((sure * bins).astype(int), bins - 1)
    full = [told for one in range(bins) if (told := at == one).any()]
    return float(sum(one.mean() * abs(sure[one].mean() - hit[one].mean()) for one in full))
