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
    """'Dalam 7 hari terakhir masuk 41 laporan, terbanyak lampu jalan di Ngronggo. Kini 6 lewat batas.', with links.

    ``late``: how many are overdue now, or were by what was known.
    """
    week = scope.last(_DAYS)
    pairs = Counter({row.by: int(row.value or 0) for row in rows_of("cases", week, "topic*region")})
    first = _came(scope, week, pairs) if pairs.total() else _nothing(scope)
    if not late:
        return format_html("{} {}", first, _("Tidak ada yang lewat batas."))
    told = _link(behind(scope.ever(), "within_5_working_days") + "&hanya=terlambat", number(late), "late")
    last = _("Kini {} lewat batas.") if scope.as_of is None else _("Saat itu {} lewat batas.")
    return format_html("{} {}", first, format_html(last, told))


def _nothing(scope: Scope) -> SafeString:
    if scope.as_of is None:
        return format_html("{}", _("Dalam 7 hari terakhir tidak ada laporan masuk."))
    return format_html(_("Dalam 7 hari sampai {} tidak ada laporan masuk."), _until(scope))


def _came(scope: Scope, week: Scope, pairs: Counter[str]) -> SafeString:
    n = pairs.total()
    words = npgettext("sie", "%(n)s laporan", "%(n)s laporan", n) % {"n": number(n)}
    cases, most = _link(behind(week, "cases"), words), _most(week, pairs)
    if scope.as_of is not None:
        if most is None:
            return format_html(_("Dalam 7 hari sampai {} masuk {}."), _until(scope), cases)
        return format_html(_("Dalam 7 hari sampai {} masuk {}, terbanyak {}."), _until(scope), cases, most)
    if most is None:
        return format_html(_("Dalam 7 hari terakhir masuk {}."), cases)
    return format_html(_("Dalam 7 hari terakhir masuk {}, terbanyak {}."), cases, most)


def _until(scope: Scope) -> str:
    return moments.day(scope.to, "d MMMM y")


def _most(week: Scope, pairs: Counter[str]) -> SafeString | None:
    """The topic with the place where it is told of most; the topic alone where no place stands out."""
    known = Counter({key: n for key, n in pairs.items() if all(key.split("*"))})
    (key, n), *others = [*known.most_common(2), ("", 0)][:2]
    topic, _star, code = key.partition("*")
    place = regions.region(code, fresh=False) if code else None
    if n >= _SOME and place is not None and others[0][1] < n:
        words = _("%(topic)s di %(place)s") % {"topic": _topic(topic), "place": place.name}
        return _link(behind(week, "cases", "topic*region", key), words)
    topics: Counter[str] = Counter()
    for pair, count in pairs.items():
        topics[pair.partition("*")[0]] += count
    topics.pop("", None)
    topic, n = max(topics.items(), key=lambda each: (each[1], each[0]), default=("", 0))
    return _link(behind(week, "cases", "topic", topic), _topic(topic)) if n >= _SOME else None


def _topic(code: str) -> str:
    """A topic inside a sentence; an abbreviation keeps its letters."""
    label = topic_label(code)
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _link(href: str, words: str, kind: str = "") -> SafeString:
    return format_html('<a href="{}"{}>{}</a>', href, format_html(' class="{}"', kind) if kind else "", words)
