"""Topic × agency as a table, one measure at a time: the value in every cell, shaded where it is more than chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from surga.doors.executive.findings.asking import (
    PAIR,
    RATING,
    REOPENED,
    TIME,
    WITHIN,
    Ask,
    before,
    city_of,
    counts,
    definition,
    growth,
)
from surga.doors.executive.findings.telling.tables import Cell, Number, line_of, links
from surga.doors.executive.findings.telling.words import (
    agency_name,
    interval_of,
    percent_change,
    times,
    topic_name,
    value_of,
)
from surga.doors.executive.frame.scope import Scope
from surga.doors.look.charts.shares import shade_of
from surga.doors.look.templatetags.moments import number
from surga.reactions.insight.queries import FigureRow
from surga.reactions.insight.rules.noise.against import FEWEST, cells, growth_marks
from surga.reactions.insight.rules.statistics import Difference

#: Word in the address → figure and name; growth is counted of the cases.
SWITCH = {
    "jumlah": ("cases", gettext_noop("Jumlah")),
    "tumbuh": ("growth", gettext_noop("Pertumbuhan")),
    "waktu": (TIME, gettext_noop("Waktu median")),
    "tepat": (WITHIN, gettext_noop("Tepat waktu")),
    "buka-lagi": (REOPENED, gettext_noop("Dibuka kembali")),
    "bintang": (RATING, gettext_noop("Bintang")),
}
_ROWS, _COLUMNS = 15, 8
#: Marks of a cell: better, worse, more, fewer, as a sign that can be read in grey, and in words.
_SIGNS = {
    "better": ("▲", gettext_noop("lebih baik dari kota")),
    "worse": ("▼", gettext_noop("lebih buruk dari kota")),
    "more": ("↑", gettext_noop("naik lebih dari kebetulan")),
    "fewer": ("↓", gettext_noop("turun lebih dari kebetulan")),
}


#: A row of a figure, by its key, as a cell shows it.
type Shown = Callable[[str], Number]
_VOID = Number(look="void")


@dataclass(frozen=True, slots=True)
class Line:
    """``whole``: the topic over all agencies, None where only one is looked at; ``cells``: agency's name and what it
    has of the topic."""

    topic: str
    whole: Number | None
    cells: list[tuple[str, Number]]

    @property
    def html(self) -> SafeString:
        """As a row of the table."""
        whole = self.whole
        cells = [] if whole is None else [Cell(whole.html, _("Semua instansi"), f"find-{whole.look}")]
        for name, each in self.cells:
            cells.append(Cell(each.html, name, f"find-{each.look}{'' if each.said else ' find-blank'}"))
        return line_of(escape(self.topic), cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """``city``: the city's own value, void where the scope is only a part of it; ``hidden``: how many pairs the short
    table leaves out; ``one``: whether all is of one agency."""

    word: str
    name: str
    figure: str
    columns: list[str]
    lines: list[Line]
    city: Number
    hidden: int
    definition: str
    one: bool


def matrix(ask: Ask, scope: Scope, word: str, *, everything: bool = False) -> Matrix:
    """The table of one measure; ``word`` that is none of ``SWITCH`` is the first."""
    word = word if word in SWITCH else next(iter(SWITCH))
    name, label = SWITCH[word]
    cases, topics = ask.cases(scope)
    shown, agencies, hidden = _chosen(cases, topics, everything=everything)
    if name == "growth":
        pairs = _grown(ask, scope, cases, PAIR)
        wholes = _grown(ask, scope, topics, "topic")
        city = _grown(ask, scope, _one(ask, scope), "all")("") if scope == city_of(scope) else _VOID
    elif name == "cases":
        pairs, wholes = _counted(scope, cases, PAIR), _counted(scope, topics, "topic")
        city = Number(number(sum(topics.values())), look="void") if scope == city_of(scope) else _VOID
    else:
        whole = ask.whole(name, city_of(scope))
        pairs = _compared(scope, name, ask.rows(name, scope, PAIR), whole, PAIR)
        wholes = _compared(scope, name, ask.rows(name, scope, "topic"), whole, "topic")
        city = _cell(name, whole, 0, "") if whole else _VOID
    names = {code: agency_name(code) for code in agencies}
    lines = [
        Line(
            topic_name(topic),
            None if scope.where.agency else wholes(topic),
            [(name, pairs(f"{topic}*{code}")) for code, name in names.items()],
        )
        for topic in shown
    ]
    return Matrix(
        word, _(label), name, [*names.values()], lines, city, hidden, definition(name), bool(scope.where.agency),
    )  # fmt: skip


def _chosen(
    pairs: Mapping[str, int], topics: Mapping[str, int], *, everything: bool
) -> tuple[list[str], list[str], int]:
    """Which topics and agencies have a row and a column: those with most cases, the agencies then by name, for their
    order is no ranking; and how many pairs have neither."""
    of_agency: Counter[str] = Counter()
    for key, n in pairs.items():
        topic, _star, agency = key.partition("*")
        if topic and agency:
            of_agency[agency] += n
    ranked = sorted((topic for topic in topics if topic), key=lambda topic: (-topics[topic], topic))
    shown = ranked if everything else ranked[:_ROWS]
    wide = sorted(of_agency, key=lambda agency: (-of_agency[agency], agency))
    agencies = sorted(wide if everything else wide[:_COLUMNS], key=lambda agency: agency_name(agency).lower())
    seen = {f"{topic}*{agency}" for topic in shown for agency in agencies}
    return (
        shown,
        agencies,
        sum(key not in seen for key in pairs if not key.startswith("*") and not key.endswith("*")),
    )


def _one(ask: Ask, scope: Scope) -> dict[str, int]:
    found = ask.whole("cases", scope)
    return {"": found.n} if found else {}


def _counted(scope: Scope, found: Mapping[str, int], by: str) -> Shown:
    top = max(found.values(), default=0)
    link = links(scope, "cases", by)

    def shown(key: str) -> Number:
        n = found.get(key)
        return Number(number(n), look=str(shade_of(n, top)), href=link(key)) if n is not None else _VOID

    return shown


def _grown(ask: Ask, scope: Scope, now: Mapping[str, int], by: str) -> Shown:
    """Growth against the period before; grey where it is noise."""
    grown = growth(now, counts(ask.rows("cases", before(scope), by)))
    marks = growth_marks(grown.items())
    link = links(scope, "cases", by)

    def shown(key: str) -> Number:
        found = grown.get(key)
        return _VOID if found is None else _growth_cell(found, now.get(key, 0), marks[key], link(key))

    return shown


def _growth_cell(found: Difference, n: int, mark: int, href: str) -> Number:
    sign, means = _SIGNS["more" if mark > 0 else "fewer"] if mark else ("", "")
    bounds = f"{times(found.low)} – {times(found.high)}" if n >= FEWEST or mark else ""
    look = {1: "more", -1: "fewer", 0: "muted"}[mark]
    said = percent_change(found.value)
    return Number(said, number(n), bounds, href if n else "", look, sign, _(means) if means else "")


def _compared(
    scope: Scope, name: str, found: Mapping[str, FigureRow], city: FigureRow | None, by: str
) -> Shown:
    marks = cells(name, found, city)
    link = links(scope, name, by)

    def shown(key: str) -> Number:
        row = found.get(key)
        return _cell(name, row, marks[key], link(key)) if row and row.n else _VOID

    return shown


def _cell(name: str, row: FigureRow, mark: int, href: str) -> Number:
    sign, means = _SIGNS["better" if mark > 0 else "worse"] if mark else ("", "")
    look = {1: "better", -1: "worse", 0: "even" if row.n >= FEWEST else "muted"}[mark]
    bounds = interval_of(name, row.low, row.high) if row.n >= FEWEST else ""
    said = value_of(name, row.value, short=True)
    return Number(said, number(row.n), bounds, href, look, sign, _(means) if means else "")
