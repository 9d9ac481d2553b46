"""Doing what is due on the other side: each act once, the acts of a case in order, whatever becomes of the answer.

Three steps. *Claim*, which one worker wins, is committed. *Do* it, outside of any transaction. *Mark* what came of it.
A worker killed between the first and the last leaves an act in hand; when the lease is over it is due, with doubt.
What is in doubt is looked up before it is done: a report by our marker, a step by our reference. What is not found
may still be worked on there: a report is filed again only when that can no longer be so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from surga.channels.port.gateway import Accepted, Denied, FollowUp, Gone, Later, Lost
from surga.core.triage.mask import MaskingFailed
from surga.reactions.sync.engine.pace import SETTLE, backoff
from surga.reactions.sync.engine.party import Party
from surga.reactions.sync.engine.taking import Taking
from surga.reactions.sync.rules import telling
from surga.reactions.sync.things import (
    DONE,
    DUE,
    ELSEWHERE,
    FOLLOW_UP,
    LEASE,
    OUT,
    PARKED,
    PASS_ON,
    SUBMIT,
    Act,
    Known,
    Link,
    Ours,
)

#: An act that failed so often (with the longest waits, more than two days) is for an officer to look at.
MAX_ATTEMPTS: Final = 100
#: The longest that the other side may ask us to wait.
LONGEST_HOLD: Final = timedelta(hours=6)


class _Overtaken(Exception):
    """The act has been in our hands for too long to begin anything."""


class _Unsettled(Exception):
    """It is not there, and may yet come to be."""


class Push:
    """The acts of one side."""

    def __init__(self, party: Party, taking: Taking) -> None:
        self._it, self._taking = party, taking

    def run(self, limit: int) -> int:
        """Up to ``limit`` acts; how many were tried. Several workers may do this at once."""
        self._it.book.reap(self._it.side.name, self._it.now(), self._it.is_dead)
        done = 0
        while done < limit and not self._it.stopping() and self.one():
            done += 1
        return done

    def one(self) -> bool:
        """The next act, whatever becomes of it; False when none is due or the way is closed."""
        it = self._it
        now = it.now()
        if not it.pace.is_open(now):
            return False
        act = it.book.claim(it.side.name, now, it.lease())
        if act is None:
            return False
        ours = it.house.ours(act.case_id, it.side)
        reason = telling.why_not(ours)
        if reason or ours is None:
            self._park(act, reason)
            return True
        self._try(act, ours)
        return True

    def _try(self, act: Act, ours: Ours) -> None:
        it = self._it
        link = self._link_of(act)
        try:
            done = self._found_or_done(act, ours, link)
        except Lost:
            it.pace.missed(it.now())
            self._lost(act, "lost")
        except Later as later:
            it.pace.missed(it.now())
            self._wait(act, later)
        except _Unsettled:
            it.reached()
            self._put_off(act, act.reason or "lost", until=act.settle_at)
        except Gone as gone:
            it.reached()
            self._gone(act, ours, gone)
        except Denied as denied:
            it.reached()
            self._denied(act, ours, denied, link)
        except _Overtaken:
            return
        except MaskingFailed:
            # Nothing has left: the words are made before they are sent. An officer may tell it in other words.
            self._park(act, "unmasked")
        except Exception as error:
            # A fault of ours, perhaps after the question left.
            self._lost(act, type(error).__name__)
        else:
            it.reached()
            self._mark(act, ours, done)

    def _found_or_done(self, act: Act, ours: Ours, link: Link | None) -> Accepted:
        if act.doubt:
            found = self._look_up(act, ours, link)
            if found is not None:
                return found
            if act.kind == SUBMIT and act.settle_at is not None and self._it.now() < act.settle_at:
                raise _Unsettled
            # It took a while to look: by now it may be one to keep secret.
            reason = telling.why_not(self._it.house.ours(act.case_id, self._it.side))
            if reason:
                raise Denied(reason)
        if act.next_at is not None and self._it.now() >= act.next_at - LEASE / 2:
            raise _Overtaken  # looking took so long that somebody else may soon have the act in hand
        return self._do(act, ours, link)

    def _look_up(self, act: Act, ours: Ours, link: Link | None) -> Accepted | None:
        """What an act in doubt came to there, None when it was not done."""
        it = self._it
        if act.kind == SUBMIT:
            return self._look_up_report(ours)
        if link is None:
            raise Denied("no_link")
        try:
            report = it.gateway.report(link.report_id)
        except Gone:
            # Whoever gave a report away may not see it any more: then it is given away.
            if act.kind == FOLLOW_UP:
                raise
            return Accepted("")
        steps = [step.id for step in report.steps or () if step.ref == act.ref]
        return Accepted(steps[0]) if steps else None

    def _look_up_report(self, ours: Ours) -> Accepted | None:
        it = self._it
        found = [
            report
            for report in it.gateway.find(telling.marker_of(ours.code))
            if telling.code_in(report.text) == ours.code
        ]
        # The first is ours: who copies our words with the marker does it later.
        found.sort(key=lambda report: (report.created_at, report.id))
        return Accepted(found[0].id, found[0].second_id) if found else None

    def _do(self, act: Act, ours: Ours, link: Link | None) -> Accepted:
        it = self._it
        if act.kind == SUBMIT:
            return it.gateway.submit(it.house.new_report(ours))
        if link is None:
            raise Denied("no_link")
        report_id = link.report_id
        text, pictures = it.house.said(act)
        if act.kind == FOLLOW_UP:
            # Whose report is with somebody else may add words to it, and no more.
            theirs = link.state == ELSEWHERE
            standing, closes = ("", False) if theirs else (act.standing, act.closes)
            return Accepted(
                it.gateway.follow_up(FollowUp(report_id, act.ref, text, standing, closes, pictures))
            )
        if act.kind == PASS_ON:
            return Accepted(it.gateway.pass_on(report_id, act.ref, act.body_id, text))
        return Accepted(it.gateway.give_back(report_id, act.ref, text))

    def _link_of(self, act: Act) -> Link | None:
        """The report that an act is for; None while there is none, as for the first telling of a case."""
        if act.kind == SUBMIT:
            return None
        links = self._it.book.links_of_case(self._it.side.name, act.case_id)
        return next((link for link in links if act.target in {"", link.report_id}), None)

    # --- what came of it ---

    def _mark(self, act: Act, ours: Ours, done: Accepted) -> None:
        it = self._it
        now = it.now()
        with it.book.atomic():
            it.house.ours(ours.id, it.side, lock=True)
            # What the other side said is so, though another worker has the act in hand by now.
            there = it.book.act(act.id)
            if there is not None and there.state != DONE:
                done_now = replace(there, state=DONE, doubt=False, reason="", done_at=now)
                it.book.save_act(done_now, there.lease)
            if act.kind == SUBMIT:
                self._taking.own_report(ours, done.id, done.second_id)
            else:
                self._keep_step(act, done.id)

    def _keep_step(self, act: Act, step_id: str) -> None:
        it = self._it
        link = self._link_of(act)
        if link is None:
            return
        if step_id:
            it.book.add_known(Known(it.side.name, link.report_id, step_id, act.ref, OUT, act.kind, it.now()))
        state = link.state if act.kind == FOLLOW_UP else ELSEWHERE
        it.book.save_link(replace(link, told=act.standing or link.told, state=state))

    def _gone(self, act: Act, ours: Ours, gone: Gone) -> None:
        """The report is not to be seen: the act waits, for it may come back."""
        it = self._it
        with it.book.atomic():
            it.house.ours(ours.id, it.side, lock=True)
            link = self._link_of(act)
            if link is not None:
                self._taking.vanished(link)
            self._park(act, "gone")

    def _denied(self, act: Act, ours: Ours, denied: Denied, before: Link | None) -> None:
        """Refused for good, unless the report is not as we thought: then look, and try once more as it is now.

        ``before``: the link when the act was begun.
        """
        if before is None:
            self._park(act, denied.code)
            return
        try:
            if act.reason != denied.code:
                self._taking.look(before)
        except (Lost, Later):
            self._put_off(replace(act, doubt=False), denied.code)
            return
        it = self._it
        with it.book.atomic():
            # Whoever takes the report in from now on finds the act put off.
            it.house.ours(ours.id, it.side, lock=True)
            after = self._link_of(act)
            if after is not None and telling.may_go_now(act, denied.code, before, after):
                self._put_off(replace(act, doubt=False), denied.code)
            else:
                self._park(act, denied.code)

    def _park(self, act: Act, reason: str) -> None:
        self._it.book.save_act(replace(act, state=PARKED, reason=reason[:80]), act.lease)
        self._it.alarm("act parked", act=act.id, case_id=act.case_id, reason=reason[:80])

    def _wait(self, act: Act, later: Later) -> None:
        """Certainly not done this time; an old doubt stays."""
        it = self._it
        wait = timedelta(seconds=later.wait) if later.wait is not None else timedelta()
        if later.wait is not None:
            it.pace.hold(it.now(), min(wait, LONGEST_HOLD))
        self._put_off(act, later.code, min(wait, LONGEST_HOLD))

    def _lost(self, act: Act, reason: str) -> None:
        """It may have been done, or be done just now."""
        self._put_off(replace(act, doubt=True, settle_at=self._it.now() + SETTLE), reason)

    def _put_off(
        self, act: Act, reason: str, wait: timedelta = timedelta(), until: datetime | None = None
    ) -> None:
        """Again later: at ``until``, or after ``wait`` or longer."""
        it = self._it
        if act.attempts >= MAX_ATTEMPTS:
            self._park(act, reason)
            return
        next_at = until or it.now() + max(wait, backoff(act.attempts, it.dice))
        it.book.save_act(replace(act, state=DUE, reason=reason[:80], next_at=next_at, lease=""), act.lease)
