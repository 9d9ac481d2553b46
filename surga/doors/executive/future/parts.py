"""What the pages of this room share: the way between them, and drawings of series."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from surga.core.people.access import Actor, may
from surga.doors.executive.frame.scope import Scope
from surga.doors.look.charts import Chart, Point, Series, line
from surga.doors.look.templatetags import moments
from surga.reactions.insight.queries.planning import Known, Line, Step

#: Address, name, and what one must be allowed to.
_PAGES = (
    ("/sie/depan", gettext_noop("Perkiraan"), "see_sie"),
    ("/sie/depan/rencana", gettext_noop("Rencana program"), "plan"),
    ("/sie/depan/keputusan", gettext_noop("Keputusan"), "see_sie"),
)


def ways(actor: Actor, scope: Scope, on: str) -> list[dict[str, object]]:
    """The pages of next year that this officer may open."""
    words = scope.address()
    return [
        {"href": f"{href}?{words}" if words else href, "label": _(label), "on": href == on}
        for href, label, action in _PAGES
        if may(actor, action)
    ]


def drawn(found: Line) -> Chart:
    """A series as it was counted, and how it is expected to go on, with the interval as a band."""
    known = [_point(step) for step in found.steps if not step.expected]
    ahead = [_point(step) for step in found.steps if step.expected]
    series = [Series(_("tercatat"), known)] if known else []
    if ahead:
        # The last month is known: the band begins there with no width.
        joint = [replace(point, low=point.value, high=point.value) for point in known[-1:]]
        series.append(Series(_("perkiraan"), [*joint, *ahead], "muted"))
    return line(found.title, found.subtitle, series, note=found.note)


def line_of(known: Known, title: str, note: str = "", *, past: int = 24) -> Line:
    """A forecast as a series: ``past`` months as counted, then what is expected with its 95 % interval."""
    steps = [Step(at, float(n)) for at, n in zip(known.months, known.counts, strict=True)][-past:]
    ahead = zip(known.ahead, known.forecast.months, strict=True)
    steps += [Step(at, each.value, each.low95, each.high95, expected=True) for at, each in ahead]
    subtitle = _("laporan per bulan; pita: selang 95%")
    return Line(title, subtitle, "cases", tuple(steps), note)


def _point(step: Step) -> Point:
    # Whole cases: of a month's forecast nobody can check a tenth.
    value = None if step.value is None else round(step.value)
    low, high = (None if each is None else round(each) for each in (step.low, step.high))
    return Point(short_month(step.at), value, None, low, high)


def short_month(name: str) -> str:
    """ "Nov 2026" of "2026-11"."""
    return moments.day(f"{name}-01T00:00:00+07:00", "MMM y")


def long_month(name: str) -> str:
    """ "November 2026" of "2026-11"."""
    return moments.day(f"{name}-01T00:00:00+07:00", "MMMM y")


def listed(names: Iterable[str]) -> str:
    """ "Mojoroto, Pesantren dan Kota"."""
    found = [name for name in names if name]
    if len(found) < 2:
        return "".join(found)
    return _("%(first)s dan %(last)s") % {"first": ", ".join(found[:-1]), "last": found[-1]}
