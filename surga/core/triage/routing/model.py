"""What was learned from a city's verified cases: three likely agencies, how sure, and the words that decided.

On disk: one ``.npz`` of plain arrays and a JSON text. Reading it runs nothing, whoever wrote it.
"""

from __future__ import annotations

import json
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from surga.core.triage.routing.features import Told, blocks_of, surface_words
from surga.core.triage.routing.place import CLASSES, Places
from surga.core.triage.routing.weights import Numbers, Vocabulary, Weights

FORMAT: Final = 2
BEST: Final = 3
_WORDS_NAMED = 5
_TINY = 1e-2
_SHARP = 6.0


class ModelUnreadable(Exception):
    """The file is not a model of this format; the sentence says why."""


@dataclass(frozen=True)
class Mixing:
    """How scores become likelihood and confidence; fitted forward in time.

    likelihood: softmax(``own`` × the agencies' scores)
    confidence: logistic(``sure`` · (1, log p1, log p1 − log p2, log of the number of words, agreement, sharpness of
    agencies, sharpness of topics)), where the agreement is the log of the first agency's share among the likely
    topics, and the sharpness is least where all are as likely.
    lean: for each label, what is added before the second and third are chosen; empty for nothing. The scores favour
    small offices, which is right for the first answer and wasteful for the others.
    """

    own: float = 3.0
    sure: tuple[float, ...] = (0.0, 1.0, 0.5, 0.0, 0.0, 0.0, 0.0)
    lean: tuple[float, ...] = ()

    def ranked(self, scores: Numbers) -> NDArray[np.int64]:
        """For each row of scores its labels, the likeliest first."""
        odds = self.own * scores + (np.array(self.lean, np.float32) if self.lean else 0)
        odds[np.arange(len(scores)), scores.argmax(axis=1)] = np.inf
        return np.argsort(-odds, axis=1, kind="stable")


@dataclass(frozen=True)
class Guess:
    """``best``: up to three agencies, the likeliest first; ``topic`` empty where none was learned."""

    best: tuple[str, ...]
    confidence: float
    topic: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Model:
    """``labels``: agencies, place offices as one class each. ``threshold``: from there on a case goes by itself."""

    version: str
    labels: tuple[str, ...]
    topics: tuple[str, ...]
    vocabulary: Vocabulary
    agency: Weights
    topic: Weights
    #: For each topic, the share of each agency among its cases.
    shares: Numbers
    places: Places
    mixing: Mixing
    threshold: float
    #: How it came about: rows, first and last day, measured values.
    learned: dict[str, Any]

    def guess(self, told: Told) -> Guess:
        """The same for the same case, always. Text may be empty, huge, or in any script."""
        vector = self.vocabulary.vector(blocks_of(told))
        own, topics = self.agency.scores(vector), self.topic.scores(vector)
        words = surface_words(told.text)
        told_so = evidence(self.mixing.own * own[None], topics[None], self.shares, np.array([len(words)]))
        order = self.mixing.ranked(own[None])[0]
        told_by = self.agency.by_word(vector, int(order[0]), int(order[min(1, len(order) - 1)]), len(words))
        return Guess(
            best=self._names(order, told),
            confidence=round(float(confidence(told_so, self.mixing.sure)[0]), 4),
            topic=self.topics[int(np.argmax(topics))] if self.topics else "",
            words=_strongest(words, told_by),
        )

    def _names(self, order: NDArray[np.int64], told: Told) -> tuple[str, ...]:
        """The agencies' own names; an office whose place is not known keeps its kind alone."""
        names: list[str] = []
        for at in order:
            label = self.labels[int(at)]
            if label in CLASSES.values():
                label = self.places.office(label, told) or label[1:].title()
            if label not in names:
                names.append(label)
            if len(names) == BEST:
                break
        return tuple(names)


def confidence(told_so: Numbers, sure: tuple[float, ...]) -> Numbers:
    """How often the first of such an answer is right (0 to 1)."""
    return np.asarray(1 / (1 + np.exp(-(told_so @ np.array(sure)))), np.float32)


