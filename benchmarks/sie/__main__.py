"""Fill, rebuild, measure, and print a table of each."""

from __future__ import annotations

import os
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from benchmarks.report import BEGIN, END, put_between_marks
from scripts import postgres

#: As a server of this size would be set, for SIE and for the plain SQL alike.
_TUNED = {
    "shared_buffers": "3GB", "work_mem": "128MB", "maintenance_work_mem": "1GB", "effective_cache_size": "12GB",
    "max_parallel_workers_per_gather": "2", "max_wal_size": "8GB", "random_page_cost": "1.1", "jit": "on",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How the rollups were made anew: of how many events, in how many seconds, and what it took."""

    cases: int
    events: int
    seconds: float
    before: int
    peak: int
    sizes: Mapping[str, tuple[int, int]]


@click.command()
@click.option("--cases", "sizes", type=int, multiple=True, default=(1_000_000,), help="Repeat it, growing.")
@click.option("--rounds", default=20, show_default=True, help="How often each page is asked for.")
@click.option(
    "--fill/--no-fill", "filling", default=True, help="Without: of the cases that are there already."
)
@click.option(
    "--rebuild/--no-rebuild", "rebuilding", default=True, help="Without: the figures stand already."
)
@click.option(
    "--arriving/--no-arriving", default=True, help="Also how long until an event is in the figures."
)
@click.option("--write", type=click.Path(path_type=Path), help="Put what is printed into this page.")
def main(
    sizes: tuple[int, ...], rounds: int, filling: bool, rebuilding: bool, arriving: bool, write: Path | None
) -> None:
    """SIE over millions of cases. SURGA_TEST_DATABASE_URL names a server to keep; else there is one for this run."""
    postgres.CAREFREE |= _TUNED
    with postgres.postgres() as address, tempfile.TemporaryDirectory(prefix="surga-sie-") as home:
        _set_up(address, home)
        for cases in sorted(sizes):
            told = _size(cases, rounds, filling, rebuilding, arriving)
            click.echo(told)
            # What is measured is kept, whatever becomes of the next size.
            if write is not None:
                _put(write, cases, told)


def _put(page: Path, cases: int, told: str) -> None:
    """In the place of what the page told of this size; what it tells of others stays."""
    _, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    others = {
        int(head.replace(",", "")): f"### {head} cases{body}".strip()
        for head, body in re.findall(
            r"^### ([\d,]+) cases(.*?)(?=^### |\Z)", rest.partition(END)[0], re.MULTILINE | re.DOTALL
        )
    }
    parts = {**others, cases: told}
    put_between_marks(page, "\n\n".join(parts[size] for size in sorted(parts)))


def _set_up(address: str, home: str) -> None:
    os.environ |= {
        "SURGA_DATABASE_URL": address,
        "SURGA_VAR": home,
        "SURGA_SECRET_KEY": "a key for measuring alone, long enough to be taken for a real one",
        "DJANGO_SETTINGS_MODULE": "surga.project.settings",
    }
    import django

    django.setup()
    from django.core.management import call_command

    from surga.project.commands.preparing import accounts, prepare

    call_command("collectstatic", interactive=False, verbosity=0)
    prepare(demo=False)
    accounts()


def _size(cases: int, rounds: int, filling: bool, rebuilding: bool, arriving: bool) -> str:
    from benchmarks.sie import arriving as waiting
    from benchmarks.sie.filling import fill
    from benchmarks.sie.pages import measure
    from benchmarks.sie.plain import make_calendar
    from surga.core.agencies.queries import city
    from surga.events.models import Event

    events = fill(cases, _say) if filling else Event.objects.count()
    parts = [f"### {cases:,} cases"]
    if rebuilding:
        parts.append(_told_rebuilt(_rebuild(cases, events)))
    calendar = city().calendar
    make_calendar(calendar, calendar.covered_to)
    parts.append(_told_pages(measure(rounds, beside=True)))
    if arriving:
        waits = waiting.wait_for_events(100, 20)
        parts.append(
            f"An event is in the figures after {waits.p50:.1f} s (p50), {waits.p95:.1f} s (p95), at most "
            f"{waits.longest:.1f} s, at {waits.pace:.0f} events a second."
        )
    return "\n\n".join(parts)


def _rebuild(cases: int, events: int) -> Rebuilt:
    from django.db import connection

    from surga.reactions.insight.actions.rebuilding import rebuild

    before, started = _peak(), time.monotonic()
    rebuild()
    seconds = time.monotonic() - started
    with connection.cursor() as cursor:
        for table in (
            "insight_fact",
            "insight_cell",
            "insight_spread",
            "insight_flow",
            "insight_contactfact",
        ):
            cursor.execute(f"VACUUM ANALYZE {table}")
        cursor.execute(
            "SELECT relname, n_live_tup, pg_total_relation_size(relid) FROM pg_stat_user_tables "
            "WHERE relname LIKE 'insight_%' AND n_live_tup > 0 ORDER BY 1"
        )
        sizes = {name: (rows, size) for name, rows, size in cursor.fetchall()}
    _say(f"rebuilt {events:,} events in {seconds:.0f} s")
    return Rebuilt(cases, events, seconds, before, _peak(), sizes)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _told_rebuilt(one: Rebuilt) -> str:
    kept = ", ".join(
        f"{name.removeprefix('insight_')} {rows:,} ({size / 1e6:,.0f} MB)"
        for name, (rows, size) in one.sizes.items()
    )
    return (
        f"Rebuild: {one.events:,} events in {one.seconds:,.0f} s, {one.events / one.seconds:,.0f} a second; peak "
        f"memory {one.peak} MB ({one.before} MB before). Rows: {kept}."
    )


def _told_pages(pages: Mapping[str, Any]) -> str:
    lines = [
        "| page | p50 ms | p95 ms | figures asked | their ms | the same as plain SQL, ms | times | say the same |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, page in pages.items():
        ratio = "–" if page.ratio is None else f"{page.ratio:,.0f}"
        lines.append(
            f"| {name} | {statistics.median(page.times):.0f} | {page.p95:.0f} | {page.asked} | {page.figures:.1f} "
            f"| {page.plain:,.0f} | {ratio} | {page.matched} of {page.asked} |"
        )
    ratios = [page.ratio for page in pages.values() if page.ratio is not None]
    if ratios:
        lines.append(
            f"\nMedian over the pages: {statistics.median(ratios):,.0f} times; least: {min(ratios):,.0f}."
        )
    for name, page in pages.items():
        for wrong in page.wrong[:3]:
            _say(f"{name}: not the same: {wrong}")
    return "\n".join(lines)


def _say(words: str) -> None:
    click.echo(words, err=True)


if __name__ == "__main__":
    main()
