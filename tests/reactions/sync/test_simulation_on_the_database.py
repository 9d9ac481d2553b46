"""The same stories, with the engine's book in the database: what the memory promises, the tables keep."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from benchmarks.sync.checks import wrong
from benchmarks.sync.ours.memory import Memory
from benchmarks.sync.world import Parts, World
from surga.reactions.sync import models
from surga.reactions.sync.store.book import DatabaseBook, act_of, link_of
from surga.reactions.sync.things import Act, Known, Link, Trouble

SEEDS = range(1, 26)


class BothBook(DatabaseBook):
    """The book in the database; the city is in memory, and a transaction is one of both."""

    def __init__(self, memory: Memory) -> None:
        super().__init__(lambda: self.world.now)
        self._memory, self._die, self._depth = memory, memory.spot, 0
        memory.spot = self._spot
        self.world: World

    def _spot(self, where: str) -> None:
        # Neither of the two may be committed without the other: one dies before or after both.
        if not (self._depth and where.endswith("commit")):
            self._die(where)

    @contextmanager
    def atomic(self) -> Iterator[None]:
        self._depth += 1
        try:
            with super().atomic(), self._memory.atomic():
                yield
                if self._depth == 1:
                    self._die("before commit")
        finally:
            self._depth -= 1
        if not self._depth:
            self._die("after commit")

    def is_owed(self, case_id: int) -> bool:
        return any(case_id == each for _event, each in self._memory.rows("deliveries").values())

    def save_act(self, act: Act, lease: str) -> bool:
        self._memory.spot("write")
        return super().save_act(act, lease)

    def add_link(self, link: Link) -> Link | None:
        self._memory.spot("write")
        return super().add_link(link)

    def save_link(self, link: Link) -> None:
        self._memory.spot("write")
        super().save_link(link)

    def add_known(self, step: Known) -> bool:
        self._memory.spot("write")
        return super().add_known(step)

    def copy(self) -> None:
        """Put the tables where the checks look."""
        tables = {
            "acts": {row.pk: act_of(row) for row in models.Act.objects.order_by("id")},
            "links": {row.pk: link_of(row) for row in models.Link.objects.order_by("id")},
            "troubles": {
                row.pk: Trouble(row.system, row.report_id, row.reason, row.attempts, row.next_at, row.since)
                for row in models.Trouble.objects.order_by("id")
            },
        }
        for name, rows in tables.items():
            self._memory.rows(name).clear()
            self._memory.rows(name).update(rows)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_the_six_things_hold(seed: int) -> None:
    made: list[BothBook] = []

    def book(memory: Memory) -> BothBook:
        made.append(BothBook(memory))
        return made[0]

    world = World(seed, Parts(book=book))
    made[0].world = world
    world.run()
    made[0].copy()
    assert wrong(world) == []
    world.a_day_later()
    made[0].copy()
    assert wrong(world) == []
