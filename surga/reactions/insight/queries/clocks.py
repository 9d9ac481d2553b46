"""How the clocks of the city ran: per clock and limit how many, how long, and how many in time."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import batched, groupby
from math import floor, inf
from operator import itemgetter
from typing import Any

import numpy as np
from django.db.models import Q

from surga.core.agencies.calendar import Calendar
from surga.core.agencies.city import City, DeadlineInfo
from surga.core.agencies.queries import city
from surga.core.cases import deadlines
from surga.core.cases.actions.frame import STEPS
from surga.core.cases.deadlines import OWED_BY_CITY
from surga.core.cases.models import Case
from surga.events.models import Event
from surga.reactions.insight.models import NOW
from surga.reactions.insight.queries.counted.groups import EVERYTHING, Where
from surga.reactions.insight.queries.counted.rows import Moment, asked, moment
from surga.reactions.insight.rules.known.clock import Clock
from surga.reactions.insight.rules.measures import Z95, Value, quantile, share

_A_DAY = 86_400
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ClockRun:
    """One clock with one limit. ``within``: share stopped in time, of those stopped or run over; ``mean``, ``median``:
    calendar days of those stopped; ``working_days``: their mean in working days; ``running``: in time still; ``late``:
    run over and not stopped."""

    clock: str
    amount: int
    unit: str
    within: Value
    mean: Value
    median: Value
    working_days: Value
    running: int
    late: int


@dataclass(slots=True)
class _Kept:
    days: array[float] = field(default_factory=lambda: array("d"))
    working: array[float] = field(default_factory=lambda: array("d"))
    in_time: int = 0
    running: int = 0
    late: int = 0

    @property
    def any(self) -> bool:
        return bool(self.days) or self.running > 0 or self.late > 0


@dataclass(frozen=True, slots=True)
class _Known:
    """What the facts say of a case at the moment asked about."""

    day: int
    topic: str
    kind: str
    oversight: bool


#: A clock in seconds since 1970: started, due (endless while it stands still), stopped (None: it has not).
type _Run = tuple[float, float, float | None]
#: A case of which it is asked: class of service, day of receipt, its clocks by name.
type _Told = tuple[str, int, dict[str, _Run]]


def clock_runs(
    from_: date, to: date, as_of: datetime | None = None, *, where: Where = EVERYTHING
) -> list[ClockRun]:
    """The clocks that the city owes, of the cases received from ``from_`` to ``to``, as they stood at ``as_of``.

    Each matter counts once, by the case that leads; the limit is the one in force on the day of receipt. What was known
    then stays so: a case that moved since is wound again from the events known by then. Reads every case of the period:
    made for a paper, not for a page.
    """
    here, when = city(), moment(as_of)
    found: dict[tuple[str, int, str], _Kept] = defaultdict(_Kept)
    rules: dict[int, tuple[DeadlineInfo, ...]] = {}
    limits: dict[tuple[str, int], list[tuple[str, _Kept]]] = {}
    now, days = when.at.timestamp(), when.clock
    for service, day, clocks in _of(from_, to, when, here, where):
        key = (service, day)
        if key not in limits:
            if day not in rules:
                rules[day] = here.deadlines_on(date.fromordinal(day))
            limits[key] = [(name, found[limit]) for name, limit in _limits(rules[day], service)]
        for name, run in limits[key]:
            if clock := clocks.get(name):
                _keep(run, clock, now, days)
    order = {name: at for at, name in enumerate(OWED_BY_CITY)}
    ranked = sorted(
        found.items(), key=lambda item: (order[item[0][0]], item[0][2] != "working_hour", item[0][1])
    )
    return [_run(*key, run) for key, run in ranked if run.any]


def _limits(rules: Iterable[DeadlineInfo], service: str) -> Iterator[tuple[str, tuple[str, int, str]]]:
    """The clocks that run for a class of service by a day's rules, each with what its limit is."""
    for name in OWED_BY_CITY:
        fitting = {rule.service_class: rule for rule in rules if rule.clock == name}
        # As ``City.deadline``, which asks for the day's rules each time: of a year's days and classes that is a second.
        rule = fitting.get(service) or fitting.get("*")
        if rule is not None:
            yield name, (name, rule.amount, rule.unit)


def _of(from_: date, to: date, when: Moment, here: City, where: Where) -> Iterator[_Told]:
    """The cases that lead, by what is known of them at that moment."""
    known: dict[int, _Known] = {}
    moved: set[int] = set()
    facts = asked(from_, to, where).found(when).filter(joined=False)
    columns = ("case_id", "known_to", "day", "topic", "kind", "oversight")
    for case_id, until, *rest in facts.values_list(*columns).iterator(chunk_size=10_000):
        known[case_id] = _Known(*rest)
        if until != NOW:
            moved.add(case_id)
    yield from _as_kept(known, moved)
    yield from _wound_again({case_id: known[case_id] for case_id in moved}, when, here)


