"""How a number, a topic, an agency and a piece of evidence are said."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from surga.core.agencies.queries import city
from surga.doors.executive.findings.asking import RATING, REOPENED, TIME, WITHIN
from surga.doors.look.charts.scale import said
from surga.doors.look.templatetags.moments import number
from surga.reactions.insight.rules.noise.against import MATTERS, Finding

_STEPS = {matter.name: matter.step for matter in MATTERS}
#: Figure → how its values are counted, as charts take it.
UNITS = {WITHIN: "%", REOPENED: "%", TIME: gettext_noop("hari"), RATING: gettext_noop("bintang")}
_EVIDENCE = {
    WITHIN: gettext_noop("%(value)s ditindaklanjuti dalam 5 hari kerja; kota %(city)s."),
    TIME: gettext_noop("Median %(value)s sampai tindak lanjut pertama; kota %(city)s."),
    REOPENED: gettext_noop("%(value)s dibuka kembali; kota %(city)s."),
    RATING: gettext_noop("Rata-rata %(value)s dari pelapor; kota %(city)s."),
}
_LEAST = {
    WITHIN: (
        gettext_noop("sedikitnya %(gap)s poin lebih rendah"),
        gettext_noop("sedikitnya %(gap)s poin lebih tinggi"),
    ),
    TIME: (
        gettext_noop("sedikitnya %(gap)s hari lebih lama"),
        gettext_noop("sedikitnya %(gap)s hari lebih cepat"),
    ),
    REOPENED: (
        gettext_noop("sedikitnya %(gap)s poin lebih sering"),
        gettext_noop("sedikitnya %(gap)s poin lebih jarang"),
    ),
    RATING: (
        gettext_noop("sedikitnya %(gap)s bintang lebih rendah"),
        gettext_noop("sedikitnya %(gap)s bintang lebih tinggi"),
    ),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A shortcoming or a strength as it is told. ``href``: the cases behind; ``more``: further evidence."""

    topic: str
    agency: str
    sentence: str
    least: str
    n: str
    interval: str
    href: str
    more: tuple[str, ...] = ()


def topic_name(code: str) -> str:
    """A topic as people call it; of none: that nobody said one."""
    found = city(fresh=False).topics.get(code)
    return found.label(get_language() or "id") if found else code or _("Tanpa topik")


def agency_name(code: str) -> str:
    """How people call an agency, short."""
    found = city(fresh=False).agencies.get(code)
    return found.label if found else code or _("Belum ada instansi")


def value_of(name: str, value: float | None, *, short: bool = False) -> str:
    """A value of one of the four figures, with its unit; ``short``: the page says the unit already."""
    unit = UNITS.get(name, "")
    if name == TIME and value is not None:
        value = round(value, 1)
    return said(value, unit if unit == "%" or not unit else _(unit), short=short)


def interval_of(name: str, low: float | None, high: float | None) -> str:
    """From – to; empty where there is none."""
    if low is None or high is None:
        return ""
    return f"{value_of(name, low, short=True)} – {value_of(name, high, short=True)}"


def evidence(finding: Finding) -> str:
    """One finding in a sentence."""
    values = {
        "value": value_of(finding.measure, finding.value),
        "city": value_of(finding.measure, finding.city),
    }
    return _(_EVIDENCE[finding.measure]) % values


def at_least(finding: Finding) -> str:
    """By how much at least: the near end of the interval of the difference."""
    gap = abs(finding.margin) * _STEPS[finding.measure]
    points = gap * 100 if UNITS[finding.measure] == "%" else gap
    return _(_LEAST[finding.measure][finding.margin > 0]) % {"gap": number(_rounded_down(points))}


def times(value: float) -> str:
    """A ratio: '1,4×'."""
    return f"{number(round(value, 2 if value < 10 else None))}×" if math.isfinite(value) else "∞"


def percent_change(ratio: float) -> str:
    """Growth as people say it: '+34%'; of what was not there before: 'baru'."""
    if not math.isfinite(ratio):
        return _("baru")
    change = round((ratio - 1) * 100)
    return f"{'+' if change > 0 else '−' if change < 0 else '±'}{number(abs(change))}%"


def _rounded_down(value: float) -> float:
    """What is said to be the least must not be rounded up."""
    return math.floor(value * 10) / 10 if value >= 0.1 else math.floor(value * 100) / 100
