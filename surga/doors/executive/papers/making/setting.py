"""From a paper to what its template sets: every value written out, every number with its n, interval and definition."""

from __future__ import annotations

import re
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from surga.doors.executive.papers.making.paper import (
    Block,
    Drawing,
    Meaning,
    Number,
    Numbers,
    Paper,
    Points,
    Remark,
    Section,
    Table,
    Words,
)
from surga.doors.executive.papers.making.typeset import pdf
from surga.doors.executive.papers.making.writing import beside, spelled, with_unit
from surga.doors.look.charts.chart import Chart
from surga.doors.look.templatetags import moments

_LEFT = frozenset({"text", "day", "moment"})
#: Alternative texts are heard in one go: the table of a long drawing is told this far.
_TOLD = 1_500
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_AIR = 8


def pdf_of(paper: Paper) -> bytes:
    """The paper as a tagged PDF."""
    return pdf(paper.kind, set_out(paper), paper.language)


def set_out(paper: Paper) -> dict[str, Any]:
    """The paper as plain values for its template."""
    with translation.override(paper.language):
        marks = {meaning.name: number for number, meaning in enumerate(paper.meanings, 1)}
        as_of = moments.short(paper.as_of)
        return {
            "title": paper.title,
            "subtitle": paper.subtitle,
            "city": paper.city,
            "made_at": paper.as_of.isoformat(),
            "as_of": as_of,
            "facts": [[label, value] for label, value in paper.facts],
            "lead": list(paper.lead),
            "sections": [_section(one, marks, as_of) for one in paper.sections],
            "meanings": [_meaning(one, marks[one.name]) for one in paper.meanings],
            "words": _words(as_of),
        }


def _words(as_of: str) -> dict[str, str]:
    return {
        "contents": pgettext("paper", "Isi"),
        "as_of": _("per %(day)s") % {"day": as_of},
        "meanings": pgettext("paper", "Arti setiap angka"),
        "meanings_lead": _(
            "Setiap angka di dokumen ini punya nama, arti, dan cara hitung. Tanda D dan nomornya menunjuk ke sini."
        ),
        "page": pgettext("paper", "halaman"),
    }


def _section(section: Section, marks: dict[str, int], as_of: str) -> dict[str, Any]:
    blocks = [_block(one, marks, as_of) for one in section.blocks]
    return {"title": section.title, "level": section.level, "fresh": section.fresh, "blocks": blocks}


def _block(block: Block, marks: dict[str, int], as_of: str) -> dict[str, Any]:
    match block:
        case Words():
            return {"kind": "words", "paragraphs": list(block.paragraphs), "strong": block.strong}
        case Points():
            return {"kind": "points", "items": list(block.items), "ordered": block.ordered}
        case Numbers():
            return {"kind": "numbers", "numbers": [_tile(one, marks, as_of) for one in block.numbers]}
        case Table():
            return _table(block, marks)
        case Drawing():
            return {**_drawing(block.chart), "marks": _marks(block.figures, marks)}
        case Remark():
            return {"kind": "remark", "text": block.text}


def _tile(number: Number, marks: dict[str, int], as_of: str) -> dict[str, Any]:
    parts = [part for part in (beside(number), _("per %(day)s") % {"day": as_of}) if part]
    return {
        "label": number.label,
        "value": with_unit(number.value, number.kind),
        "beside": " · ".join(parts),
        "note": number.note,
        "marks": _marks((number.figure,), marks),
    }


def _table(table: Table, marks: dict[str, int]) -> dict[str, Any]:
    rows = [
        [spelled(cell, column.kind) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    return {
        "kind": "table",
        "title": table.title,
        "head": [column.head for column in table.columns],
        "left": [column.kind in _LEFT for column in table.columns],
        "shares": [column.share for column in table.columns],
        "rows": rows,
        "note": table.note,
        "total": table.total,
        "empty": table.empty or _("Belum ada data."),
        "marks": _marks(table.figures, marks),
    }


def _marks(figures: tuple[str, ...], marks: dict[str, int]) -> list[int]:
    return [marks[name] for name in figures if name in marks]


def _drawing(chart: Chart) -> dict[str, Any]:
    return {
        "kind": "drawing",
        "title": chart.title,
        "subtitle": chart.subtitle,
        "svg": _with_air(str(chart.svg)),
        "alt": told(chart),
        "note": chart.note,
    }


def _with_air(svg: str) -> str:
    """The drawing with some room around it: what stands out of its box is cut in print, as it is not on a page."""
    return _BOX.sub(
        lambda box: f'viewBox="-{_AIR} -{_AIR} {float(box[1]) + 2 * _AIR:g} {float(box[2]) + 2 * _AIR:g}"',
        svg,
        1,
    )


def told(chart: Chart) -> str:
    """A drawing for whoever does not see it: its finding, and the table behind it as sentences."""
    lines = [f"{row[0]}: {', '.join(filter(None, row[1:]))}" for row in chart.rows if row]
    whole = ". ".join(filter(None, [chart.title, chart.subtitle, *lines]))
    return whole if len(whole) <= _TOLD else whole[: _TOLD - 1] + "…"


def _meaning(meaning: Meaning, mark: int) -> dict[str, Any]:
    rows = (
        (_("Mulai dihitung"), meaning.clock),
        (_("Rumus"), meaning.formula),
        (_("Satuan"), meaning.unit),
        (_("Tidak termasuk"), meaning.leaves_out),
        (_("Sumber"), meaning.source),
    )
    return {
        "mark": mark,
        "name": meaning.name,
        "title": meaning.title,
        "sentence": meaning.sentence,
        "rows": [[label, value] for label, value in rows if value],
    }
