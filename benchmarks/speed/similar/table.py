"""The same city in the tables of a database: filling them, and what a search and an arrival cost there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import batched
from typing import Any

import click

from benchmarks.speed.similar.making import City
from surga.core.triage.similar import Report

_PORTION = 2_000
_ARRIVALS = 200


def fill(city: City) -> None:
    """Put the city's reports into the table of cases, and make the table of keys from them.

    The database of the environment is taken; where it has cases already, it is left as it is.
    """
    from surga.core.cases.models import Case
    from surga.project.commands.preparing import bar, prepare
    from surga.reactions.similar.actions import rebuild

    prepare(demo=False)
    if Case.objects.exists():
        return
    started = time.monotonic()
    for numbers in batched(range(city.reports), _PORTION):
        Case.objects.bulk_create([_case(city, number) for number in numbers])
        bar("cases", numbers[-1] + 1, city.reports)
    click.echo(f"{city.reports:,} cases written in {time.monotonic() - started:,.0f} s")
    started, busy = time.monotonic(), time.process_time()
    rebuild(lambda done, total: bar("keys", done, total))
    busy, wall = time.process_time() - busy, time.monotonic() - started
    click.echo(f"surga rebuild similar: {wall:,.0f} s, of them {busy:,.0f} s of our CPU\n")


def sizes() -> None:
    """How much room the table of keys takes."""
    from django.db import connection

    asked = {
        "sqlite": "SELECT sum(pgsize) FROM dbstat WHERE name = 'similar_key'",
        "postgresql": "VACUUM ANALYZE; SELECT pg_total_relation_size('similar_key')",
    }[connection.vendor]
    with connection.cursor() as cursor:
        for statement in asked.split(";"):
            cursor.execute(statement)
        size = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM similar_key")
        click.echo(f"{cursor.fetchone()[0]:,} keys, {size / 2**20:,.0f} MB ({connection.vendor})\n")


def searcher(city: City) -> Callable[[int], set[int]]:
    """Asks for a report by its number as if it were just being typed; the numbers of what is found."""
    from surga.reactions.similar.queries import SAME, like_text

    def search(number: int) -> set[int]:
        report = city.report(number)
        region, lat, lon = _place(city, number)
        # Typed when it was told, not years later.
        likes = like_text(
            report.text,
            region=region,
            lat=lat,
            lon=lon,
            address=report.place.address,
            topic=_topic(report),
            most=40,
            at=report.on,
        )
        return {like.case_id - 1 for like in likes if like.score >= SAME}

    return search


def arrivals(city: City) -> Iterator[tuple[float, float]]:
    """Seconds by the clock and of CPU in which each of some more cases is taken in, as the worker does it."""
    from django.db import transaction

    from surga.core.cases.models import Case
    from surga.reactions.similar.actions import take_in

    top = Case.objects.order_by("-pk").values_list("pk", flat=True)[0]
    for number in range(top, top + _ARRIVALS):
        case = _case(city, number)
        case.save(force_insert=True)
        started, busy = time.perf_counter(), time.process_time()
        with transaction.atomic():
            take_in(case.pk)
        yield time.perf_counter() - started, time.process_time() - busy


def _case(city: City, number: int) -> Any:
    from surga.core.cases.models import Case

    report = city.report(number)
    at = report.on or datetime.now(UTC)
    region, lat, lon = _place(city, number)
    return Case(
        id=number + 1,
        code=f"B-{number:08d}",
        kind="complaint",
        status="closed",
        title=report.text[:100],
        text=report.text,
        channel="web",
        topic_id=_topic(report),
        region_id=region,
        lat=lat,
        lon=lon,
        address=report.place.address,
        published=number % 7 > 0,
        received_at=at,
        verified_at=at,
        changed_at=at,
        urgency=at + timedelta(days=30_000),
    )


def _place(city: City, number: int) -> tuple[str, float | None, float | None]:
    """A kelurahan of the real map for each of the derived city's, and a point for every other report."""
    # Who tells again stands at the same point.
    place, small = city.report((city.told_again(number) or (number,))[0]).place, _kelurahan()
    kelurahan = small[int(place.kelurahan.rsplit(" ", 1)[1]) % len(small)]
    if number % 2:
        return kelurahan.code, None, None
    off = sum(map(ord, place.address))
    return kelurahan.code, kelurahan.lat + off % 97 / 20_000, kelurahan.lon + off % 89 / 20_000


def _topic(report: Report) -> str:
    codes = _topics()
    return codes[sum(map(ord, report.topic)) % len(codes)]


@cache
def _kelurahan() -> list[Any]:
    from surga.core.regions.queries import regions

    return [each for each in regions() if each.kind == "kelurahan"]


@cache
def _topics() -> list[str]:
    from surga.core.agencies.queries import city

    return sorted(code for code, topic in city().topics.items() if not topic.protected | topic.oversight)
