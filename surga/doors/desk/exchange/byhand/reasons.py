"""Why a row of a sheet is no report, in words; what a row is to what is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surga.channels.sp4n.export import SAME_AS

READINGS: Final[Mapping[str, str | Promise]] = {
    "new": gettext_lazy("baru"),
    "changed": gettext_lazy("berubah"),
    "same": gettext_lazy("sudah ada, tetap"),
    "older": gettext_lazy("keadaan lama"),
}
#: What ``channels.sp4n.export`` says of a row.
_WHY: Final[Mapping[str, str | Promise]] = {
    "empty": gettext_lazy("kosong"),
    "not 7 to 10 digits": gettext_lazy("bukan nomor dengan 7 sampai 10 angka"),
    "noughts may be lost": gettext_lazy(
        "kurang dari 7 angka; nol di depannya mungkin hilang. Simpan kolom itu sebagai teks"
    ),
    "rounded": gettext_lazy("dibulatkan oleh program lembar kerja. Simpan kolom itu sebagai teks"),
    "not a date": gettext_lazy("bukan tanggal"),
    "not a time": gettext_lazy("bukan jam"),
    "a date that cannot be": gettext_lazy("tanggal yang tidak mungkin"),
    "more cells than the header": gettext_lazy("isiannya lebih banyak daripada judul kolom"),
}


def of(why: str) -> str:
    if why.startswith(SAME_AS):
        return _("nomor yang sama dengan baris %(line)s") % {"line": why.removeprefix(SAME_AS)}
    return str(_WHY.get(why, why))


def of_column(column: str) -> str:
    """A column by its own name, a row by a word."""
    return column or _("Baris")
