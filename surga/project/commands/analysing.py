"""For analysts: the open data as files, and questions in SQL."""

from __future__ import annotations

import csv
import io
import json
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

    folder.mkdir(parents=True, exist_ok=True)
    try:
        where = city()
        as_of = files.make(folder)
    except NoCityError:
        raise click.ClickException("No city is loaded yet: there is nothing to write.") from None
    told = json.dumps(catalogue.dcat(where, folder, as_of), ensure_ascii=False, indent=1)
    (folder / "katalog.jsonld").write_text(told + "\n", "utf-8")
    lines = io.StringIO()
    csv.writer(lines).writerows([catalogue.DICTIONARY_COLUMNS, *catalogue.dictionary()])
    (folder / "kamus.csv").write_text(lines.getvalue(), "utf-8")
    click.echo(f"{len(list(folder.iterdir()))} files in {folder}, as of {as_of:%Y-%m-%d %H:%M}.")