def evidence(scores: Numbers, topics: Numbers, shares: Numbers, words: np.ndarray[Any, Any]) -> Numbers:
    """What the confidence is read from, one row for each row of scores."""
    chance = softmax(scores)
    rows, first = np.arange(len(chance)), chance.argmax(axis=1)
    top = np.log(np.sort(chance, axis=1)[:, ::-1][:, :2] + 1e-6)
    second = top[:, 1] if top.shape[1] > 1 else np.full(len(top), np.log(1e-6))
    agreed: Numbers = np.zeros(len(top), np.float32)
    sharp_topics: Numbers = agreed
    if topics.shape[1]:
        about = softmax(_SHARP * topics)
        agreed, sharp_topics = np.log((about @ shares)[rows, first] + _TINY), (about**2).sum(axis=1)
    sharp = (chance * np.log(chance + 1e-9)).sum(axis=1)
    parts = (top[:, 0], top[:, 0] - second, np.log1p(words), agreed, sharp, sharp_topics)
    return np.stack([np.ones(len(top)), *parts], axis=1)


def softmax(scores: Numbers) -> Numbers:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)


def _strongest(words: list[str], told_by: Numbers) -> tuple[str, ...]:
    """The few words that spoke loudest, each once."""
    loudest: dict[str, float] = {}
    for word, weight in zip(words, told_by.tolist(), strict=True):
        loudest[word] = loudest.get(word, 0.0) + weight
    ranked = sorted(loudest, key=lambda word: (-loudest[word], word))
    return tuple(word for word in ranked[:_WORDS_NAMED] if loudest[word] > 0 and len(word) > 1)


def save(model: Model, path: Path) -> None:
    """Write whole or not at all; raises ``OSError``."""
    about = {
        "format": FORMAT, "version": model.version, "labels": model.labels, "topics": model.topics,
        "places": model.places.as_json(), "mixing": vars(model.mixing), "threshold": model.threshold,
        "learned": model.learned,
    }  # fmt: skip
    arrays: dict[str, Any] = {
        "about": np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), np.uint8),
        "keys": model.vocabulary.keys,
        "idf": model.vocabulary.idf,
        "agency": model.agency.columns,
        "agency_base": model.agency.base,
        "topic": model.topic.columns,
        "topic_base": model.topic.base,
        "shares": model.shares,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with half.open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def load(path: Path) -> Model:
    """Read a model; raises ``ModelUnreadable`` with a sentence, ``OSError`` where there is no file."""
    with path.open("rb") as opened:
        try:
            with np.load(opened, allow_pickle=False) as file:
                about = json.loads(file["about"].tobytes())
                if about["format"] != FORMAT:
                    raise ModelUnreadable(f"{path}: a model of another format; train it again.")
                return _model(about, dict(file))
        except (
            OSError,
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
            EOFError,
            zipfile.BadZipFile,
        ) as error:
            raise ModelUnreadable(f"{path}: not a model of surga train ({type(error).__name__}).") from None


def _model(about: dict[str, Any], arrays: dict[str, Any]) -> Model:
    told = about["mixing"]
    mixing = Mixing(float(told["own"]), tuple(map(float, told["sure"])), tuple(map(float, told["lean"])))
    model = Model(
        version=str(about["version"]),
        labels=tuple(about["labels"]),
        topics=tuple(about["topics"]),
        vocabulary=Vocabulary(arrays["keys"], arrays["idf"]),
        agency=Weights(arrays["agency"], arrays["agency_base"]),
        topic=Weights(arrays["topic"], arrays["topic_base"]),
        shares=arrays["shares"],
        places=Places(**about["places"]),
        mixing=mixing,
        threshold=float(about["threshold"]),
        learned=dict(about["learned"]),
    )
    features = len(model.vocabulary.keys)
    wanted = (
        (features, len(model.labels)),
        (features, len(model.topics)),
        (len(model.topics), len(model.labels)),
    )
    if (
        (
            model.agency.columns.shape,
            model.topic.columns.shape,
            model.shares.shape,
        )
        != wanted
        or len(mixing.lean) not in (0, len(model.labels))
        or not model.labels
    ):
        raise ValueError("the arrays do not fit one another")
    return model
