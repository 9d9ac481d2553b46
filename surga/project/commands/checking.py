"""Is everything there that is needed, and how fast is it?"""

from __future__ import annotations

import subprocess
import sys

import click

from surga.project.commands import setup


@click.command("check")
def check_command() -> None:
    """Name what is missing or unsafe; status 1 if something must be mended before use."""
    setup()
    from surga.project.configuration.readiness import findings

    found = findings()
    for one in found:
        click.echo(f"{one.grade:<5} {one.what}: {one.words}")
    if any(one.grade == "error" for one in found):
        sys.exit(1)


@click.command("bench", context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def bench_command(options: tuple[str, ...]) -> None:
    """Measure the CPU of each kind of request, and print the table; ``bench sync`` proves the exchange."""
    from surga.project.configuration.environment import ROOT

    if not (ROOT / "benchmarks").is_dir():
        raise click.ClickException("The benchmarks are part of the checkout, and it is not here.")
    sys.exit(subprocess.run([sys.executable, "-m", "benchmarks", *options], cwd=ROOT, check=False).returncode)
