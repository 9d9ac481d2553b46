"""Making a paper from the command line: the same bytes as from the page."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from surga.project.commands import setup

if TYPE_CHECKING:
    from surga.doors.executive.papers.contents.asking import Asked
    from surga.doors.executive.papers.making.paper import Paper

NAMES = ("p4", "brief", "agency", "ikm", "digest")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("paper")
@click.argument("name", type=click.Choice(NAMES))
@click.option("--from", "from_", type=_DAY, help="First day of receipt; else a year before the last.")
@click.option("--to", type=_DAY, help="Last day of receipt; else today.")
@click.option("--as-of", type=_DAY, help="As it was known at the end of this day.")
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", show_default=True)
@click.option("--decree", default="", help="p4: the number of the letter that appoints the team.")
@click.option("--of", default="", help="agency: its code; brief: the plan's number; ikm: the round's code.")
@click.option("--out", type=click.Path(path_type=Path), help="A .pdf or .xlsx; else surga-NAME.pdf here.")
def paper_command(
    name: str, from_: datetime | None, to: datetime | None, as_of: datetime | None, lang: str,
    decree: str, of: str, out: Path | None,
) -> None:  # fmt: skip
    """Make one paper: p4 (evidence pack), brief, agency (report), ikm (publication) or digest (the week)."""
    setup()
    from surga.core.agencies.queries import NoCityError
    from surga.doors.executive.papers import making
    from surga.reactions.insight.actions.folding import catch_up

    target = out or Path(f"surga-{name}.pdf")
    if target.suffix not in {".pdf", ".xlsx"}:
        raise click.ClickException(f"{target}: a paper is a .pdf or an .xlsx.")
    try:
        catch_up()
        paper = _paper(name, _asked(from_, to, as_of, lang), decree, of)
    except NoCityError:
        raise click.ClickException("No city is loaded yet: there is nothing to print.") from None
    made = making.pdf_of(paper) if target.suffix == ".pdf" else making.xlsx(making.book_of(paper))
    target.write_bytes(made)
    click.echo(f"{target}: {len(made)} bytes.")


def _asked(from_: datetime | None, to: datetime | None, as_of: datetime | None, lang: str) -> Asked:
    from django.utils import timezone

    from surga.core.agencies.queries import city
    from surga.doors.executive.papers.contents.asking import Asked

    calendar = city().calendar
    now = timezone.now().replace(microsecond=0)
    moment = now if as_of is None else _end_of(as_of.date(), calendar.zone)
    last = to.date() if to is not None else calendar.day_of(moment)
    first = from_.date() if from_ is not None else last - timedelta(days=364)
    if first > last:
        raise click.ClickException("The first day is after the last.")
    return Asked(first, last, lang, moment=min(moment, now), dated=as_of is not None and moment < now)


def _end_of(day: date, zone: object) -> datetime:
    from zoneinfo import ZoneInfo

    place = zone if isinstance(zone, ZoneInfo) else None
    return datetime.combine(day + timedelta(days=1), time(), place) - timedelta(microseconds=1)


def _paper(name: str, asked: Asked, decree: str, of: str) -> Paper:
    from surga.core.agencies.queries import city
    from surga.doors.executive.papers.contents import agency as agencies
    from surga.doors.executive.papers.contents import digest, p4

    if name == "agency":
        if of not in city().agencies:
            raise click.ClickException(f"There is no agency {of!r}: name its code with --of.")
        return agencies.paper_of(agencies.report_of(asked, of))
    if name == "brief":
        return _brief(of, asked)
    if name == "ikm":
        return _ikm(of, asked)
    return p4.paper_of(p4.pack_of(asked, decree)) if name == "p4" else digest.paper_of(asked)


def _brief(plan: str, asked: Asked) -> Paper:
    from surga.doors.executive.papers.contents import brief
    from surga.reactions.insight.queries import planning

    found = planning.brief(int(plan), language=asked.language) if plan.isdecimal() else None
    if found is None:
        raise click.ClickException(f"There is no plan {plan!r}: name its number with --of.")
    return brief.paper_of(found)


def _ikm(code: str, asked: Asked) -> Paper:
    from surga.doors.executive.papers.contents import ikm
    from surga.reactions.surveys import queries as surveys

    info = surveys.round_by_code(code)
    if info is None:
        raise click.ClickException(f"There is no round {code!r}: name its code with --of.")
    return ikm.paper_of(surveys.publication(info, asked.as_of), asked.language)
