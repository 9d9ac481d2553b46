"""Taking in the records of another system, and printing the figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from surga.project.commands import setup

if TYPE_CHECKING:
    from surga.channels.spreadsheet.inbound import Report, Source

_LINES_NAMED = 5


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--city", "folder", type=click.Path(path_type=Path), help="City profile to load first.")
@click.option("--map", "mapping_file", type=click.Path(path_type=Path), required=True, help="Mapping (TOML).")
def import_command(file: Path, folder: Path | None, mapping_file: Path) -> None:
    """Take in FILE (.csv, .xlsx, .jsonl) through the same door as any other message.

    Prints read, created, known and skipped with reasons. Can be repeated: nothing is taken twice.
    """
    setup()
    from surga.channels.spreadsheet.inbound import import_source, source_of
    from surga.channels.spreadsheet.mapping import MappingBroken, read_mapping
    from surga.channels.spreadsheet.readers import FileUnreadable
    from surga.core.agencies.queries import NoCityError
    from surga.project.commands.preparing import bar
    from surga.reactions.insight.actions.folding import catch_up

    try:
        # Everything that can be wrong with what was given is found before anything is changed.
        source = source_of(file, read_mapping(mapping_file))
        if folder is not None:
            _load(folder, source)
        report = import_source(source, bar)
    except (MappingBroken, FileUnreadable) as error:
        raise click.ClickException(str(error)) from None
    except NoCityError:
        raise click.ClickException("No city is loaded yet: name its folder with --city.") from None
    _print(report, source)
    catch_up()


def _load(folder: Path, source: Source) -> None:
    """Make the tables and load the city, once it is sure that mapping and city fit."""
    from django.core.management import call_command

    from surga.channels.spreadsheet.codes import Codes
    from surga.core.agencies import actions as agencies
    from surga.core.agencies.profile import read_city
    from surga.core.people.access import system
    from surga.core.regions import actions as regions

    profile = read_city(folder)
    Codes.of(profile.topics, profile.agencies, profile.regions).check(source.mapping)
    call_command("migrate", verbosity=0, interactive=False)
    agencies.load_city(folder, str(system("import")), regions.load_regions)


def _print(report: Report, source: Source) -> None:
    skipped = sum(map(len, report.skipped.values()))
    click.echo(f"read {report.read}  created {report.created}  known {report.known}  skipped {skipped}")
    for ours in source.missing:
        click.echo(f"  remark: the file has no column for {ours}")
    _print_lines("skipped", report.skipped)
    _print_lines("remark", report.remarks)


def _print_lines(heading: str, counted: Mapping[str, list[int]]) -> None:
    for reason, lines in sorted(counted.items(), key=lambda pair: -len(pair[1])):
        named = ", ".join(map(str, lines[:_LINES_NAMED])) + (", …" if len(lines) > _LINES_NAMED else "")
        click.echo(f"  {heading}: {reason}: {len(lines)} (line {named})")


@click.command("figures")
@click.option("--from", "from_", type=click.DateTime(["%Y-%m-%d"]), help="First day of receipt.")
@click.option("--to", type=click.DateTime(["%Y-%m-%d"]), help="Last day of receipt.")
@click.option("--top", default=15, show_default=True, help="How many agencies and topics to list.")
@click.option("--smallest", default=1, show_default=True, help="Groups with fewer cases join the others.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="As it stood at the end of this day.")
@click.option("--definitions", is_flag=True, help="Print what every figure means, and nothing else.")
def figures_command(
    from_: object, to: object, top: int, smallest: int, as_of: object, definitions: bool
) -> None:
    """Print cases per month, agency and topic with their follow-up times, as a Markdown table."""
    if definitions:
        from surga.reactions.insight.figures import as_markdown

        click.echo(as_markdown(), nl=False)
        return
    setup()
    from surga.core.agencies.queries import NoCityError
    from surga.reactions.insight.actions.folding import catch_up
    from surga.reactions.insight.queries.printing import printed

    try:
        catch_up()
        said = printed(_day(from_), _day(to), top=top, smallest=smallest, as_of=_day(as_of))
    except NoCityError:
        raise click.ClickException("No city is loaded yet: there is nothing to count.") from None
    click.echo(said)


def _day(moment: object) -> date | None:
    return moment.date() if isinstance(moment, datetime) else None
