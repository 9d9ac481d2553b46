"""Engines that are broken on purpose, each in one place: the simulation has to catch every one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from benchmarks.sync.ours.book import MemoryBook
from benchmarks.sync.there.adapter import Adapter
from benchmarks.sync.world import SIDE, WATCH, Parts
from surga.channels.port.gateway import Accepted, Report
from surga.core.cases import states
from surga.reactions.sync.engine.engine import Engine, hear
from surga.reactions.sync.engine.party import Party
from surga.reactions.sync.engine.protocols import Book, House
from surga.reactions.sync.engine.pull import Pull
from surga.reactions.sync.engine.push import Push
from surga.reactions.sync.engine.taking import Taking
from surga.reactions.sync.things import DUE, LEASE, TRYING, Act, Link, Ours, Side


class _SendsAgain(Push):
    """An answer that was lost is not looked up."""

    def _look_up(self, act: Act, ours: Ours, link: Link | None) -> Accepted | None:
        return None


class _FilesAtOnce(Push):
    """What is not found is filed again, while the other side may still be busy with it."""

    def _lost(self, act: Act, reason: str) -> None:
        self._put_off(replace(act, doubt=True, settle_at=None), reason, until=self._it.now())


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


class _ReadsOnce(Pull):
    """What the list tells of as before is not read again, though something was added in the same second."""

    def _is_read(self, link: Link, listed: Report) -> bool:
        return True


class _SendsWhatWasMade(Push):
    """Whether a case may be told is asked when the act is made, and not again when it is sent."""

    def one(self) -> bool:
        it = self._it
        act = it.book.claim(it.side.name, it.now(), it.lease()) if it.pace.is_open(it.now()) else None
        ours = it.house.ours(act.case_id, it.side) if act is not None else None
        if act is None or ours is None:
            return False
        self._try(act, ours)
        return True


class _KnowsNoMarker(Taking):
    """Our own report in the list is taken for somebody's."""

    def _submitted_by_us(self, report: Report) -> Ours | None:
        return None


class _CopiesStanding(Taking):
    """What ended there ends here."""

    def _standing(self, link: Link, ours: Ours, report: Report, told: str, pending: bool) -> None:
        super()._standing(link, ours, report, told, pending)
        if report.standing == "done" != link.standing and states.may_move(ours.status, "silence"):
            self._it.house.close(ours, self._it.side)


class _NoLanes(MemoryBook):
    """The acts of a case are done in any order."""

    def claim(self, system: str, now: datetime, lease: str) -> Act | None:
        due = [act for act in self._acts(system) if act.state == DUE and (act.next_at or now) <= now]
        if not due:
            return None
        first = min(due, key=lambda act: (act.next_at or now, -act.id))
        claimed = replace(first, state=TRYING, lease=lease, attempts=first.attempts + 1, next_at=now + LEASE)
        self._memory.put("acts", claimed.id, claimed)
        return claimed


class _ForgetsWhatIsOwed(MemoryBook):
    """What happened here and was not heard yet is as good as nothing."""

    def is_owed(self, case_id: int) -> bool:
        return False


class _BelievesAnything(Adapter):
    """An answer is taken as it comes."""

    def report(self, report_id: str) -> Report:
        return self._report(report_id)


def _hears_echo(
    book: Book, house: House, sides: tuple[Side, ...], happened: tuple[int, str, Any, str]
) -> int:
    """Whoever did something, it is told."""
    number, name, event, actor = happened
    return hear(book, house, sides, (number, name, event, "officer:1" if actor == SIDE.actor else actor))


def _with(push: type[Push] = Push, pull: type[Pull] = Pull, taking: type[Taking] = Taking) -> Parts:
    def engine(party: Party) -> Engine:
        made, takes = Engine(party, WATCH), taking(party)
        made.push, made.pull = push(party, takes), pull(party, takes, WATCH)
        return made

    return Parts(engine=engine)


MUTANTS: Final[Mapping[str, Parts]] = {
    "no-look-up": _with(push=_SendsAgain),
    "no-echo-check": Parts(hear=_hears_echo),
    "no-unique-key": Parts(book=lambda memory: MemoryBook(memory, unique=False), strict=False),
    "cursor-first": _with(pull=_CursorFirst),
    "files-at-once": _with(push=_FilesAtOnce),
    "reads-once": _with(pull=_ReadsOnce),
    "sends-what-was-made": _with(push=_SendsWhatWasMade),
    "knows-no-marker": _with(taking=_KnowsNoMarker),
    "copies-standing": _with(taking=_CopiesStanding),
    "no-lanes": Parts(book=_NoLanes),
    "forgets-what-is-owed": Parts(book=_ForgetsWhatIsOwed),
    "believes-anything": Parts(adapter=_BelievesAnything),
}
