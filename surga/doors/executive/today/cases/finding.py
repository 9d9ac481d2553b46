"""Which cases a figure counts, page by page, and which of them are hits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.translation import gettext as _

from surga.core.agencies.city import LEVELS
from surga.doors.executive.frame.period.mistakes import chosen, typed, unknown
from surga.doors.executive.frame.scope import Scope
from surga.doors.executive.today.cases.groups import is_group
from surga.reactions.insight import queries as insight
from surga.reactions.insight.figures import FIGURES
from surga.reactions.insight.queries import BY, BehindRow, FigureRow
from surga.reactions.insight.queries.counted.behind import INFORMED, LAY, SOLVED
from surga.reactions.insight.rules.measures import MEASURES
from surga.reactions.insight.rules.row import OUTCOMES

#: What one may see of a share: all, the hits, the others; of the follow-up also those that still wait too long.
ONLY = ("", "ya", "tidak", "terlambat")
#: Figures that count some of many, though they are no share.
_SOME = frozenset({"open_cases", "services"})
#: Of these also those may be seen that still wait too long.
_WITHIN = "within_5_working_days"
#: Of all cases also those may be seen that came to one of these, of contacts those that were told at once.
_CAME = {"cases": (*OUTCOMES, SOLVED), "contacts": (INFORMED,)}
#: No number of a case is longer.
_DIGITS = 19
_AT_ONCE = 500
#: So many rows are looked through for one page at most; the next page goes on from there.
_LOOKS = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure, the row of it, and which part of that row.

    ``outcome``: only what came to it; ``lay``: only what lay at this level.
    """

    name: str
    by: str = "all"
    value: str = ""
    only: str = ""
    outcome: str = ""
    lay: str = ""

    @property
    def has_hits(self) -> bool:
        """Whether it counts some of many."""
        known = FIGURES.get(self.name)
        return self.name in _SOME or (known is not None and known.unit == "share")

    @property
    def among(self) -> str:
        """Which of the cases, as ``insight.behind`` calls it."""
        return f"{LAY}{self.lay}" if self.lay else self.outcome

    @property
    def is_contacts(self) -> bool:
        return self.name == "contacts"


@dataclass(frozen=True, slots=True)
class Found:
    """``n``: how many there are in all; ``rows``: a page; ``next``: from where the next goes on, None at the end."""

    n: int
    rows: list[BehindRow]
    next: int | None


def asked_of(request: HttpRequest) -> Asked:
    """What the address asks for; what it says wrongly is noted, and left out."""
    name = chosen(request, "angka", MEASURES, _("angka"), _("semua laporan")) or "cases"
    by = chosen(request, "menurut", BY, _("kelompok"), _("semua kelompok")) or "all"
    value = typed(request, "nilai")
    if value and not is_group(name, by, value):
        unknown(request, "nilai", _("kelompok"), _("semua kelompok"))
        by, value = "all", ""
    asked = Asked(name, by, value)
    parts = ONLY if name.endswith(_WITHIN) else ONLY[:-1]
    only = chosen(request, "hanya", parts if asked.has_hits else (), _("bagian"), _("semuanya"))
    came = chosen(request, "hasil", _CAME.get(name, ()), _("hasil"), _("semua hasil"))
    levels = LEVELS if name == "cases" and not came else ()
    lay = chosen(request, "singgah", levels, _("tingkat"), _("semua tingkat"))
    return replace(asked, only=only, outcome=came, lay=lay)


def after_of(request: HttpRequest) -> int | None:
    """The number after which the list goes on; None for its beginning."""
    said = typed(request, "sesudah")
    if said.isascii() and said.isdigit() and len(said) < _DIGITS:
        return int(said)
    if said:
        unknown(request, "sesudah", _("tempat dalam daftar"), _("yang terbaru"))
    return None


def row_of(asked: Asked, scope: Scope) -> FigureRow:
    """The figure's own row: its value, and of how many it is made. Raises ``FigureUnknown``."""
    figure = insight.figure(asked.name, scope.from_, scope.to, asked.by, scope.moment, where=scope.where)
    return next((row for row in figure.rows if row.by == asked.value), FigureRow(asked.value, None, 0))


def page_of(asked: Asked, scope: Scope, after: int | None, size: int) -> Found:
    """A page of what the figure counts, the newest number first."""
    if not _sifted(asked):
        found = _behind(asked, scope, after, size)
        return Found(found.n, found.rows, found.next)
    kept: list[BehindRow] = []
    for _look in range(_LOOKS):
        found = _behind(asked, scope, after, _AT_ONCE)
        kept += _part(asked, found.rows)
        after = found.next
        if after is None or len(kept) > size:
            break
    more = len(kept) > size
    return Found(_count(asked, scope), kept[:size], kept[size - 1].case_id if more else after)


def all_of(asked: Asked, scope: Scope) -> Iterator[list[BehindRow]]:
    """Everything that the figure counts, some hundreds at a time."""
    after: int | None = None
    while True:
        found = _behind(asked, scope, after, _AT_ONCE)
        yield _part(asked, found.rows)
        after = found.next
        if after is None:
            return


def _behind(asked: Asked, scope: Scope, after: int | None, limit: int) -> insight.Behind:
    return insight.behind(
        asked.name, scope.from_, scope.to, asked.by, asked.value, scope.moment, scope.where,
        waiting=_waiting(asked), among=asked.among, limit=limit, after=after,
    )  # fmt: skip


def _waiting(asked: Asked) -> bool:
    """What is open stands in an index of its own."""
    return asked.only == "terlambat" or (asked.name == "open_cases" and asked.only == "ya")


def _sifted(asked: Asked) -> bool:
    """Whether the part is found by looking at each row."""
    return bool(asked.only) and not _waiting(asked)


def _part(asked: Asked, rows: list[BehindRow]) -> list[BehindRow]:
    return [row for row in rows if row.counted is (asked.only == "ya")] if _sifted(asked) else rows


def _count(asked: Asked, scope: Scope) -> int:
    """How many there are of the part, out of the figure itself."""
    whole = row_of(asked, scope)
    value = whole.value or 0.0
    hits = round(value if asked.name in _SOME else value * whole.n)
    return hits if asked.only == "ya" else whole.n - hits
