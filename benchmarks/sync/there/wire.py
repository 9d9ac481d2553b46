"""The port's gateway straight over the model: what a call does, and what may happen to it, without its words.

Nothing here is the wire's: that comes in with ``adapter``, in a part of the seeds.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from benchmarks.sync.there.faults import Faults
from benchmarks.sync.there.nation import STANDINGS, US, Nation
from sandbox.national.model import agency as agencies
from sandbox.national.model import citizen, words
from sandbox.national.model.national import National
from sandbox.national.model.things import Filing, Refused, Stream
from sandbox.national.model.things import Report as Theirs
from surga.channels.port.gateway import (
    Accepted,
    Body,
    Denied,
    FollowUp,
    Gone,
    NewReport,
    Picture,
    Report,
    ReportPage,
    Step,
)

_STATUSES: Final = {standing: status for status, standing in STANDINGS.items()} | {"": ""}
_KINDS: Final = {
    words.DISPOSAL: "disposition", words.FOLLOW_UP: "follow_up", words.REPLY: "reporter_reply", words.STATUS: "status",
    words.NOTE: "note",
}  # fmt: skip
_ROLES: Final = {
    words.NATIONAL_ADMIN: "centre", words.AGENCY_ADMIN: "agency", words.LIAISON: "liaison", words.REPORTER: "reporter",
    words.SYSTEM: "system",
}  # fmt: skip
_ROWS: Final = 4  # of a page: with so few, pages shift


class Wire:
    """The gateway of the port, over the model and through the faults."""

    name = "sp4n"

    def __init__(self, nation: Nation, faults: Faults, witness: Callable[[NewReport], None]) -> None:
        self._nation, self._faults, self._witness = nation, faults, witness

    @property
    def _national(self) -> National:
        return self._nation.national

    def bodies(self) -> tuple[Body, ...]:
        return tuple(Body(each.id, each.name) for each in self._national.agencies.values())

    def changes(self, since: datetime, page: int) -> ReportPage:
        return self._ask(lambda: self._page(since, page))

    def find(self, marker: str) -> tuple[Report, ...]:
        return self._ask(lambda: tuple(told(each) for each in self._national.listing(US, q=marker)))

    def report(self, report_id: str) -> Report:
        return self._ask(lambda: told(self._national.seen(US, report_id), whole=True))

    def submit(self, new: NewReport) -> Accepted:
        self._witness(new)

        def act() -> Accepted:
            with self._nation.open() as national:
                filed = citizen.file(national, Filing(new.text, channel="API"), self._nation.clock(), US)
            return Accepted(filed.tracking_id, filed.transaction_id)

        return self._faults.act(_known(act))

    def follow_up(self, told: FollowUp) -> str:
        said = agencies.FollowUp(told.ref, told.text, _STATUSES[told.standing], told.closes)
        return self._step(lambda there, now: agencies.follow_up(there, US, told.report_id, said, now))

    def pass_on(self, report_id: str, ref: str, body_id: str, text: str) -> str:
        return self._step(lambda there, now: agencies.pass_on(there, US, report_id, body_id, text, ref, now))

    def give_back(self, report_id: str, ref: str, reason: str) -> str:
        return self._step(lambda there, now: agencies.give_back(there, US, report_id, reason, ref, now))

    def fetch(self, picture: Picture) -> bytes:
        raise Denied("not_here")

    def _ask[T](self, question: Callable[[], T]) -> T:
        return self._faults.ask(_known(question))

    def _step(self, act: Callable[[National, int], Stream]) -> str:
        def once() -> str:
            try:
                with self._nation.open() as national:
                    return act(national, self._nation.clock()).id
            except Refused as refused:
                if refused.code == "DUPLICATE_STREAM":
                    return refused.stream_id
                raise

        return self._faults.act(_known(once))

    def _page(self, since: datetime, page: int) -> ReportPage:
        found = self._national.listing(US, since=int(since.timestamp()))
        rows = found[(page - 1) * _ROWS : page * _ROWS]
        if self._faults.happens("repeated row") and found:
            rows = [*rows, self._nation.dice.choice(found)]
        if self._faults.happens("any order"):
            self._nation.dice.shuffle(rows)
        return ReportPage(tuple(told(each) for each in rows), page * _ROWS < len(found))


def told(report: Theirs, *, whole: bool = False) -> Report:
    """A report in the port's words."""
    steps = tuple(
        Step(each.id, _at(each.at), _KINDS[each.type], _ROLES[each.role], each.by, each.note, each.ref)
        for each in report.streams
    )
    return Report(
        report.tracking_id,
        report.transaction_id,
        report.text,
        STANDINGS[report.status],
        _at(report.created_at),
        _at(report.updated_at),
        title=report.title,
        body_id=report.agency,
        anonymous=report.anonymous,
        place=report.place,
        steps=steps if whole else None,
    )


def _known[T](question: Callable[[], T]) -> Callable[[], T]:
    def asked() -> T:
        try:
            return question()
        except Refused as refused:
            raise (Gone if refused.code == "NOT_FOUND" else Denied)(refused.code) from refused

    return asked


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
