"""How long until an event is in the figures: ratings at a steady pace, a worker beside, and the figure looked at."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass

from benchmarks.report import ROOT
from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.people.access import REPORTER
from surga.reactions.insight.queries import figure

_LOOK = 0.1  # seconds
_GIVE_UP = 120.0  # seconds


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds from the commit of an event until a figure counted it; ``pace``: events a second, as they really came."""

    pace: float
    p50: float
    p95: float
    longest: float


def wait_for_events(a_second: int, seconds: int) -> Waits:
    """Rate closed cases at this pace, and see the number of ratings follow."""
    rows = Case.objects.filter(status="closed", stars=None).order_by("-id").values_list("code", flat=True)
    first, *codes = rows[: a_second * seconds + 1]
    worker = subprocess.Popen(
        [sys.executable, "-m", "surga", "work"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        # The worker's own start is not measured: it runs all the time.
        _rate([first], 1, _rated())
        committed, seen = _rate(codes, a_second, _rated())
    finally:
        worker.terminate()
        worker.wait()
    waits = sorted(there - since for since, there in zip(committed, seen, strict=True))
    took = committed[-1] - committed[0]
    return Waits(len(codes) / took, waits[len(waits) // 2], waits[int(0.95 * (len(waits) - 1))], waits[-1])


def _rate(codes: list[str], a_second: int, before: int) -> tuple[list[float], list[float]]:
    committed: list[float] = []
    seen: list[float] = []
    begun = looked = time.monotonic()
    while len(seen) < len(codes):
        now = time.monotonic()
        # Looked first: a machine that cannot keep the pace would never look.
        if now - looked >= _LOOK:
            there = min(_rated() - before, len(committed))
            looked = time.monotonic()
            seen += [looked] * (there - len(seen))
        elif len(committed) < len(codes) and now >= begun + len(committed) / a_second:
            actions.rate_case(codes[len(committed)], REPORTER, stars=4)
            committed.append(time.monotonic())
        else:
            time.sleep(0.001)  # noqa: TID251  # the pace is what is measured
        if committed and now - committed[-1] > _GIVE_UP:
            raise SystemExit(
                f"{len(codes) - len(seen)} events were not in the figures after {_GIVE_UP:.0f} s"
            )
    return committed, seen


def _rated() -> int:
    rows = figure("rating", by="all").rows
    return rows[0].n if rows else 0
