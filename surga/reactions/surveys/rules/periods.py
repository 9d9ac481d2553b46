"""A period as it stands in an address and as one says it: plain Python."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

from surga.reactions.surveys.rules.elements import Said

_HALVES: Final = {1: "I", 2: "II"}
_QUARTERS: Final = {1: "I", 2: "II", 3: "III", 4: "IV"}
_MONTHS: Final = (
    Said("Januari", "January"), Said("Februari", "February"), Said("Maret", "March"), Said("April", "April"),
    Said("Mei", "May"), Said("Juni", "June"), Said("Juli", "July"), Said("Agustus", "August"),
    Said("September", "September"), Said("Oktober", "October"), Said("November", "November"),
    Said("Desember", "December"),
)  # fmt: skip


def slug_of(first: date, last: date) -> str:
    """ "2026", "2026-s1", "2026-t3", "2026-05", else both days: "2026-05-02--2026-06-11"."""
    length, part = _part(first, last)
    match length:
        case 12:
            return f"{first:%Y}"
        case 6:
            return f"{first:%Y}-s{part}"
        case 3:
            return f"{first:%Y}-t{part}"
        case 1:
            return f"{first:%Y-%m}"
    return f"{first.isoformat()}--{last.isoformat()}"


def said_of(first: date, last: date) -> Said:
    """ "Semester I 2026", "Mei 2026", else both days."""
    length, part = _part(first, last)
    year = f"{first:%Y}"
    match length:
        case 12:
            return Said(f"tahun {year}", f"year {year}")
        case 6:
            return Said(f"semester {_HALVES[part]} {year}", f"half-year {_HALVES[part]} of {year}")
        case 3:
            return Said(f"triwulan {_QUARTERS[part]} {year}", f"quarter {_QUARTERS[part]} of {year}")
        case 1:
            month = _MONTHS[part - 1]
            return Said(f"{month.id} {year}", f"{month.en} {year}")
    return Said(f"{_day(first, 'id')} – {_day(last, 'id')}", f"{_day(first, 'en')} – {_day(last, 'en')}")


def _day(day: date, language: str) -> str:
    return f"{day.day} {_MONTHS[day.month - 1](language)} {day.year}"


def _part(first: date, last: date) -> tuple[int, int]:
    """How many months it is, and which one of the year; (0, 0) when it is no whole part of a year."""
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1] and first.year == last.year
    months = last.month - first.month + 1
    if not whole or months not in {1, 3, 6, 12} or (first.month - 1) % months:
        return 0, 0
    return months, (first.month - 1) // months + 1
