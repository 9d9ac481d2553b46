"""Engines that are broken on purpose, each in one place: the simulation has to catch every one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from benchmarks.sync.ours.book import MemoryBook
from benchmarks.sync.world import SIDE, WATCH, Parts
from surga.channels.port.gateway import Accepted
from surga.reactions.sync.engine.engine import Engine, hear
from surga.reactions.sync.engine.party import Party
from surga.reactions.sync.engine.protocols import Book, House
from surga.reactions.sync.engine.pull import Pull
from surga.reactions.sync.engine.push import Push
from surga.reactions.sync.engine.taking import Taking
from surga.reactions.sync.things import Act, Ours, Side


class _SendsAgain(Push):
    """An answer that was lost is not looked up."""

    def _look_up(self, act: Act, ours: Ours) -> Accepted | None:
        return None


class _LooksAtOnce(Push):
    """It is looked up, but while the other side may still be busy with it."""

    def _put_off(self, act: Act, reason: str, *, doubt: bool, wait: timedelta = timedelta()) -> None:
        now = self._it.now()
        self._it.book.save_act(replace(act, state="due", doubt=doubt, reason=reason, next_at=now), act.lease)


class _CursorFirst(Pull):
    """The cursor moves as soon as one knows how far, before everything up to there is taken in."""

    def _read(self, start: datetime) -> datetime:
        it = self._it
        newest, page, more = start, 0, True
        while more:
            page += 1
            answer = it.gateway.changes(start, page)
            newest = max([newest, *(report.updated_at for report in answer.reports)])
            more = answer.more
        lease = it.lease()
        it.book.move_cursor(it.side.name, newest, it.book.holder(it.side.name))  # type: ignore[attr-defined]  # memory
        it.book.claim_cursor(it.side.name, it.now(), lease)
        return super()._read(start)


def _hears_echo(
    book: Book, house: House, sides: tuple[Side, ...], happened: tuple[int, str, Any, str]
) -> int:
    """Whoever did something, it is told."""
    number, name, event, actor = happened
    return hear(book, house, sides, (number, name, event, "officer:1" if actor == SIDE.actor else actor))


def _with(push: type[Push] = Push, pull: type[Pull] = Pull) -> Parts:
    def engine(party: Party) -> Engine:
        made, takes = Engine(party, WATCH), Taking(party)
        made.push, made.pull = push(party, takes), pull(party, takes, WATCH)
        return made

    return Parts(engine=engine)


MUTANTS: Final[Mapping[str, Parts]] = {
    "no-look-up": _with(push=_SendsAgain),
    "no-echo-check": Parts(hear=_hears_echo),
    "no-unique-key": Parts(book=lambda memory: MemoryBook(memory, unique=False), strict=False),
    "cursor-first": _with(pull=_CursorFirst),
    "looks-at-once": _with(push=_LooksAtOnce),
}
