"""Through which channel: contacts, cases and reporters, always apart, and how that changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from surga.doors.executive.frame.page import Card, behind
from surga.doors.executive.frame.scope import Scope
from surga.doors.look import words
from surga.doors.look.charts import Point, Series, bars, line, parts
from surga.doors.look.charts.scale import said
from surga.doors.look.templatetags import moments
from surga.reactions.insight import queries as insight
from surga.reactions.insight.figures import FIGURES
from surga.reactions.insight.queries.places import MOST_REPORTED, Reporters

#: So many channels are drawn by name; the rest is one part, the table of the cases behind has them all.
NAMED = 5
#: So many lines can be told apart.
LINES = 3
#: A line needs so many months.
FEWEST_MONTHS = 3


def finding(contacts: Mapping[str, int], cases: Mapping[str, int]) -> str:
    """What a person would say of the channels."""
    counted = contacts if sum(contacts.values()) else cases
    total = sum(counted.values())
    if not total:
        return _("Tidak ada kontak dan tidak ada laporan pada masa ini.")
    code, most = max(counted.items(), key=lambda each: (each[1], each[0]))
    values = {"n": said(total), "share": said(most / total, "%"), "channel": channel_name(code)}
    if counted is contacts:
        return _("Dari %(n)s kontak, %(share)s lewat %(channel)s.") % values
    return _("Dari %(n)s laporan, %(share)s lewat %(channel)s.") % values


def counts(scope: Scope, figure: str) -> dict[str, int]:
    """Channel → contacts or cases: of all its months together, for these are drawn as well."""
    found: Counter[str] = Counter()
    for row in _by_month(scope, figure).rows:
        found[row.by.partition("*")[0]] += int(row.value or 0)
    return found


def _by_month(scope: Scope, figure: str) -> insight.Figure:
    return insight.figure(figure, scope.from_, scope.to, "channel*month", scope.moment, where=scope.where)


def shares_card(scope: Scope, figure: str, counted: Mapping[str, int]) -> Card:
    """One bar of all: what came through each channel."""
    total = sum(counted.values())
    first = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    points = [Point(channel_name(c), n, href=behind(scope, figure, "channel", c)) for c, n in first[:NAMED]]
    rest = sum(n for _code, n in first[NAMED:])
    points += [Point(_("lainnya"), rest)] if rest else []
    titles = {
        "contacts": _("Kontak: setiap telepon, percakapan, kunjungan, surat"),
        "cases": _("Laporan: perkara yang diikuti sampai selesai"),
    }
    title = titles[figure]
    chart = parts(title, "", points) if total else None
    return Card(
        title, said(total), chart=chart, note=note_of(scope, total),
        href=behind(scope, figure) if total else "",
        link=_("Lihat kontaknya") if figure == "contacts" else _("Lihat laporannya"),
        definition=meaning(figure),
    )  # fmt: skip


def reporters_card(scope: Scope, found: Reporters | None) -> Card:
    """The different people. One who uses two channels stands in both, so that these do not add up."""
    title = _("Pelapor: orang yang berbeda")
    if found is None:
        note = _(
            "Lebih dari %(n)s laporan: pelapornya tidak dihitung selagi Anda menunggu. Persempit masanya."
        ) % {"n": said(MOST_REPORTED)}
        return Card(title, "–", note=note, definition=meaning("reporters"))
    first = sorted(found.by_channel.items(), key=lambda each: (-each[1], each[0]))
    points = [Point(channel_name(code), n) for code, n in first[: NAMED + 1]]
    beside = ((_("Laporan tanpa pelapor"), said(found.unnamed)),) if found.unnamed else ()
    chart = bars(title, _("Yang memakai dua kanal dihitung di keduanya"), points) if found.n else None
    return Card(
        title,
        said(found.n),
        beside=beside,
        chart=chart,
        # Who told of a case is known of today alone.
        note=note_of(replace(scope, as_of=None), found.n)
        + (f" {_('Pelapor hanya dapat dihitung menurut keadaan sekarang.')}" if scope.as_of else ""),
        definition=meaning("reporters"),
    )


def trend_card(scope: Scope, figure: str) -> Card | None:
    """Each month by the first channels; None where there are too few months for a line."""
    found = _by_month(scope, figure)
    table: dict[str, dict[str, int]] = defaultdict(dict)
    for row in found.rows:
        code, _star, month = row.by.partition("*")
        table[code][month] = int(row.value or 0)
    months = _all_months(sorted({month for each in table.values() for month in each}))
    if len(months) < FEWEST_MONTHS:
        return None
    order = sorted(table, key=lambda code: (-sum(table[code].values()), code))
    series = [_series(channel_name(code), [table[code]], months) for code in order[:LINES]]
    if order[LINES:]:
        series.append(_series(_("lainnya"), [table[code] for code in order[LINES:]], months))
    title, told = _trend_words(figure, order, table, months)
    chart = line(title, told, series)
    return Card(title, chart=chart, note=note_of(scope, found.n), definition=meaning(figure))


def _trend_words(
    figure: str, order: Sequence[str], table: Mapping[str, Mapping[str, int]], months: Sequence[str]
) -> tuple[str, str]:
    """The finding of a trend, by the busiest month of the first channel, and what is drawn."""
    first = order[0]
    top = max(months, key=lambda month: table[first].get(month, 0))
    values = {
        "channel": channel_name(first),
        "month": moments.day(date.fromisoformat(f"{top}-01"), "MMMM y"),
        "n": said(table[first].get(top, 0)),
    }
    if figure == "contacts":
        return (
            _("Kontak lewat %(channel)s terbanyak pada %(month)s: %(n)s.") % values,
            _("Kontak tiap bulan menurut kanal"),
        )
    return (
        _("Laporan lewat %(channel)s terbanyak pada %(month)s: %(n)s.") % values,
        _("Laporan tiap bulan menurut kanal"),
    )


def _series(name: str, each: Iterable[Mapping[str, int]], months: Sequence[str]) -> Series:
    tables = list(each)
    points = [Point(_short(month), sum(table.get(month, 0) for table in tables)) for month in months]
    return Series(name, points)


def _short(month: str) -> str:
    return moments.day(date.fromisoformat(f"{month}-01"), "MMM y")


def _all_months(known: Sequence[str]) -> list[str]:
    """Every month from the first known to the last, also those in which nothing came."""
    if not known:
        return []
    first, last = (int(each[:4]) * 12 + int(each[5:]) - 1 for each in (known[0], known[-1]))
    return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(first, last + 1)]


def channel_name(code: str) -> str:
    return words.label("channel", code) if code else _("tidak diketahui")


def note_of(scope: Scope, n: int) -> str:
    """n, the period, and as of when."""
    values = {
        "n": said(n),
        "period": f"{moments.short(scope.from_)} – {moments.short(scope.to)}",
        "known": moments.short(scope.as_of) if scope.as_of is not None else _("kini"),
    }
    return _("n = %(n)s; %(period)s; keadaan %(known)s.") % values


def meaning(*names: str) -> str:
    """What figures mean, by the one catalogue, in the reader's language."""
    return " ".join(FIGURES[name].said(get_language()) for name in names if name in FIGURES)
