"""The national side: the stand-in's own model, its people, and a gateway through which everything may go wrong.

Nothing here is the wire's: that is ``channels/sp4n`` and ``sandbox/national/wire``, and is tried by their own tests.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from benchmarks.sync.faults import Faults
from sandbox.national.model import agency as agencies
from sandbox.national.model import centre, citizen, words
from sandbox.national.model.national import National
from sandbox.national.model.numbers import Numbers
from sandbox.national.model.things import Agency, Filing, Refused, Stream
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
)  # fmt: skip

US, PROVINCE, OTHER = "3571", "35", "3506"
STANDINGS: Final = {
    words.UNVERIFIED: "unverified", words.HELD: "postponed", words.DISPOSED: "disposed", words.IN_HAND: "in_progress",
    words.FOLLOWED_UP: "followed_up", words.REPLIED: "reporter_replied", words.DONE: "done",
    words.ARCHIVED: "archived", words.NOT_COMPETENT: "not_ours",
}  # fmt: skip
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


@dataclass
class Nation:
    """Its reports and the people there. ``clock``: its own time, in seconds."""

    dice: random.Random
    clock: Callable[[], int]
    national: National = field(init=False)

    def __post_init__(self) -> None:
        bodies = [Agency(US, PROVINCE, "Kota", "kota"), Agency(PROVINCE, "0", "Provinsi", "provinsi"),
                  Agency(OTHER, PROVINCE, "Kabupaten", "kabupaten")]  # fmt: skip
        self.national = National(bodies, [], Numbers(leading_zero=self.dice.random() < 0.3))

    def live(self) -> None:
        """Somebody there does something, and now and then more in the same second."""
        self._do()
        while self.dice.random() < 0.3:
            self._do()

    def _do(self) -> None:
        """What is not allowed just now is not done."""
        do = self.dice.choice(
            (self._file, self._verify, self._reply, self._edit, self._dispose, self._follow_up, self._hold,
             self._archive, self._forget, self._back, self._close)
        )  # fmt: skip
        try:
            do()
        except Refused:
            return

    def _some(self) -> str:
        known = list(self.national.reports)
        if not known:
            return ""
        # Mostly what somebody just had in hand.
        last = max(known, key=lambda each: self.national.reports[each].updated_at)
        return last if self.dice.random() < 0.4 else self.dice.choice(known)

    def _file(self) -> None:
        agency = US if self.dice.random() < 0.6 else ""
        citizen.file(
            self.national, Filing(f"Jalan rusak {self.dice.randrange(9)}", agency=agency), self.clock()
        )

    def _verify(self) -> None:
        to = US if self.dice.random() < 0.8 else OTHER
        centre.verify(self.national, self._some(), to, self.clock())

    def _reply(self) -> None:
        citizen.reply(self.national, self._some(), "Belum selesai", self.clock())

    def _edit(self) -> None:
        report = self.national.report(self._some())
        citizen.edit(self.national, report.tracking_id, f"Diubah. {report.text}", self.clock())

    def _dispose(self) -> None:
        centre.dispose(self.national, self._some(), self.dice.choice((OTHER, PROVINCE, US)), "", self.clock())

    def _back(self) -> None:
        away = [each.tracking_id for each in self.national.reports.values() if each.agency not in {"", US}]
        if away:
            centre.dispose(self.national, self.dice.choice(away), US, "dikembalikan", self.clock())

    def _follow_up(self) -> None:
        who = self.dice.choice((OTHER, PROVINCE, US))
        status = self.dice.choice(("", words.IN_HAND, words.FOLLOWED_UP))
        ref = f"other-{self.dice.randrange(10**6)}" if self.dice.random() < 0.3 else ""
        said = agencies.FollowUp(ref, "Sudah kami tangani", status)
        agencies.follow_up(self.national, who, self._some(), said, self.clock())

    def _hold(self) -> None:
        centre.hold(self.national, self._some(), "Lengkapi", self.clock())

    def _archive(self) -> None:
        if self.dice.random() < 0.2:
            centre.archive(self.national, self._some(), "Bukan laporan", self.clock())

    def _forget(self) -> None:
        self.national.forgetful = not self.national.forgetful

    def _close(self) -> None:
        centre.close_silent(self.national, self.clock())


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
            filed = citizen.file(self._national, Filing(new.text, channel="API"), self._nation.clock(), US)
            return Accepted(filed.tracking_id, filed.transaction_id)

        return self._faults.act(_known(act))

    def follow_up(self, told: FollowUp) -> str:
        said = agencies.FollowUp(told.ref, told.text, _STATUSES[told.standing], told.closes)
        return self._step(lambda now: agencies.follow_up(self._national, US, told.report_id, said, now))

    def pass_on(self, report_id: str, ref: str, body_id: str, text: str) -> str:
        return self._step(
            lambda now: agencies.pass_on(self._national, US, report_id, body_id, text, ref, now)
        )

    def give_back(self, report_id: str, ref: str, reason: str) -> str:
        return self._step(lambda now: agencies.give_back(self._national, US, report_id, reason, ref, now))

    def fetch(self, picture: Picture) -> bytes:
        raise Denied("not_here")

    def _ask[T](self, question: Callable[[], T]) -> T:
        return self._faults.ask(_known(question))

    def _step(self, act: Callable[[int], Stream]) -> str:
        def once() -> str:
            try:
                return act(self._nation.clock()).id
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
