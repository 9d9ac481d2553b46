"""The sentence that a person would say of the last seven days."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surga.core.regions import queries as regions
from surga.doors.executive.frame.page import behind
from surga.doors.executive.frame.scope import Scope
from surga.doors.executive.today.now.asking import one, rows_of, topic_label
from surga.doors.look.templatetags import moments
from surga.doors.look.templatetags.moments import number

_DAYS = 7
#: Of fewer of a kind one cannot say that they are most.
_SOME = 2


def said(scope: Scope, late: int) -> SafeString:
    """'Dalam 7 hari terakhir masuk 41 laporan, terbanyak lampu jalan di Ngronggo. Kini 6 lewat batas.', with links.

    ``late``: how many are overdue now.
    """
    week = scope.last(_DAYS)
    n = int(one("cases", week).value or 0)
    cases = (
        _link(behind(week, "cases"), ngettext("%(n)s laporan", "%(n)s laporan", n) % {"n": number(n)})
        if n
        else ""
    )
    first = _first(scope, cases, _most(week) if n else None)
    if not late:
        return format_html("{} {}", first, _("Tidak ada yang lewat batas."))
    told = _link(behind(scope.ever(), "within_5_working_days") + "&hanya=terlambat", number(late), "late")
    return format_html("{} {}", first, format_html(_("Kini {} lewat batas."), told))


def _first(scope: Scope, cases: SafeString | str, most: SafeString | None) -> SafeString:
    if not cases:
        if scope.as_of is not None:
            return format_html(
                _("Dalam 7 hari sampai {} tidak ada laporan masuk."), moments.day(scope.to, "d MMMM y")
            )
        return format_html("{}", _("Dalam 7 hari terakhir tidak ada laporan masuk."))
    until = moments.day(scope.to, "d MMMM y")
    if most is None:
        if scope.as_of is not None:
            return format_html(_("Dalam 7 hari sampai {} masuk {}."), until, cases)
        return format_html(_("Dalam 7 hari terakhir masuk {}."), cases)
    if scope.as_of is not None:
        return format_html(_("Dalam 7 hari sampai {} masuk {}, terbanyak {}."), until, cases, most)
    return format_html(_("Dalam 7 hari terakhir masuk {}, terbanyak {}."), cases, most)


def _most(week: Scope) -> SafeString | None:
    """The topic with the place where it is told of most; the topic alone where no place stands out."""
    pairs = {row.by: int(row.value or 0) for row in rows_of("cases", week, "topic*region")}
    known = {key: n for key, n in pairs.items() if all(key.split("*"))}
    if known:
        key, n = max(known.items(), key=lambda pair: (pair[1], pair[0]))
        topic, _star, region = key.partition("*")
        place = regions.region(region, fresh=False)
        alone = list(known.values()).count(n) == 1
        if n >= _SOME and alone and place is not None:
            words = _("%(topic)s di %(place)s") % {"topic": _topic(topic), "place": place.name}
            return _link(behind(week, "cases", "topic*region", key), words)
    topics = {row.by: int(row.value or 0) for row in rows_of("cases", week, "topic") if row.by}
    topic, n = max(topics.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    return _link(behind(week, "cases", "topic", topic), _topic(topic)) if n >= _SOME else None


def _topic(code: str) -> str:
    """A topic inside a sentence; an abbreviation keeps its letters."""
    label = topic_label(code)
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _link(href: str, words: str, kind: str = "") -> SafeString:
    return format_html('<a href="{}"{}>{}</a>', href, format_html(' class="{}"', kind) if kind else "", words)
