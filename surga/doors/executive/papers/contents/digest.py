"""The week on one sheet: at most five lines, each with what it rests on. The same facts that the letter tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from surga.doors.executive.papers.contents.asking import Asked, agency_name, filter_of, now_city, taken
from surga.doors.executive.papers.contents.definitions import with_meanings
from surga.doors.executive.papers.making.paper import Drawing, Paper, Points, Section
from surga.doors.executive.papers.making.writing import with_unit, written
from surga.doors.look.charts import Point, columns
from surga.doors.look.templatetags import moments
from surga.reactions.insight.queries.watching import week_facts

_WEEKS = 9
#: What a line says → the figures it rests on.
_FIGURES = {
    "cases": ("cases",),
    "late": ("open_cases", "within_5_working_days"),
    "follow_up": ("follow_up_days_median", "follow_up_working_days"),
    "rising": ("cases",),
    "most": ("cases",),
    "stars": ("rating",),
}


def paper_of(asked: Asked) -> Paper:
    """The seven days up to ``asked.to``, as they are known now: the lines know no other moment, so none is printed."""
    if asked.dated:
        asked = replace(asked, moment=timezone.now().replace(microsecond=0), dated=False)
    facts = week_facts(asked.to, asked.where)
    with translation.override(asked.language):
        here = now_city()
        lines = [(line["what"], _said(line)) for line in facts["lines"]]
        first, last = date.fromisoformat(facts["first"]), date.fromisoformat(facts["last"])
        name = agency_name(here, asked.where.agency) if asked.where.agency else here.name
        span = _("%(from)s sampai %(to)s") % {"from": moments.short(first), "to": moments.short(last)}
        figures = tuple(dict.fromkeys(one for what, _line in lines for one in _FIGURES[what]))
        return with_meanings(
            Paper(
                kind="digest",
                name=f"pekan-{last.isoformat()}",
                title=_("Pekan ini dalam %(n)s baris") % {"n": len(lines)},
                subtitle=f"{name}, {span}",
                city=here.name,
                language=asked.language,
                as_of=asked.moment,
                facts=((_("Seperti diketahui pada"), moments.full(asked.moment)),
                       (_("Saringan"), filter_of(asked.where, here, asked.language))),
                lead=(),
                sections=(
                    Section("", (Points(tuple(line for _what, line in lines)),)),
                    Section("", (_weeks(asked, last, figures),)),
                ),
            )
        )  # fmt: skip


def _weeks(asked: Asked, last: date, figures: tuple[str, ...]) -> Drawing:
    first = last - timedelta(days=7 * _WEEKS - 1)
    counted = {
        row.by: int(row.value or 0) for row in taken(replace(asked, from_=first, to=last), "cases", "day")
    }
    points = []
    for at in range(_WEEKS):
        begins = first + timedelta(days=7 * at)
        n = sum(counted.get((begins + timedelta(days=day)).isoformat(), 0) for day in range(7))
        points.append(Point(moments.day(begins, "d MMM"), n))
    title = _("%(n)s laporan pekan ini") % {"n": written(points[-1].value, "count")}
    return Drawing(columns(title, _("Laporan per pekan, menurut hari pertamanya"), points), figures)


def _said(line: Mapping[str, Any]) -> str:
    match line["what"]:
        case "cases":
            return _cases(line)
        case "late":
            return _late(line)
        case "follow_up":
            return _("Separuh jawaban datang dalam %(median)s, rata-rata %(mean)s (4 pekan, n = %(n)s).") % {
                "median": with_unit(line["median"], "days"),
                "mean": with_unit(line["mean"], "working_days"),
                "n": written(line["n"], "count"),
            }
        case "stars":
            return _(
                "Penilaian pelapor %(mean)s dari 5 bintang (3 bulan, n = %(n)s, selang %(low)s – %(high)s)."
            ) % {
                **{key: written(line[key], "score") for key in ("mean", "low", "high")},
                "n": written(line["n"], "count"),
            }
    return _topic(line)


def _cases(line: Mapping[str, Any]) -> str:
    said = {
        "more": _("%(n)s laporan masuk; pekan sebelumnya %(before)s, naik lebih dari kebetulan."),
        "fewer": _("%(n)s laporan masuk; pekan sebelumnya %(before)s, turun lebih dari kebetulan."),
    }.get(line["more"], _("%(n)s laporan masuk; pekan sebelumnya %(before)s, bukan perubahan yang berarti."))
    return said % {"n": written(line["n"], "count"), "before": written(line["before"], "count")}


def _late(line: Mapping[str, Any]) -> str:
    open_ = _("%(n)s laporan setahun ini belum ditutup.") % {"n": written(line["open"], "count")}
    if line["kept"] is None:
        return open_
    kept = _("%(share)s dijawab dalam 5 hari kerja (n = %(n)s).") % {
        "share": written(line["kept"], "share"),
        "n": written(line["n"], "count"),
    }
    return f"{open_} {kept}"


def _topic(line: Mapping[str, Any]) -> str:
    said = (
        _("Naik lebih dari kebetulan: %(topic)s, %(n)s pekan ini; %(before)s dalam 4 pekan sebelumnya.")
        if line["what"] == "rising"
        else _("Terbanyak: %(topic)s, %(n)s laporan; %(before)s dalam 4 pekan sebelumnya.")
    ) % {
        "topic": _topic_name(line["topic"]),
        "n": written(line["n"], "count"),
        "before": written(line["before"], "count"),
    }
    where = _("Terutama di %(place)s.") % {"place": line["place"]} if line["place"] else ""
    return " ".join(filter(None, (said, where)))


def _topic_name(said: str) -> str:
    """The facts tell a topic's Indonesian name: in the paper's language."""
    language = get_language() or "id"
    return next((one.label(language) for one in now_city().topics.values() if one.name == said), said)
