"""A book as .xlsx: typed cells with number formats, a frozen head, and charts where they help.

Nothing that people wrote is ever a formula: XlsxWriter's guessing is off, so a text that begins with ``=`` is a text.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from surga.doors.executive.papers.making.book import Book, Sheet, Typed
from surga.doors.executive.papers.making.letters import clean
from surga.doors.executive.papers.making.paper import Cell, Kind
from surga.doors.look.templatetags.moments import WIB

_FORMATS: dict[Kind, str] = {
    "count": "#,##0",
    "number": "#,##0.00",
    "score": "0.00",
    "share": "0.0%",
    "days": "#,##0.0",
    "working_days": "#,##0.0",
    "money": '"Rp" #,##0',
    "day": "d mmm yyyy",
    "moment": "d mmm yyyy hh:mm",
}
_RIVER, _INK, _MUTED, _LINE = "#0d6767", "#16262e", "#5b6670", "#d9d5c9"
_NARROWEST, _WIDEST = 9, 60
_CHART_ROWS = 60


def xlsx(book: Book) -> bytes:
    """The book as a file. ``share`` cells hold parts of one, times are the city's (WIB)."""
    import xlsxwriter

    out = BytesIO()
    made = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False,
         "remove_timezone": True, "default_date_format": "d mmm yyyy"},
    )  # fmt: skip
    made.set_properties(
        {
            "title": book.title,
            "author": book.author,
            "created": book.made_at.astimezone(UTC).replace(tzinfo=None),
        }
    )
    formats = _Formats(made)
    for sheet in book.sheets:
        _write(made, sheet, formats)
    made.close()
    return out.getvalue()


class _Formats:
    """The book's cell formats, made once."""

    def __init__(self, made: Any) -> None:
        base = {"font_name": "Calibri", "font_size": 11, "font_color": _INK, "valign": "top"}
        self.title = made.add_format({**base, "bold": True, "font_size": 14})
        self.line = made.add_format({**base, "font_color": _MUTED})
        self.head = made.add_format(
            {**base, "bold": True, "font_color": "#ffffff", "bg_color": _RIVER, "text_wrap": True}
        )
        kinds: list[Kind] = ["text", *_FORMATS]
        self.cells = {kind: made.add_format({**base, **_shape(kind)}) for kind in kinds}
        self.totals = {
            kind: made.add_format({**base, **_shape(kind), "bold": True, "top": 1, "top_color": _INK})
            for kind in kinds
        }


def _shape(kind: Kind) -> dict[str, object]:
    return {"num_format": _FORMATS[kind]} if kind in _FORMATS else {"text_wrap": True}


def _write(made: Any, sheet: Sheet, formats: _Formats) -> None:
    page = made.add_worksheet(sheet.name)
    for at, line in enumerate(sheet.lines):
        page.write_string(at, 0, clean(line), formats.line if at else formats.title)
    top = len(sheet.lines) + 1
    for x, column in enumerate(sheet.columns):
        page.write_string(top, x, clean(column.head), formats.head)
        page.set_column(x, x, _width(sheet, x))
    for y, row in enumerate(sheet.rows, top + 1):
        last = sheet.total and y == top + len(sheet.rows)
        chosen = formats.totals if last else formats.cells
        for x, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
            kind = cell.kind if isinstance(cell, Typed) else column.kind
            _put(page, y, x, cell, chosen[kind], chosen["text"])
    for at, note in enumerate(sheet.notes):
        page.write_string(top + len(sheet.rows) + 2 + at, 0, clean(note), formats.line)
    page.freeze_panes(top + 1, 1)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    page.set_footer("&L&A&R&P / &N")
    if sheet.rows:
        page.autofilter(top, 0, top + len(sheet.rows) - sheet.total, len(sheet.columns) - 1)
        _draw(made, page, sheet, top)


def _put(page: Any, y: int, x: int, cell: Cell | Typed, chosen: Any, text: Any) -> None:
    if isinstance(cell, Typed):
        cell = cell.value
    if cell is None or cell == "":
        page.write_blank(y, x, None, chosen)
    elif isinstance(cell, str):
        page.write_string(y, x, clean(cell), text)
    elif isinstance(cell, datetime):
        page.write_datetime(y, x, cell.astimezone(WIB).replace(tzinfo=None), chosen)
    elif isinstance(cell, date):
        page.write_datetime(y, x, cell, chosen)
    else:
        page.write_number(y, x, cell, chosen)


def _width(sheet: Sheet, x: int) -> int:
    """As wide as the longest cell, within reason; long texts wrap."""
    kind = sheet.columns[x].kind
    said = [
        _NARROWEST if isinstance(row[x], Typed) else len(str(row[x]))
        for row in sheet.rows
        if kind == "text" and row[x] is not None
    ]
    least = {"moment": 18, "day": 13, "money": 18}.get(kind, _NARROWEST)
    return min(_WIDEST, max(least, *said, len(sheet.columns[x].head) // 2 + 3, 0) + 2)


def _draw(made: Any, page: Any, sheet: Sheet, top: int) -> None:
    n = len(sheet.rows) - sheet.total
    if not sheet.drawn or not 2 <= n <= _CHART_ROWS:
        return
    chart = made.add_chart({"type": sheet.drawn})
    chart.add_series(
        {
            "name": [sheet.name, top, sheet.series],
            "categories": [sheet.name, top + 1, 0, top + n, 0],
            "values": [sheet.name, top + 1, sheet.series, top + n, sheet.series],
            "fill": {"color": _RIVER},
            "line": {"color": _RIVER},
        }
    )
    chart.set_legend({"none": True})
    chart.set_title(
        {"name": clean(sheet.columns[sheet.series].head), "name_font": {"size": 12, "color": _INK}}
    )
    chart.set_y_axis(
        {"min": 0, "major_gridlines": {"visible": sheet.drawn != "bar", "line": {"color": _LINE}}}
    )
    page.insert_chart(top, len(sheet.columns) + 1, chart, {"description": clean(sheet.lines[0])})
