"""What the next twelve months will bring: the city, its topics, its regions; how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from surga.core.agencies.queries import city
from surga.core.regions import queries as regions
from surga.doors.executive.frame.page import show
from surga.doors.executive.frame.period.mistakes import note, quoted, typed
from surga.doors.executive.frame.scope import Scope, scope_of
from surga.doors.executive.future.parts import drawn, line_of, long_month, ways
from surga.doors.look.charts import Chart, Point, spark
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.templatetags import moments
from surga.reactions.insight.figures import FIGURES
from surga.reactions.insight.queries.planning import Expected, Known, how_said, outlook, outlooks

_YEAR = 12
_FIRST = 6
_KINDS = frozenset({"topic", "region", "agency"})


@dataclass(frozen=True, slots=True)
class Row:
    """One series in a list; ``sure``: the way its forecast was made, in a few words."""

    name: str
    href: str
    on: bool
    past: int
    ahead: int
    low: int
    high: int
    sure: str
    better: bool
    chart: Chart


@require_safe
@at_desk("see_sie")
def ahead(request: Visit) -> HttpResponse:
    """The forecast of the series that is asked for (``seri``: "topic:pju"), with all the others to choose from."""
    scope = scope_of(request, request.actor)
    chosen = _chosen(request, scope)
    lists = (
        []
        if scope.bound
        else [
            ("topic", pgettext("sie", "Topik")),
            ("region", pgettext("sie", "Wilayah")),
            ("agency", pgettext("sie", "Instansi")),
        ]
    )
    groups = [(label, _rows(scope, each, chosen)) for each, label in lists]
    tested = [row for _label, rows in groups for row in rows]
    context: dict[str, Any] = {
        "ways": ways(request.actor, scope, "/sie/depan"),
        "chosen": _told(chosen) if chosen is not None else None,
        "known": chosen,
        "groups": [(label, rows[:_FIRST], rows[_FIRST:]) for label, rows in groups if rows],
        "better": sum(row.better for row in tested),
        "all": len(tested),
        "back": f"/sie/depan?{scope.address()}"
        if chosen and chosen.kind != "all" and not scope.bound
        else "",
        "definitions": [_definition(name) for name in ("forecast", "forecast_error")],
        "bound": bool(scope.bound),
    }
    return show(request, "sie/future/ahead.html", scope, "future", context, form=False)


def _chosen(request: Visit, scope: Scope) -> Known | None:
    """The series that is asked for, else that of all cases; a liaison sees the own agency's and no other."""
    asked = typed(request, "seri")
    kind, _colon, code = asked.partition(":")
    known = outlook(kind, code) if kind in _KINDS and code.isprintable() else None
    usual = outlook("agency", scope.bound) if scope.bound else outlook("all")
    if asked and known is None:
        words = {"typed": quoted(asked)}
        shown = _("instansi Anda") if scope.bound else _("semua laporan kota")
        note(request, "seri", _("Belum ada perkiraan untuk “%(typed)s”.") % words, shown)
    return usual if scope.bound or known is None else known


def _told(known: Known) -> dict[str, Any]:
    total, past = known.forecast.total, sum(known.counts[-_YEAR:])
    name = _name(known)
    if total is None:
        return {
            "name": name,
            "finding": _("%(name)s: belum ada laporan untuk diperkirakan.") % {"name": name},
        }
    words = {
        "name": name, "value": _whole(total.value), "low": _whole(total.low95), "high": _whole(total.high95),
        "past": moments.number(past),
    }  # fmt: skip
    finding = (
        _("12 bulan ke depan kira-kira %(value)s laporan (%(low)s–%(high)s); setahun terakhir %(past)s.")
        % words
        if known.kind == "all"
        else _(
            "%(name)s: 12 bulan ke depan kira-kira %(value)s laporan (%(low)s–%(high)s); setahun terakhir %(past)s."
        )
        % words
    )
    peak = max(zip(known.forecast.months, known.ahead, strict=True), key=lambda each: each[0].value)
    return {
        "name": name,
        "finding": finding,
        "peak": _("Terbanyak kira-kira pada %(month)s.") % {"month": long_month(peak[1])}
        if known.forecast.method != "mean"
        else "",
        "chart": drawn(line_of(known, finding, past=36)),
        "how": how_said(known),
        "rows": _months(known),
        "plain": _way(known.forecast.plain_method),
        "measured": _measured(known),
        "until": long_month(known.months[-1]),
    }


