"""All agencies beside one another, each against what its own mix of topics lets expect; never by a raw number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surga.core.agencies.queries import city
from surga.doors.executive.findings.agencies.table import Line, number_of, rank_of, ratio_of, rows_of
from surga.doors.executive.findings.asking import (
    PAIR,
    RATING,
    REOPENED,
    TIME,
    WITHIN,
    Ask,
    by_topic,
    counted,
)
from surga.doors.executive.findings.telling.tables import Number, links
from surga.doors.executive.findings.telling.words import agency_name
from surga.doors.executive.frame.scope import Scope
from surga.doors.look import charts
from surga.doors.look.charts import Chart, Point
from surga.doors.look.charts.scale import said
from surga.doors.look.templatetags.moments import number, short
from surga.reactions.insight.rules.noise.against import FEWEST
from surga.reactions.insight.rules.noise.alike import Counted, Likeness, likeness
from surga.reactions.insight.rules.statistics import ENOUGH, Rank, is_more_than_noise, ranks

#: Figures of the table, by agency.
_ASKED = ("cases", "open_cases", TIME, "follow_up_days_p90", WITHIN, REOPENED, RATING)
_DRAWN = 12


@dataclass(frozen=True, slots=True)
class Apart:
    """An agency that lies apart from what its mix lets expect."""

    name: str
    href: str
    kept: str
    expected: str
    ratio: Number
    better: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """``small``: agencies of too few cases to say anything of; ``apart``: those that lie apart from their mix;
    ``ranked``: whether any place may be said at all; ``bounces``: whether bounces are counted."""

    lines: list[Line]
    small: list[Line]
    apart: list[Apart]
    finding: str
    chart: Chart
    ranked: bool
    by_rank: bool
    bounces: bool
    enough: int

    @property
    def rows(self) -> list[SafeString]:
        """The lines as rows of the table."""
        return rows_of(self.lines, ranked=self.ranked, bounces=self.bounces)


def alike(ask: Ask, scope: Scope) -> dict[str, Likeness]:
    """Each agency with cases against its mix of topics: share within five working days."""
    of_pairs = counted(ask.rows(WITHIN, scope.of(agency=""), PAIR))
    topics = by_topic(of_pairs)
    mine: dict[str, dict[str, Counted]] = {}
    for key, each in of_pairs.items():
        topic, _star, agency = key.partition("*")
        if agency:
            mine.setdefault(agency, {})[topic] = each
    return {agency: found for agency, mix in mine.items() if (found := likeness(mix, topics)) is not None}


def listing(ask: Ask, scope: Scope, *, by_rank: bool = False) -> Listing:
    """All agencies that had cases; by name, or by their place where that is asked for and n allows it."""
    cases = ask.rows("cases", scope, "agency")
    codes = sorted((code for code in cases if code), key=lambda code: agency_name(code).lower())
    mixed = alike(ask, scope)
    known = {code: mixed[code] for code in codes if code in mixed}
    places = dict(zip(known, ranks(list(known.values())), strict=True))
    marks = marks_of(known)
    returned = ask.returned(scope)
    lines = _lines(ask, scope, codes, known, marks, places, returned or {})
    ranked = any(places.values())
    if by_rank and ranked:
        order = {code: place.place for code, place in places.items() if place is not None}
        lines.sort(key=lambda line: (order.get(line.code, len(codes) + 1), line.name.lower()))
    finding = _finding(marks, len(codes))
    return Listing(
        [line for line in lines if cases[line.code].n >= FEWEST],
        [line for line in lines if cases[line.code].n < FEWEST],
        [_apart(scope, code, known[code], mark) for code, mark in marks.items() if mark],
        finding,
        _chart(scope, finding, known, marks),
        ranked,
        by_rank and ranked,
        returned is not None,
        ENOUGH,
    )


def _apart(scope: Scope, code: str, mix: Likeness, mark: int) -> Apart:
    return Apart(
        agency_name(code),
        f"/sie/instansi/{code}?{scope.address(instansi='')}",
        said(mix.kept.value, "%"),
        said(mix.expected.value, "%"),
        ratio_of(mix, mark),
        mark > 0,
    )


def marks_of(known: Mapping[str, Likeness]) -> dict[str, int]:
    """Who keeps more (1) or less (-1) than its mix lets expect, beyond chance."""
    told = is_more_than_noise([each.difference.p if each.n >= ENOUGH else None for each in known.values()])
    return {
        code: (1 if each.difference.value > 0 else -1) if more else 0
        for (code, each), more in zip(known.items(), told, strict=True)
    }


def _lines(
    ask: Ask, scope: Scope, codes: Sequence[str], known: Mapping[str, Likeness], marks: Mapping[str, int],
    places: Mapping[str, Rank | None], returned: Mapping[str, int],
) -> list[Line]:  # fmt: skip
    found = {name: ask.rows(name, scope, "agency") for name in _ASKED}
    link = {name: links(scope, name, "agency") for name in _ASKED}
    # The number says how many still run, not how many came.
    link["open_cases"] = links(scope, "open_cases", "agency", hanya="ya")
    address = scope.address(instansi="")

    def line(code: str) -> Line:
        def of(name: str) -> Number:
            return number_of(name, found[name].get(code), link[name](code))

        mix = known.get(code)
        return Line(
            code=code,
            name=agency_name(code),
            href=f"/sie/instansi/{code}?{address}",
            cases=of("cases"),
            weekly=number(round(found["cases"][code].n * 7 / scope.days, 1)),
            open=of("open_cases"),
            time=of(TIME),
            slow=of("follow_up_days_p90"),
            within=of(WITHIN),
            expected=said(mix.expected.value, "%") if mix else "",
            ratio=ratio_of(mix, marks.get(code, 0)),
            alike=said(mix.alike, "%") if mix else "",
            bounced=Number(number(returned.get(code, 0))),
            reopened=of(REOPENED),
            rating=of(RATING),
            rank=rank_of(places.get(code)),
        )

    return [line(code) for code in codes]


def _finding(marks: Mapping[str, int], n: int) -> str:
    worse, better = sum(mark < 0 for mark in marks.values()), sum(mark > 0 for mark in marks.values())
    if not n:
        return _("Belum ada laporan pada instansi mana pun.")
    if not worse and not better:
        return _("Tidak ada instansi yang berbeda dari yang diharapkan untuk campuran topiknya.")
    parts = []
    if worse:
        parts.append(
            ngettext("%(n)s instansi lebih lambat", "%(n)s instansi lebih lambat", worse)
            % {"n": number(worse)}
        )
    if better and worse:
        parts.append(ngettext("%(n)s lebih cepat", "%(n)s lebih cepat", better) % {"n": number(better)})
    elif better:
        said_so = ngettext("%(n)s instansi lebih cepat", "%(n)s instansi lebih cepat", better)
        parts.append(said_so % {"n": number(better)})
    return _("%(who)s dari yang diharapkan untuk campuran topiknya.") % {"who": _(" dan ").join(parts)}


def _chart(scope: Scope, finding: str, known: Mapping[str, Likeness], marks: Mapping[str, int]) -> Chart:
    """Those with enough cases as dots, those apart first; drawn by name, so that their order is no ranking."""
    enough = [code for code, each in known.items() if each.n >= ENOUGH]
    shown = sorted(enough, key=lambda code: (not marks[code], -known[code].n))[:_DRAWN]
    points = [
        Point(
            agency_name(code), known[code].value, known[code].n, known[code].low, known[code].high,
            f"/sie/instansi/{code}?{scope.address(instansi='')}", "over" if marks[code] < 0 else "",
        )
        for code in sorted(shown, key=lambda code: agency_name(code).lower())
    ]  # fmt: skip
    return charts.dots(
        finding,
        _(
            "Bagian yang ditindaklanjuti dalam 5 hari kerja, dibagi yang diharapkan untuk campuran topiknya; 1 = sama."
        ),
        points,
        whole=1.0,
        whole_label=_("diharapkan"),
        note=_("Laporan %(from)s – %(to)s; hanya instansi dengan sedikitnya %(n)s laporan.")
        % {"from": short(scope.from_), "to": short(scope.to), "n": ENOUGH},
    )


def full_name(code: str) -> str:
    """The whole name of an agency."""
    found = city(fresh=False).agencies.get(code)
    return found.name if found else code
