"""Working out what is to be expected: by the worker, once for each month that ended and again each night."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Final, Protocol

from django.utils import timezone

from surga.core.agencies.queries import NoCityError, city
from surga.reactions.insight.models import Outlook
from surga.reactions.insight.queries.planning.seasons import Monthly, monthly, outdated
from surga.reactions.insight.rules.planning.forecast import Forecast, forecast

#: Hours after which a forecast is worked out anew: late cases and corrections may have changed the past months.
_HOURS: Final = 20


class WorksOut(Protocol):
    """What works a forecast out of a series: ``rules.planning.forecast.forecast``, here or in a process of its own."""

    def __call__(self, counts: Sequence[int], /) -> Forecast: ...


def refresh_forecasts(
    now: datetime | None = None,
    stopping: Callable[[], bool] = lambda: False,
    work_out: WorksOut = forecast,
) -> int:
    """Work out every forecast anew; how many there are. ``stopping``: asked between two, for each takes a while.

    The same cases give the same forecasts. What is no longer among the largest is dropped.
    """
    now = now or timezone.now()
    done: list[int] = []
    for series in monthly(now):
        if stopping():
            return len(done)
        done.append(_kept(series, work_out(series.counts), now))
    Outlook.objects.exclude(pk__in=done).delete()
    return len(done)


def forecast_if_due(stopping: Callable[[], bool] = lambda: False, work_out: WorksOut = forecast) -> int:
    """The same when the last time is most of a day ago, or the month has changed since; else nothing."""
    now = timezone.now()
    try:
        city()
    except NoCityError:
        return 0
    return refresh_forecasts(now, stopping, work_out) if outdated(now, timedelta(hours=_HOURS)) else 0


def _kept(series: Monthly, found: Forecast, now: datetime) -> int:
    told = {
        "begins": series.begins,
        "history": {"from": series.months[0] if series.months else series.begins, "counts": series.counts},
        "content": asdict(found),
        "made_at": now,
    }
    row, _new = Outlook.objects.update_or_create(kind=series.kind, code=series.code, defaults=told)
    return row.pk