def _months(known: Known) -> list[dict[str, Any]]:
    """Month by month: what is expected, both intervals, and the plain way beside it."""
    found = zip(known.ahead, known.forecast.months, known.forecast.plain, strict=True)
    return [
        {
            "month": long_month(month), "value": _whole(each.value), "plain": _whole(plain),
            "near": f"{_whole(each.low80)}–{_whole(each.high80)}",
            "wide": f"{_whole(each.low95)}–{_whole(each.high95)}",
        }
        for month, each, plain in found
    ]  # fmt: skip


def _measured(known: Known) -> list[tuple[str, str]]:
    """How it went on held-back months, as names and values."""
    found = known.forecast.measured
    if found is None:
        return []
    told = [
        (_("Bulan yang disembunyikan"), moments.number(found.held_back)),
        (_("Perkiraan yang diuji"), moments.number(found.n)),
        (_("Meleset, model musiman"), _("%(n)s laporan per bulan") % {"n": moments.number(found.error, 1)}),
        (
            _("Meleset, cara sederhana"),
            _("%(n)s laporan per bulan") % {"n": moments.number(found.plain_error, 1)},
        ),
    ]
    if found.mase is not None and found.plain_mase is not None:
        both = f"{moments.number(found.mase, 2)} · {moments.number(found.plain_mase, 2)}"
        told.append((_("MASE, model · cara sederhana"), both))
    inside = f"{found.inside80 * 100:.0f}% · {found.inside95 * 100:.0f}%"
    told.append((_("Bulan di dalam selang 80% · 95%"), inside))
    return told


def _rows(scope: Scope, kind: str, chosen: Known | None) -> list[Row]:
    return [
        _row(scope, each, each.forecast.total, chosen)
        for each in outlooks(kind)
        if each.forecast.total is not None
    ]


def _row(scope: Scope, known: Known, total: Expected, chosen: Known | None) -> Row:
    points = [Point(month, float(n)) for month, n in zip(known.months, known.counts, strict=True)][-24:]
    on = chosen is not None and (chosen.kind, chosen.code) == (known.kind, known.code)
    return Row(
        name=_name(known), href=f"/sie/depan?{scope.address(seri=f'{known.kind}:{known.code}')}", on=on,
        past=sum(known.counts[-_YEAR:]), ahead=round(total.value), low=round(total.low95), high=round(total.high95),
        sure=_way(known.forecast.method), better=known.forecast.why == "better", chart=spark(points),
    )  # fmt: skip


def _way(method: str) -> str:
    names = {
        "blend": _("model musiman"),
        "seasonal_naive": _("seperti setahun lalu"),
        "mean": _("rata-rata setahun terakhir"),
    }
    return names.get(method, "")


def _name(known: Known) -> str:
    where, code = city(fresh=False), known.code
    if known.kind == "topic":
        return where.topics[code].label(get_language() or "id") if code in where.topics else code
    if known.kind == "agency":
        return where.agencies[code].label if code in where.agencies else code
    if known.kind == "region":
        region = regions.region(code, fresh=False)
        if region is None:
            return code
        return _("Kecamatan %(name)s") % {"name": region.name} if region.kind == "kecamatan" else region.name
    return _("Semua laporan kota")


def _definition(name: str) -> str:
    language = get_language() or "id"
    return f"{FIGURES[name].titled(language)}: {FIGURES[name].sentence['en' if language == 'en' else 'id']}"


def _whole(value: float) -> str:
    return moments.number(round(value))
