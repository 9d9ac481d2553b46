"""Taking in the records of another system, and printing the figures."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from surga.project.commands import setup


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--city", "folder", type=click.Path(path_type=Path), help="City profile to load first.")
@click.option("--map", "mapping_file", type=click.Path(path_type=Path), required=True, help="Mapping (TOML).")
def import_command(file: Path, folder: Path | None, mapping_file: Path) -> None:
    """Take in FILE (.csv, .xlsx, .jsonl) through the same door as any other message.

    Prints read, created, known and skipped with reasons. Can be repeated: nothing is taken twice.
    """
    setup()
    from django.core.management import call_command

    from surga.channels.spreadsheet.inbound import import_file
    from surga.channels.spreadsheet.mapping import MappingBroken, read_mapping
    from surga.channels.spreadsheet.readers import FileUnreadable
    from surga.core.agencies import actions as agencies
    from surga.core.people.access import system
    from surga.core.regions import actions as regions
    from surga.project.commands.preparing import bar

    try:
        mapping = read_mapping(mapping_file)
        call_command("migrate", verbosity=0, interactive=False)
        if folder is not None:
            agencies.load_city(folder, str(system("import")), regions.load_regions)
        report = import_file(file, mapping, bar)
    except (MappingBroken, FileUnreadable) as error:
        raise click.ClickException(str(error)) from None
    click.echo(
        f"read {report.read}  created {report.created}  known {report.known}  skipped {report.skipped.total()}"
    )
    for heading, counted in (("skipped", report.skipped), ("remark", report.remarks)):
        for reason, rows in counted.most_common():
            if rows:
                click.echo(f"  {heading}: {reason}: {rows}")


@click.command("figures")
@click.option("--from", "from_", type=click.DateTime(["%Y-%m-%d"]), help="First day of receipt.")
@click.option("--to", type=click.DateTime(["%Y-%m-%d"]), help="Last day of receipt.")
@click.option("--top", default=15, show_default=True, help="How many agencies and topics to list.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="As it stood at the end of this day.")
def figures_command(from_: object, to: object, top: int, as_of: object) -> None:
    """Print cases per month, agency and topic with their follow-up times, as a Markdown table."""
    setup()
    from surga.reactions.insight.printing import printed

    click.echo(printed(_day(from_), _day(to), top=top, as_of=_day(as_of)))


def _day(moment: object) -> date | None:
    return moment.date() if isinstance(moment, datetime) else None
