"""One run: a city, a nation and the engine between them, until the seed's story is told and calm has returned."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from benchmarks.sync.ours.at_once import AtOnce
from benchmarks.sync.ours.book import MemoryBook
from benchmarks.sync.ours.city import City, House
from benchmarks.sync.ours.memory import Memory
from benchmarks.sync.there.adapter import Adapter
from benchmarks.sync.there.faults import Crash, Faults
from benchmarks.sync.there.nation import PROVINCE, US, Nation
from benchmarks.sync.there.wire import Wire
from surga.channels.port.early import Early
from surga.channels.port.gateway import Gateway, NewReport
from surga.reactions.sync.engine.engine import Engine, hear
from surga.reactions.sync.engine.party import Party
from surga.reactions.sync.engine.protocols import Book
from surga.reactions.sync.rules import telling
from surga.reactions.sync.things import AWAY, QUIET, UNSEEN, Side

BEGIN: Final = datetime(2022, 6, 16, 3, 0, tzinfo=UTC)
SIDE: Final = Side("sp4n", "sp4n", body=US, bodies={"provinsi": PROVINCE}, since=BEGIN - timedelta(days=1))
#: What others there have is looked at in every round; what lies with us is listed, and looked at once a day.
WATCH: Final = {AWAY: timedelta(), UNSEEN: timedelta(), QUIET: timedelta(days=1)}
#: Longer than any lease, pause or wait of the engine's.
CALM: Final = timedelta(minutes=75)
ROUNDS: Final = 2
#: Every so many seeds the real adapter speaks, and its answers may be anything.
SPOKEN: Final = 2
#: Every so many reports are asked for before their turn.
EARLY: Final = 3


@dataclass(frozen=True, slots=True)
class Parts:
    """What a run is made of; a mutation puts another in the place of one."""

    book: Callable[[Memory], Book] = MemoryBook
    engine: Callable[[Party], Engine] = lambda party: Engine(party, WATCH)
    hear: Callable[..., int] = hear
    adapter: type[Adapter] = Adapter
    strict: bool = True


@dataclass
class World:
    """The run of one seed."""

    seed: int
    parts: Parts = field(default_factory=Parts)
    now: datetime = BEGIN

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)  # noqa: S311  # a simulation, no secret
        self.skew = self.dice.uniform(-600, 600)
        self._depth, self._busy = 0, True
        #: Of everybody at work, the one within the other, the leases; and those of the dead.
        self._held: list[list[str]] = [[]]
        self._dead: set[str] = set()
        #: Codes of cases that were told when they were secret.
        self.leaks: list[str] = []
        self.faults = Faults(self.dice, self._pass, self._meanwhile)
        self.memory = Memory(self.faults.spot)
        self.nation = Nation(self.dice, self._their_clock, self.faults.their_spot)
        self.city = City(self.memory, self.dice, self.parts.hear)
        self.book = self.parts.book(self.memory)
        self.house = House(self.city, self.book, lambda: self.now, self.parts.strict)
        self.wire: Gateway = (
            self.parts.adapter(self.nation, self.faults, self._witness, lambda: self.now)
            if self.seed % SPOKEN == 0
            else Wire(self.nation, self.faults, self._witness)
        )
        self._start()

    def run(self) -> World:
        """The story of the seed, then calm."""
        self.faults.rate = self.dice.choice((0.0, 0.05, 0.15, 0.4))
        self.faults.deaths = self.dice.choice((0.0, 0.002, 0.01, 0.03))
        for _ in range(self.dice.randrange(40, 240)):
            self.step()
        self.calm()
        return self

    def a_day_later(self) -> None:
        """By then every report was looked at, also those that no list tells of."""
        self._pass(86_400.0)
        self.calm()

    def step(self) -> None:
        """Somebody does the next thing."""
        self._pass(self.dice.choice((0.2, 0.5, 1.0, 5.0, 60.0, 600.0)) * self.dice.random())
        if self.dice.random() < 0.02:
            self.skew = self.dice.uniform(-600, 600)
        if self.dice.random() < 0.02:
            self._pass(self.dice.choice((3_600.0, 11 * 86_400.0)))
        self._alive(self.dice.choice(self._doings()))

    def calm(self) -> None:
        """No faults any more: two rounds in which all that is due is done, each long after the one before."""
        self.faults.rate = self.faults.deaths = 0.0
        self._busy = False
        self._start()
        for _ in range(ROUNDS):
            self._pass(CALM.total_seconds())
            self._drain()
            self.engine.run_once(10_000)
        self._drain()

    def _drain(self) -> None:
        while self.city.relay(self.book, self.house, (SIDE,), 1000):
            pass

    def _doings(self) -> tuple[Callable[[], object], ...]:
        city, nation = self.city, self.nation
        return (
            city.file, city.move, city.move, city.move, city.move, nation.live, nation.live, nation.live,
            self._relay, self._relay, self._push, self._push, self._push, self._pull,
        )  # fmt: skip

    def _relay(self) -> None:
        self.city.relay(self.book, self.house, (SIDE,))

    def _push(self) -> None:
        self.engine.push.run(self.dice.randrange(1, 4))

    def _pull(self) -> None:
        self.engine.pull.run()

    def _alive(self, doing: Callable[[], object]) -> None:
        """Do it; who is killed over it starts anew, and what was kept is all there is."""
        self._held.append([])
        try:
            doing()
        except Crash:
            # Some are on another machine, where nobody sees that they are dead.
            if self.dice.random() < 0.7:
                self._dead.update(self._held[-1])
            self._start()
        finally:
            self._held.pop()

    def _meanwhile(self) -> None:
        """While a call is under way others go on: people, and another worker of ours, which may be killed alone."""
        if self.memory.is_open:
            raise AssertionError("a transaction is open during a call")
        if not self._busy or self.dice.random() > 0.3:
            return
        if self._depth or self.dice.random() < 0.2:
            self.nation.again()
            return
        self._depth += 1
        try:
            self._alive(self.dice.choice(self._doings()))
        finally:
            self._depth -= 1

    def _start(self) -> None:
        """A process begins: whatever it had in mind is forgotten."""
        party = Party(SIDE, self.wire, self.book, self.house, lambda: self.now, self.dice, alarm=_nobody)
        party.is_dead, party.name_lease = self._dead.__contains__, self._name_lease
        self.engine = self.parts.engine(party)
        if self.seed % EARLY == 1:
            early = Early(self.wire, lambda: 3, 3, AtOnce())
            self.engine.pull = self.parts.engine(
                replace(party, gateway=early.gateway, early=early.wanted)
            ).pull

    def _name_lease(self) -> str:
        self._held[-1].append(f"{int(self.dice.random() * 16**13):013x}")
        return self._held[-1][-1]

    def _witness(self, new: NewReport) -> None:
        """What leaves the city, as it leaves."""
        code = telling.code_in(new.text)
        case = next(each for each in self.city.cases if each.code == code)
        if (case.secret and not case.allowed) or new.name or new.phone or new.email:
            self.leaks.append(code)

    def _pass(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        self.faults.finish_underway(seconds)

    def _their_clock(self) -> int:
        return int(self.now.timestamp() + self.skew)


def _nobody(_what: str, **_facts: object) -> None:
    """In a simulation nobody hears alarms."""
