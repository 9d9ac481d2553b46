"""What the next months will bring, by what held when it was held back, or by the plain way where nothing held better.

Some of the last months are taken away in turn, forecast from what came before them, and compared (rolling origin,
Tashman 2000). Nothing is picked by these months but one thing: the seasonal model is shown only where it erred less on
them than the better of two plain ways, and by more than chance. The error is scaled by that of "as a year ago" within
the history (MASE, Hyndman & Koehler 2006), so it can be compared between topics.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from surga.reactions.insight.rules.planning.seasonal import BASELINES, MODEL, WAYS, YEAR

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Months without which there is no season to learn, the most that are held back, and the fewest that show anything.
ENOUGH: Final = 2 * YEAR
HELD_BACK: Final = 3 * YEAR
FEWEST: Final = YEAR // 2
#: A model is used when its error is smaller by this share, and by more than chance.
_GAIN: Final = 0.05
_CHANCE: Final = 0.10
_RANKS: Final = (50.0, 10.0, 90.0, 2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of a month, or of all together: the middle, and 80 and 95 % intervals; never below 0."""

    value: float
    low80: float
    high80: float
    low95: float
    high95: float


@dataclass(frozen=True, slots=True)
class Measured:
    """How it went on ``held_back`` months, forecast from 1 to 12 months before: ``n`` forecasts from ``turns`` origins.

    ``error``, ``plain_error``: mean absolute error, in cases, of the model and of the better plain way; ``mase``,
    ``plain_mase``: the same scaled (None where the history never changed); ``inside80``, ``inside95``: share of
    forecasts of what is shown whose interval held the month; ``p``: how often chance alone would do as well.
    """

    held_back: int
    turns: int
    n: int
    error: float
    plain_error: float
    mase: float | None
    plain_mase: float | None
    inside80: float
    inside95: float
    p: float | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """``method``: ``blend`` (of two seasonal models), ``seasonal_naive``, ``mean``; empty when nothing is to go by.

    ``why``: ``better`` (than the plain way), ``not_better`` (so the plain way is shown), ``untested`` (too few months
    to hold back), ``short`` (fewer than 24 months: no seasonal model), ``empty``. ``plain``: the values of the plain
    way named ``plain_method``; ``measured``: None where nothing could be held back.
    """

    method: str
    why: str
    history: int
    months: tuple[Expected, ...] = ()
    total: Expected | None = None
    plain_method: str = ""
    plain: tuple[float, ...] = ()
    measured: Measured | None = None


def forecast(series: Sequence[float], horizon: int = YEAR) -> Forecast:
    """The ``horizon`` months after ``series`` (counts, one a month, none left out). The same for the same series.

    Raises ValueError for a count below 0 or a horizon below 1.
    """
    import numpy as np

    counts = np.asarray(series, dtype=float)
    if horizon < 1 or (counts < 0).any() or not np.isfinite(counts).all():
        raise ValueError("counts are 0 or more, and a forecast is of 1 month or more")
    n = len(counts)
    if n == 0 or not counts.any():
        return Forecast("", "empty", n)
    if n < ENOUGH:
        # A year ago may have been anything: with so little, the level is all that is known.
        return _told("mean", "short", counts, horizon, "mean")
    if n - ENOUGH < FEWEST:
        return _told("seasonal_naive", "untested", counts, horizon, "seasonal_naive")
    tried = _Turns(counts)
    plain, measured = tried.best_plain(), tried.measured(MODEL)
    if _is_better(measured):
        return _told(MODEL, "better", counts, horizon, plain, measured)
    return _told(plain, "not_better", counts, horizon, plain, tried.measured(plain))


def _is_better(measured: Measured) -> bool:
    small = measured.error < (1 - _GAIN) * measured.plain_error
    return small and measured.p is not None and measured.p < _CHANCE


def _told(
    method: str, why: str, counts: Any, horizon: int, plain: str, measured: Measured | None = None
) -> Forecast:
    import numpy as np

    futures = WAYS[method](counts, horizon)
    months = np.percentile(futures, _RANKS, axis=0).T
    return Forecast(
        method=method,
        why=why,
        history=len(counts),
        months=tuple(_expected(row) for row in months),
        total=_expected(np.percentile(futures.sum(axis=1), _RANKS)),
        plain_method=plain,
        plain=tuple(float(value) for value in np.median(WAYS[plain](counts, horizon), axis=0)),
        measured=measured,
    )


def _expected(ranks: Any) -> Expected:
    return Expected(*(max(0.0, float(value)) for value in ranks))


class _Turns:
    """Every way tried on the last months, from months before them; at most a dozen origins, for fitting takes time."""

    def __init__(self, counts: NDArray[np.float64]) -> None:
        import numpy as np

        n = len(counts)
        self.held_back = min(HELD_BACK, n - ENOUGH)
        first = n - self.held_back
        self.origins = range(first, n, -(-self.held_back // YEAR))
        self._counts = counts
        self._ranks: dict[str, list[Any]] = {
            name: [np.percentile(way(counts[:at], min(YEAR, n - at)), _RANKS, axis=0) for at in self.origins]
            for name, way in WAYS.items()
        }

    def best_plain(self) -> str:
        """The plain way with the smallest error, known afterwards: whoever beats it beats both."""
        return min(BASELINES, key=self._error)

    def measured(self, shown: str) -> Measured:
        """The model against the better plain way, and how often the intervals of what is ``shown`` held."""
        plain, scale = self.best_plain(), self._scale()
        error, plain_error = self._error(MODEL), self._error(plain)
        return Measured(
            held_back=self.held_back,
            turns=len(self.origins),
            n=sum(len(errors) for errors in self._errors(MODEL)),
            error=error,
            plain_error=plain_error,
            mase=error / scale if scale else None,
            plain_mase=plain_error / scale if scale else None,
            inside80=self._inside(shown, 1, 2),
            inside95=self._inside(shown, 3, 4),
            p=self._chance(plain),
        )

    def _came(self) -> list[Any]:
        return [self._counts[at : at + YEAR] for at in self.origins]

    def _errors(self, name: str) -> list[Any]:
        """Absolute errors, one list for each origin."""
        return [abs(ranks[0] - came) for ranks, came in zip(self._ranks[name], self._came(), strict=True)]

    def _error(self, name: str) -> float:
        return _mean_of(self._errors(name))

    def _inside(self, name: str, low: int, high: int) -> float:
        both = zip(self._ranks[name], self._came(), strict=True)
        return _mean_of([(ranks[low] <= came) & (came <= ranks[high]) for ranks, came in both])

    def _scale(self) -> float:
        """The mean error of "as a year ago" before the first held-back month."""
        import numpy as np

        before = self._counts[: self.origins[0]]
        return float(np.mean(np.abs(before[YEAR:] - before[:-YEAR])))

    def _chance(self, plain: str) -> float | None:
        """How often chance would make the model at least so much better: a one-sided t test over the months, each with
        the mean of all forecasts of it, for forecasts of one month err alike."""
        import numpy as np
        from scipy.stats import ttest_1samp

        gained: dict[int, list[float]] = {}
        for at, theirs, ours in zip(self.origins, self._errors(plain), self._errors(MODEL), strict=True):
            for month, value in enumerate(theirs - ours, at):
                gained.setdefault(month, []).append(float(value))
        means = np.array([np.mean(values) for values in gained.values()])
        if means.std() == 0:
            return None
        return float(ttest_1samp(means, 0.0, alternative="greater").pvalue)


def _mean_of(parts: Sequence[Any]) -> float:
    import numpy as np

    return float(np.mean(np.concatenate(parts)))
