"""For analysts: the open data as files, and questions in SQL."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import click

from surga.project.commands import setup


@click.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export_command(folder: Path) -> None:
    """Write the open data into FOLDER: CSV, JSON, Parquet, the catalogue and the dictionary."""
    setup()
    from surga.core.agencies.queries import NoCityError, city
    from surga.doors.portal.browsing.opendata import catalogue, files
    from surga.project.commands.preparing import bar
    from surga.reactions.insight.actions.folding import catch_up

    folder.mkdir(parents=True, exist_ok=True)
    try:
        where = city()
        catch_up()
        as_of = files.make(folder, bar).as_of
    except NoCityError:
        raise click.ClickException("No city is loaded yet: there is nothing to write.") from None
    told = json.dumps(catalogue.dcat(where, folder, as_of), ensure_ascii=False, indent=1)
    (folder / "katalog.jsonld").write_text(told + "\n", "utf-8")
    lines = io.StringIO()
    csv.writer(lines).writerows([catalogue.DICTIONARY_COLUMNS, *catalogue.dictionary()])
    (folder / "kamus.csv").write_text(lines.getvalue(), "utf-8")
    click.echo(f"{len(list(folder.iterdir()))} files in {folder}, as of {as_of:%Y-%m-%d %H:%M}.")


@click.command("sql")
@click.argument("statement", required=False)
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV instead of a table.")
@click.option("--most", default=1_000, show_default=True, help="How many rows at most.")
@click.option("--seconds", default=30.0, show_default=True, help="How long it may take.")
@click.option("--officer", metavar="NAME", help="Ask as this officer: with cases that are never published.")
def sql_command(statement: str | None, as_csv: bool, most: int, seconds: float, officer: str | None) -> None:
    """Answer one SELECT over the views of the figures, read-only. Without a STATEMENT: list the views."""
    if statement is None:
        click.echo(_views())
        return
    setup()
    from surga.reactions.insight.sql import NotAnswered, ask

    try:
        found = ask(statement, hidden=_may_see_hidden(officer), seconds=seconds, most=most)
    except NotAnswered as error:
        raise click.ClickException(str(error)) from None
    rows = [[_cell(cell) for cell in row] for row in found.rows]
    if as_csv:
        lines = io.StringIO()
        csv.writer(lines).writerows([found.columns, *rows])
        click.echo(lines.getvalue(), nl=False)
    else:
        click.echo(_table(found.columns, rows))
    if found.more:
        click.echo(f"There are more than {most} rows; --most gives more.", err=True)


def _may_see_hidden(officer: str | None) -> bool:
    from surga.core.people import queries
    from surga.core.people.access import may

    if officer is None:
        return False
    found = queries.officer_named(officer)
    actor = queries.actor_of(found) if found is not None and found.is_active else None
    if actor is None or not may(actor, "see_sie") or actor.agency:
        raise click.ClickException(f"{officer!r} is no account that may see all cases of the city.")
    return True


def _views() -> str:
    from surga.reactions.insight.sql import VIEWS

    return "\n\n".join(
        "\n".join(
            [f"{view.name}: {view.about}", *(f"  {one.name:<18} {one.meaning}" for one in view.columns)]
        )
        for view in VIEWS.values()
    )


def _cell(cell: object) -> str:
    return "" if cell is None else f"{cell:.6g}" if isinstance(cell, float) else str(cell)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns one below the other, numbers to the right."""
    if not rows:
        return "No rows."
    widths = [max(map(len, column)) for column in zip(columns, *rows, strict=True)]
    right = [all(_is_number(cell) for cell in column) for column in zip(*rows, strict=True)]

    def line(cells: Sequence[str]) -> str:
        placed = (
            cell.rjust(width) if end else cell.ljust(width)
            for cell, width, end in zip(cells, widths, right, strict=True)
        )
        return "  ".join(placed).rstrip()

    return "\n".join([line(columns), "  ".join("-" * width for width in widths), *map(line, rows)])


def _is_number(cell: str) -> bool:
    return not cell or cell.replace("-", "", 1).replace(".", "", 1).isdigit()
