"""What the overview says: a card for each side, with what is to be done there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surga.core.people.access import Actor, may
from surga.doors.desk.exchange.tabs import BASE
from surga.doors.desk.exchange.watching import words
from surga.doors.look import words as look
from surga.doors.look.templatetags import moments
from surga.reactions.sync import queries
from surga.reactions.sync.queries import Reason, SideState

#: A side that is spoken to is read every minute or so; later than this, somebody should look why.
LATE: Final = timedelta(minutes=15)
TALKING: Final = frozenset({"sp4n", "surga"})


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to look at: a sentence, where it leads, "" for nowhere, and whether it waits for an officer."""

    text: str
    href: str = ""
    urgent: bool = True


@dataclass(frozen=True, slots=True)
class Card:
    """One side. ``tone`` as the look has them; ``says``: the one sentence above all."""

    side: SideState
    name: str
    adapter: Any
    tone: str
    says: str
    todos: list[Todo]
    late: bool

    @property
    def waiting(self) -> int:
        return self.side.waiting + self.side.trying

    @property
    def talks(self) -> bool:
        return self.side.adapter in TALKING


def cards(actor: Actor, now: datetime) -> list[Card]:
    """Every side, those first for which something is to be done."""
    why: dict[str, list[Reason]] = {}
    for each in queries.reasons():
        why.setdefault(each.system, []).append(each)
    found = [_card(side, why.get(side.name, []), actor, now) for side in queries.states()]
    return sorted(found, key=lambda card: {"brick": 0, "sun": 1}.get(card.tone, 2))


def headline(found: list[Card]) -> str:
    """The one thing to know of all sides together."""
    urgent = sum(todo.urgent for card in found for todo in card.todos)
    if urgent:
        said = ngettext(
            "Ada %(n)s hal yang perlu Anda lihat.", "Ada %(n)s hal yang perlu Anda lihat.", urgent
        )
        return said % {"n": moments.number(urgent)}
    if all(card.side.adapter == "off" for card in found):
        return _("Belum terhubung dengan pemerintah lain.")
    if any(card.tone == "sun" for card in found):
        return _("Tidak ada yang perlu Anda putuskan.")
    return _("Semua beres.")


def _card(side: SideState, why: list[Reason], actor: Actor, now: datetime) -> Card:
    talks = side.adapter in TALKING
    away = [each for each in why if talks and each.state == "due" and words.is_away(each.reason)]
    lag = side.lag_in(now)
    late = talks and (lag is None or lag > LATE)
    todos = _todos(side, actor)
    urgent = any(todo.urgent for todo in todos)
    unread = talks and bool(side.unread or side.troubles)
    tone = "brick" if side.parked else "sun" if urgent or away or late or unread else "leaf"
    tone = "muted" if side.adapter == "off" and not urgent else tone
    return Card(
        side=side,
        name=look.side_name(side.name),
        adapter=words.adapter(side.adapter),
        tone=tone,
        says=_says(side, away, urgent=urgent, late=late),
        todos=todos,
        late=late,
    )


def _says(side: SideState, away: list[Reason], *, urgent: bool, late: bool) -> str:
    if away:
        return " ".join(
            (words.reason(away[0].reason, side.name), _("Yang menunggu berangkat sendiri begitu bisa."))
        )
    if side.unread and side.adapter in TALKING:
        return " ".join((words.reason(side.unread, side.name), _("Laporan dari sana dibaca begitu bisa.")))
    if urgent:
        return _("Ada yang menunggu Anda.")
    if side.adapter == "off":
        return _("Tidak ada yang dikirim atau dibaca.")
    if late:
        if side.read_at is None:
            return _("Belum pernah dibaca. Bila tetap begini, beri tahu petugas teknis.")
        return _("Sudah lama tidak terbaca. Bila tetap begini, beri tahu petugas teknis.")
    if side.troubles and side.adapter in TALKING:
        return _("Sebagian laporan dari sana belum dapat diambil; dicoba lagi sendiri.")
    return _("Semua beres: tidak ada yang tertahan dan tidak ada yang berbeda.")


def _todos(side: SideState, actor: Actor) -> list[Todo]:
    stuck, verifies = may(actor, "see_parked"), may(actor, "verify")
    here = f"?sisi={side.name}"
    rows = [
        (side.parked, _stuck(side.parked), "kiriman" if stuck else "", True),
        (side.twins, _alike(side.twins), "kembar" if verifies else "", verifies),
        (
            side.waiting if side.adapter == "manual" else 0,
            _typing(side.waiting),
            "tugas" if verifies else "",
            verifies,
        ),
        (side.differences, _unlike(side.differences), "perbedaan" if stuck else "", stuck),
        (
            side.troubles,
            _untaken(side.troubles, alone=side.adapter in TALKING),
            "belum-masuk" if stuck else "",
            False,
        ),
    ]
    return [Todo(text, f"{BASE}/{page}{here}" if page else "", urgent) for n, text, page, urgent in rows if n]


def _stuck(n: int) -> str:
    said = ngettext("%(n)s kiriman tertahan", "%(n)s kiriman tertahan", n)
    return said % {"n": moments.number(n)}


def _alike(n: int) -> str:
    said = ngettext(
        "%(n)s pasang laporan mungkin satu perkara", "%(n)s pasang laporan mungkin satu perkara", n
    )
    return said % {"n": moments.number(n)}


def _typing(n: int) -> str:
    said = ngettext("%(n)s kabar menunggu diketik di sana", "%(n)s kabar menunggu diketik di sana", n)
    return said % {"n": moments.number(n)}


def _unlike(n: int) -> str:
    said = ngettext("%(n)s perbedaan kedua sisi", "%(n)s perbedaan kedua sisi", n)
    return said % {"n": moments.number(n)}


def _untaken(n: int, *, alone: bool) -> str:
    """``alone``: a program asks for them again."""
    said = ngettext("%(n)s laporan belum dapat diambil", "%(n)s laporan belum dapat diambil", n)
    told = said % {"n": moments.number(n)}
    return _("%(told)s; dicoba lagi sendiri") % {"told": told} if alone else told
