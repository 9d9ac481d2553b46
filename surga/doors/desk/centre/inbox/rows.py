"""One line of the shared inbox: who, the last words, since when they wait, where, and who has it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from html import escape
from typing import Any, Final
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from surga.core.intake.queries import inbox
from surga.doors.look import words
from surga.doors.look.templatetags import moments, shapes

PATH: Final = "/meja/percakapan"
ICONS: Final = {"whatsapp": "message-circle", "telegram": "send", "email": "mail"}
#: Somebody who waits longer is marked: our own measure, no rule says one.
SLOW: Final = timedelta(minutes=15)
#: The reporter's key in a link to their case: who has it speaks as the reporter, whatever they may see at the desk.
_KEY: Final = re.compile(r"(\?t=)[\w-]+")

_ROW: Final = (
    '<li><article class="queue-row talk-row %(mood)s" data-row%(on)s>'
    '<div class="line"><a href="%(href)s"%(current)s>%(who)s</a></div><div class="at">%(at)s</div>'
    '<p class="preview">%(preview)s</p>%(unread)s'
    '<div class="meta dots">%(channel)s%(state)s</div></article></li>'
)


def rows_html(
    conversations: Iterable[Any], me: int, now: datetime, *, kept: dict[str, str], on: int = 0
) -> SafeString:
    """The items of the list. ``kept``: what the address keeps (filter, search); ``on``: the one that is open."""
    query = f"?{urlencode(kept)}" if kept else ""
    return SafeString("".join(_row(each, me, now, query, on) for each in conversations))


def who_of(conversation: Any) -> str:
    """Their name as the channel tells it, else their number without its middle."""
    return conversation.name or masked(conversation.phone) or _("Tanpa nama")


def keyless(text: str) -> str:
    """What was said, without the key that only the reporter needs."""
    return _KEY.sub(r"\1•••", text)


def masked(phone: str) -> str:
    """+6281234567890 as "+62812•••890": enough to tell two numbers apart, not enough to call."""
    return f"{phone[:6]}•••{phone[-3:]}" if len(phone) > 9 else ""


def span(seconds: float) -> str:
    """How long, in the shortest words: "baru saja", "12 mnt", "3 jam", "2 hari"."""
    minutes = int(seconds // 60)
    if minutes < 1:
        return _("baru saja")
    if minutes < 60:
        return _("%(n)s mnt") % {"n": minutes}
    if minutes < 48 * 60:
        return _("%(n)s jam") % {"n": minutes // 60}
    return _("%(n)s hari") % {"n": minutes // 1440}


def since_html(at: datetime, now: datetime) -> SafeString:
    """A span that the script keeps right while the page is open."""
    told = escape(span((now - at).total_seconds()))
    return SafeString(f'<time data-since="{at.timestamp():.0f}">{told}</time>')


def is_asleep(conversation: Any, now: datetime) -> bool:
    """Put off, and the person has not written since."""
    until = conversation.snoozed_until
    return until is not None and until > now and not conversation.unread


def _row(one: Any, me: int, now: datetime, query: str, on: int) -> str:
    waits = one.waiting_since is not None and not is_asleep(one, now)
    mood = ("late" if now - one.waiting_since > SLOW else "soon") if waits else ""
    return _ROW % {
        "mood": f"{mood} on" if one.pk == on else mood,
        "on": " data-on" if one.pk == on else "",
        "current": ' aria-current="page"' if one.pk == on else "",
        "href": escape(f"{PATH}/{one.pk}{query}"),
        "who": escape(who_of(one)),
        "at": since_html(one.changed_at, now),
        "preview": escape(keyless(one.preview) or "–"),
        "unread": _unread(one.unread),
        "channel": (
            f"<span>{shapes.icon(ICONS.get(one.channel, 'message-square'), 'icon-s')} "
            f"{escape(words.label('channel', one.channel))}</span>"
        ),
        "state": f'<span class="{"strong" if waits else ""}">{_state(one, me, now, waits=waits)}</span>',
    }


def _unread(count: int) -> str:
    if not count:
        return ""
    return f'<span class="count count-new"><span class="unseen">{escape(_("Belum dibaca:"))} </span>{count}</span>'


def _state(one: Any, me: int, now: datetime, *, waits: bool) -> str:
    """Who has it, and how long somebody has been waiting."""
    if is_asleep(one, now):
        return escape(_("ditunda sampai %(at)s") % {"at": moments.hour(one.snoozed_until)})
    if one.mode == "held":
        who = _("Anda") if one.holder_id == me else str(one.holder)
        return escape(who) + (f", {_waits(one, now)}" if waits else "")
    return _waits(one, now) if waits else escape(_("menunggu") if one.mode == "waiting" else _("Bot"))


def _waits(one: Any, now: datetime) -> str:
    return f"{escape(_('menunggu'))} {since_html(one.waiting_since, now)}"


def tabs_of(chosen: str, counts: inbox.Counts) -> list[dict[str, Any]]:
    """The filters as tabs, with their numbers where they are worth a query."""
    labels = {
        "waiting": _("Menunggu"),
        "mine": _("Saya"),
        "all": _("Semua"),
        "bot": _("Bot"),
        "snoozed": _("Tunda"),
    }
    return [
        {
            "href": f"{PATH}?saring={name}",
            "label": labels[name],
            "count": getattr(counts, name, None) or None,
            "on": name == chosen,
        }
        for name in inbox.FILTERS
    ]
