"""The routing as somebody outside sees it: ``surga train`` and ``surga triage``, and nothing but the files they write.

Offices of kelurahan and kecamatan are told by the first word of their names, in the truth and in the answers alike.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.triage.routing.measuring import Answers

Row = dict[str, Any]
_PLACES = ("Kelurahan", "Kecamatan")
#: What an answer cannot be asked with: it is the answer, or came after it.
_NOT_TOLD = ("agency", "topic", "topic_group", "status", "responded_at", "duplicate")


@dataclass(frozen=True)
class Seen:
    """``alone``: what the command lets go by itself; ``exact``: of the right place offices, the very one."""

    answers: Answers
    alone: np.ndarray
    exact: np.ndarray
    #: Of the learning: seconds by the clock and of CPU, the most memory (MB).
    clock: float
    cpu: float
    memory: int


def merged(agency: str) -> str:
    """The class by which an agency is measured."""
    return next((kind for kind in _PLACES if agency.startswith(kind)), agency)


def seen(past: Sequence[Row], then: Sequence[Row], model: Path) -> Seen:
    """Learn from ``past`` into ``model``, judge ``then``, read what was written."""
    learn_from, ask, told = (model.with_name(f"{name}.jsonl") for name in ("past", "ask", "told"))
    _write(learn_from, past)
    _write(ask, [{key: value for key, value in row.items() if key not in _NOT_TOLD} for row in then])
    begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    _surga("train", learn_from, "--model", model)
    clock, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    _surga("triage", "--model", model, "--input", ask, "--output", told)
    said = [json.loads(line) for line in told.read_text(encoding="utf-8").splitlines()]
    answers = Answers(
        [merged(row["agency"]) for row in then],
        [[merged(name) for name in (one["agency"], *one["best"][1:])] for one in said],
        np.array([one["confidence"] for one in said]),
    )
    exact = [
        one["agency"] == row["agency"]
        for row, one, right, hit in zip(then, said, answers.right, answers.hit, strict=True)
        if hit and right in _PLACES
    ]
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    alone = np.array([one["automatic"] for one in said])
    return Seen(answers, alone, np.array(exact), clock, cpu, after.ru_maxrss // 1024)


def _write(path: Path, rows: Sequence[Row]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _surga(*words: str | Path) -> None:
    subprocess.run([sys.executable, "-m", "surga", *map(str, words)], check=True, stdout=subprocess.DEVNULL)
