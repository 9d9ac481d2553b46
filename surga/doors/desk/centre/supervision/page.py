"""What a supervisor reads: sentences first, then small tables with bars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surga.core.intake.contacts import IDLE
from surga.core.intake.queries import centre as queries
from surga.core.intake.queries.centre import Centre
from surga.core.intake.queries.conversations import trouble
from surga.core.people.access import Actor, may
from surga.doors.desk.centre.inbox.rows import who_of
from surga.doors.look import words
from surga.doors.look.templatetags import moments

_LOST = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a table with its bar: ``part`` is 0 to 100 of the longest one."""

    label: str
    n: int
    part: int
    tone: str = "river"


def today_began(now: datetime) -> datetime:
    """Midnight in the city."""
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def board(now: datetime, actor: Actor) -> dict[str, Any]:
    """The context of the page. Who wrote is named to those alone who may converse with them."""
    today = today_began(now)
    mark = queries.centre_mark(now, today)
    found = queries.centre(now, today)
    matters = {code: n for code, n in found.outcomes.items() if code not in IDLE}
    idle = {code: n for code, n in found.outcomes.items() if code in IDLE}
    most = max(found.outcomes.values(), default=0)
    converses = may(actor, "converse")
    return {
        "mark": mark,
        "now": now,
        "centre": found,
        "headline": _headline(found, now),
        "contacts_said": _contacts_said(found),
        "modes": _modes(found),
        "matters": [_bar(words.label("outcome", code), n, most) for code, n in matters.items()],
        "idle": [_bar(words.label("outcome", code), n, most, "plain") for code, n in idle.items()],
        "officers": [(line, length(line.mean)) for line in found.officers],
        "lost": [(line, who_of(line.conversation) if converses else "") for line in trouble(_LOST)],
    }


def _headline(found: Centre, now: datetime) -> str:
    """The one thing to know: does anybody wait, and how long already?"""
    waiting = found.waiting + found.unanswered
    if not waiting:
        return _("Tidak ada warga yang menunggu.")
    said = ngettext("%(n)s warga menunggu jawaban", "%(n)s warga menunggu jawaban", waiting)
    said %= {"n": moments.number(waiting)}
    if found.longest is None:
        return f"{said}."
    minutes = max(1, int((now - found.longest).total_seconds() // 60))
    return _("%(waiting)s, paling lama %(length)s.") % {"waiting": said, "length": length(minutes * 60)}


def _contacts_said(found: Centre) -> str:
    """ "34 kontak hari ini: 9 pengaduan, 4 informasi, 12 iseng." Contacts, and never a word of reports."""
    if not found.contacts:
        return _("Belum ada kontak hari ini.")
    parts = [
        f"{moments.number(n)} {words.label('outcome', code).lower()}" for code, n in found.outcomes.items()
    ]
    if found.running:
        parts.append(_("%(n)s masih berjalan") % {"n": moments.number(found.running)})
    said = ngettext("%(n)s kontak hari ini: %(parts)s.", "%(n)s kontak hari ini: %(parts)s.", found.contacts)
    return said % {"n": moments.number(found.contacts), "parts": ", ".join(parts)}


def _modes(found: Centre) -> list[Bar]:
    labels = {
        "waiting": (_("Menunggu petugas"), "sun"),
        "held": (_("Ditangani petugas"), "river"),
        "snoozed": (_("Ditunda"), "plain"),
        "bot": (_("Dengan bot, hari ini"), "plain"),
    }
    most = max(found.modes.values(), default=0)
    return [_bar(labels[mode][0], n, most, labels[mode][1]) for mode, n in found.modes.items()]


def _bar(label: str, n: int, most: int, tone: str = "river") -> Bar:
    return Bar(label, n, round(n * 100 / most) if most else 0, tone)


def length(seconds: int | None) -> str:
    """A length in words: "45 detik", "12 menit", "2 jam 5 menit"; a dash where nobody measured it."""
    if seconds is None:
        return "–"
    if seconds < 60:
        return _("%(n)s detik") % {"n": seconds}
    hours, minutes = divmod(seconds // 60, 60)
    if not hours:
        return _("%(n)s menit") % {"n": minutes}
    if not minutes:
        return _("%(n)s jam") % {"n": hours}
    return _("%(hours)s jam %(minutes)s menit") % {"hours": hours, "minutes": minutes}
