"""Ways to continue a monthly series of counts, each as many equally likely futures.

A way takes the counts of the months so far and how many months to go on, and gives ``DRAWS`` futures, one a row; what
is said of them (middle, intervals, sum of a year) is read off. The same counts give the same futures, always.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    type Counts = NDArray[np.float64]
    type Futures = NDArray[np.float64]

YEAR: Final = 12
DRAWS: Final = 2_000
_SEED: Final = 20_220_616
#: A month of a year ago weighs so much of what the last month weighs: the level may move, the season less.
_KEPT: Final = 0.6 ** (1 / YEAR)
#: Fewer cases than these in all the months have no season that could be seen.
_FEWEST: Final = 24
_LARGEST: Final = 20.0  # on the scale of log(1 + count): beyond any city


def mean(counts: Counts, ahead: int) -> Futures:
    """As the mean of the last twelve months, or of all when there are fewer; at least as uneven as Poisson."""
    import numpy as np

    near, dice = counts[-YEAR:], _dice()
    centre = float(near.mean())
    spread = _dispersion(near, np.full(len(near), centre), 1)
    level = np.maximum(0.0, dice.normal(centre, np.sqrt(spread * centre / len(near)), (DRAWS, 1)))
    found: Futures = _counts(np.repeat(level, ahead, axis=1), spread, dice)
    return found


def seasonal_naive(counts: Counts, ahead: int) -> Futures:
    """As the same month a year before. Its errors are those that this would have made, on the scale of square roots,
    on which counts vary alike whatever their size (Anscombe 1948): of months, and of whole years together."""
    import numpy as np

    last = np.tile(counts[-YEAR:], -(-ahead // YEAR))[:ahead]
    roots = np.sqrt(counts + 0.375)
    errors, dice = (roots[YEAR:] - roots[:-YEAR])[::-1], _dice()
    # Two Poisson counts cannot lie nearer to each other than this, however well a short history went.
    sigma = max(np.sqrt(0.5), float(np.sqrt(np.mean(errors**2))) if len(errors) else 0.0)
    # Years that grow or shrink move all their months: what a year's mean error is beyond its months' chance.
    years = [errors[at : at + YEAR].mean() for at in range(0, len(errors) - YEAR + 1, YEAR)]
    shared = np.sqrt(max(0.0, float(np.mean(np.square(years))) - sigma**2 / YEAR)) if years else 0.0
    away = dice.normal(0.0, np.sqrt(max(0.0, sigma**2 - shared**2)), (DRAWS, ahead))
    away += dice.normal(0.0, shared, (DRAWS, 1))
    found: Futures = np.maximum(0.0, np.maximum(0.0, np.sqrt(last + 0.375) + away) ** 2 - 0.375)
    return found


def harmonics(counts: Counts, ahead: int) -> Futures:
    """Poisson regression on two waves a year, older months weighing less, spread as counted (quasi-Poisson)."""
    import numpy as np
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    if counts.sum() < _FEWEST:
        return mean(counts, ahead)
    n, dice = len(counts), _dice()
    shape, weights = _waves(np.arange(n + ahead)), _KEPT ** np.arange(n)[::-1]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            fitted = GLM(counts, shape[:n], family=Poisson(), var_weights=weights).fit()
        except (ValueError, np.linalg.LinAlgError):
            return mean(counts, ahead)  # no wave fits what is nearly always nothing
    spread = _dispersion(counts, fitted.fittedvalues, shape.shape[1])
    chosen = dice.multivariate_normal(
        fitted.params, fitted.cov_params() * spread, DRAWS, check_valid="ignore"
    )
    found: Futures = _counts(np.exp(np.minimum(_LARGEST, chosen @ shape[n:].T)), spread, dice)
    return found


def damped(counts: Counts, ahead: int) -> Futures:
    """Holt–Winters: level, damped trend and season, all adaptive (Gardner 1985), of log(1 + count)."""
    import numpy as np
    from statsmodels.tsa.holtwinters import ExponentialSmoothing

    said = np.log1p(counts)
    kind = {"trend": "add", "damped_trend": True, "seasonal": "add", "seasonal_periods": YEAR}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that it stopped at a bound is no fault
        model = ExponentialSmoothing(said, initialization_method="heuristic", **kind)
        fitted = model.fit(use_brute=False)
        errors = said - fitted.fittedvalues
        sigma = float(np.sqrt(np.sum(errors**2) / max(1, len(said) - YEAR - 2)))
        away = _dice().normal(0.0, sigma, (ahead, DRAWS))
        drawn = fitted.simulate(ahead, repetitions=DRAWS, random_errors=away)
    futures: Futures = np.expm1(np.clip(np.asarray(drawn).reshape(ahead, DRAWS).T, 0.0, _LARGEST))
    return futures


def blend(counts: Counts, ahead: int) -> Futures:
    """Half of the futures by ``harmonics`` and half by ``damped``: two that err differently err less together than one
    that is picked by a dozen months (Bates & Granger 1969)."""
    import numpy as np

    half = DRAWS // 2
    found: Futures = np.concatenate([harmonics(counts, ahead)[:half], damped(counts, ahead)[half:]])
    return found


#: What is held against the plain ways, and the plain ways themselves.
MODEL: Final = "blend"
BASELINES: Final[Mapping[str, Callable[..., Any]]] = {"seasonal_naive": seasonal_naive, "mean": mean}
WAYS: Final[Mapping[str, Callable[..., Any]]] = {MODEL: blend, **BASELINES}


def _waves(months: Any) -> Any:
    import numpy as np

    turns = 2 * np.pi * np.asarray(months) / YEAR
    return np.column_stack(
        [np.ones(len(turns)), np.cos(turns), np.sin(turns), np.cos(2 * turns), np.sin(2 * turns)]
    )


def _dispersion(counts: Counts, expected: Counts, used: int) -> float:
    """How many times as much as Poisson's the counts vary about what was expected; at least once."""
    import numpy as np

    free = len(counts) - used
    if free < 1 or not expected.any():
        return 1.0
    return max(1.0, float(np.sum((counts - expected) ** 2 / np.maximum(expected, 1e-9))) / free)


def _counts(expected: Any, spread: float, dice: Any) -> Any:
    """Counts about what is expected: Poisson, or negative binomial with so many times its variance."""
    import numpy as np

    if spread < 1.001:
        return dice.poisson(expected).astype(float)
    shape = np.maximum(expected, 1e-9) / (spread - 1.0)
    return dice.negative_binomial(shape, 1.0 / spread).astype(float)


def _dice() -> Any:
    import numpy as np

    return np.random.default_rng(_SEED)
