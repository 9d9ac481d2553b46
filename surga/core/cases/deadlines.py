"""The clocks of a case: a pure function of its history, the calendar and the rules.

Six clocks, each with its own unit (the amounts are data of the city profile):

=================  =========================================================
verification       from receipt until somebody has verified (or archived) it
first_follow_up    until the first substantive answer; its start is data
resolution         until the matter is answered or resolved, by service class
reporter_reply     the reporter's time to complete what was asked
silence            after an answer, until the case closes by itself
reopen             after closing, while the reporter may still object
=================  =========================================================

A clock that waits for the reporter stands still: each working day between the
question and the reply is added to the amount. Clocks in hours begin anew at the
reply, as the law counts from completeness (UU 25/2009, art. 44 and 50).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from surga.core.agencies.calendar import Calendar
from surga.core.agencies.city import CLOCKS as CLOCKS
from surga.core.agencies.city import SERVICE_CLASSES as SERVICE_CLASSES

#: Clocks of the city; the others run for the reporter, or by themselves.
OWED_BY_CITY = ("verification", "first_follow_up", "resolution")

_ANSWERS = frozenset({"answered", "resolved"})
_ENDS = frozenset({"confirmed", "silence", "archived"})
_BACK = frozenset({"objected", "reopened"})


class Rule(Protocol):
    """One row of deadlines.csv."""

    @property
    def clock(self) -> str: ...
    @property
    def service_class(self) -> str: ...
    @property
    def amount(self) -> int: ...
    @property
    def unit(self) -> str: ...
    @property
    def starts(self) -> str: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that moved a clock: received, verified, asked, replied, forwarded, answered, …"""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that has started. ``due_at`` is None while it stands still for the reporter."""

    name: str
    started_at: datetime
    due_at: datetime | None
    stopped_at: datetime | None = None
    paused: bool = False

    @property
    def running(self) -> bool:
        return self.stopped_at is None and not self.paused and self.due_at is not None

    def is_late(self, now: datetime) -> bool:
        """Past its limit: still open, or stopped after it."""
        return self.due_at is not None and (self.stopped_at or now) > self.due_at


def rule_for(rules: Iterable[Rule], clock: str, service_class: str, on: date) -> Rule | None:
    """The rule valid on that day; one that names the class goes before ``*``, the newest before older."""
    fitting = [
        rule
        for rule in rules
        if rule.clock == clock
        and rule.service_class in (service_class, "*")
        and rule.valid_from <= on
        and (rule.valid_to is None or on <= rule.valid_to)
    ]
    return max(fitting, key=lambda r: (r.service_class != "*", r.valid_from), default=None)


def clocks(
    history: Sequence[Step], calendar: Calendar, rules: Sequence[Rule], service_class: str
) -> dict[str, Clock]:
    """Every clock that has started, by name. The rules valid at receipt hold to the end."""
    if not history:
        return {}
    on = calendar.day_of(history[0].at)
    found: dict[str, Clock] = {}
    for name in CLOCKS:
        rule = rule_for(rules, name, service_class, on)
        clock = _clock(name, history, calendar, rule) if rule is not None else None
        if clock is not None:
            found[name] = clock
    return found


def promised(
    opened_at: datetime, calendar: Calendar, rules: Sequence[Rule], service_class: str
) -> dict[str, datetime]:
    """What the reporter is promised at submission: each of the city's clocks at its longest.

    A follow-up that starts with forwarding is promised from the end of verification.
    """
    on = calendar.day_of(opened_at)
    result: dict[str, datetime] = {}
    for name in OWED_BY_CITY:
        rule = rule_for(rules, name, service_class, on)
        if rule is None:
            continue
        start = result.get("verification", opened_at) if rule.starts != "received" else opened_at
        result[name] = _due(start, [], calendar, rule)
    if {"first_follow_up", "resolution"} <= result.keys():
        # What is settled sooner was answered by then, too.
        result["first_follow_up"] = min(result["first_follow_up"], result["resolution"])
    return result


def next_due(found: dict[str, Clock]) -> tuple[str, datetime] | None:
    """The running clock that ends first, of those somebody owes."""
    running = [c for n, c in found.items() if c.running and n in (*OWED_BY_CITY, "reporter_reply", "silence")]
    first = min(running, key=lambda c: (c.due_at or c.started_at, c.name), default=None)
    return (first.name, first.due_at) if first is not None and first.due_at is not None else None


def _clock(name: str, history: Sequence[Step], calendar: Calendar, rule: Rule) -> Clock | None:
    if name in OWED_BY_CITY:
        return _city_clock(name, history, calendar, rule)
    starts = {"reporter_reply": {"asked"}, "silence": _ANSWERS, "reopen": _ENDS}[name]
    begun = [i for i, step in enumerate(history) if step.name in starts]
    if not begun:
        return None
    start = history[begun[-1]]
    after = [s for s in history[begun[-1] + 1 :] if s.name not in {"added", "rated"}]
    return Clock(name, start.at, _due(start.at, [], calendar, rule), after[0].at if after else None)


def _city_clock(name: str, history: Sequence[Step], calendar: Calendar, rule: Rule) -> Clock | None:
    first = "received" if name == "verification" else rule.starts
    begin = next((i for i, step in enumerate(history) if step.name == first), None)
    if begin is None:
        return None
    start = history[begin].at
    pauses, stopped, open_pause = _run(name, history[begin + 1 :])
    due = None if open_pause and stopped is None else _due(start, pauses, calendar, rule)
    return Clock(name, start, due, stopped, paused=open_pause and stopped is None)


def _run(name: str, steps: Sequence[Step]) -> tuple[list[tuple[datetime, datetime]], datetime | None, bool]:
    """Walk the steps after the start: the closed pauses, when it stopped, and whether it waits now."""
    pauses: list[tuple[datetime, datetime]] = []
    since: datetime | None = None  # waiting for the reporter since
    stopped: datetime | None = None
    for step in steps:
        if stopped is not None:
            if name == "resolution" and step.name in _BACK:
                pauses.append((stopped, step.at))
                stopped = None
            continue
        if step.name == "asked" and since is None:
            since = step.at
        elif since is not None and step.name not in {"added", "asked"}:
            pauses.append((since, step.at))
            since = None
        if step.name in _ends_of(name):
            stopped = step.at
    return pauses, stopped, since is not None


def _ends_of(name: str) -> frozenset[str]:
    if name == "verification":
        return frozenset({"verified"}) | _ENDS
    return _ANSWERS | _ENDS | {"escalated"} if name == "first_follow_up" else _ANSWERS | _ENDS


def _due(
    start: datetime, pauses: Sequence[tuple[datetime, datetime]], calendar: Calendar, rule: Rule
) -> datetime:
    """The instant the rule's amount is used up, counted from ``start`` with the pauses given back."""
    if rule.unit in {"hour", "working_hour"}:
        begin = pauses[-1][1] if pauses else start
        if rule.unit == "hour":
            return begin + timedelta(hours=rule.amount)
        return calendar.add_working_hours(begin, rule.amount)
    if rule.unit == "working_day":
        # A letter's own date may lie before the question that it answers: no day is taken away for that.
        waited = sum(max(0, calendar.working_days_between(a, b)) for a, b in pauses)
        return calendar.add_working_days(start, rule.amount + waited)
    waited = sum(max(0, (calendar.day_of(b) - calendar.day_of(a)).days) for a, b in pauses)
    due = calendar.add_days(start, rule.amount + waited)
    while not calendar.is_working_day(due.date()):  # a limit on a day off moves to the next working day
        due = calendar.add_days(due, 1)
    return due
