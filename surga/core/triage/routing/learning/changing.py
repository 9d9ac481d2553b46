"""Old model against new: on months that neither saw, on last month's cases, and what is kept of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import numpy as np

from surga.core.triage.routing.learning.corpus import Verified
from surga.core.triage.routing.learning.fitting import Learnt
from surga.core.triage.routing.learning.mixing import calibration_error
from surga.core.triage.routing.model import Model, ModelUnreadable, load, save
from surga.core.triage.routing.place import class_of

#: Fewer cases that neither has seen show nothing.
FEWEST_HELD: Final = 50
KEPT_VERSIONS: Final = 5
_LAST_DAYS: Final = 30
#: So far may what happens lie from what was promised before it is called drift.
DRIFT: Final = 0.05


@dataclass(frozen=True)
class Comparison:
    """``held``: cases compared, 0 when there were too few; shares of right first answers; ``moves``: from → to."""

    held: int
    old: float
    new: float
    last_month: int
    moves: tuple[tuple[str, str, int], ...]
    #: The old one's promise against what happened since: its mean confidence, and its calibration error.
    promised: float = 0.0
    calibration_error: float = 0.0

    @property
    def better(self) -> bool:
        """Without cases to compare, what has learned from more goes on."""
        return not self.held or self.new > self.old

    @property
    def moved(self) -> int:
        return sum(count for _, _, count in self.moves)

    @property
    def drifted(self) -> bool:
        return self.held > 0 and self.promised - self.old > DRIFT


def compared(learnt: Learnt, old: Model) -> Comparison:
    """The old model against how the new one was learned."""
    known_to = str(old.learned.get("last", ""))
    fresh = [(case, said) for case, said in zip(learnt.held, learnt.said, strict=True) if case.day > known_to]
    if len(fresh) < FEWEST_HELD:
        return Comparison(0, 0.0, 0.0, *_moves(learnt, old))
    guesses = [old.guess(case.told) for case, _ in fresh]
    hit = np.array(
        [class_of(one.best[0]) == case.label for one, (case, _) in zip(guesses, fresh, strict=True)]
    )
    sure = np.array([one.confidence for one in guesses], np.float32)
    new = sum(said == case.label for case, said in fresh) / len(fresh)
    return Comparison(
        len(fresh),
        float(hit.mean()),
        new,
        *_moves(learnt, old),
        float(sure.mean()),
        calibration_error(sure, hit),
    )


def _moves(learnt: Learnt, old: Model) -> tuple[int, tuple[tuple[str, str, int], ...]]:
    """Of the last month's cases, those that would go elsewhere."""
    last = _last_month(learnt.held)
    pairs = Counter((old.guess(case.told).best[0], learnt.model.guess(case.told).best[0]) for case in last)
    moves = [(was, now, count) for (was, now), count in pairs.most_common() if was != now]
    return len(last), tuple(moves)


def _last_month(cases: Sequence[Verified]) -> list[Verified]:
    days = [case.day[:10] for case in cases if case.day]
    try:
        since = (date.fromisoformat(max(days)) - timedelta(days=_LAST_DAYS)).isoformat()
    except ValueError:
        return []
    return [case for case in cases if case.day[:10] > since]


def put_in_place(model: Model, path: Path) -> None:
    """Make it the one in use; the one before stays beside it, and the oldest of many goes."""
    if path.exists():
        before = load_or_none(path)
        name = before.version if before else "unreadable"
        path.replace(path.with_name(f"{path.stem}.{name}{path.suffix}"))
    save(model, path)
    for old in list(versions(path))[KEPT_VERSIONS:]:
        old.unlink(missing_ok=True)


def versions(path: Path) -> Iterator[Path]:
    """Earlier versions beside the one in use, the newest first."""
    beside = (one for one in path.parent.glob(f"{path.stem}.*{path.suffix}") if one != path)
    yield from sorted(beside, key=lambda one: one.stat().st_mtime, reverse=True)


def load_or_none(path: Path) -> Model | None:
    try:
        return load(path)
    except (ModelUnreadable, OSError):
        return None
