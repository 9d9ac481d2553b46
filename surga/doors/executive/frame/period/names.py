"""The periods one asks for by name; each ends on the last day that is known, or with its year."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from surga.doors.look.templatetags import moments

YEAR = timedelta(days=364)
#: No case is older: a period that begins here has no beginning.
EARLIEST = date(1990, 1, 1)
#: No day that anybody means is later.
LATEST = date(2200, 1, 1)
#: Name in the address → what the button says.
NAMES = {
    "7": _("7 hari"),
    "30": _("30 hari"),
    "90": _("90 hari"),
    "365": _("12 bulan"),
    "tahun-ini": _("Tahun ini"),
    "tahun-lalu": _("Tahun lalu"),
    "dua-tahun-lalu": _("Dua tahun lalu"),
}
USUAL = "365"
_YEARS_BACK = {"tahun-ini": 0, "tahun-lalu": 1, "dua-tahun-lalu": 2}


def days_of(name: str, last: date) -> tuple[date, date]:
    """The first and the last day of a period, both in; ``last``: the last day that is known."""
    back = _YEARS_BACK.get(name)
    if back is None:
        return last - timedelta(days=int(name) - 1), last
    year = last.year - back
    return date(year, 1, 1), min(date(year, 12, 31), last)


def span(from_: date, to: date) -> str:
    """A period in words: '1 Jan 2026 – 31 Jan 2026'."""
    last = moments.short(to)
    if from_ <= EARLIEST:
        return gettext("Semua sampai %(day)s") % {"day": last}
    return f"{moments.short(from_)} – {last}" if from_ < to else last
