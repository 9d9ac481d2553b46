"""The process that is measured: ``python -m benchmarks.sync.rate.measured tell``.

Works on the database of the environment. Prints what it took as JSON. What others do is not counted: the other side,
PostgreSQL.
"""

from __future__ import annotations

import json
import sys
import threading
import time
import urllib.request
from resource import RUSAGE_SELF, getrusage
from typing import Any, Final

_LOOK: Final = 0.5  # seconds


def cpu() -> float:
    """Seconds of CPU of this process, all threads."""
    used = getrusage(RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main(what: str) -> dict[str, Any]:
    import django

    django.setup()
    from surga.project.configuration.turns import worker_after

    worker_after()
    if what == "fill":
        from benchmarks.sync.rate.backlog import fill

        fill(int(sys.argv[2]))
        return {}
    return {"tell": tell, "ask": ask, "follow": follow}[what]()


def tell() -> dict[str, Any]:
    """Work off all acts with the worker's own threads; CPU for each kind, and how many were under way."""
    from django.conf import settings

    from surga.project import wiring
    from surga.project.work.exchange import Exchange
    from surga.reactions.sync.models import Act

    (gateway,) = wiring.gateways()
    exchange = Exchange(gateway, 3_600, settings.SP4N.parallel)
    loops = [loop for loop in exchange.loops if "telling" in loop.name]
    looks = [(0, 0, cpu(), time.monotonic(), 0)]
    wanted = Act.objects.filter(state="due").count()
    threads = [loop.apart() for loop in loops]
    while sum(looks[-1][:2]) < wanted:
        threading.Event().wait(_LOOK)
        calls = counted(settings.SP4N.url)
        looks.append(
            (
                calls.get("addstream", 0),
                calls.get("addfollowup", 0),
                cpu(),
                time.monotonic(),
                exchange.flight.under_way,
            )
        )
    while Act.objects.filter(state__in=("due", "trying")).exists():
        threading.Event().wait(_LOOK)
    exchange.stop()
    for thread in threads:
        thread.join()
    looks.append((*looks[-1][:2], cpu(), time.monotonic(), 0))
    states = {state: Act.objects.filter(state=state).count() for state in ("done", "due", "parked")}
    return {"cases": _phase(looks, 0), "follow_ups": _phase(looks, 1), "states": states}


def _phase(looks: list[tuple[int, int, float, float, int]], column: int) -> dict[str, float]:
    """From the first look in which it goes on to the first in which it is done."""
    top = looks[-1][column]
    begun = max(n for n, look in enumerate(looks) if look[column] == 0)
    ended = min(n for n, look in enumerate(looks) if look[column] == top) if top else begun
    span = looks[begun : ended + 1]
    items = sum(span[-1][:2]) - sum(span[0][:2])
    seconds = span[-1][3] - span[0][3]
    flown = [look[4] for look in span[1:-1]] or [0]
    return {
        "items": items,
        "cpu_ms": 1000 * (span[-1][2] - span[0][2]) / max(items, 1),
        "per_second": items / seconds if seconds else 0.0,
        "under_way": sum(flown) / len(flown),
        "most": max(flown),
    }


def ask() -> dict[str, Any]:
    """One round of asking, everything new; and a second one, in which nothing is."""
    from surga.project import wiring
    from surga.reactions.sync.models import Known, Link, Trouble
    from surga.reactions.sync.store import running

    (gateway,) = wiring.gateways()
    found: dict[str, Any] = {}
    for name in ("new", "again"):
        known, used, since = Known.objects.count(), cpu(), time.monotonic()
        told = running.pull_once(gateway)
        seconds = time.monotonic() - since
        used = cpu() - used
        # A report, and each of its steps that was not known before.
        items = told + Known.objects.count() - known
        found[name] = {
            "items": items, "cpu_ms": 1000 * used / max(items, 1),
            "per_second": items / seconds, "reports": told,
        }  # fmt: skip
    found["states"] = {
        "links": Link.objects.filter(direction="in").count(),
        "steps": Known.objects.filter(direction="in").count(),
        "troubles": Trouble.objects.count(),
    }
    return found


def follow() -> dict[str, Any]:
    """Everything that the events of it ask for: the register, letters, acts."""
    from surga.events import relay

    used, handled = cpu(), relay.drain()
    return {"deliveries": handled, "cpu_ms": 1000 * (cpu() - used) / max(handled, 1)}


def counted(url: str) -> dict[str, int]:
    """How often the other side was called."""
    with urllib.request.urlopen(f"{url}/", timeout=30) as got:  # noqa: S310  # on this machine
        calls: dict[str, int] = json.load(got)["calls"]
        return calls


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
