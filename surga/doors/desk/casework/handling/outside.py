"""Where a case is besides here: its numbers on other governments' sides, how it stands there, what is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from surga.core.people.access import may
from surga.doors.desk.casework.handling.scene import Scene
from surga.doors.desk.exchange.watching import words
from surga.doors.look import words as look
from surga.reactions.sync import queries

#: Acts shown: all that still wait, and the newest of the others.
_SHOWN: Final = 5
_LIVE: Final = frozenset({"due", "trying", "parked"})


@dataclass(frozen=True, slots=True)
class Tried:
    """A number that was typed and not taken, with the sentence why."""

    system: str
    report_id: str
    said: str


@dataclass(frozen=True, slots=True)
class LinkLine:
    """The case's number on one side. ``own``: that side's word for how it stands; ``gloss``: in the reader's tongue."""

    link: Any
    side: str
    own: str
    gloss: str
    tone: str
    where: str


@dataclass(frozen=True, slots=True)
class ToldLine:
    """An act in words; ``again``: this officer may try it again."""

    act: Any
    side: str
    what: str
    state: Any
    why: str
    again: bool


@dataclass(frozen=True, slots=True)
class Outside:
    """The panel. ``allow``: sides to which this officer may let the secret case be told; ``join``: to link by hand."""

    links: list[LinkLine]
    acts: list[ToldLine]
    says: str
    allow: list[tuple[str, str]]
    join: list[tuple[str, str]]
    tried: Tried | None


def outside_of(scene: Scene, items: Sequence[Any], tried: Tried | None = None) -> Outside | None:
    """What to show; None while the city is linked with nobody and the case never was."""
    sides = [side for side in queries.sides() if side.adapter != "off"]
    if not sides and not any(item.type == "CaseLinked" for item in items):
        return None
    case, actor, facts = scene.case, scene.actor, scene.facts
    links, acts = queries.links_of(case.pk), queries.acts_of(case.pk)
    secret = case.confidential or case.oversight or case.protected
    permits = queries.permits_of(case.pk) if secret else set()
    known = {link.system for link in links}
    free = [side for side in sides if side.name not in known]
    askable = secret and case.verified_at is not None and may(actor, "escalate", facts)
    allow = [side for side in free if askable and side.tells and side.name not in permits]
    # Numbers of another Surga are its own affair; those of the national side can be read off its screen.
    join = [side for side in free if side.adapter != "surga" and may(actor, "verify", facts)]
    live = [act for act in acts if act.state in _LIVE]
    over = [act for act in reversed(acts) if act.state not in _LIVE]
    again, by_hand = may(actor, "see_parked"), {side.name for side in sides if side.adapter == "manual"}
    return Outside(
        links=[_link(link) for link in links],
        acts=[
            _act(act, again=again, by_hand=act.system in by_hand)
            for act in live + over[: max(0, _SHOWN - len(live))]
        ],
        says="" if links or acts else _nowhere(case.status, secret=secret and not permits),
        allow=[(side.name, look.side_name(side.name)) for side in allow],
        join=[(side.name, look.side_name(side.name)) for side in join],
        tried=tried,
    )


def _link(link: Any) -> LinkLine:
    word = look.word("standing", link.standing)
    gloss = str(word.label)
    with override("id"):
        own = str(word.label)
    where = {
        "elsewhere": _("Sekarang di tangan instansi lain di sana."),
        "gone": _("Tidak terlihat lagi di sana."),
    }
    return LinkLine(
        link=link,
        side=look.side_name(link.system),
        own=own,
        gloss="" if gloss == own else gloss,
        tone=word.tone,
        where=where.get(link.state, ""),
    )


def _act(act: Any, *, again: bool, by_hand: bool) -> ToldLine:
    why = "typing" if by_hand and act.state == "due" else act.reason
    return ToldLine(
        act=act,
        side=look.side_name(act.system),
        what=words.act(act.kind),
        state=words.state(act.state),
        why=words.reason(why, act.system) if act.state in {"due", "parked"} else "",
        again=again and act.state == "parked",
    )


def _nowhere(status: str, *, secret: bool) -> str:
    if secret:
        return _("Laporan rahasia tidak disampaikan ke luar, kecuali diizinkan satu per satu.")
    if status in {"received", "waiting_reporter"}:
        return _("Disampaikan sesudah diperiksa.")
    return _("Laporan ini hanya ada di sini.")
