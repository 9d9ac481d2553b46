"""The inbox on the screen: the list, the conversation, and what is known of the person. About ten queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from surga.core.cases.queries import facts_of
from surga.core.intake.contacts import IDLE, MARKED, OUTCOMES
from surga.core.intake.queries import inbox
from surga.core.intake.queries.callers import tells_reporter
from surga.core.intake.queries.conversations import lines_of, window_open
from surga.core.knowledge import queries as knowledge
from surga.core.people.access import Actor, may
from surga.core.regions import queries as regions
from surga.doors.desk.centre.inbox import replies
from surga.doors.desk.centre.inbox.bubbles import bubbles_of, point_of
from surga.doors.desk.centre.inbox.rows import ICONS, PATH, is_asleep, rows_html, since_html, tabs_of, who_of
from surga.doors.desk.frame.page import city_now
from surga.doors.look import words

LINES: Final = 60
#: An article that fits less well only takes room.
_HELPFUL: Final = 0.5
#: The hour at which "tomorrow morning" begins: offices open then.
_MORNING: Final = (7, 30)


@dataclass(frozen=True)
class Attempt:
    """An act that was refused, with what was typed, so that nothing is lost."""

    name: str = ""
    sentence: str = ""
    text: str = ""
    once: str = field(default_factory=lambda: uuid4().hex)


@dataclass(frozen=True)
class Asked:
    """What the address asks of the list."""

    name: str
    q: str
    after: tuple[datetime, int] | None

    @classmethod
    def of(cls, request: HttpRequest) -> Asked:
        name = request.GET.get("saring", "")
        q = request.GET.get("q", "")[:100].replace("\x00", "").strip()
        chosen = name if name in inbox.FILTERS else ("all" if q else "waiting")
        return cls(chosen, q, _read_after(request.GET.get("sesudah", "")))

    @property
    def kept(self) -> dict[str, str]:
        return {"saring": self.name, **({"q": self.q} if self.q else {})}


def list_part(request: Any, asked: Asked, now: datetime, on: int = 0) -> dict[str, Any]:
    """The list with its filters, and the mark by which the page asks whether it is still right."""
    me = int(request.actor.id)
    counts = inbox.counts_for(me, now)
    mark = inbox.fresh_list_mark(now, counts.wakes_at)
    limit = 50
    found = inbox.list_of(asked.name, me, now, q=asked.q, after=asked.after, limit=limit)
    shown = found[:limit]
    more = ""
    if len(found) > limit and asked.name != "waiting":
        more = "?" + urlencode({**asked.kept, "sesudah": _after(shown[-1])})
    return {
        "rows": rows_html(shown, me, now, kept=asked.kept, on=on),
        "tabs": tabs_of(asked.name, counts),
        "waiting": counts.waiting,
        "asked": asked,
        "more": more,
        "list_mark": mark,
        "kept": urlencode(asked.kept),
        "nothing": _nothing(asked),
    }


def talk_part(request: Any, one: Any, now: datetime, attempt: Attempt | None = None) -> dict[str, Any]:
    """The conversation, its box to answer in, and what stands beside it."""
    actor: Actor = request.actor
    me, city, language = int(actor.id), city_now(), get_language() or "id"
    lines = lines_of(one.pk, LINES, _number(request.GET.get("sebelum", "")))
    cases = [case for case in inbox.cases_of(one) if may(actor, "see", facts_of(case))]
    mine, leads = one.holder_id == me, may(actor, "supervise")
    is_open = window_open(one, now)
    return {
        "talk": one,
        "who": who_of(one),
        "channel_icon": ICONS.get(one.channel, "message-square"),
        "mine": mine,
        "holder": str(one.holder) if one.holder is not None else "",
        "leads": leads,
        "asleep": is_asleep(one, now),
        "waits": since_html(one.waiting_since, now) if one.waiting_since is not None else "",
        "open": is_open,
        "box": f"{one.holder_id or 0}-{int(is_open)}-{one.mode}",
        "talk_mark": inbox.talk_mark(one, now),
        "bubbles": list(bubbles_of(lines, one, me, seen={case.code for case in cases})),
        "older": lines[0].pk if len(lines) == LINES else 0,
        "attempt": attempt or Attempt(),
        "snoozes": snoozes(now),
        "outcomes": [(code, words.label("outcome", code), code in IDLE) for code in OUTCOMES],
        "colleagues": _colleagues(me) if mine or leads else [],
        "canned": replies.canned_options(replies.canned_for(one, str(request.user), city)) if mine else "",
        "templates": replies.templates_for(one, city) if mine and not is_open else [],
        **_aside(request, one, lines, cases, language),
    }


def snoozes(now: datetime) -> list[tuple[str, str]]:
    """How long it may be put off, as (code, words)."""
    return [("15", _("15 menit")), ("60", _("1 jam")), ("besok", _("Besok pagi, 07.30"))]


def snoozed_until(code: str, now: datetime) -> datetime | None:
    """The moment that a code of ``snoozes`` means; None for another."""
    if code in {"15", "60"}:
        return now + timedelta(minutes=int(code))
    if code != "besok":
        return None
    tomorrow = timezone.localtime(now) + timedelta(days=1)
    return tomorrow.replace(hour=_MORNING[0], minute=_MORNING[1], second=0, microsecond=0)


def _colleagues(me: int) -> list[tuple[int, str, str]]:
    return [(one.pk, str(one), words.label("role", one.role)) for one in inbox.colleagues() if one.pk != me]


def _aside(request: Any, one: Any, lines: list[Any], cases: list[Any], language: str) -> dict[str, Any]:
    """Who it is, their cases, what came of earlier contacts, what may help, and the place they shared."""
    contacts = inbox.contacts_of(one)
    asked = [line.text for line in lines if line.way == "in" and line.text][-3:]
    found = knowledge.search(" ".join(asked), 3, fresh=False) if asked else []
    found = [hit for hit in found if hit.score >= _HELPFUL]
    return {
        "cases": cases,
        "earlier": contacts[:5],
        "promises": [one for one in contacts if one.promise and tells_reporter(one.case, request.actor)][:3],
        "today": timezone.localdate(),
        "pranks": sum(contact.outcome in MARKED for contact in contacts),
        "running": one.contact,
        "articles": [_article(hit.article, language, one.language) for hit in found],
        **_place(request, lines),
    }


def _article(article: Any, language: str, theirs: str) -> tuple[str, str, str]:
    """What may help: its title for the officer, what they may say in the person's language, and why to doubt it."""
    return article.label(language), article.brief(theirs), article.doubt(timezone.localdate())


