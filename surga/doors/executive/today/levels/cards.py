"""The cards of the levels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from surga.doors.executive.frame.page import Card, behind
from surga.doors.executive.frame.scope import Scope
from surga.doors.executive.today.levels.counting import Counted, Share, outcomes_met
from surga.doors.executive.today.now.asking import LIMIT, meaning
from surga.doors.executive.today.now.drawing import note_of, percent
from surga.doors.look import words
from surga.doors.look.charts import Chart, Point, bars, heat, parts
from surga.doors.look.templatetags.moments import number
from surga.reactions.insight.queries import Level
from surga.reactions.insight.rules.measures import Value

#: Of fewer one cannot say that they take the longest.
_ENOUGH = 10
#: What came of a case, in words.
OUTCOME_WORDS = {
    "open": gettext_noop("Masih berjalan"),
    "answered": gettext_noop("Dijawab"),
    "resolved": gettext_noop("Selesai, tanpa foto bukti"),
    "proven": gettext_noop("Selesai dengan bukti"),
    "confirmed": gettext_noop("Dibenarkan pelapor"),
    "silence": gettext_noop("Ditutup karena diam"),
    "archived": gettext_noop("Diarsipkan"),
}


def cards_of(scope: Scope, found: Counted) -> list[Card]:
    """Where it was solved, how much of what came, how long to the follow-up, how long it lay there."""
    return [_where(scope, found), _share(scope, found), _pace(scope, found), _stay(scope, found)]


def level_label(level: str) -> str:
    return words.label("level", level) if level else _("Belum ditentukan")


def share_said(share: Share) -> str:
    """'63% (58–68%)'; empty where there is nothing to share."""
    low, high = share.interval
    if share.value is None or low is None or high is None:
        return ""
    return f"{percent(share.value)} ({percent(low)} – {percent(high)})"


def _where(scope: Scope, found: Counted) -> Card:
    near = found.nearest
    finding = _("Belum ada laporan yang selesai pada masa ini.")
    if near.value is not None:
        finding = _("%(share)s selesai di tingkat terdekat: kelurahan atau kecamatan.") % {
            "share": percent(near.value)
        }
    points = [
        Point(
            level_label(each.level),
            each.solved,
            href=behind(scope, "cases", "level", each.level, hasil="solved"),
        )
        for each in found.levels
        if each.solved
    ]
    chart = parts(finding, _("Laporan yang selesai menurut tingkat"), points) if points else None
    beside = ((_("Selang 95%"), share_said(near)),) if near.value is not None else ()
    return Card(
        finding=finding,
        beside=beside,
        chart=chart,
        note=note_of(scope, found.solved),
        definition=meaning("solved_at_level"),
    )


def _share(scope: Scope, found: Counted) -> Card:
    points = []
    for each in found.levels:
        share = Share(each.solved, each.cases)
        low, high = share.interval
        href = behind(scope, "cases", "level", each.level)
        points.append(Point(level_label(each.level), share.value, each.cases, low, high, href))
    whole = Share(found.solved, sum(each.cases for each in found.levels))
    finding = _("Tidak ada laporan pada masa ini.")
    if whole.value is not None:
        finding = _("%(share)s dari yang masuk sudah selesai.") % {"share": percent(whole.value)}
    chart = (
        bars(finding, _("Bagian yang selesai dari yang ada di tingkat itu"), points, unit="%")
        if points
        else None
    )
    return Card(finding=finding, chart=chart, note=note_of(scope, whole.n), definition=meaning("outcomes"))


@dataclass(frozen=True, slots=True)
class _Time:
    """A time that every level has: how it is called, said, read of a level; its limit; its figure; its cases."""

    subtitle: str
    sentence: str
    of: Callable[[Level], Value]
    limit: float | None
    name: str
    href: Callable[[str], str]


def _timed(scope: Scope, found: Counted, time: _Time, none: str) -> Card:
    timed = [(each, time.of(each)) for each in found.levels]
    n = sum(value.n for _level, value in timed)
    finding = _longest(time, timed) if n else none
    chart: Chart | None = None
    if n:
        points = [
            Point(
                level_label(each.level), value.value, value.n, value.low, value.high,
                time.href(each.level) if value.n else "",
            )
            for each, value in timed
        ]  # fmt: skip
        chart = bars(finding, time.subtitle, points, limit=time.limit)
    return Card(finding=finding, chart=chart, note=note_of(scope, n), definition=meaning(time.name))


def _longest(time: _Time, timed: list[tuple[Level, Value]]) -> str:
    """The level at which it takes longest; of a few cases nobody can say that."""
    many = [
        (value.value, each.level) for each, value in timed if value.value is not None and value.n >= _ENOUGH
    ]
    if not many:
        return _("Terlalu sedikit laporan di tiap tingkat untuk mengatakan yang terlama.")
    longest, level = max(many)
    values = {"level": level_label(level), "n": number(longest, 1)}
    return time.sentence % values if len(many) > 1 else _("%(level)s: rata-rata %(n)s hari kerja.") % values


def _pace(scope: Scope, found: Counted) -> Card:
    told = _("Rata-rata hari kerja sampai tindak lanjut")
    name = "follow_up_working_days"
    sentence = _("Paling lama menunggu tindak lanjut: %(level)s, rata-rata %(n)s hari kerja.")
    time = _Time(
        told, sentence, lambda each: each.mean, LIMIT, name, lambda level: behind(scope, name, "level", level)
    )
    return _timed(scope, found, time, _("Belum ada tindak lanjut pada masa ini."))


def _stay(scope: Scope, found: Counted) -> Card:
    told = _("Rata-rata hari kerja laporan berada di tingkat itu")
    sentence = _("Laporan paling lama berada di %(level)s: rata-rata %(n)s hari kerja.")
    time = _Time(
        told,
        sentence,
        lambda each: each.stay,
        None,
        "days_at_level",
        lambda level: behind(scope, "cases", singgah=level),
    )
    return _timed(scope, found, time, _("Belum dicatat berapa lama laporan berada di tiap tingkat."))


def outcome_table(scope: Scope, found: Counted) -> Chart:
    """Level × outcome, as a table with shades."""
    met = outcomes_met(found)
    rows = [level_label(each.level) for each in found.levels]
    cells = [
        [
            Point("", n, href=behind(scope, "cases", "level", each.level, hasil=name) if n else "")
            for name in met
            for n in [found.came.get(each.level, {}).get(name, 0)]
        ]
        for each in found.levels
    ]
    title = _(
        "Dijawab, selesai dengan bukti, dibenarkan pelapor, dan ditutup karena diam adalah hal yang berbeda."
    )
    heads = [_(OUTCOME_WORDS[name]) for name in met]
    return heat(title, _("Laporan menurut tingkat dan hasilnya"), rows, heads, cells, corner=_("Tingkat"))
