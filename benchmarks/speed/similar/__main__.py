"""``python -m benchmarks.speed.similar``: time of a search, memory and what is found, as Markdown."""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator

import click

from benchmarks.speed.similar.making import City
from surga.core.triage.similar import SAME, Finder, MemoryIndex, Rarity, Scorer, rare_words, traits_of
from surga.core.triage.similar.keys import keys_of
from surga.core.triage.similar.scoring import Weighed

_HOWS = ("copy", "edited", "other words")


@click.command()
@click.option("--reports", default=100_000, show_default=True)
@click.option("--searches", default=500, show_default=True)
@click.option("--seed", default=2206, show_default=True)
@click.option(
    "--table",
    is_flag=True,
    help="In the tables of a database: one of its own, or SURGA_DATABASE_URL's, filled if it is empty.",
)
def main(reports: int, searches: int, seed: int, table: bool) -> None:
    """Put a derived city's reports into an index, then ask for some of them as if they were just being typed."""
    city = City(seed, reports)
    if table:
        _in_tables(city, searches)
    else:
        _in_memory(city, searches)


def _in_memory(city: City, searches: int) -> None:
    counts: Counter[str] = Counter()
    before, started = _memory(), time.process_time()
    index = MemoryIndex.of(_keys(city, counts))
    filling = time.process_time() - started
    click.echo(
        f"{city.reports:,} reports in the index: {filling / city.reports * 1000:.2f} ms of CPU each, "
        f"{_memory() - before:,.0f} MB at most\n"
    )
    finder = Finder(index, scorer := Scorer(Rarity(counts, city.reports)), _reader(city, scorer))
    _search(
        city, lambda number: {m.case for m in finder.find(city.report(number), least=SAME, most=40)}, searches
    )


def _in_tables(city: City, searches: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "surga.project.settings")
    with tempfile.TemporaryDirectory(prefix="surga-similar-") as home:
        # Never the database of whoever measures, unless they name it.
        os.environ.setdefault("SURGA_VAR", home)
        _measure_tables(city, searches)


def _measure_tables(city: City, searches: int) -> None:
    import django

    django.setup()
    from benchmarks.speed.similar import table

    table.fill(city)
    table.sizes()
    _search(city, table.searcher(city), searches)
    taken = list(table.arrivals(city))
    click.echo(f"\n{len(taken)} more cases taken in:\n")
    _times([wall for wall, _ in taken], [cpu for _, cpu in taken])


def _keys(city: City, counts: Counter[str]) -> Iterator[tuple[int, ...]]:
    for number in range(city.reports):
        traits = traits_of(city.report(number))
        counts.update(rare_words(traits))
        yield keys_of(traits)


def _reader(city: City, scorer: Scorer) -> Callable[[int], Weighed]:
    """A case's traits made anew each time, as for a text just read from a table."""
    return lambda case: scorer.weighed(traits_of(city.report(case)))


def _search(city: City, search: Callable[[int], set[int]], searches: int) -> None:
    # The newest: of a key only the newest cases are looked at, and nobody tells again what is years old.
    asked = [n for n in range(max(0, city.reports - 10 * searches), city.reports) if city.told_again(n)][
        -searches:
    ]
    wall, cpu = [], []
    sought: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for number in asked:
        first, how = city.told_again(number) or (0, "")
        started, busy = time.perf_counter(), time.process_time()
        matches = search(number)
        wall.append(time.perf_counter() - started)
        cpu.append(time.process_time() - busy)
        sought[how] += 1
        found[how] += first in matches
    click.echo("A search, with the texts of its candidates read anew:\n")
    _times(wall, cpu)
    click.echo("\n| told again | found |\n|---|---|")
    for how in _HOWS:
        click.echo(f"| {how} | {found[how]} of {sought[how]} |")


def _times(wall: list[float], cpu: list[float]) -> None:
    click.echo("| | p50 | p95 | most |\n|---|---|---|---|")
    for name, times in (("by the clock", wall), ("CPU", cpu)):
        ordered = sorted(times)
        marks = (ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)], ordered[-1])
        click.echo(f"| {name} | " + " | ".join(f"{1000 * mark:.1f} ms" for mark in marks) + " |")


def _memory() -> float:
    """The most that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
