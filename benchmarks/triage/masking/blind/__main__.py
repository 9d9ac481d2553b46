"""``python -m benchmarks.triage.masking.blind``: the sets that the detector was not made with, as Markdown."""

from __future__ import annotations

import click

from benchmarks.triage.masking.blind.making import SETS, texts
from benchmarks.triage.masking.blind.measuring import IDENTIFIERS, measured
from surga.core.triage.mask import mask


@click.command()
@click.option("--seed", default=1, show_default=True)
@click.option("--only", default="", help="One set: first, second or third.")
@click.option("--show", default=0, help="So many of what escaped, and of false alarms.")
def main(seed: int, only: str, show: int) -> None:
    """Mask the sets, and say what could still be read."""
    for name in [only] if only else SETS:
        score = measured(texts(name, seed), mask)
        kinds = sorted({kind for kind, _ in score.planted})
        others = [kind for kind in kinds if kind not in IDENTIFIERS]
        click.echo(f"\n{name}: {score.texts} texts, {sum(score.planted.values())} planted\n")
        click.echo("| measure | value |\n|---|---|")
        click.echo(f"| identifiers | {score.recall(IDENTIFIERS):.4f} |")
        for kind in [*others, *(kind for kind in kinds if kind in IDENTIFIERS)]:
            click.echo(f"| {kind} | {score.recall([kind]):.4f} |")
        click.echo(f"| clean texts unchanged | {score.precision:.4f} of {score.clean} |")
        for planted, masked in score.escaped[:show]:
            click.echo(f"\nescaped {planted.kind} ({planted.form}): {planted.text!r}\n  in {masked!r}")
        for text, masked in score.alarms[:show]:
            click.echo(f"\nfalse alarm: {text!r}\n  as {masked!r}")


if __name__ == "__main__":
    main()
