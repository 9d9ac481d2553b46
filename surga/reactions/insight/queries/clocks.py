"""How the clocks of the city ran: per clock and limit how many, how long, and how many in time."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import floor
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from surga.core.agencies.city import City
from surga.core.agencies.queries import city
from surga.core.cases.deadlines import OWED_BY_CITY
from surga.core.cases.models import Case
from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.queries.counted.groups import EVERYTHING, Where
from surga.reactions.insight.rules.known.clock import Clock
from surga.reactions.insight.rules.measures import Value, mean, quantile, share

_A_DAY = 86_400


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
    stopped: int = 0
    running: int = 0
    late: int = 0


def clock_runs(
    from_: date, to: date, as_of: datetime | None = None, *, where: Where = EVERYTHING
) -> list[ClockRun]:
    """The clocks that the city owes, of the cases received from ``from_`` to ``to``, as they stood at ``as_of``.

    Each matter counts once, by the case that leads; the limit is the one in force on the day of receipt. Reads every
    case of the period: made for a paper, not for a page.
    """
    here, now, days = city(), as_of or timezone.now(), kept.clock()
    found: dict[tuple[str, int, str], _Kept] = defaultdict(_Kept)
    rules: dict[tuple[str, int], list[tuple[str, _Kept]]] = {}
    for service, received, clocks in _of(from_, to, now, here, where):
        key = (service, days.day(floor(received.timestamp())))
        if key not in rules:
            rules[key] = [(name, found[limit]) for name, limit in _limits(here, *key)]
        for name, run in rules[key]:
            if clock := clocks.get(name):
                _keep(run, clock, now, days)
    order = {name: at for at, name in enumerate(OWED_BY_CITY)}
    ranked = sorted(
        found.items(), key=lambda item: (order[item[0][0]], item[0][2] != "working_hour", item[0][1])
    )
    return [_run(*key, kept) for key, kept in ranked if kept.stopped or kept.running or kept.late]


def _limits(here: City, service: str, day: int) -> Iterator[tuple[str, tuple[str, int, str]]]:
    """The clocks that run for a class of service on a day, each with what its limit is."""
    for name in OWED_BY_CITY:
        rule = here.deadline(name, service, date.fromordinal(day))
        if rule is not None:
            yield name, (name, rule.amount, rule.unit)


def _of(
    from_: date, to: date, now: datetime, here: City, where: Where
) -> Iterator[tuple[str, datetime, dict[str, Any]]]:
    zone = here.calendar.zone
    cases: QuerySet[Case] = Case.objects.filter(
        joined_to=None,
        received_at__gte=datetime.combine(from_, time(), zone),
        received_at__lt=datetime.combine(to + timedelta(days=1), time(), zone),
        received_at__lte=now,
    )
    chosen = where.chosen()
    if agency := chosen.pop("agency", ""):
        cases = cases.filter(Q(agency_id=agency) | Q(agency_id=None, proposed_agency=agency))
    named = {"topic": "topic_id", "region": "region_id"}
    cases = cases.filter(**{named.get(key, key): code for key, code in chosen.items()})
    return cases.values_list("service_class", "received_at", "clocks").iterator(chunk_size=5_000)


def _keep(run: _Kept, clock: dict[str, Any], now: datetime, days: Clock) -> None:
    started = datetime.fromisoformat(clock["started"])
    due = datetime.fromisoformat(clock["due"]) if clock.get("due") else None
    stopped = datetime.fromisoformat(clock["stopped"]) if clock.get("stopped") else None
    if started > now:
        return
    if stopped is not None and stopped <= now:
        run.stopped += 1
        run.in_time += due is None or stopped <= due
        run.days.append((stopped - started).total_seconds() / _A_DAY)
        run.working.append(days.passed(floor(stopped.timestamp())) - days.passed(floor(started.timestamp())))
    elif due is not None and due < now:
        run.late += 1
    else:
        run.running += 1


def _run(clock: str, amount: int, unit: str, kept: _Kept) -> ClockRun:
    return ClockRun(
        clock, amount, unit,
        within=share(kept.in_time, kept.stopped + kept.late),
        mean=mean(kept.days),
        median=quantile(kept.days, 0.5),
        working_days=mean(kept.working),
        running=kept.running,
        late=kept.late,
    )  # fmt: skip
