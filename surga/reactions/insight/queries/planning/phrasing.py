"""Numbers, months and names as a brief and the register say them, in the active language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from surga.core.agencies.city import City
from surga.core.agencies.queries import city, route
from surga.core.regions import queries as regions
from surga.reactions.insight.queries.planning.said import Acting, Evidence
from surga.reactions.insight.rules.statistics import Difference


def language() -> str:
    """ "id" or "en"."""
    return "en" if (get_language() or "").startswith("en") else "id"


def number(value: float, places: int = 0) -> str:
    """ "1.234,5" or "1,234.5"."""
    pattern = "#,##0" + ("." + "#" * places if places else "")
    return format_decimal(Decimal(str(value)), pattern, locale=language())


def percent(share: float) -> str:
    """ "12%", below ten with a decimal."""
    hundredths = share * 100
    return f"{number(round(hundredths, 1 if abs(hundredths) < 10 else 0), 1)}%"


def month(name: str) -> str:
    """ "November 2026" of "2026-11"."""
    return format_date(date.fromisoformat(f"{name}-01"), "MMMM y", locale=language())


def day(when: date) -> str:
    """ "5 November 2026"."""
    return format_date(when, "d MMMM y", locale=language())


def topic_name(code: str, where: City | None = None) -> str:
    found = (where or city(fresh=False)).topics.get(code)
    return found.label(language()) if found else code


def agency_name(code: str, where: City | None = None) -> str:
    found = (where or city(fresh=False)).agencies.get(code)
    return found.label if found else code


def region_name(code: str) -> str:
    found = regions.region(code, fresh=False) if code else None
    return found.name if found else code


def parent_name(code: str) -> str:
    """The name of the kecamatan that a kelurahan belongs to."""
    found = regions.region(code, fresh=False) if code else None
    return region_name(found.parent) if found else ""


def level_name(level: str) -> str:
    names = {
        "kelurahan": _("Kelurahan"), "kecamatan": _("Kecamatan"), "opd": _("Instansi"), "city": _("Kota"),
        "province": _("Provinsi"), "centre": _("Pusat"), "neighbour": _("Pemerintah tetangga"),
    }  # fmt: skip
    return names.get(level, level)


def acting_on(topic: str, region: str = "") -> Acting:
    """Who must act on a topic (in a region), by the authority table, when nothing more is known of a case."""
    where, found = city(fresh=False), route(topic, region, "", fresh=False)
    rule = next((each for each in where.rules if each.code == found.rule), None)
    agency = where.agencies.get(found.agency)
    who = found.body or (agency.name if agency else "")
    level = found.level or (agency.level if agency else "")
    if rule is not None:
        return Acting(level, level_name(level), who, rule.code, rule.source, rule.confirmed)
    told = (agency.source, agency.confirmed) if agency else ("", False)
    return Acting(level, level_name(level), who, "", *told)


def growth_said(cases: int, before: int, growth: Difference, *, notable: bool) -> str:
    """How many more or fewer than a year before, and whether that is more than chance."""
    if not before:
        return _("%(cases)s laporan; setahun sebelumnya tidak ada.") % {"cases": number(cases)}
    change = cases / before - 1
    words = {"change": percent(abs(change)), "before": number(before)}
    if not notable:
        return (
            _(
                "Setahun sebelumnya %(before)s laporan: bedanya (%(change)s) belum dapat dibedakan dari kebetulan."
            )
            % words
        )
    if change > 0:
        return (
            _(
                "Naik %(change)s dari masa yang sama setahun sebelumnya (%(before)s laporan): lebih dari kebetulan."
            )
            % words
        )
    return (
        _(
            "Turun %(change)s dari masa yang sama setahun sebelumnya (%(before)s laporan): lebih dari kebetulan."
        )
        % words
    )


def ranged(evidence: Evidence, places: int = 1) -> str:
    """ " (12–15)", nothing where there is no interval."""
    if evidence.low is None or evidence.high is None:
        return ""
    if evidence.unit == "share":
        return f" ({percent(evidence.low)}–{percent(evidence.high)})"
    return f" ({number(round(evidence.low, places), places)}–{number(round(evidence.high, places), places)})"
