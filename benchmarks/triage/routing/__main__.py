"""``python -m benchmarks.triage.routing --data FILE``: learn from the past, tell the months after, print the tables."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import numpy as np

from benchmarks.triage.routing.measuring import Answers, agreement, baseline
from benchmarks.triage.routing.outside import Row, Seen, merged, seen
from surga.core.triage.routing import Model, load
from surga.core.triage.routing.learning.corpus import rows_of, told_of

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
    sizes = Counter(merged(row["agency"]) for row in rows)
    rows = [row for row in rows if sizes[merged(row["agency"])] >= _FEWEST]
    past, then = (
        [row for row in rows if row["date"] < cut],
        [row for row in rows if cut <= row["date"] < end],
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.npz"
        found = seen(past, then, path)
        model, size = load(path), path.stat().st_size
    theirs = baseline(
        [row["text"] for row in past], [merged(row["agency"]) for row in past],
        [row["text"] for row in then], found.answers.right,
    )  # fmt: skip
    _print(found, theirs)
    click.echo(
        f"\nLearned from {len(past)} cases in {found.clock:.0f} s, {found.cpu:.0f} s of CPU, ", nl=False
    )
    click.echo(f"with {found.memory} MB at most. The model has {size / 1e6:.0f} MB ", nl=False)
    click.echo(f"and takes {_each(model, then) * 1e3:.1f} ms of CPU a text.")
    _print_ceiling(every, near)


def _print_ceiling(rows: list[Row], near: float) -> None:
    """Where officers themselves answered twice: nobody can be right more often than their labels let him."""
    texts, labels = [row["text"] for row in rows], [merged(row["agency"]) for row in rows]
    count, same = agreement(texts, labels, near)
    click.echo(
        f"{count} cases have another one nearly the same (cosine {near}, repetitions among them); {same:.1%} of "
        f"these pairs have the same agency, which lets at most about {same**0.5:.2f} be right."
    )


def _each(model: Model, rows: list[Row]) -> float:
    told = [told_of(row) for row in rows]
    begun = time.process_time()
    for one in told:
        model.guess(one)
    return (time.process_time() - begun) / max(1, len(told))


def _print(found: Seen, theirs: Answers) -> None:
    ours = found.answers
    click.echo(f"{len(ours.right)} cases, {len(set(ours.right))} classes\n")
    click.echo("| | baseline | ours |\n|---|---|---|")
    for name, measure in (
        ("first answer right", Answers.accuracy), ("macro-F1 of the classes there were", Answers.macro_f1),
        ("the same, classes only answered counted as 0", Answers.macro_f1_of_all),
        ("among three", Answers.among_three), ("by itself at 95 % right", Answers.automatic),
        ("calibration error", Answers.calibration_error),
    ):  # fmt: skip
        click.echo(f"| {name} | {measure(theirs):.3f} | {measure(ours):.3f} |")
    right = float(ours.hit[found.alone].mean()) if found.alone.any() else 0.0
    click.echo(
        f"\nAt the threshold chosen while learning {found.alone.mean():.1%} go by themselves, ", nl=False
    )
    click.echo(f"{right:.1%} of them right.")
    if len(found.exact):
        click.echo(
            f"Of {len(found.exact)} place offices found, {np.mean(found.exact):.1%} are the very office."
        )
    click.echo("\n| agency | cases | precision | recall | mostly taken for |\n|---|---|---|---|---|")
    for label, cases, precision, recall, taken in ours.by_agency():
        click.echo(f"| {label} | {cases} | {precision:.2f} | {recall:.2f} | {taken} |")


if __name__ == "__main__":
    main()
