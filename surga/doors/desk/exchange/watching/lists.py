"""The lists: acts that wait or are parked, reports not taken in, twins, differences; each line as its page shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from surga.core.cases.queries import as_seen_by
from surga.core.people.access import Actor, may
from surga.doors.desk.exchange.watching import words
from surga.doors.desk.frame.rows import place_label
from surga.doors.look import words as look
from surga.reactions.sync import queries
from surga.reactions.sync.queries import About, Differing, Pair, Untaken, WaitingAct

#: Lines of a page; pairs are longer.
PAGE: Final = 50
PAIRS: Final = 10
#: Mended without touching a case: nobody but the side is asked.
_ASKS_ONLY: Final = frozenset({"missing_here", "vanished"})


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a line's form and not taken, with the sentence why."""

    id: int
    field: str
    value: str
    said: str


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act in words, and what this officer may do about it. ``by_hand``: no program sends it."""

    act: WaitingAct
    side: str
    what: str
    state: Any
    why: str
    by_hand: bool
    href: str
    may_skip: bool
    may_link: bool
    may_allow: bool
    soon: bool
    typed: Typed | None


@dataclass(frozen=True, slots=True)
class UntakenLine:
    """A report not taken in, in words. ``soon``: it is its turn; ``asked``: a program asks for it."""

    row: Untaken
    side: str
    why: str
    href: str
    soon: bool
    asked: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """One side of a pair: a case as this officer may read it. ``here``: it was not made of the report."""

    case: Any
    place: str
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two cases beside each other."""

    pair: Pair
    side: str
    tellings: list[Telling]


@dataclass(frozen=True, slots=True)
class DifferingLine:
    """A difference in a sentence, and the button that mends it; "" where only people can."""

    row: Differing
    side: str
    says: str
    mend: str
    href: str


@dataclass(frozen=True, slots=True)
class Listed[T]:
    """A page of lines; ``next``: the id after which the next begins, 0 at the end."""

    lines: list[T]
    next: int = 0


def acts(actor: Actor, side: str, state: str, after: int, typed: Typed | None = None) -> Listed[ActLine]:
    """Acts in a state. What was typed stays in its line."""
    rows = queries.waiting_acts(side, state, PAGE + 1, after)
    adapters = {each.name: each.adapter for each in queries.sides()}
    return _page(
        rows, PAGE, lambda row: row.id, lambda row: _act(actor, row, adapters.get(row.system, "off"), typed)
    )


def untaken(actor: Actor, side: str, after: int) -> Listed[UntakenLine]:
    rows = queries.untaken(side, PAGE + 1, after)
    asked = {each.name for each in queries.sides() if each.talks}
    return _page(rows, PAGE, lambda row: row.id, lambda row: _untaken(actor, row, row.system in asked))


def pairs(actor: Actor, side: str, after: int) -> Listed[PairLine]:
    rows = queries.pairs(actor, side, PAIRS + 1, after)
    return _page(rows, PAIRS, lambda row: row.id, lambda row: _pair(actor, row))


def differing(actor: Actor, side: str, after: int) -> Listed[DifferingLine]:
    rows = queries.differing(side, PAGE + 1, after)
    return _page(rows, PAGE, lambda row: row.id, lambda row: _differing(actor, row))


def _page[R, T](rows: Sequence[R], size: int, key: Callable[[R], int], line: Callable[[R], T]) -> Listed[T]:
    """One row more than a page was asked for: it tells whether there is another."""
    shown = rows[:size]
    return Listed([line(row) for row in shown], key(shown[-1]) if len(rows) > size else 0)


def _act(actor: Actor, row: WaitingAct, adapter: str, typed: Typed | None) -> ActLine:
    case = row.case
    open_, by_hand = row.state != "trying", row.state == "due" and adapter == "manual"
    # Numbers of another Surga are its own affair; those of the national side can be read off its screen.
    linkable = row.kind == "submit" and adapter != "surga"
    # A skipped act leaves a note on its case: who may not write there, does not skip.
    return ActLine(
        act=row,
        side=look.side_name(row.system),
        what=words.act(row.kind),
        state=words.state(row.state),
        why=words.reason("typing" if by_hand else row.reason, row.system),
        by_hand=by_hand,
        href=_href(actor, case),
        may_skip=open_ and case is not None and may(actor, "note", case.facts),
        may_link=open_ and linkable and case is not None and may(actor, "verify", case.facts),
        may_allow=row.reason == "secret" and case is not None and may(actor, "escalate", case.facts),
        soon=row.next_at <= timezone.now(),
        typed=typed if typed is not None and typed.id == row.id else None,
    )


def _untaken(actor: Actor, row: Untaken, asked: bool) -> UntakenLine:
    why = words.reason(row.reason, row.system)
    soon = row.next_at <= timezone.now()
    return UntakenLine(row, look.side_name(row.system), why, _href(actor, row.case), soon, asked)


def _pair(actor: Actor, row: Pair) -> PairLine:
    tellings = [
        Telling(as_seen_by(actor, case), place_label(case), f"/meja/laporan/{case.code}", here)
        for case, here in ((row.made, False), (row.other, True))
    ]
    return PairLine(row, look.side_name(row.system), tellings)


def _differing(actor: Actor, row: Differing) -> DifferingLine:
    allowed = row.kind in _ASKS_ONLY or (row.case is not None and may(actor, "note", row.case.facts))
    mend = words.MENDS.get(row.kind, "") if allowed else ""
    says = words.difference(row.kind, row.system, row.report_id, row.ours, row.theirs)
    return DifferingLine(row, look.side_name(row.system), says, str(mend), _href(actor, row.case))


def _href(actor: Actor, case: About | None) -> str:
    return f"/meja/laporan/{case.code}" if case is not None and may(actor, "see", case.facts) else ""
