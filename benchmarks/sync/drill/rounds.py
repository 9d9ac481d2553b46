"""The drill itself: rounds of faults and deaths, then calm, then the truth."""

from __future__ import annotations

import contextlib
import random
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any, Final

import click
from urllib3.exceptions import HTTPError

from benchmarks.sync.drill.people import People, Said
from benchmarks.sync.drill.programs import Programs
from benchmarks.sync.drill.programs import programs as programs_in
from benchmarks.sync.drill.truth import Truth
from sandbox.national.wire.faults.kinds import KINDS
from scripts.postgres import postgres as a_postgres

#: How often each kind of fault falls on a call, while they do.
_SHARE: Final = 0.025
#: Longer than any lease, pause or wait of the exchange, in seconds of the clock that runs ahead.
CALM: Final = 75 * 60
#: Real seconds for two rounds of asking and what they bring, and how often it is looked whether that is done.
_TWO_ROUNDS: Final = 12.0
_MOST_WAITS: Final = 30
_WHO: Final = ("worker", "worker", "worker", "nation", "nation", "web")


def drill_on(rounds: int, seed: int, *, postgres: bool, into: Path | None = None) -> list[str]:
    """Run the drill on a database of its own, and print what came of it; what does not hold."""
    begun = time.monotonic()
    with contextlib.ExitStack() as stack:
        home = into or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="surga-drill-")))
        url = stack.enter_context(a_postgres()) if postgres else f"sqlite:///{home.resolve()}/surga.sqlite3"
        made = stack.enter_context(programs_in(home.resolve(), url))
        wrong, counted = drill(made, rounds, seed)
    database = "PostgreSQL" if postgres else "SQLite"
    counted += [f"**{len(wrong)} of what must hold does not**"]
    click.echo("\n".join([*wrong, f"{rounds} rounds on {database}, {time.monotonic() - begun:.0f} s:"]))
    click.echo("\n".join(f"- {line}" for line in counted))
    return wrong


def drill(programs: Programs, rounds: int, seed: int) -> tuple[list[str], list[str]]:
    """What does not hold, and what was counted, a line each."""
    dice = random.Random(seed)  # noqa: S311  # chances, no secret
    programs.start("nation")
    token = programs.ask("desk")
    people = People(programs, token, dice)
    for name in ("web", "worker"):
        programs.start(name)
    fell, killed = Counter[str](), Counter[str]()
    _faults(programs, on=True)
    people.start()
    for _ in range(rounds):
        _a_while(programs, dice)
        name = dice.choice(_WHO)
        if name == "nation":
            fell.update(_fallen(programs))
        programs.kill(name)
        killed[name] += 1
        _without(dice)
        programs.start(name)
        if name == "nation":
            _faults(programs, on=True)
    people.stop()
    fell.update(_fallen(programs))
    calm(programs)
    theirs, ours = programs.state(), programs.ask("kept")
    return Truth(theirs, ours, people.said).wrong(), _counted(people.said, theirs, ours, killed, fell)


def calm(programs: Programs) -> None:
    """No faults any more. Everything that waits is done in two rounds, each long after the one before."""
    _faults(programs, on=False)
    for _ in range(2):
        programs.pass_time(CALM)
        _settle(programs)


def _settle(programs: Programs) -> None:
    """Two rounds of asking, and as long as the worker still has something in its hands that is due."""
    _pause(_TWO_ROUNDS)
    before: list[Any] = []
    for _ in range(_MOST_WAITS):
        ours = programs.ask("kept")
        now = [
            ours["deliveries"],
            *(act["state"] for act in ours["acts"]),
            len(ours["known"]),
            len(ours["cases"]),
        ]
        if now == before:
            return
        before = now
        _pause(_TWO_ROUNDS / 2)


def _a_while(programs: Programs, dice: random.Random) -> None:
    """Some moments until the instant in which somebody dies; on both clocks they are some minutes."""
    for _ in range(dice.randrange(2, 11)):
        _pause(dice.uniform(0.05, 0.8))
        with contextlib.suppress(HTTPError):
            programs.pass_time(dice.randrange(5, 90))
    _pause(dice.uniform(0.0, 0.5))


def _without(dice: random.Random) -> None:
    """Some programs are missed for a while before they are started again."""
    if dice.random() < 0.3:
        _pause(dice.uniform(0.2, 1.5))


def _pause(seconds: float) -> None:
    time.sleep(seconds)  # noqa: TID251  # the random instant, and the rounds of another program


def _faults(programs: Programs, *, on: bool) -> None:
    rules: list[dict[str, Any]] = [{"kind": kind, "share": _SHARE} for kind in KINDS] if on else []
    special = {"slow": {"seconds": "3"}, "huge": {"megabytes": "8"}}
    programs.tell("faults", {"rules": [rule | special.get(rule["kind"], {}) for rule in rules]})


def _fallen(programs: Programs) -> Counter[str]:
    told = programs.tell("faults", {})
    return Counter({rule["kind"]: rule["happened"] for rule in told["rules"]})


def _counted(
    said: Said, theirs: dict[str, Any], ours: dict[str, Any], killed: Counter[str], fell: Counter[str]
) -> list[str]:
    acts = Counter(act["state"] for act in ours["acts"])
    links = Counter(link["direction"] for link in ours["links"])
    filed, told = f"{len(said.filed)} cases", f"{links['out']} told by us and {links['in']} told to us"
    return [
        f"killed: the worker {killed['worker']} times, the national side {killed['nation']}, the web {killed['web']}",
        f"faults: {fell.total()} fell, of {len(+fell)} kinds",
        f"acknowledged here: {filed}, {len(said.answered)} answers",
        f"acknowledged there: {len(said.reported)} reports, {len(said.replied)} replies",
        f"at the end: {len(ours['cases'])} cases here, {len(theirs['reports'])} reports there, {told}",
        f"steps on both sides: {len(ours['known'])}; acts done: {acts['done']}",
        f"for an officer to look at: {acts['parked']} acts ({_reasons(ours['acts'])})",
    ]


def _reasons(acts: list[dict[str, Any]]) -> str:
    counted = Counter(act["reason"] for act in acts if act["state"] == "parked")
    return ", ".join(f"{n} {reason}" for reason, n in sorted(counted.items())) or "none"
