"""A plan as a sheet that is filled in: as typed, with what is wrong beside the field; nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from surga.reactions.insight.rules.planning.texts import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST,
    PlanText,
    PriorityText,
    budget_of,
    plan_faults,
)

#: Field of a priority → word of the form.
WORDS: Final = {
    "title": "judul", "what": "isi", "who": "siapa", "when": "kapan", "budget": "anggaran", "indicator": "ukuran",
    "target": "sasaran",
}  # fmt: skip
_LONG: Final = frozenset({"isi"})


@dataclass(frozen=True, slots=True)
class Row:
    """A priority as typed: form word → text; ``faults``: form word → what is wrong."""

    topic: str
    region: str
    values: Mapping[str, str]
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A plan as typed."""

    title: str
    year: str
    from_: str
    to: str
    foreword: str
    rows: tuple[Row, ...]
    version: int
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def wrong(self) -> list[tuple[str, str]]:
        """Where something is wrong, and what, for the summary above the form."""
        own = [(f"#{name}", said) for name, said in self.faults.items()]
        rows = [
            (f"#{word}-{at}", said) for at, row in enumerate(self.rows) for word, said in row.faults.items()
        ]
        return own + rows


def sheet_of(text: PlanText, version: int) -> Sheet:
    """A kept plan, to be changed."""
    rows = tuple(
        Row(
            each.topic, each.region,
            {word: _typed(each.budget) if name == "budget" else getattr(each, name) for name, word in WORDS.items()},
        )
        for each in text.priorities
    )  # fmt: skip
    return Sheet(
        text.title, str(text.year), text.from_.isoformat(), text.to.isoformat(), text.foreword, rows, version
    )


def sheet_from(posted: Mapping[str, str]) -> Sheet:
    """What was sent, cut where it is longer than can be kept."""

    def said(name: str, longest: int = LONGEST_LINE) -> str:
        return str(posted.get(name, "")).replace("\x00", "").strip()[:longest]

    rows = []
    for at in range(MOST):
        if f"topik-{at}" not in posted:
            break
        values = {
            word: said(f"{word}-{at}", LONGEST_TEXT if word in _LONG else LONGEST_LINE)
            for word in WORDS.values()
        }
        rows.append(Row(said(f"topik-{at}"), said(f"wilayah-{at}"), values))
    version = said("versi")
    return Sheet(
        said("judul"), said("tahun", 4), said("dari", 10), said("sampai", 10), said("pengantar", LONGEST_TEXT),
        tuple(rows), int(version) if version.isdecimal() else 0,
    )  # fmt: skip


def read(sheet: Sheet) -> tuple[PlanText | None, Sheet]:
    """What the sheet says; None, and the sheet with its faults, when it cannot be understood."""
    faults: dict[str, str] = {}
    year = int(sheet.year) if sheet.year.isdecimal() else 0
    days: list[date] = []
    for word, typed in (("dari", sheet.from_), ("sampai", sheet.to)):
        try:
            days.append(date.fromisoformat(typed))
        except ValueError:
            faults[word] = _("Tuliskan tanggalnya, misalnya 2026-01-31.")
    rows, priorities = [], []
    for row in sheet.rows:
        read_, told = _priority(row)
        rows.append(told)
        priorities.append(read_)
    told_sheet = replace(sheet, rows=tuple(rows), faults=faults)
    if faults or any(row.faults for row in rows):
        return None, told_sheet
    text = PlanText(sheet.title, year, days[0], days[1], sheet.foreword, tuple(priorities))
    wrong = plan_faults(text)
    if wrong:
        return None, replace(told_sheet, faults=_said(wrong))
    return text, told_sheet


def moved(sheet: Sheet, deed: str) -> Sheet:
    """The sheet after a priority went up or down ("naik-2"), or out ("buang-2"); any other deed changes nothing."""
    what, _dash, place = deed.partition("-")
    rows = list(sheet.rows)
    if not place.isdecimal() or int(place) >= len(rows):
        return sheet
    at = int(place)
    if what == "buang":
        del rows[at]
    elif what in {"naik", "turun"}:
        to = max(0, min(len(rows) - 1, at - 1 if what == "naik" else at + 1))
        rows.insert(to, rows.pop(at))
    return replace(sheet, rows=tuple(rows))


def _priority(row: Row) -> tuple[PriorityText, Row]:
    values = {name: row.values.get(word, "") for name, word in WORDS.items() if name != "budget"}
    try:
        budget = budget_of(row.values.get("anggaran", ""))
    except ValueError:
        wrong = {"anggaran": _("Tulis dalam rupiah penuh, misalnya 150.000.000.")}
        return PriorityText(row.topic, row.region), replace(row, faults=wrong)
    return PriorityText(row.topic, row.region, budget=budget, **values), row


def _typed(budget: int | None) -> str:
    """Rupiah as they are typed in, in every language the same: what stands in the field must be read again."""
    return "" if budget is None else f"Rp {budget:,}".replace(",", ".")


def _said(faults: Mapping[str, str]) -> dict[str, str]:
    words = {"title": "judul", "year": "tahun", "to": "sampai"}
    said = {
        "missing": _("Beri rencana ini judul."),
        "year": _("Tuliskan tahun, misalnya 2027."),
        "order": _("Tanggal akhir ada sebelum tanggal awal."),
        "budget": _("Anggaran ini terlalu besar."),
    }
    found = {}
    for name, code in faults.items():
        field_, _dash, place = name.partition("-")
        word = f"anggaran-{place}" if field_ == "budget" else words.get(field_, field_)
        found[word] = said.get(code, code)
    return found
