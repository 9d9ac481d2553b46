"""Asking what changed there, and taking everything in before the cursor moves.

The cursor goes by their clock, and back a good while each time: clocks jump, and rows come late. What is listed again
is known by its digest and not asked for again, once its steps were read later than the second in which it changed.
Pages shift while one reads them, so several are read until nothing new is among them. What cannot be taken in is put
down as a trouble, which has its own time; the rest goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from surga.channels.port.gateway import Denied, Gone, Later, Lost, Report
from surga.reactions.sync.engine.pace import backoff
from surga.reactions.sync.engine.party import Party
from surga.reactions.sync.engine.taking import A_SECOND, Taking
from surga.reactions.sync.rules import reconcile, telling
from surga.reactions.sync.things import AWAY, NAMELESS, QUIET, UNLISTED, UNSEEN, Link

#: Twice what their clock may be off, for it may be set right between two rounds; and some more.
OVERLAP: Final = timedelta(minutes=25)
#: Their newest time is believed so far ahead of our clock; beyond, it is a mistake that would hide what follows.
AHEAD: Final = timedelta(minutes=10)
BEGINNING: Final = datetime(2000, 1, 1, tzinfo=UTC)
MOST_SWEEPS: Final = 5
MOST_PAGES: Final = 5_000
#: So often in a row the same rows without an id are no slip of the line.
SAME_SLIP: Final = 3
#: How long a row without an id is shown after it was listed last.
SHOWN: Final = timedelta(days=1)
#: So long the cursor stays where it is for one: listed no more, it was mended.
STAYS: Final = timedelta(minutes=30)
#: Unless it lies so far back that too much would be read each time.
FAR: Final = timedelta(days=30)
#: So often a picture is tried before the report is taken in without it.
PICTURE_TRIES: Final = 3
MOST_PICTURES: Final = 6
#: How often a report is looked at that the list does not tell of. Not every side lists what others have, nor what a
#: program filed.
WATCH: Final[Mapping[str, timedelta]] = {
    AWAY: timedelta(seconds=30),
    UNLISTED: timedelta(seconds=30),
    UNSEEN: timedelta(minutes=10),
    QUIET: timedelta(days=1),
}
WATCHED_AT_ONCE: Final = 50


class _Closed(Exception):
    """The way was closed while we were on it, or we are to end."""


def _why(error: BaseException) -> str:
    return str(getattr(error, "code", "") or type(error).__name__)


class Pull:
    """The reports of one side."""

    def __init__(self, party: Party, taking: Taking, watch: Mapping[str, timedelta] = WATCH) -> None:
        self._it, self._taking, self._watch = party, taking, watch
        self._told = 0
        #: Since when what a page tells of may have been asked for; None: not before its turn.
        self._early: datetime | None = None

    def run(self) -> int:
        """One round; how many reports were taken in. One worker at a time does this, others return at once."""
        it = self._it
        lease = it.lease()
        if not it.pace.is_open(it.now()) or not self._claim(lease):
            return 0
        self._told, self._early = 0, None
        newest, reason = None, ""
        try:
            newest = self._read(it.book.cursor(it.side.name) or it.side.since or BEGINNING)
            self._mend()
            self._look_round()
        except (Lost, Later, Denied) as error:
            reason = _why(error)
            self._missed(error)
        except _Closed as closed:
            reason = _why(closed.__cause__) if closed.__cause__ is not None else ""
        it.book.move_cursor(it.side.name, newest, lease, reason)
        return self._told

    def _claim(self, lease: str) -> bool:
        it = self._it
        return it.book.claim_cursor(it.side.name, it.now(), lease, it.is_dead)

    def _read(self, start: datetime) -> datetime:
        """Every change since, at least once; the time up to which there are no others."""
        it = self._it
        newest, listed = start, set[tuple[str, str]]()
        nameless = list[tuple[str, ...]]()
        for _ in range(MOST_SWEEPS):
            before, page, more = len(listed), 0, True
            skipped: tuple[str, ...] = ()
            while more and page < MOST_PAGES:
                page += 1
                answer = it.gateway.changes(start - OVERLAP, page)
                it.reached()
                self._ask_early(answer.reports)
                for report in answer.reports:
                    listed.add((report.id, reconcile.digest_of(report)))
                    newest = max(newest, report.updated_at)
                    self._meet(report)
                self._ask_early(())
                more, skipped = answer.more, skipped + answer.skipped
            nameless.append(skipped)
            if self._is_sure(nameless) and (page == 1 or len(listed) == before):
                break
        if not self._is_sure(nameless):
            # Who is told something else each time has not read everything: from the same place again.
            return start
        if self._tell_nameless(nameless[-1], start):
            return start
        return min(newest, max(start, it.now() + AHEAD))

    def _is_sure(self, nameless: list[tuple[str, ...]]) -> bool:
        """Whether the last sweep left nothing out, or several left out the same: that is no slip of the line."""
        last = nameless[-1]
        return not last or nameless[-SAME_SLIP:] == [last] * SAME_SLIP

    def _tell_nameless(self, rows: tuple[str, ...], start: datetime) -> bool:
        """Say which rows have no id, and no longer say so of what was mended. Whether the cursor is to stay."""
        it = self._it
        now, shown = it.now(), it.book.nameless(it.side.name)
        if not rows:
            for each in shown:
                if each.next_at <= now + STAYS:
                    it.book.end_trouble(it.side.name, each.report_id)
            return False
        first = min((each.since for each in shown), default=now)
        stays = now - first < STAYS and now - start < FAR
        for what in rows:
            until = now + (STAYS if stays else SHOWN)
            it.book.add_trouble(it.side.name, f"{NAMELESS}{what}"[:64], "no_id", until, now)
            it.alarm("report without an id", system=it.side.name)
        return stays

    def _ask_early(self, reports: Sequence[Report]) -> None:
        """Let several be on their way while one is taken in, each in its turn; none of any other page any more."""
        it = self._it
        if it.early is not None:
            self._early = it.now() if reports else None
            it.early(
                [each.id for each in reports if each.steps is None and self._is_news(each, self._link(each))]
            )

    def _meet(self, listed: Report) -> None:
        """A report that the list tells of: ask for it, unless it is known as it is."""
        link = self._link(listed)
        if self._is_news(listed, link):
            self._ask(listed.id, link, listed, reconcile.digest_of(listed))

    def _link(self, listed: Report) -> Link | None:
        return self._it.book.link_of_report(self._it.side.name, listed.id)

    def _is_news(self, listed: Report, link: Link | None) -> bool:
        it = self._it
        if link is not None and link.seen == reconcile.digest_of(listed) and self._is_read(link, listed):
            return False
        if link is None and not reconcile.here(listed, it.side) and not telling.code_in(listed.text):
            return False  # what others have, and have always had
        return not it.book.is_troubled(it.side.name, listed.id)

    def _is_read(self, link: Link, listed: Report) -> bool:
        """Whether nothing can have been added in the second in which the report changed last.

        That second was over when it was read; and when their clock was set back, it comes once more: so it is read
        again when it can no longer come, by any clock that is off by no more than we believe.
        """
        passed = listed.updated_at + AHEAD + A_SECOND
        return link.settled and (
            self._it.now() < passed or (link.looked_at is not None and link.looked_at >= passed)
        )

    def _ask(
        self,
        report_id: str,
        link: Link | None,
        listed: Report | None = None,
        digest: str = "",
        tries: int = 0,
    ) -> None:
        it = self._it
        if it.stopping():
            raise _Closed
        asked = self._early or it.now()
        try:
            full = listed if listed is not None and listed.steps is not None else it.gateway.report(report_id)
            pictures, lost = self._pictures(full, tries) if link is None else ([], [])
            taken = self._taking.take(full, digest, asked, pictures)
            self._told += 1
            self._tell_lost(taken, lost)
        except Gone:
            self._not_there(report_id, link)
        except (Lost, Later) as error:
            self._trouble(report_id, error, tries)
            self._missed(error)
            if not it.pace.is_open(it.now()):
                raise _Closed from error
        except Exception as error:
            # A report that we cannot take in, or are not given: the others are not to blame.
            self._trouble(report_id, error, tries)

    def _not_there(self, report_id: str, link: Link | None) -> None:
        it = self._it
        with it.book.atomic():
            it.book.end_trouble(it.side.name, report_id)
            if link is not None:
                it.house.ours(link.case_id, it.side, lock=True)
                self._taking.vanished(link)

    def _pictures(self, report: Report, tries: int) -> tuple[list[bytes], list[str]]:
        """The pictures of a report, and the names of those that cannot be had."""
        if telling.code_in(report.text):
            return [], []
        found, lost = [], []
        for picture in report.pictures[:MOST_PICTURES]:
            try:
                found.append(picture.data or self._it.gateway.fetch(picture))
            except Denied:
                lost.append(picture.name)
            except (Lost, Later):
                if tries < PICTURE_TRIES:
                    raise
                lost.append(picture.name)
        return found, lost

    def _tell_lost(self, link: Link | None, lost: list[str]) -> None:
        it = self._it
        if link is None or not lost:
            return
        with it.book.atomic():
            ours = it.house.ours(link.case_id, it.side, lock=True)
            if ours is not None:
                it.house.noted(ours, it.side, "picture", ", ".join(lost))

    def _trouble(self, report_id: str, error: Exception, tries: int) -> None:
        it = self._it
        reason = _why(error)
        next_at = it.now() + backoff(tries + 1, it.dice)
        it.book.add_trouble(it.side.name, report_id, str(reason)[:80], next_at, it.now())
        it.alarm("report not taken in", system=it.side.name, reason=str(reason)[:80])

    def _missed(self, error: Exception) -> None:
        it = self._it
        it.pace.missed(it.now())
        if isinstance(error, Later) and error.wait is not None:
            it.pace.hold(it.now(), timedelta(seconds=min(error.wait, 6 * 3600)))

    def _mend(self) -> None:
        """Ask again for what could not be taken in."""
        it = self._it
        for trouble in it.book.troubles(it.side.name, it.now(), WATCHED_AT_ONCE):
            if trouble.report_id.startswith(NAMELESS):
                # Listed no more: it got an id, or it is gone.
                it.book.end_trouble(it.side.name, trouble.report_id)
                continue
            link = it.book.link_of_report(it.side.name, trouble.report_id)
            self._ask(trouble.report_id, link, tries=trouble.attempts)

    def _look_round(self) -> None:
        """Look at reports that no list tells of any more, and now and then at every one."""
        it = self._it
        for watch, every in self._watch.items():
            for link in it.book.watched(it.side.name, watch, it.now() - every, WATCHED_AT_ONCE):
                self._ask(link.report_id, link)
