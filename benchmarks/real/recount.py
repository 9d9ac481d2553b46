"""SIE's figures of the real run against a recount of the source's file that shares nothing with them.

``python -m benchmarks.real.recount DIR``: DIR is what ``python -m benchmarks.real FILE --into DIR`` made. DuckDB reads
``records.jsonl`` itself, in plain SQL, with days off from the ``holidays`` package; every row of every figure, in all
and by month, agency, topic, channel and kind, must be the same to the last digit that both can hold.
"""

from __future__ import annotations

import csv
import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from benchmarks.report import put_between_marks

#: Two ways to interpolate between the same two whole seconds may differ in the last bit of a double.
TOLERANCE = 1e-9
_FIGURES: Mapping[str, tuple[str, str]] = {
    # name: (value, n) in SQL, over the rows of one group
    "cases": ("count(*)", "count(*)"),
    "follow_up_days": ("sum(took) / count(took) / 86400.0", "count(took)"),
    "follow_up_days_median": ("quantile_cont(took, 0.5) / 86400.0", "count(took)"),
    "follow_up_days_p90": ("quantile_cont(took, 0.9) / 86400.0", "count(took)"),
    "follow_up_working_days": ("sum(working) / count(working)", "count(working)"),
    "within_5_working_days": (
        "count(*) FILTER (working <= 5) / count(*) FILTER (working IS NOT NULL OR waited > 5)",
        "count(*) FILTER (working IS NOT NULL OR waited > 5)",
    ),
}
_GROUPS = {"all": "''", "month": "month", "agency": "coalesce(agency, '')", "topic": "coalesce(topic, '')"}


@dataclass(slots=True)
class Compared:
    """How many rows were held against each other, how far the furthest lay apart, and which were not the same."""

    rows: int = 0
    furthest: float = 0.0
    wrong: list[str] = field(default_factory=list)


def recounted(records: Path, as_of: date) -> Any:
    """The file as DuckDB reads it: a table of received day, month, agency, topic, seconds and working days."""
    import duckdb

    base = duckdb.connect()
    base.execute("SET TimeZone = 'UTC'")
    base.execute("CREATE TABLE days (day DATE, passed BIGINT)")
    base.executemany("INSERT INTO days VALUES (?, ?)", _working_days(as_of))
    base.execute(
        """
        CREATE TABLE told AS
        WITH read AS (
            SELECT agency, topic, CAST(date AS TIMESTAMP) AS got, CAST(responded_at AS TIMESTAMP) AS answered
            FROM read_json(?, format = 'newline_delimited', columns = {
                agency: 'VARCHAR', topic: 'VARCHAR', date: 'VARCHAR', responded_at: 'VARCHAR'})
        ), here AS (
            SELECT *, got + INTERVAL 7 HOUR AS got_here, answered + INTERVAL 7 HOUR AS answered_here FROM read
            WHERE answered IS NULL OR answered >= got
        )
        SELECT agency, topic, strftime(got_here, '%Y-%m') AS month,
            date_diff('second', got, answered) AS took,
            until.passed - since.passed AS working,
            coalesce(until.passed, today.passed) - since.passed AS waited
        FROM here
        JOIN days AS since ON since.day = CAST(got_here AS DATE)
        LEFT JOIN days AS until ON until.day = CAST(answered_here AS DATE)
        JOIN days AS today ON today.day = ?
        """,
        [str(records), as_of],
    )
    return base


def _working_days(last: date) -> list[tuple[date, int]]:
    """Each day, with how many working days had passed at its end."""
    from holidays import country_holidays

    off = country_holidays("ID", categories=("public", "government"), years=range(2019, last.year + 2))
    day, passed, found = date(2019, 1, 1), 0, []
    while day <= last + timedelta(days=31):
        passed += day.weekday() < 5 and day not in off
        found.append((day, passed))
        day += timedelta(days=1)
    return found


def compare(base: Any, names: Mapping[str, Mapping[str, str]], as_of: datetime) -> dict[str, Compared]:
    """Hold every row of every figure against the recount; ``names``: grouping → code → the name the file has."""
    from surga.reactions.insight.queries import figure

    found: dict[str, Compared] = {}
    for name, (value, n) in _FIGURES.items():
        one = found[name] = Compared()
        for by, column in _GROUPS.items():
            rows = base.execute(f"SELECT {column}, {value}, {n} FROM told GROUP BY 1").fetchall()  # noqa: S608  # ours
            theirs = {str(key): (counted, of) for key, counted, of in rows}
            ours = {
                names.get(by, {}).get(row.by, row.by): (row.value, row.n)
                for row in figure(name, by=by, as_of=as_of).rows
            }
            _hold(one, f"{name} by {by}", ours, theirs)
    return found


def _hold(one: Compared, what: str, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    for key in ours.keys() | theirs.keys():
        (value, n), (wanted, of) = ours.get(key, (0, 0)), theirs.get(key, (0, 0))
        one.rows += 1
        apart = abs((value or 0) - (wanted or 0))
        one.furthest = max(one.furthest, apart)
        if apart > TOLERANCE or n != of:
            one.wrong.append(f"{what}, {key}: {value} of {n} here, {wanted} of {of} in the file")


def _names(folder: Path) -> dict[str, dict[str, str]]:
    def read(file: str) -> dict[str, str]:
        with (folder / file).open(encoding="utf-8", newline="") as opened:
            return {row["code"]: row["name"] for row in csv.DictReader(opened)}

    # A topic whose name was too long for the city's table goes by the mapping.
    mapping = tomllib.loads((folder.parent / "mapping.toml").read_text(encoding="utf-8"))
    long = {code: name for name, code in mapping.get("values", {}).get("topic", {}).items()}
    return {"agency": read("agencies.csv"), "topic": read("topics.csv") | long}


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), default="2023-04-03", show_default=True)
@click.option("--write", type=click.Path(path_type=Path), help="Put what is printed into this page.")
def main(folder: Path, as_of: datetime, write: Path | None) -> None:
    """Compare; exits with 1 when anything differs."""
    folder = folder.resolve()
    os.environ |= {"SURGA_VAR": str(folder / "var"), "DJANGO_SETTINGS_MODULE": "surga.project.settings"}
    os.environ["SURGA_DATABASE_URL"] = f"sqlite:///{folder}/var/surga.sqlite3"
    import django

    django.setup()
    from surga.core.agencies.queries import city

    zone = city().calendar.zone
    end = datetime(as_of.year, as_of.month, as_of.day, 23, 59, 59, 999999, tzinfo=zone)
    found = compare(recounted(folder / "records.jsonl", as_of.date()), _names(folder / "city"), end)
    lines = ["| figure | rows compared | furthest apart | not the same |", "|---|--:|--:|--:|"]
    lines += [
        f"| `{name}` | {one.rows} | {one.furthest:.1e} | {len(one.wrong)} |" for name, one in found.items()
    ]
    printed = "\n".join(lines)
    click.echo(printed)
    for one in found.values():
        for line in one.wrong[:10]:
            click.echo(line, err=True)
    if write is not None:
        put_between_marks(write, printed)
    sys.exit(any(one.wrong for one in found.values()))


if __name__ == "__main__":
    main()
