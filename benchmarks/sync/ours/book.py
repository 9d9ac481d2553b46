"""The engine's book in memory. Held equal to the one in the database by ``tests/reactions/sync/test_books.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from benchmarks.sync.ours.memory import Memory
from surga.channels.port.gateway import Report
from surga.reactions.sync.engine.pace import SETTLE
from surga.reactions.sync.engine.party import unknown
from surga.reactions.sync.things import (
    AWAY,
    DUE,
    ELSEWHERE,
    ENDED,
    GONE,
    LEASE,
    LINKED,
    LIVE,
    NAMELESS,
    PARKED,
    QUIET,
    SUBMIT,
    TRYING,
    UNLISTED,
    UNSEEN,
    Act,
    Known,
    Link,
    Trouble,
    Twin,
)

_WATCHED: Final[dict[str, Callable[[Link], bool]]] = {
    AWAY: lambda link: link.state == ELSEWHERE and link.standing not in ENDED,
    UNLISTED: lambda link: link.state == LINKED and not link.seen and link.standing not in ENDED,
    UNSEEN: lambda link: link.state == GONE,
    QUIET: lambda link: link.state in {LINKED, ELSEWHERE},
}


class MemoryBook:
    """``unique``: whether what may be there once only is held to that; without it the simulation has to notice."""

    def __init__(self, memory: Memory, unique: bool = True) -> None:
        self._memory, self._unique = memory, unique

    def atomic(self) -> AbstractContextManager[object]:
        return self._memory.atomic()

    # --- acts ---

    def add_acts(self, acts: Sequence[Act]) -> int:
        return sum(self._add_act(act) for act in acts)

    def _add_act(self, act: Act) -> bool:
        key = (act.system, act.event_id, act.kind, act.target)
        if self._taken("act_keys", key) or self._taken("act_refs", (act.system, act.ref)):
            return False
        number = self._memory.number("acts")
        with self.atomic():
            self._memory.put("acts", number, replace(act, id=number))
            self._memory.put("act_keys", key, number)
            self._memory.put("act_refs", (act.system, act.ref), number)
        return True

    def claim(self, system: str, now: datetime, lease: str) -> Act | None:
        lanes: set[int] = set()
        due: list[Act] = []
        for act in self._acts(system):
            if act.state not in LIVE or act.case_id in lanes:
                continue
            lanes.add(act.case_id)
            if act.state == DUE and (act.next_at is None or act.next_at <= now):
                due.append(act)
        if not due:
            return None
        first = min(due, key=lambda act: (act.next_at or now, act.id))
        claimed = replace(first, state=TRYING, lease=lease, attempts=first.attempts + 1, next_at=now + LEASE)
        self._memory.put("acts", claimed.id, claimed)
        return claimed

    def act(self, act_id: int) -> Act | None:
        return self._memory.rows("acts").get(act_id)

    def act_by_ref(self, system: str, ref: str) -> Act | None:
        return self.act(self._memory.rows("act_refs").get((system, ref), 0))

    def submit_of(self, system: str, case_id: int) -> Act | None:
        acts = (act for act in self._acts(system) if act.case_id == case_id and act.kind == SUBMIT)
        return next(acts, None)

    def save_act(self, act: Act, lease: str) -> bool:
        there = self.act(act.id)
        if there is None or there.lease != lease:
            return False
        self._memory.put("acts", act.id, replace(act, lease=""))
        return True

    def reap(self, system: str, now: datetime, is_dead: Callable[[str], bool] = unknown) -> int:
        trying = [act for act in self._acts(system) if act.state == TRYING]
        left = [act for act in trying if (act.next_at or now) <= now or is_dead(act.lease)]
        for act in left:
            due = replace(act, state=DUE, lease="", doubt=True, reason="lease", next_at=now)
            self._memory.put("acts", act.id, replace(due, settle_at=now + SETTLE))
        return len(left)

    def hurry(self, system: str, now: datetime) -> int:
        later = [act for act in self._acts(system) if act.state == DUE and act.next_at and act.next_at > now]
        for act in later:
            self._memory.put("acts", act.id, replace(act, next_at=now))
        rows = self._memory.rows("troubles")
        waiting = [
            key
            for key, each in rows.items()
            if each.system == system and each.next_at > now and each.reason != "no_id"
        ]
        for key in waiting:
            self._memory.put("troubles", key, replace(rows[key], next_at=now))
        return len(later) + len(waiting)

    def revive(self, system: str, case_id: int, reason: str, now: datetime) -> int:
        parked = [
            act
            for act in self._acts(system)
            if act.case_id == case_id and act.state == PARKED and act.reason == reason
        ]
        for act in parked:
            self._memory.put("acts", act.id, replace(act, state=DUE, next_at=now, attempts=0))
        return len(parked)

    def pending(self, system: str, case_id: int) -> bool:
        return self.is_owed(case_id) or any(
            act.case_id == case_id and act.state in {DUE, TRYING} for act in self._acts(system)
        )

    def is_telling(self, system: str, case_id: int) -> bool:
        live = (act for act in self._acts(system) if act.case_id == case_id and act.state in LIVE)
        return any(act.standing for act in live)

    def is_owed(self, case_id: int) -> bool:
        return any(case_id == owed for _event, owed in self._memory.rows("deliveries").values())

    def _acts(self, system: str) -> list[Act]:
        return [act for act in self._memory.rows("acts").values() if act.system == system]

    # --- links ---

    def link_of_report(self, system: str, report_id: str) -> Link | None:
        links = (link for link in self._links(system) if link.report_id == report_id)
        return next(links, None)

    def links_of_case(self, system: str, case_id: int) -> list[Link]:
        links = [link for link in self._links(system) if link.case_id == case_id]
        return sorted(links, key=lambda link: (link.twin, link.id))

    def add_link(self, link: Link) -> Link | None:
        if self._taken("link_reports", (link.system, link.report_id)):
            return None
        if not link.twin and self._taken("link_cases", (link.system, link.case_id)):
            return None
        added = replace(link, id=self._memory.number("links"))
        with self.atomic():
            self._memory.put("links", added.id, added)
            self._memory.put("link_reports", (link.system, link.report_id), added.id)
            if not link.twin:
                self._memory.put("link_cases", (link.system, link.case_id), added.id)
        return added

    def save_link(self, link: Link) -> None:
        self._memory.put("links", link.id, link)

    def watched(self, system: str, watch: str, before: datetime, limit: int) -> list[Link]:
        old = [
            link
            for link in self._links(system)
            if _WATCHED[watch](link) and (link.looked_at is None or link.looked_at <= before)
        ]
        return sorted(old, key=lambda link: (link.looked_at is not None, link.looked_at or before, link.id))[
            :limit
        ]

    def _links(self, system: str) -> list[Link]:
        return [link for link in self._memory.rows("links").values() if link.system == system]

    # --- steps, cursors, troubles ---

    def known(self, system: str, report_id: str) -> set[str]:
        return {
            step.step_id
            for step in self._memory.rows("known").values()
            if step.system == system and step.report_id == report_id
        }

    def add_known(self, step: Known) -> bool:
        keys: list[tuple[str, ...]] = [("id", step.system, step.report_id, step.step_id)]
        keys += [("ref", step.system, step.ref)] if step.ref else []
        if any(self._taken("known_keys", key) for key in keys):
            return False
        with self.atomic():
            self._memory.put("known", self._memory.number("known"), step)
            for key in keys:
                self._memory.put("known_keys", key, True)
        return True

    def keep_raw(self, system: str, report: Report, now: datetime) -> None:
        self._memory.put("raw", (system, report.id, report.raw or repr(report)), now)

    def cursor(self, system: str) -> datetime | None:
        return self._cursor(system)[0]

    def claim_cursor(
        self, system: str, now: datetime, lease: str, is_dead: Callable[[str], bool] = unknown
    ) -> bool:
        at, held, until = self._cursor(system)
        if held and until is not None and until > now and not is_dead(held):
            return False
        self._memory.put("cursors", system, (at, lease, now + LEASE))
        return True

    def move_cursor(self, system: str, at: datetime | None, lease: str, reason: str = "") -> None:
        before, held, _until = self._cursor(system)
        if held == lease:
            later = before if at is None or (before is not None and before > at) else at
            self._memory.put("cursors", system, (later, "", None))

    def holder(self, system: str) -> str:
        """Whose hands the cursor is in."""
        return self._cursor(system)[1]

    def _cursor(self, system: str) -> tuple[datetime | None, str, datetime | None]:
        found: Any = self._memory.rows("cursors").get(system, (None, "", None))
        return found[0], found[1], found[2]

    def add_trouble(self, system: str, report_id: str, reason: str, next_at: datetime, now: datetime) -> None:
        before = self._memory.rows("troubles").get((system, report_id))
        attempts, since = (before.attempts, before.since) if before is not None else (0, now)
        row = Trouble(system, report_id, reason, attempts + 1, next_at, since)
        self._memory.put("troubles", (system, report_id), row)

    def troubles(self, system: str, now: datetime, limit: int) -> list[Trouble]:
        due = [
            row
            for row in self._memory.rows("troubles").values()
            if row.system == system and row.next_at <= now
        ]
        return sorted(due, key=lambda row: (row.next_at, row.report_id))[:limit]

    def nameless(self, system: str) -> list[Trouble]:
        rows = self._memory.rows("troubles").values()
        return [row for row in rows if row.system == system and row.report_id.startswith(NAMELESS)]

    def is_troubled(self, system: str, report_id: str) -> bool:
        return (system, report_id) in self._memory.rows("troubles")

    def end_trouble(self, system: str, report_id: str) -> None:
        self._memory.drop("troubles", (system, report_id))

    def add_twin(self, twin: Twin) -> None:
        self._memory.put("twins", (twin.system, twin.report_id, twin.other_id), twin)

    def _taken(self, table: str, key: Any) -> bool:
        return self._unique and key in self._memory.rows(table)
