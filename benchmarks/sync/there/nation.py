"""The national side: the stand-in's own model, its people, and its store, which keeps a call whole or not at all."""

from __future__ import annotations

import random
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from benchmarks.sync.there.faults import TheirDeath
from sandbox.national.model import agency as agencies
from sandbox.national.model import centre, citizen, words
from sandbox.national.model.national import National
from sandbox.national.model.numbers import Numbers
from sandbox.national.model.things import Agency, Filing, Refused
from sandbox.national.store import Store

US, PROVINCE, OTHER = "3571", "35", "3506"
TOKEN: Final = "{a token for a simulation}"
STANDINGS: Final = {
    words.UNVERIFIED: "unverified", words.HELD: "postponed", words.DISPOSED: "disposed", words.IN_HAND: "in_progress",
    words.FOLLOWED_UP: "followed_up", words.REPLIED: "reporter_replied", words.DONE: "done",
    words.ARCHIVED: "archived", words.NOT_COMPETENT: "not_ours",
}  # fmt: skip


@dataclass
class Nation:
    """Its reports and the people there. ``clock``: its own time, in seconds; ``spot``: where its process may die."""

    dice: random.Random
    clock: Callable[[], int]
    spot: Callable[[str], None] = lambda _where: None
    national: National = field(init=False)

    def __post_init__(self) -> None:
        self._numbers = Numbers(leading_zero=self.dice.random() < 0.3)
        self._store = Store(None)
        weakref.finalize(self, self._store.close)
        self._begin()

    @contextmanager
    def open(self) -> Iterator[National]:
        """The national side for one call, which is kept before it is answered. Raises ``TheirDeath``."""
        try:
            yield self.national
            self.spot("before commit")
            self._store.keep(self.national, self._numbers)
            self.spot("after commit")
        except TheirDeath:
            forgetful = self.national.forgetful
            self._begin()
            self.national.forgetful = forgetful  # how it is set up, not what it was told
            raise

    def _begin(self) -> None:
        bodies = [Agency(US, PROVINCE, "Kota", "kota"), Agency(PROVINCE, "0", "Provinsi", "provinsi"),
                  Agency(OTHER, PROVINCE, "Kabupaten", "kabupaten")]  # fmt: skip
        self.national = National(bodies, [], self._numbers)
        self.national.callers = {TOKEN: US}
        self._store.load(self.national, self._numbers)

    def live(self) -> None:
        """Somebody there does something, and now and then more in the same second."""
        self._do()
        while self.dice.random() < 0.3:
            self._do()

    def again(self) -> None:
        """Whoever reported what changed last says one thing more, within the second perhaps."""
        last = max(self.national.reports.values(), key=lambda each: each.updated_at, default=None)
        if last is not None:
            self._kept(lambda: citizen.reply(self.national, last.tracking_id, "Masih", self.clock()))

    def _do(self) -> None:
        """What is not allowed just now is not done."""
        do = self.dice.choice(
            (self._file, self._verify, self._reply, self._edit, self._dispose, self._follow_up, self._hold,
             self._archive, self._forget, self._back, self._close)
        )  # fmt: skip
        self._kept(do)

    def _kept(self, do: Callable[[], object]) -> None:
        try:
            with self.open():
                do()
        except (Refused, TheirDeath):
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
