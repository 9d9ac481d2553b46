"""From when to when, and as known when: read from the address."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext as _

from surga.doors.executive.frame.period.mistakes import note, quoted, typed
from surga.doors.executive.frame.period.names import EARLIEST, LATEST, NAMES, YEAR, days_of, span
from surga.doors.look.templatetags import moments

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Span(NamedTuple):
    """As in ``Scope``: days of receipt, both in; the last day that is known, None for now; the period's name."""

    from_: date
    to: date
    as_of: date | None
    period: str
    asked: bool


def span_of(request: HttpRequest, today: date, usual: str) -> Span:
    """Days of one's own (``dari``, ``sampai``) go before a rolling period (``periode``); ``usual`` where neither is.

    A period ends on the last day that is known (``per``, else today) also where the address names a later one: nothing
    came after it. Two days in the wrong order are turned round. What is not understood is noted.
    """
    faults: dict[str, str] = {}
    as_of = _known_on(request, today, faults)
    last = as_of or today
    from_, to = _day(request, "dari", faults), _day(request, "sampai", faults)
    if from_ is not None and from_ > last:
        faults["dari"] = _too_late(from_, last, today)
        from_ = None
    to = to if to is None else min(to, last)
    if from_ is not None and to is not None and from_ > to:
        words = {"from": moments.short(from_), "to": moments.short(to)}
        faults["dari"] = _("Awalnya, %(from)s, ada sesudah akhirnya, %(to)s.") % words
        from_, to = to, from_
    found = _span(request, (from_, to), last, usual, faults)
    shown, now = span(found.from_, found.to), _("keadaan sekarang")
    for word in (each for each in ("periode", "dari", "sampai", "per") if each in faults):
        note(request, word, faults[word], now if word == "per" else shown)
    return found._replace(as_of=as_of)


def _span(
    request: HttpRequest, own: tuple[date | None, date | None], last: date, usual: str, faults: dict[str, str]
) -> Span:
    from_, to = own
    named = typed(request, "periode")
    known = named in NAMES
    if named and not known:
        faults["periode"] = _("Kami tidak mengenal masa “%(typed)s”.") % {"typed": quoted(named)}
    if from_ is None and to is None:
        return Span(*days_of(named if known else usual, last), None, named if known else usual, known)
    end = last if to is None else to
    return Span(max(end - YEAR, EARLIEST) if from_ is None else from_, end, None, "", True)


def _known_on(request: HttpRequest, today: date, faults: dict[str, str]) -> date | None:
    """A day that is over; the end of today is what is known now."""
    found = _day(request, "per", faults)
    if found is not None and found > today:
        faults["per"] = _too_late(found, today, today)
    return found if found is not None and found < today else None


def _day(request: HttpRequest, word: str, faults: dict[str, str]) -> date | None:
    said = typed(request, word)
    if not said:
        return None
    try:
        found = date.fromisoformat(said)
    except ValueError:
        pattern = (
            _("Tanggal “%(typed)s” tidak ada di kalender.")
            if _DAY.fullmatch(said)
            else _("“%(typed)s” bukan tanggal.")
        )
        faults[word] = pattern % {"typed": quoted(said)}
        return None
    if EARLIEST <= found <= LATEST:
        return found
    far = _("Tanggal %(day)s terlalu lama.") if found < EARLIEST else _("Tanggal %(day)s terlalu jauh.")
    faults[word] = far % {"day": moments.short(found)}
    return None


def _too_late(day: date, last: date, today: date) -> str:
    if day > today:
        return _("Tanggal %(day)s belum tiba.") % {"day": moments.short(day)}
    words = {"day": moments.short(day), "last": moments.short(last)}
    return _("Tanggal %(day)s ada sesudah %(last)s, hari terakhir yang diketahui.") % words
