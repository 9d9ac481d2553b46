"""Cases by month, as forecasts are worked out from them, and the forecasts as they were kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from surga.core.agencies.queries import city
from surga.core.regions import queries as regions
from surga.reactions.insight.models import Outlook
from surga.reactions.insight.queries.figure import figure
from surga.reactions.insight.rules.planning.forecast import Expected, Forecast, Measured
from surga.reactions.insight.rules.planning.growth import months_between

#: How many topics, the largest of the last year, and how few cases a month are too thin for a forecast of their own.
TOPICS: Final = 20
THIN: Final = 3.0
#: Older months say nothing of the next ones.
_OLDEST: Final = 120
_YEAR: Final = 12
#: So many months without any case in the whole city: nobody brought them here then.
_GAP: Final = 3


@dataclass(frozen=True, slots=True)
class Monthly:
    """Whole months of one kind ("all", "topic", "region", "agency") and code, none left out; ``begins``: the next."""

    kind: str
    code: str
    months: list[str]
    counts: list[int]
    begins: str


@dataclass(frozen=True, slots=True)
class Known:
    """A forecast as it was kept. ``months``, ``counts``: what it was worked out from; ``ahead``: its months."""

    kind: str
    code: str
    months: tuple[str, ...]
    counts: tuple[int, ...]
    ahead: tuple[str, ...]
    forecast: Forecast
    made_at: datetime


def monthly(now: datetime) -> Iterator[Monthly]:
    """Every series that is forecast: all cases, the largest topics, kecamatan, and what of kelurahan and agencies is
    not too thin: a thin kelurahan is in its kecamatan's sum."""
    today = city().calendar.day_of(now)
    begins = today.replace(day=1)
    every = Counter(
        {row.by: row.n for row in figure("cases", to=begins - timedelta(days=1), by="month").rows}
    )
    months = _whole(every, begins)
    if not months:
        return
    topics = _by("topic*month", months, begins)
    largest = sorted(topics, key=lambda code: (-_last_year(topics[code], months), code))
    yield from (_made("topic", code, months, topics[code], begins) for code in largest[:TOPICS] if code)
    yield from _places(months, begins)
    agencies = _by("agency*month", months, begins)
    yield from _thick("agency", agencies, months, begins)
    # The last: when it is there, all the others are (``outdated``).
    yield _made("all", "", months, every, begins)


def outdated(now: datetime, age: timedelta) -> bool:
    """Whether forecasts are to be worked out: there are none, they are older than ``age``, or the month has changed."""
    kept = Outlook.objects.filter(kind="all").values_list("begins", "made_at").first()
    return kept is None or kept[0] != f"{city().calendar.day_of(now):%Y-%m}" or now - kept[1] >= age


def outlooks(kind: str) -> list[Known]:
    """The forecasts of one kind, the most expected first."""
    found = [_known(row) for row in Outlook.objects.filter(kind=kind)]
    return sorted(found, key=lambda one: (-(one.forecast.total.value if one.forecast.total else 0), one.code))


def outlook(kind: str, code: str = "") -> Known | None:
    """One forecast; None while it was not worked out, or where there is too little for one."""
    row = Outlook.objects.filter(kind=kind, code=code).first()
    return _known(row) if row is not None else None


def _places(months: list[str], begins: date) -> Iterator[Monthly]:
    small, large = _by("region*month", months, begins), dict[str, Counter[str]]()
    for each in regions.regions():
        if each.parent:
            large.setdefault(each.parent, Counter()).update(small.get(each.code, Counter()))
    for code, counts in sorted(large.items()):
        counts.update(small.get(code, Counter()))
        yield _made("region", code, months, counts, begins)
    yield from _thick(
        "region", {code: found for code, found in small.items() if code not in large}, months, begins
    )


def _thick(kind: str, found: dict[str, Counter[str]], months: list[str], begins: date) -> Iterator[Monthly]:
    for code in sorted(found):
        if code and _last_year(found[code], months) >= THIN * min(_YEAR, len(months)):
            yield _made(kind, code, months, found[code], begins)


def _whole(every: Counter[str], begins: date) -> list[str]:
    """The months from when cases run up to the last whole one; the very first is left out, it began anywhere.

    A few early cases and then a quarter of a year without any were no beginning yet.
    """
    if not every:
        return []
    first = date.fromisoformat(f"{min(every)}-01")
    months = months_between(first, begins - timedelta(days=1))
    for at in range(len(months) - _GAP, -1, -1):
        if not any(every[month] for month in months[at : at + _GAP]):
            months = months[at + _GAP :]
            break
    running = next((at for at, month in enumerate(months) if every[month]), len(months))
    return months[running + 1 :][-_OLDEST:]


def _by(by: str, months: list[str], begins: date) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    first = date.fromisoformat(f"{months[0]}-01")
    for row in figure("cases", first, begins - timedelta(days=1), by).rows:
        code, _star, month = row.by.rpartition("*")
        found.setdefault(code, Counter())[month] += row.n
    return found


def _last_year(counts: Counter[str], months: Iterable[str]) -> int:
    return sum(counts[month] for month in list(months)[-_YEAR:])


def _made(kind: str, code: str, months: list[str], counts: Counter[str], begins: date) -> Monthly:
    return Monthly(kind, code, months, [counts[month] for month in months], f"{begins:%Y-%m}")


def row_of(kind: str, code: str) -> dict[str, Any] | None:
    """A forecast as JSON, to be kept with what shows it."""
    fields = ("begins", "history", "content", "made_at")
    row = Outlook.objects.filter(kind=kind, code=code).values(*fields).first()
    return {**row, "made_at": row["made_at"].isoformat()} if row is not None else None


def known_from(kind: str, code: str, told: Mapping[str, Any]) -> Known:
    """Out of that JSON."""
    counts, content = told["history"]["counts"], told["content"]
    first = date.fromisoformat(f"{told['history']['from']}-01")
    begins = date.fromisoformat(f"{told['begins']}-01")
    ahead = _following(begins, len(content["months"]))
    made_at = datetime.fromisoformat(told["made_at"])
    past = tuple(_following(first, len(counts)))
    return Known(kind, code, past, tuple(counts), tuple(ahead), forecast_from(content), made_at)


def _known(row: Outlook) -> Known:
    told = {
        "begins": row.begins, "history": row.history, "content": row.content, "made_at": row.made_at.isoformat(),
    }  # fmt: skip
    return known_from(row.kind, row.code, told)


def _following(first: date, count: int) -> list[str]:
    month = first.year * 12 + first.month - 1
    return [f"{each // 12:04}-{each % 12 + 1:02}" for each in range(month, month + count)]


def forecast_from(told: dict[str, Any]) -> Forecast:
    """Out of JSON."""
    return Forecast(
        **{
            **told,
            "months": tuple(Expected(**each) for each in told["months"]),
            "total": Expected(**told["total"]) if told["total"] else None,
            "plain": tuple(told["plain"]),
            "measured": Measured(**told["measured"]) if told["measured"] else None,
        }
    )
