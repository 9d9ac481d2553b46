"""From a paper to a book: its numbers on one sheet, each of its tables on one, its definitions on the last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from surga.doors.executive.papers.making.book import Book, Sheet, Typed
from surga.doors.executive.papers.making.paper import Cell, Column, Numbers, Paper, Section, Table
from surga.doors.executive.papers.making.writing import between

_LONGEST = 31  # what spreadsheet programs allow as the name of a sheet
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def book_of(paper: Paper) -> Book:
    """The paper's numbers as typed cells. Words and drawings stay with the PDF."""
    with translation.override(paper.language):
        above = (f"{paper.title} · {paper.city}", *(f"{label}: {value}" for label, value in paper.facts))
        sheets = [_numbers(paper, above), *_tables(paper, above), _meanings(paper, above)]
        return Book(paper.title, paper.city, paper.as_of, tuple(_named(sheets)))


def _numbers(paper: Paper, above: tuple[str, ...]) -> Sheet:
    columns = (
        Column(pgettext("paper", "Bagian"), share=2), Column(pgettext("paper", "Angka"), share=3),
        Column(pgettext("paper", "Nilai"), "number"), Column(_("Satuan")), Column("n", "count"),
        Column(_("Selang 95 %: dari"), "number"), Column(pgettext("paper", "sampai"), "number"),
        Column(_("Catatan"), share=3), Column(_("Definisi"), share=2),
    )  # fmt: skip
    rows = tuple(
        (
            section.title, one.label, Typed(one.value, one.kind), _unit(one.kind), one.n, Typed(one.low, one.kind),
            Typed(one.high, one.kind), one.note, one.figure,
        )
        for section in paper.sections
        for block in section.blocks
        if isinstance(block, Numbers)
        for one in block.numbers
    )  # fmt: skip
    return Sheet(_("Ringkasan"), (*above, *paper.lead), columns, rows)


def _unit(kind: str) -> str:
    return {
        "share": _("bagian dari 1"),
        "days": _("hari"),
        "working_days": _("hari kerja"),
        "score": pgettext("paper", "nilai"),
        "money": "Rp",
    }.get(kind, pgettext("paper", "jumlah"))


def _tables(paper: Paper, above: tuple[str, ...]) -> Iterator[Sheet]:
    for section in paper.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield _table(section, block, above)


def _table(section: Section, table: Table, above: tuple[str, ...]) -> Sheet:
    notes = [table.note] if table.note else []
    if table.figures:
        notes.append(_("Definisi: %(names)s (lembar terakhir)") % {"names": ", ".join(table.figures)})
    if not table.rows:
        notes.insert(0, table.empty or _("Belum ada data."))
    head = f"{section.title}: {table.title}" if section.title else table.title
    columns, rows = _spread(table)
    return Sheet(table.short, (head, *above), columns, rows, tuple(notes), table.drawn, total=table.total)


def _spread(table: Table) -> tuple[tuple[Column, ...], tuple[tuple[Cell | Typed, ...], ...]]:
    """The table's columns and rows, each interval in two columns of its own: what one calculates with is a number."""
    told = [any(map(_has_interval, cells)) for cells in zip(*table.rows, strict=True)] or [False] * len(
        table.columns
    )
    columns: list[Column] = []
    for column, apart in zip(table.columns, told, strict=True):
        columns += [column, *(between("text") if apart else ())]
    rows = tuple(
        tuple(one for cell, apart in zip(row, told, strict=True) for one in _apart(cell, apart=apart))
        for row in table.rows
    )
    return tuple(columns), rows


def _has_interval(cell: Cell | Typed) -> bool:
    return isinstance(cell, Typed) and cell.low is not None


def _apart(cell: Cell | Typed, *, apart: bool) -> Iterator[Cell | Typed]:
    yield cell
    if apart and isinstance(cell, Typed):
        yield Typed(cell.low, cell.kind)
        yield Typed(cell.high, cell.kind)
    elif apart:
        yield from (None, None)


def _meanings(paper: Paper, above: tuple[str, ...]) -> Sheet:
    columns = (
        Column(_("Nama"), share=2), Column(_("Judul"), share=2), Column(_("Arti"), share=5),
        Column(_("Mulai dihitung"), share=3), Column(_("Rumus"), share=4), Column(_("Satuan"), share=2),
        Column(_("Tidak termasuk"), share=4), Column(_("Sumber"), share=3),
    )  # fmt: skip
    rows = tuple(
        (one.name, one.title, one.sentence, one.clock, one.formula, one.unit, one.leaves_out, one.source)
        for one in paper.meanings
    )
    return Sheet(_("Definisi"), above, columns, rows)


def _named(sheets: list[Sheet]) -> Iterator[Sheet]:
    """Each with a name that no other has, as spreadsheet programs want it."""
    met: set[str] = set()
    for sheet in sheets:
        base = " ".join(sheet.name.translate(_FORBIDDEN).split())[:_LONGEST] or "–"
        name, again = base, 1
        while name.casefold() in met:
            again += 1
            name = f"{base[: _LONGEST - 1 - len(str(again))]} {again}"
        met.add(name.casefold())
        yield replace(sheet, name=name)