def _as_kept(known: dict[int, _Known], moved: Collection[int]) -> Iterator[_Told]:
    """Those of which nothing new was heard since: the case itself keeps its clocks."""
    if len(known) == len(moved):
        return
    # A range of numbers, not a list of them: there may be hundreds of thousands.
    cases = Case.objects.filter(pk__gte=min(known), pk__lte=max(known)).order_by()
    for case_id, service, clocks in cases.values_list("pk", "service_class", "clocks").iterator(
        chunk_size=5_000
    ):
        fact = known.get(case_id)
        if fact is not None and case_id not in moved:
            yield service, fact.day, {name: _plain(clocks[name]) for name in OWED_BY_CITY if name in clocks}


def _plain(clock: dict[str, Any]) -> _Run:
    read, due, stopped = datetime.fromisoformat, clock["due"], clock["stopped"]
    return (
        read(clock["started"]).timestamp(),
        read(due).timestamp() if due else inf,
        read(stopped).timestamp() if stopped else None,
    )


def _wound_again(known: dict[int, _Known], when: Moment, here: City) -> Iterator[_Told]:
    """Those that moved since, by the events known at that moment."""
    heard = Q(archived=True, at__lte=when.at) | Q(archived=False, recorded_at__lte=when.at)
    names, calendar = (*STEPS, "DangerSeen"), here.calendar_at(when.at)
    for some in batched(known, _AT_ONCE):
        events = Event.objects.filter(heard, case_id__in=some, name__in=names).order_by("case_id", "id")
        rows = events.values_list("case_id", "name", "at", "data")
        for case_id, story in groupby(rows.iterator(chunk_size=5_000), key=itemgetter(0)):
            yield _wound(known[case_id], [(name, at, data) for _, name, at, data in story], here, calendar)


def _wound(
    fact: _Known, story: list[tuple[str, datetime, dict[str, Any]]], here: City, calendar: Calendar
) -> _Told:
    service = _class_then(fact, ((name, data) for name, _, data in story), here)
    history = [deadlines.Step(STEPS[name], at) for name, at, _ in story if name in STEPS]
    found = deadlines.clocks(history, calendar, here.deadlines, service)
    runs = {
        name: (
            one.started_at.timestamp(),
            one.due_at.timestamp() if one.due_at is not None else inf,
            one.stopped_at.timestamp() if one.stopped_at is not None else None,
        )
        for name, one in found.items()
    }
    return service, fact.day, runs


def _class_then(fact: _Known, story: Iterable[tuple[str, dict[str, Any]]], here: City) -> str:
    """The class of service that a case had: as it was verified; before that by danger, kind and topic."""
    topic = here.topics.get(fact.topic)
    usual = topic.service_class if topic is not None else "ordinary"
    verified, danger = "", False
    for name, data in story:
        if name == "CaseVerified":
            verified = data["service_class"]
        elif name == "DangerSeen":
            danger = bool(data["danger"])
            if verified and not fact.oversight:
                verified = "quick" if danger else usual
    if verified:
        return verified
    return "examination" if fact.oversight else here.class_for(fact.topic, fact.kind, danger=danger)


def _keep(run: _Kept, clock: _Run, now: float, days: Clock) -> None:
    started, due, stopped = clock
    if started > now:
        return
    if stopped is not None and stopped <= now:
        run.in_time += stopped <= due
        run.days.append((stopped - started) / _A_DAY)
        run.working.append(days.passed(floor(stopped)) - days.passed(floor(started)))
    elif due < now:
        run.late += 1
    else:
        run.running += 1


def _run(clock: str, amount: int, unit: str, run: _Kept) -> ClockRun:
    return ClockRun(
        clock, amount, unit,
        within=share(run.in_time, len(run.days) + run.late),
        mean=_mean(run.days),
        median=quantile(run.days, 0.5),
        working_days=_mean(run.working),
        running=run.running,
        late=run.late,
    )  # fmt: skip


def _mean(values: array[float]) -> Value:
    """As ``measures.mean``, by arrays: fractions of hundreds of thousands take longer than all else here."""
    # In one order, whichever cases were wound again: the same values give the same sum, to the last digit.
    found = np.sort(np.frombuffer(values)) if values else np.empty(0)
    if len(found) < 2:
        return Value(float(found[0]) if len(found) else None, len(found))
    centre = float(found.mean())
    half = Z95 * float(found.std(ddof=1)) / len(found) ** 0.5
    return Value(centre, len(found), centre - half, centre + half)
