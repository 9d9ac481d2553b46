"""What each page of SIE takes, what figures it asks for, and what the same take as plain SQL."""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from django.test import Client

from benchmarks.sie import plain
from surga.core.people.queries import officer_named
from surga.reactions.insight.queries import EVERYTHING, Where, figure

PAGES = {
    "today": "/sie",
    "findings": "/sie/temuan",
    "map": "/sie/peta",
    "channels": "/sie/kanal",
    "agencies": "/sie/instansi",
    "one agency": "/sie/instansi/{agency}",
    "levels": "/sie/tingkat",
    "satisfaction": "/sie/kepuasan",
    "next year": "/sie/depan",
    "room": "/sie/ruang",
    "register of cases": "/sie/laporan?angka=within_5_working_days&menurut=agency&nilai={agency}",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One call for a figure."""

    name: str
    from_: Any
    to: Any
    by: str
    where: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Page:
    """Milliseconds: ``times`` of the whole page, ``figures`` of its figures, ``plain`` of the same as plain SQL."""

    times: list[float] = field(default_factory=list)
    figures: float = 0.0
    plain: float = 0.0
    asked: int = 0
    matched: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.times, n=20, method="inclusive")[18]

    @property
    def ratio(self) -> float | None:
        return self.plain / self.figures if self.figures and self.plain else None


def measure(rounds: int, *, beside: bool) -> dict[str, Page]:
    """Each page ``rounds`` times after a first one that is not counted; ``beside``: the plain SQL too, once each.

    One agency is the one with the most cases.
    """
    agency = str(max(figure("cases", by="agency").rows, key=lambda row: row.n).by)
    client = Client()
    officer = officer_named("walikota")
    if officer is None:
        raise SystemExit("There is no account `walikota`: make the demonstration accounts first.")
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    return {name: _page(client, href.format(agency=agency), rounds, beside) for name, href in PAGES.items()}


def _page(client: Client, href: str, rounds: int, beside: bool) -> Page:
    page = Page()
    _get(client, href)
    # As the web does once it has loaded all doors.
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        started = time.perf_counter()
        _get(client, href)
        page.times.append(1000 * (time.perf_counter() - started))
    if beside:
        with _listening() as heard:
            _get(client, href)
        for asked in dict.fromkeys(heard):
            _hold(page, asked)
    return page


def _get(client: Client, href: str) -> None:
    answer = client.get(href)
    if answer.status_code != 200:
        raise SystemExit(f"{href} answered {answer.status_code}")


def _hold(page: Page, asked: Asked) -> None:
    """The figure by SIE and by plain SQL: how long each took, and whether both say the same."""
    said = plain.sql_of(asked.name, asked.from_, asked.to, asked.by, dict(asked.where))
    if said is None:
        return
    started = time.perf_counter()
    ours = figure(asked.name, asked.from_, asked.to, asked.by, where=Where(**dict(asked.where)))
    between = time.perf_counter()
    theirs = plain.run(*said)
    ended = time.perf_counter()
    page.asked += 1
    page.figures += 1000 * (between - started)
    page.plain += 1000 * (ended - between)
    if _same({row.by: row.value for row in ours.rows}, theirs):
        page.matched += 1
    else:
        page.wrong.append(f"{asked.name} by {asked.by} {dict(asked.where)}")


def _same(ours: Mapping[str, float | None], theirs: Mapping[str, Any]) -> bool:
    return all(
        abs(float(ours.get(key) or 0) - float(theirs.get(key) or 0)) < 1e-6
        for key in ours.keys() | theirs.keys()
    )


@contextmanager
def _listening() -> Iterator[list[Asked]]:
    """Note which figures are counted, wherever a page asks for them."""
    heard: list[Asked] = []
    counting: Any = sys.modules["surga.reactions.insight.queries.figure"]
    counted: Callable[..., Any] = counting._counted

    def noting(name: str, from_: Any, to: Any, by: str, *rest: Any, **more: Any) -> Any:
        where = next((one for one in (*rest, *more.values()) if isinstance(one, Where)), EVERYTHING)
        heard.append(Asked(name, from_, to, by, tuple(asdict(where).items())))
        return counted(name, from_, to, by, *rest, **more)

    counting._counted = noting
    try:
        yield heard
    finally:
        counting._counted = counted
