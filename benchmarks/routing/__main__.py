"""``python -m benchmarks.routing --data FILE``: learn from the past, tell the months after, print the tables."""

from __future__ import annotations

import resource
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import numpy as np

from benchmarks.routing.measuring import Answers, agreement, baseline
from surga.core.triage.routing import Model, load, save
from surga.core.triage.routing.learning.corpus import Verified, corpus_of, rows_of, told_of
from surga.core.triage.routing.learning.fitting import learn
from surga.core.triage.routing.place import UNPLACED, class_of

_FEWEST = 20


@click.command()
@click.option(
    "--data", "file", type=click.Path(path_type=Path), required=True, help="JSONL as surga train reads it."
)
@click.option(
    "--cut", default="2023-01", show_default=True, help="Learn from the days before, tell those from here on."
)
@click.option("--end", default="9999", show_default=True, help="Tell only the days before.")
@click.option(
    "--near", default=0.85, show_default=True, help="So alike are two texts that should have one label."
)
def main(file: Path, cut: str, end: str, near: float) -> None:
    """Skipped in plain words where the data are not there."""
    if not file.is_file():
        click.echo(f"Skipped: {file} is not here. The data are no part of the project.")
        return
    every = list(rows_of(file))
    rows = [row for row in every if not row.get("duplicate")]
    sizes = Counter(class_of(row["agency"]) for row in rows)
    rows = [row for row in rows if sizes[class_of(row["agency"])] >= _FEWEST]
    past = corpus_of(row for row in rows if row["date"] < cut)
    then = corpus_of(row for row in rows if cut <= row["date"] < end)
    learned_in = time.process_time()
    model = learn(past).model
    learned_in = time.process_time() - learned_in
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.npz"
        save(model, path)
        ours, each, size = _told(path, then.cases)
    _print(ours, baseline(past.cases, then.cases), model)
    click.echo(f"\nLearned from {len(past.cases)} cases in {learned_in:.0f} s of CPU.")
    click.echo(f"The model has {size / 1e6:.0f} MB and takes {each * 1e3:.1f} ms of CPU a text.")
    _print_places(model, then.cases)
    _print_ceiling(every, near)


def _print_ceiling(rows: list[dict[str, Any]], near: float) -> None:
    """Where officers themselves answered twice: nobody can be right more often than their labels let him."""
    cases = [Verified(told_of(row), row["agency"]) for row in rows]
    count, same = agreement(cases, near)
    click.echo(
        f"{count} cases have another one nearly the same (cosine {near}, repetitions among them); {same:.1%} of "
        f"these pairs have the same agency, which lets at most about {same**0.5:.2f} be right."
    )


def _told(path: Path, cases: tuple[Verified, ...]) -> tuple[Answers, float, int]:
    model = load(path)
    begun = time.process_time()
    guesses = [model.guess(case.told) for case in cases]
    each = (time.process_time() - begun) / len(cases)
    best = [
        [f"@{name.lower()}" if name in UNPLACED else class_of(name) for name in one.best] for one in guesses
    ]
    sure = np.array([one.confidence for one in guesses])
    return Answers([case.label for case in cases], best, sure), each, path.stat().st_size


def _print(ours: Answers, theirs: Answers, model: Model) -> None:
    click.echo(f"{len(ours.right)} cases, {len(set(ours.right))} classes\n")
    click.echo("| | baseline | ours |\n|---|---|---|")
    for name, measure in (
        ("first answer right", Answers.accuracy), ("macro-F1", Answers.macro_f1), ("among three", Answers.among_three),
        ("by itself at 95 % right", Answers.automatic), ("calibration error", Answers.calibration_error),
    ):  # fmt: skip
        click.echo(f"| {name} | {measure(theirs):.3f} | {measure(ours):.3f} |")
    alone = ours.sure >= model.threshold
    right = float(ours.hit[alone].mean()) if alone.any() else 0.0
    click.echo(f"\nAt the threshold chosen while learning ({model.threshold:.3f}):")
    click.echo(f"{alone.mean():.1%} by itself, {right:.1%} of them right.")
    click.echo("\n| agency | cases | precision | recall | mostly taken for |\n|---|---|---|---|---|")
    for label, cases, precision, recall, taken in ours.by_agency():
        click.echo(f"| {label} | {cases} | {precision:.2f} | {recall:.2f} | {taken} |")


def _print_places(model: Model, cases: tuple[Verified, ...]) -> None:
    offices = [case for case in cases if case.label != case.agency]
    exact = [model.places.office(case.label, case.told) == case.agency for case in offices]
    if exact:
        click.echo(
            f"Of {len(exact)} cases of place offices, the place names the very office in {np.mean(exact):.1%}."
        )
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    click.echo(f"Largest memory of this run, learning included: {most} MB.")


if __name__ == "__main__":
    main()
