"""``python -m benchmarks.triage.masking``: recall by kind and spelling, precision, and CPU, as Markdown."""

from __future__ import annotations

import click

from benchmarks.triage.masking.corpus import corpus
from benchmarks.triage.masking.measuring import Score, forget, measured
from surga.core.triage.mask import mask


@click.command()
@click.option("--texts", default=5_000, show_default=True)
@click.option("--seed", default=2206, show_default=True)
@click.option("--show", default=0, help="So many of what escaped, and of false alarms.")
@click.option(
    "--unknown", default=0.0, help="Take this share of the names out of the list first: names nobody listed."
)
def main(texts: int, seed: int, show: int, unknown: float) -> None:
    """Mask a corpus with planted data, and say what could still be read."""
    if unknown:
        forget(unknown, seed)
    mask("warm")
    score = measured(corpus(texts, seed), mask)
    click.echo(told(score))
    for planted, masked in score.escaped[:show]:
        click.echo(f"\nescaped {planted.kind} ({planted.form}): {planted.text!r}\n  in {masked!r}")
    for text, masked in score.alarms[:show]:
        click.echo(f"\nfalse alarm: {text!r}\n  as {masked!r}")


def told(score: Score) -> str:
    """The score as a table."""
    lines = [
        f"{score.texts} texts, {sum(score.planted.values())} planted.",
        "",
        "| measure | value |",
        "|---|---|",
        f"| recall, identifiers | {score.identifiers:.4f} |",
        f"| recall, names | {score.recall(['name']):.4f} |",
        f"| texts without personal data unchanged | {score.precision:.4f} of {score.clean} |",
        f"| CPU per text | {1000 * score.seconds / score.texts:.2f} ms |",
        "",
        "| kind | spelling | planted | hidden |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {kind} | {form} | {count} | {score.hidden[kind, form] / count:.3f} |"
        for (kind, form), count in sorted(score.planted.items())
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
