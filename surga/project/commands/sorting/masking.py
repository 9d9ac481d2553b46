"""What a text looks like to the public."""

from __future__ import annotations

import sys

import click

_MOST = 1_000_000


@click.command("mask")
@click.option(
    "--name", "names", multiple=True, help="A name that is known, as the reporter's; may be given again."
)
@click.option(
    "--places", is_flag=True, help="Read the city's places from the database first; they are no names."
)
def mask_command(names: tuple[str, ...], places: bool) -> None:
    """Print the text from standard input as everybody may read it. Status 1 and no text where it cannot be masked."""
    from surga.core.triage.mask import MaskingFailed, mask

    text = sys.stdin.buffer.read(_MOST + 1).decode("utf-8", errors="replace")
    if len(text) > _MOST:
        raise click.ClickException(f"The text is longer than {_MOST:,} letters; nothing was printed.")
    try:
        click.echo(mask(text, names, places=_places() if places else ()), nl=False)
    except MaskingFailed:
        raise click.ClickException("The text could not be masked, so it is not printed.") from None


def _places() -> list[str]:
    from surga.project.commands import setup

    setup()
    from surga.core.regions.queries import regions

    return [region.name for region in regions()]
