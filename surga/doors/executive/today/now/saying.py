"""The sentence that a person would say of the last seven days."""

from __future__ import annotations

from collections import Counter

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from surga.core.regions import queries as regions
from surga.doors.executive.frame.page import behind
from surga.doors.executive.frame.scope import Scope
from surga.doors.executive.today.now.asking import rows_of, topic_label
from surga.doors.look.templatetags import moments
from surga.doors.look.templatetags.moments import number

_DAYS = 7
#: Of fewer of a kind one cannot say that they are most.
_SOME = 2


def said(scope: Scope, late: int) -> SafeString:
    """'Dalam 7 hari terakhir masuk 41 laporan, terbanyak lampu jalan, paling sering di Ngronggo. Kini 6 lewat batas.'

    With links. ``late``: how many are overdue now, or were by what was known.
    """
    week = scope.last(_DAYS)
    topics = _counted(week, "topic")
    first = _came(scope, week, topics) if topics.total() else _nothing(scope)
    if not late:
        return format_html("{} {}", first, _("Tidak ada yang lewat batas."))
    told = _link(behind(scope.ever(), "within_5_working_days") + "&hanya=terlambat", number(late), "late")
    last = _("Kini {} lewat batas.") if scope.as_of is None else _("Saat itu {} lewat batas.")
    return format_html("{} {}", first, format_html(last, told))


def _nothing(scope: Scope) -> SafeString:
    if scope.as_of is None and not scope.is_over:
        return format_html("{}", _("Dalam 7 hari terakhir tidak ada laporan masuk."))
    return format_html(_("Dalam 7 hari sampai {} tidak ada laporan masuk."), _until(scope))


def _came(scope: Scope, week: Scope, topics: Counter[str]) -> SafeString:
    n = topics.total()
    words = npgettext("sie", "%(n)s laporan", "%(n)s laporan", n) % {"n": number(n)}
    cases, most = _link(behind(week, "cases"), words), _most(week, topics)
    if scope.as_of is not None or scope.is_over:
        if most is None:
            return format_html(_("Dalam 7 hari sampai {} masuk {}."), _until(scope), cases)
        return format_html(_("Dalam 7 hari sampai {} masuk {}, terbanyak {}."), _until(scope), cases, most)
    if most is None:
        return format_html(_("Dalam 7 hari terakhir masuk {}."), cases)
    return format_html(_("Dalam 7 hari terakhir masuk {}, terbanyak {}."), cases, most)


def _until(scope: Scope) -> str:
    return moments.day(scope.to, "d MMMM y")


def _most(week: Scope, topics: Counter[str]) -> SafeString | None:
    """The topic of most reports, with the place where it is told of most, if one stands out.

    Pairs of topic and place are not counted all: of a large city they are every report of the week.
    """
    topic, n = max(
        ((one, n) for one, n in topics.items() if one), key=lambda each: (each[1], each[0]), default=("", 0)
    )
    if n < _SOME:
        return None
    words, place = _topic(topic), _place(week.of(topic=topic))
    if place:
        words = _("%(topic)s, paling sering di %(place)s") % {"topic": words, "place": place}
    return _link(behind(week, "cases", "topic", topic), words)


def _place(scope: Scope) -> str:
    """The place that stands out, if the page is not of one already."""
    if scope.where.region:
        return ""
    (code, n), (_second, others) = [*_counted(scope, "region").most_common(2), ("", 0), ("", 0)][:2]
    place = regions.region(code, fresh=False) if code else None
    return place.name if place is not None and n >= _SOME and others < n else ""


def _counted(scope: Scope, by: str) -> Counter[str]:
    return Counter({row.by: int(row.value or 0) for row in rows_of("cases", scope, by)})


def _topic(code: str) -> str:
    """A topic inside a sentence; an abbreviation keeps its letters."""
    label = topic_label(code)
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _link(href: str, words: str, kind: str = "") -> SafeString:
    return format_html('<a href="{}"{}>{}</a>', href, format_html(' class="{}"', kind) if kind else "", words)
