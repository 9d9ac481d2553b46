"""Learning the routing from verified cases, asking it, and finding the same thing reported again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from surga.project.commands import setup

if TYPE_CHECKING:
    from surga.core.triage.routing import Judgement, Known
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

    path = path or _default_path()
    try:
        corpus = _corpus(file)
    except CasesUnusable as error:
        raise click.ClickException(str(error)) from None
    learnt = learn(corpus, precision)
    _print_learnt(corpus, learnt.model.learned, learnt.model.threshold)
    old = load_or_none(path)
    comparison = compared(learnt, old) if old else None
    if comparison:
        _print_comparison(comparison)
    if comparison and not comparison.better and not anyway:
        click.echo(f"The new model is not better: {path} stays as it is (--anyway changes over).")
        return
    put_in_place(learnt.model, path)
    click.echo(f"model {learnt.model.version} is now in {path}")


def _default_path() -> Path:
    from surga.project.configuration.environment import var_dir

    return var_dir() / "triage" / "routing.npz"


def _corpus(file: Path | None) -> Corpus:
    from surga.core.triage.routing.learning.corpus import corpus_of, rows_of

    if file is not None:
        return corpus_of(rows_of(file))
    setup()
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


@click.command("triage")
@click.argument("text", required=False)
@click.option("--model", "path", type=_File, help="A model of surga train. Default: the one in var/, if any.")
@click.option(
    "--city",
    help="City profile whose authority table stands above. Default: none with --model, else SURGA_CITY.",
)
@click.option("--input", "source", type=_File, help="JSONL, one case a line.")
@click.option(
    "--output",
    "target",
    type=_File,
    help="JSONL with agency, confidence, best, topic, level, urgent, masked.",
)
def triage_command(
    text: str | None, path: Path | None, city: str | None, source: Path | None, target: Path | None
) -> None:
    """Judge TEXT and say why; or each line of --input into --output."""
    if (text is None) == (source is None) or (source is None) != (target is None):
        raise click.UsageError("Give either a text, or --input and --output.")
    known = _known(path, city)
    if text is not None:
        _print_judgement(text, known)
    elif source is not None and target is not None:
        click.echo(f"{_judge_all(source, target, known)} cases judged, in {target}")


def _known(path: Path | None, city: str | None) -> Known:
    from surga.core.triage.routing import Known, ModelUnreadable, load

    default = _default_path()
    try:
        model = load(path) if path else load(default) if default.is_file() else None
    except ModelUnreadable as error:
        raise click.ClickException(str(error)) from None
    if path and not city:
        return Known(model=model)
    from django.conf import settings

    from surga.project.commands.table import known_of
    from surga.project.configuration.environment import city_folder

    return known_of(city_folder(city or settings.SURGA_CITY), model)


def _judge_all(source: Path, target: Path, known: Known) -> int:
    from surga.core.triage.routing.learning.corpus import CasesUnusable, rows_of

    try:
        return _write_whole(_judged(rows_of(source), known), target)
    except CasesUnusable as error:
        raise click.ClickException(str(error)) from None


def _judged(rows: Iterable[dict[str, Any]], known: Known) -> Iterator[dict[str, Any]]:
    from surga.core.triage.mask import mask
    from surga.core.triage.routing import judge
    from surga.core.triage.routing.learning.corpus import told_of

    for row in rows:
        told = told_of(row)
        said = asdict(judge(told, known))
        yield {
            "id": row.get("id"),
            **said,
            "urgent": bool(said["urgent"]),
            "danger": said["urgent"],
            "masked": mask(told.text),
        }


def _print_judgement(text: str, known: Known) -> None:
    from surga.core.triage.mask import mask
    from surga.core.triage.routing import Told, judge

    found = judge(Told(text), known)
    for line in islice(_lines(found), 40):
        click.echo(line)
    click.echo(f"masked      {mask(text)}")


def _lines(found: Judgement) -> Iterator[str]:
    if found.urgent:
        yield f"DANGER      {found.urgent}: {found.tell}"
    yield f"agency      {found.agency or 'not known: a verifier decides'}"
    yield f"confidence  {found.confidence:.2f}, {'goes by itself' if found.automatic else 'to a verifier'}"
    for place, name in enumerate(found.best, start=1):
        yield f"  {place}         {name}"
    yield f"topic       {found.topic or 'not known'}"
    yield f"kind        {found.kind}, level {found.level}, clock {found.clock}"
    if found.oversight:
        yield "oversight   it may accuse somebody in office: guarded, never public"
    if found.rule:
        yield f"rule        {found.rule}{': ' + found.rule_reason if found.rule_reason else ''}"
    if found.alert:
        yield f"alert       {found.alert}"
    yield {
        "model": f"by          model {found.version}; words: {', '.join(found.words) or 'none known'}",
        "words": "by          topic words and the authority table: nothing was learned yet (cold start)",
    }.get(found.by, "by          nothing: no model, and no word of a topic in it")


@click.command("similar")
@click.option(
    "--input", "source", type=_File, required=True, help="JSONL, one report a line, each with an id."
)
@click.option("--output", "target", type=_File, required=True, help="JSONL of pairs: a, b, score.")
@click.option(
    "--least", type=click.FloatRange(0.0, 1.0), help="Score from which a pair is written. Default: 0.55."
)
def similar_command(source: Path, target: Path, least: float | None) -> None:
    """Find the same thing reported again, from --input into --output (b is the later of the two).

    A line has id and text, and as far as there date, address, kelurahan, kecamatan, lat, lon, topic.
    """
    from surga.core.triage.routing.learning.corpus import CasesUnusable, rows_of
    from surga.core.triage.similar import SAME, in_order, pairs, report_of

    ids, reports = [], []
    try:
        for number, row in enumerate(rows_of(source), start=1):
            if not isinstance(row.get("id"), str | int) or row["id"] is True:
                raise click.ClickException(f"{source}, report {number}: it has no id.")
            ids.append(row["id"])
            reports.append(report_of(row))
    except CasesUnusable as error:
        raise click.ClickException(str(error)) from None
    order = in_order(reports, [str(one) for one in ids])
    least, ordered = SAME if least is None else least, [reports[place] for place in order]
    found = (
        {"a": ids[order[a]], "b": ids[order[b]], "score": score}
        for a, b, score in pairs(ordered, least=least)
    )
    count = _write_whole(found, target)
    click.echo(f"{len(reports)} reports, {count} pairs from a score of {least:g} on, in {target}")


def _write_whole(rows: Iterable[dict[str, Any]], target: Path) -> int:
    """Beside the target first, so that nothing half done is left; says how many lines."""
    half = target.with_name(f".{target.name}.half")
    done = 0
    try:
        with half.open("w", encoding="utf-8") as file:
            for row in rows:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                done += 1
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    return done
