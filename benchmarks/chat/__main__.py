"""``python -m benchmarks.chat``: the loads of the messengers' way in, printed as lines."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

import click

from benchmarks.chat import loads
from benchmarks.chat.house import house
from benchmarks.report import ROOT, put_between_marks
from scripts.postgres import postgres

LOADS = {"webhooks": loads.webhooks, "messages": loads.messages, "drill": loads.drill}


@click.command()
@click.option("--load", "chosen", type=click.Choice([*LOADS, "all"]), default="all", show_default=True)
@click.option("--database", type=click.Choice(["sqlite", "postgresql"]), default="sqlite", show_default=True)
@click.option("--few", is_flag=True, help="A tenth of everything: shows that it works.")
@click.option("--write", is_flag=True, help="Put what is printed into docs/measured/messengers.md.")
def main(chosen: str, database: str, few: bool, write: bool) -> None:
    """Start the whole system with a telephone beside it, load it, and say what came of it."""
    said = []
    for name in LOADS if chosen == "all" else [chosen]:
        with contextlib.ExitStack() as stack:
            home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="surga-chat-")))
            url = (
                f"sqlite:///{home}/surga.sqlite3" if database == "sqlite" else stack.enter_context(postgres())
            )
            made = stack.enter_context(house(home, url))
            lines = _run(name, made, few)
        said += lines
        click.echo("\n".join(f"- {line}" for line in lines))
    if write:
        put_between_marks(
            ROOT / "docs" / "measured" / "messengers.md", "\n".join(f"- {line}" for line in said)
        )


def _run(name: str, made: loads.House, few: bool) -> list[str]:
    if name == "webhooks":
        return loads.webhooks(made, seconds=10 if few else 60)
    if name == "messages":
        return loads.messages(made, count=2_000 if few else 20_000)
    return loads.drill(made, kills=20 if few else 200)


if __name__ == "__main__":
    main()
