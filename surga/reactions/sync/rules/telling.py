"""Which of our events are told to another side, and as what. What came from a side is never told to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from surga.channels.port.gateway import NOT_YOURS
from surga.core.cases.states import OUTSIDE_LEVELS
from surga.reactions.sync.things import (
    FOLLOW_UP,
    GIVE_BACK,
    IN,
    LINKED,
    LONGEST_TEXT,
    OUT,
    PASS_ON,
    SKIPPED,
    SUBMIT,
    Act,
    Link,
    Ours,
    Side,
)

#: Old matters are taken in by the first, invented ones by the second: neither is told to anybody.
NEVER_TOLD: Final = frozenset({"system:import", "system:demo"})
_MARKER = re.compile(r"\[Ref ([A-Z]{2,5}-\d{4}-[0-9A-Z]{5})\]\s*\Z")


@dataclass(frozen=True, slots=True)
class Tell:
    """How an event is told. ``words``: what is said where the entry has none, or where ``own`` keeps its words here."""

    standing: str = ""
    words: str = ""
    closes: bool = False
    own: bool = False
    directions: tuple[str, ...] = (IN, OUT)


#: Event → how it is told. What is not here stays in the city.
TELLS: Final[Mapping[str, Tell]] = {
    "CaseForwarded": Tell("", "Laporan diteruskan kepada unit kerja yang menangani.", own=True),
    "WorkStarted": Tell("in_progress", "Laporan mulai ditangani."),
    # Who reported it there reads it there; who reported it here is asked here.
    "ReporterAsked": Tell("", directions=(IN,)),
    "CaseAnswered": Tell("followed_up"),
    "CaseResolved": Tell("followed_up"),
    "CaseObjected": Tell("in_progress", "Pelapor menyanggah; laporan ditangani kembali.", own=True),
    # The end of a report told to us is the other side's: its reporter, or its clock.
    "CaseConfirmed": Tell("done", "Pelapor menyatakan selesai.", closes=True, own=True, directions=(OUT,)),
    "CaseClosedBySilence": Tell("done", "Selesai: tidak ada sanggahan pelapor sampai batas waktunya.", closes=True,
                                own=True, directions=(OUT,)),
    "CaseReopened": Tell("in_progress", "Laporan dibuka kembali.", own=True),
    "CaseArchived": Tell("archived", "Laporan diarsipkan.", own=True),
    "CaseEscalated": Tell("", "Laporan dibawa ke tingkat yang berwenang."),
}  # fmt: skip


#: Besides, to a side that has what went up to it: what the reporter adds is between them and whoever has the case.
TELLS_UPWARDS: Final[Mapping[str, Tell]] = {"DetailsAdded": Tell("", "Pelapor menambah keterangan.")}

_UPWARDS: Final = frozenset({"province", "centre"})
#: From these on a case is told.
BEGINS: Final = frozenset({"CaseVerified", "CaseReopened"})


def marker_of(code: str) -> str:
    """What is put at the end of a text that we tell, to know it again."""
    return f"[Ref {code}]"


def code_in(text: str) -> str:
    """The code of the case that a text ends with, "" when it is not marked."""
    found = _MARKER.search(text[-80:])
    return found.group(1) if found else ""


def marked(text: str, code: str) -> str:
    """The text with our marker as its last line, together no longer than a report may be."""
    marker = marker_of(code)
    room = LONGEST_TEXT - len(marker) - 1
    return f"{text if len(text) <= room else text[: room - 1] + '…'}\n{marker}"


def came_from(actor: str, side: Side) -> bool:
    """Whether this is the echo of what the side said itself."""
    return actor == side.actor


def why_not(ours: Ours | None) -> str:
    """Why a case must not be told (any more), "" when it may. Asked when an act is made, and again when it is sent."""
    if ours is None:
        return "case_missing"
    return "secret" if ours.secret and not ours.allowed else ""


def may_go_now(act: Act, refused: str, before: Link, after: Link) -> bool:
    """Whether an act that was refused may be taken as the report is by now. ``before``: when the act was begun."""
    if act.kind == FOLLOW_UP and act.reason != refused and after.state != before.state:
        return True
    return refused == NOT_YOURS and after.state == LINKED and is_other(before, after)


def is_other(before: Link, after: Link) -> bool:
    """Whether something happened to the report there between two tellings."""
    return (before.state, before.standing, before.updated_at) != (
        after.state,
        after.standing,
        after.updated_at,
    )


def acts_for(
    side: Side, sides: Iterable[Side], happened: tuple[int, str, Any, str], ours: Ours, links: Sequence[Link],
    submit: Act | None,
) -> list[Act]:  # fmt: skip
    """The acts that an event (id, name, itself, actor) asks for on a side; none, when it is nothing to tell there."""
    event_id, name, event, actor = happened
    if not side.tells or actor in NEVER_TOLD or came_from(actor, side) or why_not(ours):
        return []
    base = Act(
        side.name, ours.id, event_id, FOLLOW_UP, f"{ours.code}.{event_id}", doubt=side.adapter == "manual"
    )
    if submit is None and not links:
        return _beginning(side, sides, base, name, event, ours)
    if submit is not None and submit.state == SKIPPED and not links:
        return []
    how = TELLS.get(name)
    if how is None and side.takes == "escalated":
        how = TELLS_UPWARDS.get(name)
    if how is None:
        return []
    if links:
        targets = [(link.report_id, link.direction, link.after) for link in links]
    else:
        targets = [("", OUT, submit.event_id if submit is not None else 0)]
    told = _told(side, sides, base, name, event, how)
    with_us = {link.report_id for link in links if link.state == LINKED}
    if name == "CaseEscalated" and side.takes_up(event.level, event.body) and with_us:
        # It had come back to us from there, and goes there once more.
        told = replace(told, kind=GIVE_BACK)
    return [
        replace(told, target=target, ref=f"{told.ref}.{n}" if n else told.ref)
        for n, (target, direction, after) in enumerate(targets)
        if direction in how.directions and event_id > after
    ]


def submission(base: Act) -> Act:
    """The act that tells the case itself."""
    return replace(base, kind=SUBMIT)


def _beginning(side: Side, sides: Iterable[Side], base: Act, name: str, event: Any, ours: Ours) -> list[Act]:
    """The acts that tell a case to a side for the first time; none, when it is not told there (yet)."""
    if not _begins(side, sides, name, event, ours):
        return []
    acts = [submission(base)]
    if ours.brought_by and side.takes == "all":
        # What goes up from here was never ours to tell, but to pass on.
        passed = _told(side, sides, base, name, event, TELLS[name])
        acts += [replace(passed, ref=f"{base.ref}.up")] if passed.kind == PASS_ON else []
    return acts


def _begins(side: Side, sides: Iterable[Side], name: str, event: Any, ours: Ours) -> bool:
    """Whether the case is told to the side from now on.

    Not before it is verified: only then is it known whether it is one to keep secret, and which are no reports at all.
    One that was archived before that and is opened again is as good as verified. What was typed in from there has no
    link yet; it is linked, not told. What another government's program brought is never told back to it, for it asks;
    and it is told to the national side only if it goes up from here, and is not there from whoever brought it.
    """
    if ours.brought_by == side.name:
        return False
    level, body = str(getattr(event, "level", "")), str(getattr(event, "body", ""))
    if side.takes == "escalated":
        return name == "CaseEscalated" and side.takes_up(level, body)
    if ours.brought_by:
        directly = any(each.takes_up(level, body) for each in sides)
        return name == "CaseEscalated" and level in _UPWARDS and not (ours.known_above or directly)
    return name in BEGINS and ours.channel != side.channel


def _told(side: Side, sides: Iterable[Side], base: Act, name: str, event: Any, how: Tell) -> Act:
    entry = 0 if how.own else int(getattr(event, "entry_id", None) or 0)
    act = replace(base, standing=how.standing, closes=how.closes, words=how.words, entry_id=entry)
    level = getattr(event, "level", "")
    if name != "CaseEscalated" or level not in OUTSIDE_LEVELS:
        return act
    if side.takes == "escalated" or any(each.takes_up(level, event.body) for each in sides):
        return act  # it goes there directly; here it is only told
    body = side.bodies.get(event.body.casefold()) or side.bodies.get(level) or ""
    return replace(act, kind=PASS_ON if body else GIVE_BACK, body_id=body)
