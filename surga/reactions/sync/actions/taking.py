"""Taking in reports that no program asked for: typed by an officer, or read from an export."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from surga.channels.port.gateway import Report
from surga.reactions.sync.engine.taking import Taking
from surga.reactions.sync.rules import reconcile
from surga.reactions.sync.store.running import party_of
from surga.reactions.sync.store.sides import side_named
from surga.reactions.sync.things import Link


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of reports from a form or a file: those that made or changed something, and those left out."""

    taken: int = 0
    same: int = 0
    failed: tuple[tuple[str, str], ...] = ()


def take_reports(system: str, reports: Iterable[Report]) -> Taken:
    """Take in reports that no program asked for: typed by an officer, or read from an export.

    The same again changes nothing; an older telling than the one we have is left out. One that cannot be taken in
    does not hold up the others: ``failed`` has its id and the reason's code.
    """
    party = party_of(side_named(system))
    taking, taken, same, failed = Taking(party), 0, 0, []
    for report in reports:
        link = party.book.link_of_report(system, report.id)
        digest = reconcile.digest_of(report)
        if link is not None and (link.seen == digest or _is_older(link, report)):
            same += 1
            continue
        try:
            taking.take(report, digest, party.now())
            taken += 1
        except Exception as error:
            failed.append((report.id, str(getattr(error, "code", "") or type(error).__name__)))
    return Taken(taken, same, tuple(failed))


def _is_older(link: Link, report: Report) -> bool:
    """Whether what we know was told later: an export may be an old one."""
    return link.updated_at is not None and report.updated_at < link.updated_at
