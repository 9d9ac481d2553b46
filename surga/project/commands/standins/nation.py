"""The stand-in for SP4N-LAPOR!, linked both ways: what each side has appears on the other."""

from __future__ import annotations

import os
import sys
import uuid

import click

from surga.project.configuration.environment import ROOT, flag, text, var_dir

_NAMES = "SURGA_SP4N_"
#: The city's id in the stand-in's list of agencies.
_AGENCY = "3571"
#: Somebody looks from one page to the other and waits.
_POLL_SECONDS = "5"


def lend(address: str) -> bool:
    """Link the system with a stand-in at ``address``; False when there is to be none.

    There is none in public, nor where anything is said of a real link.
    """
    if not flag("SURGA_DEBUG", True) or any(name.startswith(_NAMES) and text(name) for name in os.environ):
        return False
    if not (ROOT / "sandbox" / "national").is_dir():
        click.echo(
            "The folder sandbox/national is not here, so there is no SP4N-LAPOR! to try the link with."
        )
        return False
    os.environ.update(
        SURGA_SP4N_ADAPTER="sp4n",
        SURGA_SP4N_URL=address,
        SURGA_SP4N_TOKEN=f"{{{str(uuid.uuid4()).upper()}}}",
        SURGA_SP4N_AGENCY=_AGENCY,
        SURGA_SP4N_POLL_SECONDS=_POLL_SECONDS,
    )
    return True


def program(host: str, port: int) -> list[str]:
    """It as a program. Its reports are kept beside the city's cases: the links between them outlive a stop."""
    data = var_dir() / "national.sqlite3"
    data.parent.mkdir(parents=True, exist_ok=True)
    return [
        *(sys.executable, "-m", "sandbox.national", "--quiet"),
        *("--host", host, "--port", str(port), "--data", str(data)),
    ]
