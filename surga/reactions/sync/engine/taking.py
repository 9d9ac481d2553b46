"""Taking in what the other side tells of a report: in one transaction, the same once or ten times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from surga.channels.port.gateway import NOT_YOURS, Gone, Report, Step
from surga.reactions.sync.engine.pace import FIRST_WAIT
from surga.reactions.sync.engine.party import Party
from surga.reactions.sync.rules import reconcile, standing, telling
from surga.reactions.sync.rules.reconcile import News
from surga.reactions.sync.things import (
    DONE,
    ELSEWHERE,
    ENDED,
    FOLLOW_UP,
    GONE,
    IN,
    LINKED,
    OUT,
    Act,
    Known,
    Link,
    Ours,
    Twin,
)

#: Their times are whole seconds: what is read so long after a change was first listed has all of that second.
A_SECOND: Final = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class _Before:
    """How it was before a telling was taken in. ``again``: it was put off; ``owed``: not all was heard of the case."""

    again: bool
    owed: bool


class Taking:
    """What is done with a report that was told to us."""

    def __init__(self, party: Party) -> None:
        self._it = party

    def look(self, link: Link) -> None:
        """Ask for one report, and take it in as it is now. Raises ``Lost`` or ``Later``."""
        it = self._it
        asked = it.now()
        try:
            report = it.gateway.report(link.report_id)
        except Gone:
            with it.book.atomic():
                it.house.ours(link.case_id, it.side, lock=True)
                self.vanished(link)
        else:
            self.take(report, "", asked)

    def take(
        self, report: Report, digest: str, asked: datetime, pictures: Sequence[bytes] = ()
    ) -> Link | None:
        """Everything new about a report. ``digest``: how the list told of it; ``asked``: when it was asked for.

        None when it is no matter of ours.
        """
        it = self._it
        with it.book.atomic():
            link = it.book.link_of_report(it.side.name, report.id) or self._first_met(report, pictures)
            if link is None:
                it.book.end_trouble(it.side.name, report.id)
                return None
            it.book.keep_raw(it.side.name, report, it.now())
            ours = it.house.ours(link.case_id, it.side, lock=True)
            link = it.book.link_of_report(it.side.name, report.id)
            if ours is None or link is None:
                it.book.end_trouble(it.side.name, report.id)
            else:
                self._hear(link, ours, report, digest, asked)
            return link

    def own_report(self, ours: Ours, report_id: str, second_id: str) -> Link | None:
        """The other side has our case under this id: whoever learns of it first, the answer or the list."""
        it = self._it
        link = it.book.link_of_report(it.side.name, report_id)
        submit = it.book.submit_of(it.side.name, ours.id)
        if link is None:
            after = submit.event_id if submit is not None else 0
            new = Link(
                it.side.name, ours.id, ours.code, report_id, OUT, second_id, since=it.now(), after=after,
                # What goes up to a side is with it from the first.
                state=ELSEWHERE if it.side.takes == "escalated" else LINKED,
            )  # fmt: skip
            link = it.book.add_link(new)
            if link is not None:
                it.house.linked(ours, it.side, report_id, OUT)
        if link is None or link.case_id != ours.id:
            self._once(report_id, "double", ours, report_id)
            return None
        if submit is not None and submit.state != DONE:
            self._finish(submit)
        return link

    def vanished(self, link: Link) -> None:
        """The report is not to be seen any more."""
        it = self._it
        ours = it.house.ours(link.case_id, it.side)
        gone = replace(link, state=GONE, looked_at=it.now())
        if link.state != GONE and ours is not None:
            it.house.noted(ours, it.side, "gone", link.report_id)
        it.book.save_link(gone)

    def _first_met(self, report: Report, pictures: Sequence[bytes]) -> Link | None:
        it = self._it
        own = self._submitted_by_us(report)
        if own is not None:
            return self.own_report(own, report.id, report.second_id)
        if not reconcile.here(report, it.side):
            return None
        ours = it.house.take_in(report, pictures, it.side)
        new = Link(it.side.name, ours.id, ours.code, report.id, IN, report.second_id, since=it.now())
        link = it.book.add_link(replace(new, standing=report.standing))
        if link is None:
            # A case that was linked to another report by hand.
            link = it.book.add_link(replace(new, standing=report.standing, twin=True))
        if link is not None:
            link = replace(link, after=it.house.linked(ours, it.side, report.id, IN))
            it.book.save_link(link)
            # What is over there already is nobody's to decide on.
            alike = [] if report.standing in ENDED else it.house.alike(ours, report, it.side)
            for other, score in alike[:3]:
                it.book.add_twin(Twin(it.side.name, report.id, ours.id, other, score))
        return link

    def _submitted_by_us(self, report: Report) -> Ours | None:
        """The case whose marker ends the text, if we have told it: anybody can write a marker."""
        it = self._it
        code = telling.code_in(report.text)
        ours = it.house.ours_by_code(code, it.side) if code else None
        submit = it.book.submit_of(it.side.name, ours.id) if ours is not None else None
        tried = submit is not None and (submit.attempts > 0 or submit.doubt or submit.state == DONE)
        return ours if tried else None

    def _hear(self, link: Link, ours: Ours, report: Report, digest: str, asked: datetime) -> None:
        it = self._it
        # Asked now, for what follows from this telling is no news of ours.
        before = _Before(it.book.is_troubled(it.side.name, report.id), it.book.is_owed(link.case_id))
        if before.again:
            it.book.end_trouble(it.side.name, report.id)
        news = reconcile.news_of(link, report, it.book.known(it.side.name, report.id), it.side)
        told = link.told
        for step in news.ours:
            told = self._acknowledge(link, step) or told
        pending = it.book.pending(it.side.name, link.case_id)
        for step in news.theirs:
            ours = self._step(link, ours, step, news, pending)
        self._changes(link, ours, report, news, before)
        self._standing(link, ours, report, told, pending)
        self._keep(replace(link, told=told), report, news, digest, asked)

    def _acknowledge(self, link: Link, step: Step) -> str:
        """A step of ours that they have: the act is done, whether or not its answer came. The standing it told."""
        it = self._it
        act = it.book.act_by_ref(it.side.name, step.ref)
        it.book.add_known(
            Known(
                it.side.name, link.report_id, step.id, step.ref, OUT, act.kind if act else step.kind, step.at
            )
        )
        if act is None or act.state == DONE:
            return act.standing if act else ""
        self._finish(act)
        return act.standing

    def _finish(self, act: Act) -> None:
        done = replace(act, state=DONE, doubt=False, reason="", done_at=self._it.now())
        self._it.book.save_act(done, act.lease)

    def _step(self, link: Link, ours: Ours, step: Step, news: News, pending: bool) -> Ours:
        it = self._it
        if not it.book.add_known(Known(it.side.name, link.report_id, step.id, "", IN, step.kind, step.at)):
            return ours
        how = standing.hear_step(
            step.kind, step.role, ours.status, ours.waiting_from, pending=pending, here=news.state == LINKED
        )
        if how == "reply" and step.text.strip():
            it.house.reply(ours, it.side, step)
        elif how == "answer" and step.text.strip():
            it.house.answer(ours, it.side, step)
        else:
            it.house.step_taken(ours, it.side, step, "")
            return ours  # it is told on the timeline, and that is all
        return it.house.ours(ours.id, it.side) or ours

    def _changes(self, link: Link, ours: Ours, report: Report, news: News, before: _Before) -> None:
        it = self._it
        if news.edited:
            it.house.noted(ours, it.side, "edited", report.text)
        if link.state == GONE:
            it.book.revive(it.side.name, link.case_id, "gone", it.now())
        if news.state == LINKED and (news.theirs or telling.is_other(link, self._as_now(link, report, news))):
            # Refused before it was given to us: once more, after each change.
            it.book.revive(it.side.name, link.case_id, NOT_YOURS, it.now())
        if news.moved:
            it.house.noted(ours, it.side, news.moved, link.report_id)
        if standing.comes_back(ours.status, news.moved, it.side.takes):
            it.house.take_back(ours, it.side, reconcile.last_words(report))
        if news.state == LINKED and self._was_words_only(news, report, before.again):
            self._tell_again(link, ours, report, before.owed)
        for odd in news.odd:
            self._once(report.id, reconcile.odd_mark(odd), ours, odd, what="odd")
            it.alarm("report odd", system=it.side.name, case_id=ours.id)

    def _was_words_only(self, news: News, report: Report, again: bool) -> bool:
        """Whether what we told last may have been taken without its standing: while somebody else had the report.

        It came back, or was given to us anew, or nobody there has done anything since. What is told again is not told
        a third time. ``again``: it was put off, so that what was new then is still to be judged.
        """
        # Not by the order of their times: their clock may have been set back.
        given = any(step.kind == "disposition" for step in news.theirs)
        if news.moved == "back" or given or (again and report.standing == "disposed"):
            return True
        # What their system notes by itself, such as each change of a status, is nobody's doing.
        done = [step for step in report.steps or () if step.role != "system"]
        last = max(done, key=lambda step: (step.at, step.id), default=None)
        act = self._it.book.act_by_ref(self._it.side.name, last.ref) if last and last.ref else None
        return act is not None and bool(act.standing) and act.words not in standing.RETOLD.values()

    def _tell_again(self, link: Link, ours: Ours, report: Report, unheard: bool) -> None:
        it = self._it
        owed = standing.owed(ours.status, report.standing, link.direction)
        if not owed or telling.why_not(ours) or it.book.is_telling(it.side.name, link.case_id):
            return
        if unheard:
            # What happened here is told first, and may be all that is owed.
            it.book.add_trouble(it.side.name, report.id, "owed", it.now() + FIRST_WAIT, it.now())
            return
        event_id = it.house.noted(ours, it.side, "retold", link.report_id)
        act = Act(link.system, ours.id, event_id, FOLLOW_UP, f"{ours.code}.{event_id}", link.report_id)
        closes = owed == "done"
        it.book.add_acts([replace(act, standing=owed, closes=closes, words=standing.RETOLD[owed])])

    def _standing(self, link: Link, ours: Ours, report: Report, told: str, pending: bool) -> None:
        it = self._it
        if report.standing == link.standing:
            return
        if report.standing != told:
            step = Step("", it.now(), "status")
            it.house.step_taken(ours, it.side, step, report.standing)
        follows = standing.decide(
            ours.status, link.standing, report.standing, link.direction, pending=pending
        )
        if follows == "close":
            it.house.close(ours, it.side)

    @staticmethod
    def _as_now(link: Link, report: Report, news: News) -> Link:
        return replace(link, state=news.state, standing=report.standing, updated_at=report.updated_at)

    def _keep(self, link: Link, report: Report, news: News, digest: str, asked: datetime) -> None:
        kept = replace(
            self._as_now(link, report, news),
            second_id=link.second_id or report.second_id,
            text_hash=reconcile.hash_of(report.text),
            looked_at=asked,
        )
        if digest and digest != link.seen:
            kept = replace(kept, seen=digest, seen_at=asked, settled=False)
        elif digest and link.seen_at is not None:
            kept = replace(kept, settled=asked - link.seen_at >= A_SECOND)
        self._it.book.save_link(kept)

    def _once(self, report_id: str, mark: str, ours: Ours, text: str, what: str = "double") -> None:
        it = self._it
        if it.book.add_known(Known(it.side.name, report_id, mark)):
            it.house.noted(ours, it.side, what, text)
