"""Rupiah as people read them."""

from __future__ import annotations

from babel.numbers import format_currency

from surga.doors.look.templatetags.moments import locale


def rupiah(amount: int | None) -> str:
    """ "Rp 1.500.000"; empty for nothing."""
    if amount is None:
        return ""
    return str(format_currency(amount, "IDR", "¤ #,##0", locale=locale(), currency_digits=False)).replace(
        "IDR", "Rp"
    )
