"""``surga bench``: what each kind of request costs over many cases, as a Markdown table; and further proofs by name."""

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

from benchmarks.report import ROOT, put_between_marks
from benchmarks.speed.asking import Cost, measure
from benchmarks.speed.kinds import Facts
from benchmarks.speed.serving import serving
from benchmarks.speed.telling import Result, told
from benchmarks.sync.__main__ import sync
from scripts.postgres import postgres

_FEW = 1_000
_KEY = "a key for measuring alone, long enough to be taken for a real one"


@click.group(invoke_without_command=True)
@click.option("--cases", default=100_000, show_default=True)
@click.option(
    "--database", type=click.Choice(["sqlite", "postgresql", "both"]), default="both", show_default=True
)
@click.option("--quick", is_flag=True, help="Few cases and few requests: shows that it works, not how fast.")
@click.option("--into", type=click.Path(path_type=Path), help="Keep what is made in this folder.")
@click.option("--write", is_flag=True, help="Put the table into docs/measured/performance.md.")
@click.pass_context
def main(
    context: click.Context, cases: int, database: str, quick: bool, into: Path | None, write: bool
) -> None:
    """Fill a database, serve it, measure each kind of request, and print the table."""
    if context.invoked_subcommand is not None:
        return
    cases = min(cases, 2_000) if quick else cases
    batches, each = (3, 12) if quick else (9, 30)
    wanted = ["sqlite", "postgresql"] if database == "both" else [database]
    with contextlib.ExitStack() as stack:
        home = into or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="surga-bench-")))
        results = [_measured(name, home.resolve() / name, cases, quick, batches, each) for name in wanted]
    table = told(results, batches, each)
    click.echo(table)
    if write:
        put_between_marks(ROOT / "docs" / "measured" / "performance.md", table)


main.add_command(sync)


def _measured(database: str, home: Path, cases: int, quick: bool, batches: int, each: int) -> Result:
    real = 100 if quick else 500
    few = min(_FEW, cases)
    home.mkdir(parents=True, exist_ok=True)
    facts = home / "facts.json"
    with _address(database, home) as address:
        environ = _environment(home, address)
        costs: list[dict[str, Cost]] = []
        loads: list[float] = []
        counted: dict[str, Any] = {}
        for number in (few, cases):
            _run(environ, "filling", str(number), "--real", str(real), "--facts", str(facts))
            counted = json.loads(_run(environ, "counting", str(facts)))
            with serving(environ) as server:
                loads.append(os.getloadavg()[0])
                costs.append(measure(server, Facts.read(facts), batches, each, number != cases))
                loads.append(os.getloadavg()[0])
    return Result(
        counted["version"], (few, cases), costs[0], costs[1], counted["queries"], (min(loads), max(loads))
    )


@contextlib.contextmanager
def _address(database: str, home: Path) -> Iterator[str]:
    """A database of its own. PostgreSQL waits for no disk here: its CPU is its own and is not measured."""
    if database == "sqlite":
        yield f"sqlite:///{home}/surga.sqlite3"
        return
    with postgres() as address:
        yield address


def _environment(home: Path, address: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SURGA_")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "surga.project.settings",
        "PYTHONPATH": str(ROOT),
        "SURGA_DATABASE_URL": address,
        "SURGA_DEBUG": "0",
        "SURGA_SECRET_KEY": _KEY,
        "SURGA_TRUSTED_PROXY": "127.0.0.1",
        "SURGA_VAR": str(home / "var"),
    }


def _run(environ: dict[str, str], part: str, *arguments: str) -> str:
    """Run a part that needs Django, in a process of its own; what it printed."""
    ran = subprocess.run(
        [sys.executable, "-m", f"benchmarks.speed.{part}", *arguments],
        cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if ran.returncode != 0:
        raise click.ClickException(f"{part} ended with status {ran.returncode}; its words are above.")
    return ran.stdout.strip()


if __name__ == "__main__":
    main()
