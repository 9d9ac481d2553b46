"""The command ``surga``: ``surga --help`` lists what it does.

Every command ends with one clear line and a status other than 0 when it was
given something it cannot use, and has then changed nothing.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

#: Command → the module that holds it; loaded only when it is asked for.
COMMANDS = {
    "run": "running",
    "serve": "running",
    "work": "running",
    "migrate": "preparing",
    "demo": "preparing",
    "rebuild": "preparing",
    "token": "preparing",
    "import": "importing",
    "figures": "importing",
    "export": "analysing",
    "sql": "analysing",
    "paper": "handing_out",
    "mask": "sorting.masking",
    "check": "checking",
    "bench": "checking",
    "train": "sorting.training",
    "triage": "sorting.triage",
    "similar": "sorting.triage",
}


class Commands(click.Group):
    """Commands that are imported on use, so that ``--help`` and mistakes answer at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"surga.project.commands.{COMMANDS[cmd_name]}")
        found = getattr(module, f"{cmd_name}_command")
        assert isinstance(found, click.Command)  # noqa: S101  # a wiring fault of ours, not input
        return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def surga() -> None:
    """Surga (Suara Warga): the system with which a city hears its citizens."""


def main() -> None:
    """The console script's entry."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "surga.project.settings")
    try:
        surga.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except Exception as error:
        line = sentence_of(error)
        if line is None:
            raise
        click.echo(line, err=True)
        sys.exit(2)


def setup() -> None:
    """Make Django ready; every command that needs it calls this first."""
    import django

    django.setup()


def sentence_of(error: Exception) -> str | None:
    """One line for a mistake we know; None for a fault of ours, which keeps its trace."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError, InterfaceError

    from surga.core.agencies.profile import ProfileError
    from surga.project.configuration.environment import SettingError

    if isinstance(error, SettingError | ProfileError):
        return str(error)
    if isinstance(error, ImproperlyConfigured):
        return f"The settings cannot be used: {error}"
    if isinstance(error, DatabaseError | InterfaceError):
        return "The database cannot be used: " + str(error).strip().splitlines()[0]
    if isinstance(error, PermissionError | FileNotFoundError | IsADirectoryError | NotADirectoryError):
        return f"{error.filename}: {error.strerror}."
    if isinstance(error, OSError) and error.errno == 28:  # ENOSPC
        return "The disk is full; nothing more was written."
    return None
