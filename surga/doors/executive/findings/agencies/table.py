"""The table of the agencies: what a line has, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from surga.doors.executive.findings.telling.tables import NOTHING, Cell, Number, line_of, value_of_cell
from surga.doors.executive.findings.telling.words import interval_of, times, value_of
from surga.doors.look.templatetags.moments import number
from surga.reactions.insight.queries import FigureRow
from surga.reactions.insight.rules.noise.against import FEWEST
from surga.reactions.insight.rules.noise.alike import Likeness
from surga.reactions.insight.rules.statistics import Rank


@dataclass(frozen=True, slots=True)
class Line:
    """``weekly``: cases per week; ``expected``: the share that its mix lets expect; ``alike``: how much of that rests
    on others' cases of the same topics; ``rank``: empty where n allows none."""

    code: str
    name: str
    href: str
    cases: Number
    weekly: str
    open: Number
    time: Number
    slow: Number
    within: Number
    expected: str
    ratio: Number
    alike: str
    bounced: Number
    reopened: Number
    rating: Number
    rank: str


def rows_of(lines: Iterable[Line], *, ranked: bool, bounces: bool) -> list[SafeString]:
    """The rows of the table; ``ranked``, ``bounces``: whether it has these columns."""
    columns = _columns(ranked=ranked, bounces=bounces)
    return [
        line_of(
            f'<a href="{escape(line.href)}">{escape(line.name)}</a>',
            [Cell(html(line), name, look(line)) for name, look, html in columns],
        )
        for line in lines
    ]


type _Column = tuple[str, Callable[[Line], str], Callable[[Line], str]]


def _columns(*, ranked: bool, bounces: bool) -> list[_Column]:
    """Name, classes and content of each column."""
    weekly, expected = _("%(n)s tiap pekan"), _("diharapkan %(share)s")

    def plain(_line: Line) -> str:
        return ""

    def wide(_line: Line) -> str:
        return "find-wide"

    found: list[_Column | None] = [
        (pgettext("sie", "Laporan"), plain, lambda line: _cases(line, weekly)),
        (_("Berjalan"), plain, lambda line: line.open.bare),
        (_("Tepat waktu"), plain, lambda line: line.within.html),
        (
            _("Dibanding harapan"),
            lambda line: f"find-{line.ratio.look or 'even'}",
            lambda line: _ratio(line, expected),
        ),
        (_("Kesetaraan"), wide, lambda line: escape(line.alike or NOTHING)),
        (_("Tempat"), plain, lambda line: escape(line.rank or NOTHING)) if ranked else None,
        (_("Median, hari"), plain, lambda line: line.time.html),
        (_("Persentil 90, hari"), wide, lambda line: line.slow.bare),
        (_("Dikembalikan"), wide, lambda line: escape(line.bounced.said)) if bounces else None,
        (_("Dibuka kembali"), wide, lambda line: line.reopened.html),
        (_("Bintang"), wide, lambda line: line.rating.html),
    ]
    return [column for column in found if column is not None]


def _cases(line: Line, weekly: str) -> str:
    below = escape(weekly % {"n": line.weekly})
    return f'<a href="{escape(line.cases.href)}">{value_of_cell(line.cases)}<small>{below}</small></a>'


def _ratio(line: Line, expected: str) -> str:
    if not line.expected:
        return NOTHING
    below = escape(expected % {"share": line.expected})
    return (
        f'<span class="find-in">{value_of_cell(line.ratio)}<small>{escape(line.ratio.interval)}</small>'
        f"<small>{below}</small></span>"
    )


def number_of(name: str, row: FigureRow | None, href: str) -> Number:
    """A figure's row as it stands in a table."""
    if row is None or row.value is None:
        return Number()
    if name in {"cases", "open_cases"}:
        return Number(number(round(row.value)), number(row.n), "", href)
    shown = value_of(name, row.value, short=True)
    if row.n < FEWEST:
        return Number(shown, number(row.n), "", href, "muted")
    return Number(shown, number(row.n), interval_of(name, row.low, row.high), href)


def ratio_of(mix: Likeness | None, mark: int) -> Number:
    """Kept over expected."""
    if mix is None:
        return Number()
    sign, look, means = {
        1: ("▲", "better", _("lebih baik dari yang diharapkan")),
        -1: ("▼", "worse", _("lebih buruk dari yang diharapkan")),
        0: ("", "", ""),
    }[mark]
    bounds = f"{times(mix.low)} – {times(mix.high)}"
    return Number(times(mix.value), number(mix.n), bounds, "", look, sign, means)


def rank_of(place: Rank | None) -> str:
    """A place, and the places that chance leaves possible."""
    if place is None:
        return ""
    return str(place.place) if place.first == place.last else f"{place.place} ({place.first}–{place.last})"
