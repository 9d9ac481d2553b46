"""Asking the routing, watching it, and finding the same thing reported again."""

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
    from surga.reactions.triage.queries import Share, Standing

_File = click.Path(path_type=Path)


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
@click.option("--watch", is_flag=True, help="Say how often it was right of late, as officers settled it.")
@click.option("--days", default=30, show_default=True, type=click.IntRange(1, 3660), help="With --watch.")
def triage_command(
    text: str | None,
    path: Path | None,
    city: str | None,
    source: Path | None,
    target: Path | None,
    watch: bool,
    days: int,
) -> None:
    """Judge TEXT and say why; or each line of --input into --output; or --watch how it stands."""
    if (text is not None) + (source is not None) + watch != 1 or (source is None) != (target is None):
        raise click.UsageError("Give either a text, or --input and --output, or --watch.")
    if watch:
        setup()
        from surga.reactions.triage.queries import standing

        for line in _standing_lines(standing(days), days):
            click.echo(line)
        return
    known = _known(path, city)
    if text is not None:
        _print_judgement(text, known)
    elif source is not None and target is not None:
        click.echo(f"{_judge_all(source, target, known)} cases judged, in {target}")


def _known(path: Path | None, city: str | None) -> Known:
    from django.conf import settings

    from surga.core.triage.routing import Known, ModelUnreadable, load

    default = Path(settings.TRIAGE_MODEL)
    try:
        model = load(path) if path else load(default) if default.is_file() else None
    except ModelUnreadable as error:
        raise click.ClickException(str(error)) from None
    if path and not city:
        return Known(model=model)
    from surga.project.configuration.environment import city_folder
    from surga.reactions.triage.table import known_of

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


def _standing_lines(now: Standing, days: int) -> Iterator[str]:
    yield f"judged      {now.judged} cases in {days} days, {now.by_model} of them by a model"
    yield f"right       {_share(now.right)} of those that were settled"
    yield f"among three {_share(now.among)}"
    yield f"by itself   {now.automatic}, right {_share(now.automatic_right)} of those that were settled"
    if now.promised is not None:
        yield f"promised    {now.promised:.1%}, kept {_share(now.kept)}"
    if now.drifted:
        yield "DRIFT       far fewer were right than was promised: look at the cases, and train again"
    for one in now.worst:
        yield f"  {one.agency}: right {_share(one.right)}"


def _share(of: Share) -> str:
    return f"{of.part} of {of.whole}" + (f" ({of.share:.1%})" if of.share is not None else "")


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