def _place(request: Any, lines: list[Any]) -> dict[str, Any]:
    """The map with the place that was asked for, or was shared last."""
    asked = _number(request.GET.get("titik", ""))
    places = [line for line in lines if point_of(line)[0] is not None]
    chosen = next((line for line in places if line.pk == asked), places[-1] if places else None)
    if chosen is None:
        return {"shapes": ()}
    lat, lon = point_of(chosen)
    assert lat is not None and lon is not None  # noqa: S101, PT018  # only such were kept
    return {
        "shapes": regions.shapes(fresh=False),
        "viewbox": regions.viewbox(fresh=False),
        "pin": regions.to_svg(lat, lon, fresh=False),
        "region": regions.region_at(lat, lon, fresh=False) or "",
        "lat": f"{lat:.6f}",
        "lon": f"{lon:.6f}",
    }


def _nothing(asked: Asked) -> tuple[str, str]:
    """Why the list is empty, and what that means."""
    if asked.q:
        return _("Tidak ada yang cocok"), _("Coba sebagian nama, nomor, atau kata yang ditulis.")
    said = {
        "waiting": (_("Tidak ada yang menunggu"), _("Semua warga sudah ada yang menjawab.")),
        "mine": (_("Tidak ada percakapan Anda"), _("Ambil satu dari yang menunggu.")),
        "snoozed": (_("Tidak ada yang ditunda"), _("Yang ditunda kembali sendiri pada waktunya.")),
    }
    return said.get(
        asked.name, (_("Belum ada percakapan"), _("Percakapan dari WhatsApp dan Telegram tampil di sini."))
    )


def _after(conversation: Any) -> str:
    return f"{conversation.changed_at.timestamp():.6f}-{conversation.pk}"


def _read_after(said: str) -> tuple[datetime, int] | None:
    at, _dash, pk = said.partition("-")
    try:
        return datetime.fromtimestamp(float(at), UTC), int(pk[:18])
    except (ValueError, OverflowError, OSError):
        return None


def _number(said: str) -> int | None:
    return int(said) if said.isdecimal() and said.isascii() and len(said) < 19 else None


__all__ = ["PATH", "Asked", "Attempt", "list_part", "snoozed_until", "talk_part"]
