"""``city.toml`` and ``words/texts.toml``: the city's own facts, its calendar, its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays

from surga.core.agencies.city import LANGUAGES
from surga.core.agencies.profile.rows import DayRow
from surga.core.agencies.profile.tables import CODE, Toml

DAY_KINDS = ("public", "joint_leave", "local")
WORKED = "working"
# The holidays package names the parts of a country's calendar by these words.
CATEGORIES = {"public": "public", "government": "joint_leave"}
ESTIMATED = re.compile(r"estimated|perkiraan", re.IGNORECASE)
LONGEST_COVER = 60


def read_settings(toml: Toml) -> dict[str, Any]:
    """The facts that the whole system needs, and whatever else the city wants to say, as JSON values."""
    code, prefix = toml.text("code"), toml.text("prefix")
    if code and not CODE.fullmatch(code):
        toml.fault(f"code {code!r} may hold only a-z, 0-9, dots and hyphens", "code")
    if prefix and not re.fullmatch(r"[A-Z]{2,5}", prefix):
        toml.fault(f"prefix {prefix!r} is not two to five capital letters", "prefix")
    toml.text("name")
    _check_timezone(toml)
    for key, most in (("lat", 90.0), ("lon", 180.0)):
        value = toml.value(float, "map", key)
        if value is not None and not -most <= value <= most:
            toml.fault(f"map.{key} {value} is not within {most:g} degrees", "map", key)
    _check_templates(toml)
    _check_population(toml)
    toml.value(bool, "triage", "automatic", needed=False)
    kept = {key: value for key, value in toml.values.items() if key != "calendar"}
    return {**kept, "calendar": _read_hours(toml)}


def _check_timezone(toml: Toml) -> None:
    name = toml.text("timezone")
    try:
        ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        toml.fault(f"timezone {name!r} is not known", "timezone")


def _check_population(toml: Toml) -> None:
    """``[population]``: what the numbers of regions.csv are, and whether a source says so."""
    if toml.value(dict, "population", needed=False) is None:
        return
    toml.text("population", "source")
    toml.value(int, "population", "year")
    toml.value(int, "population", "total", needed=False)
    toml.value(bool, "population", "confirmed")
    if toml.text("population", "parts") not in ("counted", "area"):
        toml.fault("population.parts is neither counted nor area", "population", "parts")


def _check_templates(toml: Toml) -> None:
    """``[chat.templates.<use>]``: the name of an approved message, and its words in one language at least."""
    for use, template in (toml.value(dict, "chat", "templates", needed=False) or {}).items():
        table = template if isinstance(template, dict) else {}
        if not re.fullmatch(r"[a-z0-9_]{1,512}", str(table.get("name", ""))):
            toml.fault(f"chat.templates.{use}: name may hold only a-z, 0-9 and _", "chat", "templates", use)
        if not str(table.get(LANGUAGES[0], "")).strip():
            toml.fault(f"chat.templates.{use}: {LANGUAGES[0]} has no words", "chat", "templates", use)


def _read_hours(toml: Toml) -> dict[str, Any]:
    """Working week, office hours and cover, as JSON values that ``Calendar`` is built from."""
    opens = toml.value(time, "calendar", "opens")
    closes = toml.value(time, "calendar", "closes")
    if opens and closes and opens >= closes:
        toml.fault("calendar.closes is not after calendar.opens", "calendar", "closes")
    workdays = toml.value(list, "calendar", "workdays") or []
    if not workdays or not all(type(day) is int and 0 <= day <= 6 for day in workdays):
        toml.fault("calendar.workdays must list weekdays, 0 (Monday) to 6 (Sunday)", "calendar", "workdays")
    first, last = _cover(toml)
    return {
        "workdays": workdays,
        "opens": (opens or time.min).isoformat(),
        "closes": (closes or time.max).isoformat(),
        "covered_from": first.isoformat(),
        "covered_to": last.isoformat(),
    }


def _cover(toml: Toml) -> tuple[date, date]:
    first = toml.value(date, "calendar", "covered_from")
    last = toml.value(date, "calendar", "covered_to")
    if first and last and not first <= last < first.replace(year=first.year + LONGEST_COVER, day=1):
        toml.fault(
            "calendar.covered_to must follow covered_from, by sixty years at most", "calendar", "covered_to"
        )
        last = first
    return first or date(2000, 1, 1), last or first or date(2000, 1, 1)


def read_days(toml: Toml) -> list[DayRow]:
    """Every day off of the cover, by date: the country's, with the city's own additions and removals."""
    first, last = _cover(toml)
    days = {day.date: day for day in _country_days(toml, range(first.year, last.year + 1))}
    for day in _listed(toml, "day_off"):
        days[day.date] = day
    for day in _listed(toml, "worked"):
        days[day.date] = DayRow(day.date, day.name, WORKED)
    return [days[when] for when in sorted(days)]


def _country_days(toml: Toml, years: range) -> Iterator[DayRow]:
    country = toml.text("calendar", "country", needed=False)
    if not country:
        return
    try:
        known = {
            kind: holidays.country_holidays(country, years=years, categories=(category,))
            for category, kind in CATEGORIES.items()
        }
    except (NotImplementedError, ValueError) as error:
        toml.fault(f"calendar.country {country!r}: {error}", "calendar", "country")
        return
    # Public last: a day that is both is a holiday first.
    for kind in ("joint_leave", "public"):
        for when, name in known[kind].items():
            yield DayRow(when, name[:120], kind)


def _listed(toml: Toml, key: str) -> Iterator[DayRow]:
    """The days of ``[[calendar.day_off]]`` or ``[[calendar.worked]]``."""
    tables = toml.value(list, "calendar", key, needed=False) or []
    for turn, table in enumerate(tables):
        when = table.get("date") if isinstance(table, dict) else None
        if type(when) is not date:
            toml.fault(f"calendar.{key}: date is missing or not a date", "calendar", key, "date", turn=turn)
            continue
        name, kind = str(table.get("name", "")).strip(), table.get("kind", "local")
        if not name:
            toml.fault(f"calendar.{key}: {when} has no name", "calendar", key, "date", turn=turn)
        if kind not in DAY_KINDS:
            toml.fault(f"calendar.{key}: kind {kind!r} is none of {', '.join(DAY_KINDS)}",
                       "calendar", key, "kind", turn=turn)  # fmt: skip
        yield DayRow(when, name[:120], str(kind))


def estimated(days: list[DayRow]) -> list[DayRow]:
    """The days whose date is only reckoned so far: a decree may still move them."""
    return [day for day in days if ESTIMATED.search(day.name)]


def read_texts(toml: Toml) -> dict[str, dict[str, str]]:
    """Every text by key, in each of the languages."""
    texts: dict[str, dict[str, str]] = {}
    if not toml.values:
        toml.fault("names no text")
    for key, value in toml.values.items():
        if not isinstance(value, dict) or not CODE.fullmatch(key.replace("_", "-")):
            toml.fault(f"{key} is not a table such as [greeting] with id and en", key)
            continue
        for language in value:
            if language not in LANGUAGES:
                toml.fault(
                    f"{key}.{language} is not one of the languages {', '.join(LANGUAGES)}", key, language
                )
        texts[key] = {language: toml.text(key, language) for language in LANGUAGES}
    return texts
