"""Student's t, and how many to ask: plain Python."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache
from statistics import NormalDist
from typing import Final

_Z: Final = NormalDist().inv_cdf(0.975)
#: χ² of one degree of freedom at 95 %, as Krejcie and Morgan print it.
_CHI: Final = Fraction(3841, 1000)
_HALVES: Final = Fraction(1, 4)  # P × Q, with P = Q = 0.5
_MARGIN: Final = Fraction(5, 100) ** 2
_STEPS: Final = 400


@lru_cache(maxsize=1024)
def t975(freedom: float) -> float:
    """The 97.5 % quantile of Student's t, right to eight digits. Raises ValueError below one degree of freedom.

    Cornish and Fisher's expansion (Abramowitz and Stegun 26.7.5), and where that is too coarse Newton's method on it.
    """
    if freedom < 1:
        raise ValueError("at least one degree of freedom")
    found = _expansion(freedom)
    if freedom < 60:
        for _ in range(6):
            found -= (_between(found, freedom) - 0.475) / _density(found, freedom)
    return found


def sample_size(population: int) -> int:
    """How many answers are needed of ``population`` people (Krejcie and Morgan 1970: 95 %, five points of margin)."""
    if population < 1:
        return 0
    needed = _CHI * population * _HALVES / (_MARGIN * (population - 1) + _CHI * _HALVES)
    return math.floor(needed + Fraction(1, 2))


def _expansion(freedom: float) -> float:
    first = (_Z**3 + _Z) / 4
    second = (5 * _Z**5 + 16 * _Z**3 + 3 * _Z) / 96
    third = (3 * _Z**7 + 19 * _Z**5 + 17 * _Z**3 - 15 * _Z) / 384
    fourth = (79 * _Z**9 + 776 * _Z**7 + 1482 * _Z**5 - 1920 * _Z**3 - 945 * _Z) / 92160
    return _Z + first / freedom + second / freedom**2 + third / freedom**3 + fourth / freedom**4


def _constant(freedom: float) -> float:
    return math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(math.pi)


def _density(t: float, freedom: float) -> float:
    return _constant(freedom) / math.sqrt(freedom) * math.pow(1 + t * t / freedom, -(freedom + 1) / 2)


def _between(t: float, freedom: float) -> float:
    """P(0 < T < t): with t = √freedom · tan(angle) a smooth integral over a short way, by Simpson's rule."""
    width = math.atan(t / math.sqrt(freedom)) / _STEPS
    heights = [math.pow(math.cos(step * width), freedom - 1) for step in range(_STEPS + 1)]
    total = heights[0] + heights[-1] + 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2])
    return _constant(freedom) * total * width / 3
