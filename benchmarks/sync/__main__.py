"""``surga bench sync``: run the exchange by many seeds, and say which did not hold."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from multiprocessing import Pool
from pathlib import Path
from typing import Any, Final

import click

from benchmarks.sync.checks import wrong
from benchmarks.sync.mutants import MUTANTS
from benchmarks.sync.rate.__main__ import rate
from benchmarks.sync.world import Parts, World

#: Of every night others, so that in a year millions are run.
NIGHTLY: Final = 20_000
_RATE: Final = "--rate"


class _OrRate(click.Command):
    """``--rate`` makes it the command that measures, which has options of its own."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        if _RATE not in args:
            return super().make_context(info_name, args, parent, **extra)
        others = [each for each in args if each != _RATE]
        return rate.make_context(f"{info_name} {_RATE}", others, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        return super().invoke(ctx) if ctx.command is self else ctx.command.invoke(ctx)


@click.command(cls=_OrRate)
@click.option(
    _RATE,
    is_flag=True,
    expose_value=False,
    help="Measure how fast it goes, instead; --rate --help tells how.",
)
@click.option("--seeds", default=300, show_default=True, help="How many.")
@click.option("--first", default=1, show_default=True, help="The first of them.")
@click.option("--nightly", is_flag=True, help=f"{NIGHTLY:,} seeds that only this night has.")
@click.option("--processes", default=2, show_default=True)
@click.option(
    "--drill", "drilled", is_flag=True, help="Real programs over HTTP, killed at any instant, instead."
)
@click.option("--rounds", default=50, show_default=True, help="Of the drill: one program is killed in each.")
@click.option("--postgres", is_flag=True, help="The drill on PostgreSQL; else on SQLite.")
@click.option("--into", type=click.Path(path_type=Path), help="Keep what the drill makes in this folder.")
@click.option("--mutant", type=click.Choice([*MUTANTS, ""]), default="", help="Break the engine on purpose.")
def sync(  # each is an option of the command line
    seeds: int,
    first: int,
    nightly: bool,
    processes: int,
    drilled: bool,
    rounds: int,
    postgres: bool,
    into: Path | None,
    mutant: str,
) -> None:
    """Run the exchange by seeds, and check what must hold.

    Status 1 when something does not; each failing seed prints the line that runs it again.
    """
    if drilled:
        from benchmarks.sync.drill.rounds import drill_on

        sys.exit(1 if drill_on(rounds, first, postgres=postgres, into=into) else 0)
    if nightly:
        seeds, first = NIGHTLY, datetime.now(UTC).toordinal() * NIGHTLY
    begun, failed, happened = time.monotonic(), 0, Counter[str]()
    for seed, said, faults in _outcomes(seeds, first, processes, mutant):
        happened.update(faults)
        if said:
            failed += 1
            click.echo("\n".join((f"seed {seed}:", *(f"  {one}" for one in said))))
            click.echo(f"  again: {again(seed, mutant)}")
    for what, n in sorted(happened.items()):
        click.echo(f"{n:>8}  {what}")
    click.echo(f"{seeds - failed} of {seeds} seeds held, in {time.monotonic() - begun:.0f} s.")
    sys.exit(1 if failed else 0)


def outcome(seed: int, parts: Parts | None = None) -> tuple[list[str], dict[str, int]]:
    """What does not hold in the run of a seed, and the faults that fell."""
    world = World(seed, parts or Parts())
    try:
        said = wrong(world.run())
        world.a_day_later()
        said += [f"a day later: {one}" for one in wrong(world) if one not in said]
    except Exception as error:
        said = [f"the run itself failed: {type(error).__name__}: {error}"]
    return said, world.faults.happened


def _outcomes(
    seeds: int, first: int, processes: int, mutant: str
) -> Iterator[tuple[int, list[str], dict[str, int]]]:
    wanted = [(seed, mutant) for seed in range(first, first + seeds)]
    if processes < 2 or seeds < 2:
        yield from map(_one, wanted)
        return
    with Pool(processes) as pool:
        yield from pool.imap(_one, wanted, chunksize=10)


def _one(wanted: tuple[int, str]) -> tuple[int, list[str], dict[str, int]]:
    seed, mutant = wanted
    return seed, *outcome(seed, MUTANTS[mutant] if mutant else None)


def again(seed: int, mutant: str = "") -> str:
    """The line that runs a seed again."""
    return f"surga bench sync --seeds 1 --first {seed}" + (f" --mutant {mutant}" if mutant else "")


if __name__ == "__main__":
    sync()
