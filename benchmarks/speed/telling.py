"""The table, with the facts of the machine it was measured on."""

from __future__ import annotations

import os
import platform
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.speed.asking import Cost
from benchmarks.speed.kinds import HIGHEST_RATIO, KINDS, MOST_QUERIES, Kind

_HEAD = (
    "| request | allowed | **CPU** | range | at {few:,} | ratio | queries | p50 | p95 | kB |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
)


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured on one database. ``few``, ``many``: by kind, at so many cases."""

    version: str
    cases: tuple[int, int]
    few: Mapping[str, Cost]
    many: Mapping[str, Cost]
    queries: Mapping[str, int]
    load: tuple[float, float]


def told(results: list[Result], batches: int, each: int) -> str:
    """Everything as Markdown."""
    return "\n\n".join([_facts(batches, each), *map(_table, results)])


def _facts(batches: int, each: int) -> str:
    flags = sysconfig.get_config_var("CONFIG_ARGS") or ""
    optimised = "" if "--enable-optimizations" in flags else ", built without optimisation"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: {_cpu()}, {os.cpu_count()} cores, {memory:.0f} GiB, "
        f"{platform.system()}; Python {platform.python_version()}{optimised}; Django {version('django')}, "
        f"granian {version('granian')} with 2 processes. {batches} batches of {each} requests of each kind, one after "
        f"the other from one client, warm. Milliseconds; *CPU* is user and system time of the web processes per "
        f"request (median of the batches), *p50* and *p95* are what the client waited. Batches during which others on "
        f"the same hardware slowed this machine, by a fixed loop before and after each, were measured again."
    )


def _cpu() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _table(result: Result) -> str:
    few, many = result.cases
    worst = max(cost.slowness for costs in (result.few, result.many) for cost in costs.values())
    head = (
        f"### {result.version}, {many:,} cases\n\n"
        f"Load of the machine while measuring: {result.load[0]:.1f} to {result.load[1]:.1f}. In the batches used, the "
        f"fixed loop took at most {worst:.2f} times its best.\n\n"
    )
    return head + _HEAD.format(few=few) + "\n" + "\n".join(_line(kind, result) for kind in KINDS)


def _line(kind: Kind, result: Result) -> str:
    cost, before = result.many[kind.name], result.few.get(kind.name)
    ratio = cost.cpu / before.cpu if before is not None and before.cpu else None
    queries = result.queries[kind.name]
    cells = [
        kind.name,
        f"{kind.most_ms:g}",
        f"**{cost.cpu:.1f}**{_mark(cost.cpu <= kind.most_ms)}",
        f"{cost.lowest:.1f}–{cost.highest:.1f}",
        f"{before.cpu:.1f}" if before is not None else "–",
        f"{ratio:.2f}{_mark(ratio <= HIGHEST_RATIO)}" if ratio is not None else "–",
        f"{queries}{_mark(queries <= MOST_QUERIES)}",
        f"{cost.p50:.1f}",
        f"{cost.p95:.1f}",
        f"{cost.size / 1000:.0f}",
    ]
    return "| " + " | ".join(cells) + " |"


def _mark(kept: bool) -> str:
    return "" if kept else " ✗"
