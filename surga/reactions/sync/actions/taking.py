"""Taking in reports that no program asked for: typed by an officer, or read from an export."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import batched
from typing import Final, Literal

from django.db import InterfaceError, OperationalError, transaction

from surga.channels.port.gateway import Report
from surga.core.cases.states import Refused
from surga.core.people import access
from surga.core.people.access import Actor
from surga.reactions.sync import queries
from surga.reactions.sync.actions.deciding import tracking_id
from surga.reactions.sync.engine.party import Party
from surga.reactions.sync.engine.taking import Taking
from surga.reactions.sync.rules import handing, reconcile, telling
from surga.reactions.sync.store.running import party_of
from surga.reactions.sync.store.sides import side_named
from surga.reactions.sync.things import ENDED, IN, Link

#: So many are committed together: one by one costs a tenth more, many would keep others from writing.
_AT_ONCE: Final = 10


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of reports from a file: new ones, those that changed, those that said nothing new or are older.

    ``failed``: the id of each that could not be taken in, and the reason's code.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    failed: tuple[tuple[str, str], ...] = ()

    @property
    def taken(self) -> int:
        """Those that made or changed something."""
        return self.new + self.changed


@dataclass(frozen=True, slots=True)
class Typed:
    """What came of a report that was typed in: the code of its case, and whether it made it, changed it, or neither."""

    code: str
    came: Literal["new", "changed", "same"]


def take_reports(system: str, reports: Iterable[Report]) -> Taken:
    """Take in the rows of an export.

    The same again changes nothing; an older telling than the one we have is left out. One that cannot be taken in
    does not hold up the others. Raises what the database raises when it goes away: do it again.
    """
    counts = dict.fromkeys(handing.READINGS, 0)
    failed: list[tuple[str, str]] = []
    party = party_of(side_named(system))
    for some in batched(map(queries.with_us, reports), _AT_ONCE):
        with transaction.atomic():
            for report, reading in zip(some, queries.readings(system, some), strict=True):
                takes = _keep_past if reading.what == "new" and _is_past(report) else _take
                wrong = _taken(takes, party, report) if reading.what in {"new", "changed"} else ""
                if wrong:
                    failed.append((report.id, wrong))
                else:
                    counts[reading.what] += 1
    return Taken(counts["new"], counts["changed"], counts["same"] + counts["older"], tuple(failed))


def _taken(takes: Callable[[Party, Report], None], party: Party, report: Report) -> str:
    """The code of what went wrong, "" when nothing did."""
    try:
        takes(party, report)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        return str(getattr(error, "code", "") or type(error).__name__)
    return ""


def _take(party: Party, report: Report) -> None:
    Taking(party).take(report, reconcile.digest_of(report), party.now())


class _LinkedBefore(Exception):
    """The case has a link already: somebody linked it by hand."""


def _is_past(report: Report) -> bool:
    """Whether it was over before we heard of it: most of an export is. Nothing else can follow from it then."""
    return report.standing in ENDED and not report.odd and not telling.code_in(report.text)


def _keep_past(party: Party, report: Report) -> None:
    """What ``Taking.take`` comes to for such a report, in fewer steps: all is known at once."""
    book, house, side, now = party.book, party.house, party.side, party.now()
    digest = reconcile.digest_of(report)
    try:
        with book.atomic():
            ours = house.take_in(report, (), side)
            after = house.linked(ours, side, report.id, IN)
            link = Link(
                side.name, ours.id, ours.code, report.id, IN, report.second_id, standing=report.standing,
                text_hash=reconcile.hash_of(report.text), seen=digest, seen_at=now, looked_at=now,
                updated_at=report.updated_at, since=now, after=after,
            )  # fmt: skip
            if book.add_link(link) is None:
                raise _LinkedBefore
            book.end_trouble(side.name, report.id)
            book.keep_raw(side.name, report, now)
    except _LinkedBefore:
        _take(party, report)


def type_in(system: str, report: Report, actor: Actor) -> Typed:
    """Take in a report that an officer read over there; the same number is the same report.

    Typed again it changes nothing, unless it stands elsewhere now. Raises ``Refused`` (id_invalid), ``NotAllowed``,
    and what ``receive`` raises.
    """
    access.require(actor, "file")
    report = queries.with_us(replace(report, id=tracking_id(report.id)))
    party = party_of(side_named(system))
    with transaction.atomic():
        link = party.book.link_of_report(system, report.id)
        if link is None:
            made = Taking(party).take(report, "", party.now())
            if made is None:
                raise Refused("report_not_ours", "standing")
            return Typed(made.code, "new")
        if link.standing == report.standing:
            return Typed(link.code, "same")
        # Who types a text again does not type it the same: that is no change of it.
        party.book.save_link(replace(link, text_hash=""))
        told = replace(report, updated_at=link.updated_at or report.updated_at)
        made = Taking(party).take(told, "", party.now())
        if made is not None:
            now = party.book.link_of_report(system, report.id) or made
            party.book.save_link(replace(now, text_hash=link.text_hash))
    return Typed(link.code, "changed")
