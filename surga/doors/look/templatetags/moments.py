"""Moments and numbers as people read them, in the active language and in the city's time (WIB)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_timedelta
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

WIB = ZoneInfo("Asia/Jakarta")


def locale() -> str:
    """The babel locale of the active language: English when asked for, else Indonesian."""
    return "en" if (get_language() or "").startswith("en") else "id"


def _in_city(moment: datetime) -> datetime:
    return (moment if timezone.is_aware(moment) else moment.replace(tzinfo=UTC)).astimezone(WIB)


def _moment(value: object) -> datetime | None:
    """An instant from a datetime or its ISO text; None for anything else."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    return _in_city(value) if isinstance(value, datetime) else None


def full(value: object) -> str:
    """'Jumat, 19 Juni 2026 14.05 WIB'; empty for nothing."""
    moment = _moment(value)
    return f"{day(moment)} {hour(moment)}" if moment else ""


def day(value: object, pattern: str = "EEEE, d MMMM y") -> str:
    """'Jumat, 19 Juni 2026' of an instant (its day in the city) or of a date; empty for nothing."""
    moment = _moment(value)
    chosen = moment.date() if moment else value
    return _told_day(chosen, pattern, locale()) if isinstance(chosen, date) else ""


@lru_cache(4096)
def _told_day(chosen: date, pattern: str, language: str) -> str:
    return format_date(chosen, pattern, locale=language)


def short(value: object) -> str:
    """'19 Jun 2026', for lists and tables."""
    return day(value, "d MMM y")


def due(value: object) -> str:
    """'19 Jun' of a deadline; with its year when that is not the present one."""
    moment = _moment(value)
    if moment is None:
        return ""
    return day(moment, "d MMM" if moment.year == _in_city(timezone.now()).year else "d MMM y")


def hour(value: object) -> str:
    """'14.05 WIB' of an instant."""
    moment = _moment(value)
    return f"{moment:%H}{':' if locale() == 'en' else '.'}{moment:%M} WIB" if moment else ""


def ago(value: object) -> str:
    """'3 hari yang lalu', 'baru saja', or 'dalam 3 hari' for a moment to come; empty for nothing."""
    moment = _moment(value)
    if moment is None:
        return ""
    seconds = (moment - timezone.now()).total_seconds()
    # Older things are told by the day: then a list's fifty rows are few different answers.
    step = 60 if abs(seconds) < 86_400 else 3_600
    rounded = round(seconds / step) * step
    return _told_distance(rounded, locale()) if rounded else _("baru saja")


@lru_cache(4096)
def _told_distance(seconds: int, language: str) -> str:
    return format_timedelta(timedelta(seconds=seconds), add_direction=True, locale=language)


def number(value: object, places: int | None = None) -> str:
    """1234.5 as '1.234,5' (Indonesian) or '1,234.5' (English), at most two decimals; empty for nothing."""
    if value is None or value == "":
        return ""
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not exact.is_finite():
        return "–"
    pattern = "#,##0.##" if places is None else "#,##0" + ("." + "0" * places if places else "")
    return _told_number(exact, pattern, locale())


@lru_cache(4096)
def _told_number(exact: Decimal, pattern: str, language: str) -> str:
    return format_decimal(exact, pattern, locale=language)
