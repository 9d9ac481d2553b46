"""How well danger is found in situations that were not learned from, and how often calm complaints raise it.

``python -m benchmarks.triage.routing.danger``: every situation is left out once (in six turns), and what was
learned from the others is tried on it. ``--tried FILE`` also tries what is shipped on a file of "! " and "- " lines;
``--data FILE`` on real complaints (one JSON object with a "text" a line), of which only numbers are told.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np

from surga.core.triage.danger import danger_in
from surga.core.triage.danger.learned import TELLS
from surga.core.triage.danger.learning.fitting import fitted, matrix_of, texts
from surga.core.triage.danger.learning.growing import grown, lines_of

TURNS = 6
REAL = 2000


def main() -> None:
    """Read what is asked for, and print one line for each measure."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--tried", type=Path, nargs="*", default=[])
    ask.add_argument("--data", type=Path)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--quick", action="store_true", help="do not leave situations out")
    asked = ask.parse_args()
    if not asked.quick:
        situations_left_out()
    for path in asked.tried:
        tried(path)
    if asked.data:
        real(asked.data, asked.seed)


def situations_left_out() -> None:
    """The learned part alone, without the signs."""
    lines, talk = texts()
    told = list(grown(lines, talk))
    about = [f"{line.kind}: {line.about}" for line in lines]
    names = sorted(set(about))
    random.Random(1).shuffle(names)  # noqa: S311  # the same turns every time
    turn = np.array([names.index(about[text.line]) % TURNS for text in told])
    danger = np.array([bool(text.kind) for text in told])
    matrix, score = matrix_of(told), np.zeros(len(told))
    for now in range(TURNS):
        machine = fitted(matrix[turn != now], danger[turn != now])
        score[turn == now] = machine.decision_function(matrix[turn == now])
    found = score >= TELLS
    print(f"left out: {len(names)} situations, {danger.sum()} dangers and {(~danger).sum()} calm texts")
    print(f"left out: found {found[danger].mean():.3f}, calm raised {found[~danger].mean():.3f}")


def tried(path: Path) -> None:
    """What is shipped, signs and learned together."""
    lines = lines_of(path)
    missed = [line.text for line in lines if line.kind and danger_in(line.text) is None]
    false = [line.text for line in lines if not line.kind and danger_in(line.text) is not None]
    dangers = sum(bool(line.kind) for line in lines)
    true = dangers - len(missed)
    calm = len(lines) - dangers
    print(f"{path.name}: found {true} of {dangers}, false alarms {len(false)} of {calm} calm,", end=" ")
    print(f"share of false alarms {len(false) / max(len(false) + true, 1):.3f}")
    print(*(f"  missed: {text}" for text in missed), *(f"  false: {text}" for text in false), sep="\n")


def real(path: Path, seed: int) -> None:
    """How many of real complaints raise the alarm, and what a text costs. No word of them is told."""
    rows = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    random.Random(seed).shuffle(rows)  # noqa: S311  # the same sample every time
    started = time.process_time()
    raised = sum(danger_in(text) is not None for text in rows[:REAL])
    spent = (time.process_time() - started) / REAL
    print(f"real: {raised / REAL:.3f} of {REAL} raised it, {spent * 1000:.2f} ms of CPU a text")


if __name__ == "__main__":
    main()
