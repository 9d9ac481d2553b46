"""The three loads, each with what it must show."""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections import Counter

from benchmarks.chat.calls import Tally, pour, shuffled, single
from benchmarks.chat.counting import drained, told
from benchmarks.chat.house import House


def webhooks(house: House, seconds: int = 60, rate: int = 200) -> list[str]:
    """``rate`` webhooks a second for ``seconds``: CPU of the web for each, none lost."""
    for name in ("phone", "web", "worker"):
        house.start(name)
    pour(lambda: house.address, single(100, 50, first=10_000_000), rate=100, tally=Tally())
    tally, each = Tally(), []
    for batch in range(seconds // 5):
        before, done = house.cpu_seconds("web"), tally.calls
        calls = single(rate * 5, 1000, first=batch * rate * 5)
        pour(lambda: house.address, calls, rate=rate, tally=tally)
        each.append((house.cpu_seconds("web") - before) * 1000 / max(1, tally.calls - done))
    took = drained(house)
    found = told(house)
    lost = tally.acknowledged - set(found["heard"])
    waits = sorted(tally.seconds)
    return [
        (
            f"webhooks: {len(tally.acknowledged)} acknowledged at {rate} a second, {tally.refused} refused, "
            f"**{len(lost)} lost**; CPU of the web {statistics.median(each):.1f} ms each (allowed 10), "
            f"range {min(each):.1f} to {max(each):.1f}"
        ),
        (
            f"answered after {waits[len(waits) // 2] * 1000:.0f} ms (p50), "
            f"{waits[int(len(waits) * 0.95)] * 1000:.0f} ms (p95); "
            f"the worker was done {took:.0f} s later: {found['cases']} cases, "
            f"{sum(found['said'].values())} lines said, {found['parked']} arrivals set aside"
        ),
    ]


def messages(house: House, count: int = 20_000) -> list[str]:
    """``count`` messages in batches, repeated and out of order: each heard exactly once."""
    for name in ("phone", "web", "worker"):
        house.start(name)
    calls, tally = shuffled(count, 1000), Tally()
    pour(lambda: house.address, calls, rate=400, tally=tally)
    took = drained(house)
    found = told(house)
    times = Counter(found["heard"])
    wrong = [one for one in tally.acknowledged if times[one] != 1]
    return [
        (
            f"messages: {count} in {len(calls)} calls; heard once {sum(n == 1 for n in times.values())}, "
            f"**twice {sum(n > 1 for n in times.values())}, missing {len(wrong)}**; {found['cases']} cases, "
            f"{found['parked']} arrivals set aside; the worker was done {took:.0f} s after the last call; "
            f"{_doubles(house)} told twice to a citizen"
        ),
    ]


def drill(house: House, kills: int = 200, seed: int = 3) -> list[str]:
    """SIGKILL of web or worker at ``kills`` random instants under load: nothing lost, nothing said twice."""
    for name in ("phone", "web", "worker"):
        house.start(name)
    dice, tally, over = random.Random(seed), Tally(), threading.Event()  # noqa: S311

    def load() -> None:
        number = 0
        while not over.is_set():
            pour(lambda: house.address, single(40, 400, first=number), rate=40, tally=tally, threads=6)
            number += 40

    citizens = threading.Thread(target=load)
    citizens.start()
    done: Counter[str] = Counter()
    for _ in range(kills):
        time.sleep(dice.uniform(0.05, 1.2))  # noqa: TID251  # the random instant
        name = dice.choice(("web", "worker"))
        house.kill(name)
        house.start(name)
        done[name] += 1
    over.set()
    citizens.join()
    took = drained(house)
    found = told(house)
    times = Counter(found["heard"])
    missing = [one for one in tally.acknowledged if times[one] == 0]
    return [
        (
            f"drill: {done['web']} times the web, {done['worker']} times the worker killed; "
            f"{len(tally.acknowledged)} messages acknowledged, **{len(missing)} missing, "
            f"{sum(n > 1 for n in times.values())} heard twice, {_doubles(house)} told twice to a citizen**; "
            f"{found['said'].get('unsure', 0)} lines of {sum(found['said'].values())} unsure (never sent again), "
            f"{found['cases']} cases, {found['parked']} arrivals set aside; all done {took:.0f} s after the last kill"
        ),
    ]


def _doubles(house: House) -> int:
    """How many of our lines the telephone was handed more than once."""
    return sum(n > 1 for n in house.phone_state()["refs"].values())
