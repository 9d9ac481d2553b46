"""A year of a real city's complaints through ``surga import``, twice, and then ``surga figures``.

``python -m benchmarks.real FILE --into DIR``. Everything made lies in DIR, outside the checkout:
the city derived from the records' own names, the database, the records of the chosen time.
Only counts are printed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from benchmarks.real.derived_city import write_city
from benchmarks.report import ROOT, put_between_marks
from surga.channels.spreadsheet.mapping import ColumnMapping, MappingBroken, read_mapping
from surga.channels.spreadsheet.readers import FileUnreadable, Record, read

_SMALLEST = 5
_ZONE = ZoneInfo("Asia/Jakarta")  # the derived city's
_DAY = click.DateTime(["%Y-%m-%d"])
_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=_PATH)
@click.option("--into", type=_PATH, required=True, help="A folder for everything made; emptied first.")
@click.option("--map", "mapping_file", type=_PATH, default=ROOT / "benchmarks" / "real" / "surabaya.toml")
@click.option("--name", default="Kota Surabaya", show_default=True)
@click.option("--prefix", default="SBY", show_default=True)
@click.option(
    "--from", "first", type=_DAY, help="Only records received from this day on, on the city's clock."
)
@click.option("--to", "last", type=_DAY, help="… up to and with this day.")
@click.option("--write", type=_PATH, help="Also put what is printed into this page, between its marks.")
def main(
    file: Path, into: Path, mapping_file: Path, name: str, prefix: str,
    first: datetime | None, last: datetime | None, write: Path | None,
) -> None:  # fmt: skip
    """Run FILE through import and figures."""
    into = into.resolve()
    if into.is_relative_to(ROOT):
        raise click.ClickException(f"--into {into} lies in the checkout; real records stay outside of it.")
    try:
        mapping, records = read_mapping(mapping_file), read(file)
    except (MappingBroken, FileUnreadable) as error:
        raise click.ClickException(
            f"{error} The records of the real run are not part of the project."
        ) from None
    chosen = [record for record in records if _in_time(record, mapping, first, last)]
    if not chosen:
        raise click.ClickException(f"{file.name}: there are no records in this time.")
    shutil.rmtree(into, ignore_errors=True)
    shortened = write_city(into / "city", name, prefix, chosen, mapping, ROOT / "cities" / "kediri")
    lines = (json.dumps(record.values, ensure_ascii=False) for record in chosen)
    (into / "records.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _write_mapping(into / "mapping.toml", mapping_file, shortened)
    printed = _run(into, first, last, _last_day(records, mapping))
    click.echo(printed)
    if write is not None:
        put_between_marks(write, printed)


def _write_mapping(path: Path, mapping_file: Path, shortened: dict[str, str]) -> None:
    """The mapping, with a line for each topic that does not have its own name in the city."""
    lines = [
        f"{json.dumps(name, ensure_ascii=False)} = {json.dumps(code)}" for name, code in shortened.items()
    ]
    more = ["", "[values.topic]", *lines, ""] if lines else []
    path.write_text(mapping_file.read_text(encoding="utf-8") + "\n".join(more), encoding="utf-8")


def _run(into: Path, first: datetime | None, last: datetime | None, as_of: date) -> str:
    """Import twice and print the figures; what the commands said, as Markdown."""
    imports = ["import", "records.jsonl", "--city", "city", "--map", "mapping.toml"]
    figures = ["figures", "--smallest", str(_SMALLEST), "--as-of", as_of.isoformat()]
    for name, day in (("--from", first), ("--to", last)):
        figures += [name, f"{day:%Y-%m-%d}"] if day is not None else []
    parts = []
    for turn in ("The import said:", "Repeated at once, it said:"):
        started = time.monotonic()
        said = _surga(into, imports)
        click.echo(f"{turn} {time.monotonic() - started:.1f} s", err=True)
        # Which lines they were is for whoever mends the file, not for the page.
        parts += [turn, "", "```", re.sub(r" \(line [^)]*\)", "", said), "```", ""]
    return "\n".join([*parts, _surga(into, figures)])


def _surga(into: Path, command: list[str]) -> str:
    """Run the command as an administrator would, on a database of its own."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("SURGA_")}
    environ |= {"SURGA_VAR": str(into / "var"), "SURGA_DATABASE_URL": f"sqlite:///{into}/var/surga.sqlite3",
                "PYTHONPATH": str(ROOT)}  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-m", "surga", *command], cwd=into, env=environ, stdout=subprocess.PIPE, text=True,
        check=False,
    )  # fmt: skip
    if ran.returncode != 0:
        raise click.ClickException(f"surga {command[0]} ended with status {ran.returncode}.")
    return ran.stdout.strip()


def _in_time(record: Record, mapping: ColumnMapping, first: datetime | None, last: datetime | None) -> bool:
    """Whether it was received in the time asked for; what has no readable time is left to the import."""
    day = _day(record, mapping, "received_at")
    if day is None:
        return True
    return (first is None or day >= first.date()) and (last is None or day <= last.date())


def _last_day(records: list[Record], mapping: ColumnMapping) -> date:
    """The last day of which the records tell anything: the figures are as of then."""
    days = [_day(record, mapping, name) for record in records for name in ("received_at", "answered_at")]
    return max(day for day in days if day is not None)


def _day(record: Record, mapping: ColumnMapping, name: str) -> date | None:
    try:
        at = mapping.moment(record.values, name)
        return at.astimezone(_ZONE).date() if at is not None else None
    except (ValueError, OverflowError):
        return None


if __name__ == "__main__":
    main()
