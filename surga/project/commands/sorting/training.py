"""Learning the routing from verified cases: old against new, and the change only when the new one is better."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from surga.project.commands import setup

if TYPE_CHECKING:
    from surga.core.triage.routing import Model
    from surga.core.triage.routing.learning.changing import Comparison
    from surga.core.triage.routing.learning.corpus import Corpus

_MOVES_NAMED = 5
_File = click.Path(path_type=Path)


@click.command("train")
@click.argument("file", type=_File, required=False)
@click.option("--model", "path", type=_File, help="Where the model is kept. Default: var/triage/routing.npz.")
@click.option(
    "--precision",
    default=0.95,
    show_default=True,
    type=click.FloatRange(0.5, 0.999),
    help="Wanted of what goes by itself.",
)
@click.option("--anyway", is_flag=True, help="Change over even when the new model is not better.")
def train_command(file: Path | None, path: Path | None, precision: float, anyway: bool) -> None:
    """Learn the routing from FILE (JSONL: text, agency, topic, kecamatan, kelurahan, address, date).

    Without FILE from the city's own verified cases. Changes over only when the new model is better.
    """
    from surga.core.triage.routing.learning.changing import compared, load_or_none, put_in_place
    from surga.core.triage.routing.learning.corpus import CasesUnusable
    from surga.core.triage.routing.learning.fitting import learn

    setup()
    city = _city_model()
    path = path or city
    try:
        corpus = _corpus(file)
    except CasesUnusable as error:
        raise click.ClickException(str(error)) from None
    learnt = learn(corpus, precision)
    if file is None:
        learnt.model.learned["codes"] = _codes()
    _print_learnt(corpus, learnt.model.learned, learnt.model.threshold)
    old = load_or_none(path)
    comparison = compared(learnt, old) if old else None
    if comparison:
        _print_comparison(comparison)
    change = anyway or comparison is None or comparison.better
    if change:
        put_in_place(learnt.model, path)
        click.echo(f"model {learnt.model.version} is now in {path}")
    else:
        click.echo(f"The new model is not better: {path} stays as it is (--anyway changes over).")
    if path == city:
        _note(learnt.model, comparison, change)


def _city_model() -> Path:
    from django.conf import settings

    return Path(settings.TRIAGE_MODEL)


def _codes() -> dict[str, str]:
    """What each agency is called today: one that is renamed later is still known by what was learned."""
    from surga.core.agencies.queries import NoCityError, city

    try:
        return {agency.name: agency.code for agency in city().agencies.values()}
    except NoCityError:
        return {}


def _note(model: Model, found: Comparison | None, changed: bool) -> None:
    """For the desk, where coordinators read how the last trainings went."""
    from django.utils import timezone

    from surga.reactions.triage.actions import note_training
    from surga.reactions.triage.queries import Training

    learned, tried = model.learned, model.learned["tried"]
    compared: dict[str, Any] = {
        "held": found.held, "old": found.old, "new": found.new, "last_month": found.last_month,
        "moves": found.moves,
    } if found else {}  # fmt: skip
    note_training(
        Training(
            at=timezone.now(),
            version=model.version,
            cases=learned["cases"],
            right=tried["right"],
            threshold=model.threshold,
            automatic=tried["automatic"],
            precision=learned["precision"],
            changed=changed,
            first=learned["first"][:10],
            last=learned["last"][:10],
            **compared,
        )
    )


def _corpus(file: Path | None) -> Corpus:
    from surga.core.triage.routing.learning.corpus import corpus_of, rows_of

    if file is not None:
        return corpus_of(rows_of(file))
    from surga.core.cases.queries import verified_cases

    return corpus_of(verified_cases())


def _print_learnt(corpus: Corpus, learned: dict[str, Any], threshold: float) -> None:
    tried = learned["tried"]
    left_out = "".join(f", {count} left out: {reason}" for reason, count in sorted(corpus.left_out.items()))
    click.echo(f"cases {learned['cases']}, {learned['first'][:10]} to {learned['last'][:10]}{left_out}")
    click.echo(
        f"forward in time, {tried['cases']} cases: right {tried['right']:.1%}, calibration error "
        f"{tried['calibration_error']:.3f}"
    )
    if threshold > 1:
        click.echo(f"No confidence kept {learned['precision']:.0%} right: every case goes to a verifier.")
    else:
        share = f"{tried['automatic']:.1%} go by themselves at {learned['precision']:.0%} right"
        click.echo(f"{share}, from a confidence of {threshold:.3f} on")


def _print_comparison(found: Comparison) -> None:
    if found.held:
        click.echo(
            f"on {found.held} cases that neither had seen: old {found.old:.1%} right, new {found.new:.1%}"
        )
    else:
        click.echo("The old model has seen these months already, so the two cannot be compared on new cases.")
    if found.drifted:
        click.echo(f"drift: the old model promised {found.promised:.1%}, and {found.old:.1%} were right")
    click.echo(f"of last month's {found.last_month} cases, these {found.moved} would move:")
    for was, now, count in found.moves[:_MOVES_NAMED]:
        click.echo(f"  {count} × {was} → {now}")
