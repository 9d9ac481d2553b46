"""``surga bench sync --rate``: fill a backlog, work it off against a side that answers late, print the table."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from benchmarks.report import ROOT
from benchmarks.sync.rate.there import AGENCY
from scripts.postgres import postgres


@click.command()
@click.option("--cases", default=10_000, show_default=True, help="To be told, with three follow-ups each.")
@click.option("--reports", default=2_000, show_default=True, help="To be heard, with three steps each.")
@click.option("--delay", default=0.02, show_default=True, help="Seconds before the other side answers.")
@click.option("--parallel", default=8, show_default=True)
@click.option("--database", type=click.Choice(["sqlite", "postgresql", "both"]), default="both")
def rate(cases: int, reports: int, delay: float, parallel: int, database: str) -> None:
    """Measure the exchange: CPU of this process for each item, items a second, calls under way."""
    for name in ["sqlite", "postgresql"] if database == "both" else [database]:
        with tempfile.TemporaryDirectory(prefix="surga-rate-") as home, _address(name, Path(home)) as address:
            found = run(Path(home), address, (cases, reports), delay, parallel)
            click.echo(json.dumps({name: found}, indent=1))


def run(home: Path, address: str, sizes: tuple[int, int], delay: float, parallel: int) -> dict[str, Any]:
    cases, reports = sizes
    with _there(delay, reports) as url:
        environ = _environment(home, address, url, parallel)
        _part(environ, "fill", str(cases))
        return {part: _part(environ, part) for part in ("tell", "ask", "follow")}


def _part(environ: dict[str, str], *arguments: str) -> Any:
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.sync.rate.measured", *arguments],
        cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if ran.returncode != 0:
        raise click.ClickException(f"{arguments[0]} ended with status {ran.returncode}; its words are above.")
    return json.loads(ran.stdout.strip().splitlines()[-1])


@contextlib.contextmanager
def _there(delay: float, reports: int) -> Iterator[str]:
    command = [sys.executable, "-m", "benchmarks.sync.rate.there", str(delay), str(reports)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None  # noqa: S101  # asked for above
        try:
            yield started.stdout.readline().strip()
        finally:
            started.terminate()


@contextlib.contextmanager
def _address(database: str, home: Path) -> Iterator[str]:
    if database == "sqlite":
        yield f"sqlite:///{home}/surga.sqlite3"
        return
    with postgres() as address:
        yield address


def _environment(home: Path, address: str, url: str, parallel: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SURGA_")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "surga.project.settings",
        "PYTHONPATH": str(ROOT),
        "SURGA_DATABASE_URL": address,
        "SURGA_VAR": str(home / "var"),
        "SURGA_SP4N_ADAPTER": "sp4n",
        "SURGA_SP4N_URL": url,
        "SURGA_SP4N_TOKEN": "a token for measuring",
        "SURGA_SP4N_AGENCY": AGENCY,
        "SURGA_SP4N_PARALLEL": str(parallel),
    }


if __name__ == "__main__":
    rate()
