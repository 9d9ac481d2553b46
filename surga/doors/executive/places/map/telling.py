"""The map's findings as sentences, and the charts beside it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from surga.core.agencies.queries import city
from surga.doors.executive.frame.page import behind
from surga.doors.executive.frame.scope import Scope
from surga.doors.look.charts import Chart, Point, bars, dots
from surga.doors.look.charts.scale import said
from surga.doors.look.templatetags import moments
from surga.reactions.insight.figures import FIGURES
from surga.reactions.insight.queries.places import HotSpots, Place, Places

#: So many kelurahan stand in the chart beside the map; the table has all.
FIRST = 10


def finding(found: Places, *, rates: bool) -> str:
    """What the map says in one sentence. Of rates only where the number of residents is confirmed: small kelurahan

    with a guessed number would lead every list.
    """
    rates = rates and confirmed()
    if not any(place.n for place in found.kelurahan):
        return _("Tidak ada laporan dengan kelurahan pada masa ini.")
    if not rates:
        top = max(found.kelurahan, key=lambda place: place.n)
        if top.few:
            return _("%(n)s laporan: terlalu sedikit untuk membandingkan kelurahan.") % {"n": said(found.n)}
        share = said(top.n / found.n, "%")
        return _("Terbanyak dari %(name)s: %(n)s laporan, %(share)s dari semuanya.") % {
            "name": top.name, "n": said(top.n), "share": share,
        }  # fmt: skip
    above = sorted((p for p in found.kelurahan if p.above and not p.few), key=lambda p: -(p.low or 0))
    if not above:
        return _(
            "Tidak ada kelurahan yang menonjol lebih dari kebetulan: kota %(rate)s per 1.000 penduduk."
        ) % {"rate": said(found.rate)}
    first, others = above[0], len(above) - 1
    told = _("%(name)s melapor %(rate)s per 1.000 penduduk, kota %(city)s.") % {
        "name": first.name, "rate": said(first.rate), "city": said(found.rate),
    }  # fmt: skip
    if not others:
        return told
    return told + " " + (
        ngettext(
            "Dengan %(n)s kelurahan lain ia di atas kota lebih dari kebetulan.",
            "Dengan %(n)s kelurahan lain ia di atas kota lebih dari kebetulan.",
            others,
        )
        % {"n": said(others)}
    )  # fmt: skip


def confirmed() -> bool:
    """Whether a source confirms how many people live in each kelurahan."""
    told: dict[str, Any] = city(fresh=False).settings.get("population") or {}
    return bool(told.get("confirmed")) and told.get("parts") == "counted"


def residents() -> str:
    """Whose the number of residents is, and whether it is confirmed; empty where the city says nothing."""
    told: dict[str, Any] = city(fresh=False).settings.get("population") or {}
    if not told:
        return ""
    values = {"source": told.get("source", ""), "year": str(told.get("year", ""))}
    if told.get("parts") == "area":
        return (
            _(
                "Penduduk tiap kelurahan adalah perkiraan menurut luas, belum dikonfirmasi: "
                "kelurahan yang padat tampak lebih sering melapor. Sumber: %(source)s."
            )
            % values
        )
    if not told.get("confirmed"):
        return _("Penduduk %(year)s, belum dikonfirmasi. Sumber: %(source)s.") % values
    return _("Penduduk %(year)s. Sumber: %(source)s.") % values


def first_kelurahan(found: Places, scope: Scope, *, rates: bool) -> Chart:
    """Those that report most, with the interval of each and the city's rate as a line."""
    scope = scope.of(region="")
    note = note_of(scope, found)
    if not rates:
        first = sorted(found.kelurahan, key=lambda p: (-p.n, p.name))[:FIRST]
        points = [Point(p.name, p.n, n=p.n, href=_behind(scope, p)) for p in first if p.n]
        return bars(_("Laporan terbanyak"), _("Jumlah laporan menurut kelurahan"), points, note=note)
    enough = [p for p in found.kelurahan if not p.few]
    # By the near end of the interval, "at least so many": not by a rate that few cases make large.
    first = sorted(enough, key=lambda p: (-(p.low or 0), p.name))[:FIRST]
    points = [
        Point(
            p.name,
            p.rate,
            n=p.n,
            low=p.low,
            high=p.high,
            href=_behind(scope, p),
            mark="" if p.above else "muted",
        )
        for p in first
    ]
    title = _("Paling sering melapor untuk penduduknya") if confirmed() else _("Perkiraan per 1.000 penduduk")
    subtitle = _("Laporan per 1.000 penduduk, urut menurut ujung bawah selang 95%; titik penuh: di atas kota")
    top = max((p.high or 0 for p in first), default=1.0)
    return dots(
        title,
        subtitle,
        points,
        whole=found.rate,
        whole_label=_("kota"),
        span=(0, max(top, found.rate or 0)),
        note=note,
    )


def kecamatan(found: Places, scope: Scope, *, rates: bool) -> Chart:
    """The totals of the kecamatan, with the cases of all their kelurahan and those known by kecamatan only."""
    if rates:
        points = [Point(p.name, p.rate, n=p.n, low=p.low, high=p.high) for p in found.kecamatan]
        title, subtitle = _("Menurut kecamatan"), _("Laporan per 1.000 penduduk, selang 95%")
    else:
        points = [Point(p.name, p.n, n=p.n) for p in found.kecamatan]
        title, subtitle = _("Menurut kecamatan"), _("Jumlah laporan")
    return bars(title, subtitle, points, note=note_of(scope, found))


def hot(found: HotSpots, scope: Scope) -> str:
    """What the hot spots say in one sentence."""
    many = sum(each.hot for each in found.cells)
    if not found.n:
        return _("Tidak ada laporan dengan titik pada masa ini.")
    if not many:
        return _("Tidak ada petak yang lebih ramai daripada yang dapat dijelaskan kebetulan.")
    values = {"n": said(many), "cases": said(sum(each.n for each in found.cells if each.hot))}
    if found.against == "reports":
        return (
            ngettext(
                "%(n)s petak lebih ramai untuk topik ini daripada untuk laporan lain: %(cases)s laporan.",
                "%(n)s petak lebih ramai untuk topik ini daripada untuk laporan lain: %(cases)s laporan.",
                many,
            )
            % values
        )
    return (
        ngettext(
            "%(n)s petak lebih ramai daripada yang dapat dijelaskan kebetulan: %(cases)s laporan.",
            "%(n)s petak lebih ramai daripada yang dapat dijelaskan kebetulan: %(cases)s laporan.",
            many,
        )
        % values
    )


def note_of(scope: Scope, found: Places) -> str:
    """n, the period, and as of when."""
    values = {
        "n": said(found.n),
        "period": period_of(scope),
        "known": moments.short(scope.as_of) if scope.as_of is not None else _("kini"),
        "lost": said(found.unplaced),
    }
    return _("n = %(n)s, %(lost)s tanpa kelurahan; %(period)s; keadaan %(known)s.") % values


def period_of(scope: Scope) -> str:
    return f"{moments.short(scope.from_)} – {moments.short(scope.to)}"


def meaning(*names: str) -> str:
    """What figures mean, by the one catalogue, in the reader's language."""
    return " ".join(FIGURES[name].said(get_language()) for name in names if name in FIGURES)


def _behind(scope: Scope, place: Place) -> str:
    return behind(scope, "cases", "region", place.code) if place.n else ""
