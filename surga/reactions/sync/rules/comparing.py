"""Both sides beside each other: what differs, and which act mends it.

- ``missing_here``: a report that is ours to have, and no case knows it. Mended by taking it in.
- ``missing_there``: a verified case that nobody means to tell. Mended by telling it.
- ``standing``: a standing that does not go with the status, and nothing is on its way. Mended by telling ours again.
- ``vanished``: a linked report that cannot be seen. Mended by looking again.
- ``double``: a second report with our marker. An officer there has to join them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from surga.channels.port.gateway import Report
from surga.reactions.sync.rules import reconcile, standing, telling
from surga.reactions.sync.things import ELSEWHERE, Link, Ours, Side

KINDS: Final = ("missing_here", "missing_there", "standing", "vanished", "double")


@dataclass(frozen=True, slots=True)
class Found:
    """One difference. ``ours``, ``theirs``: how it is on either side, in a word or a code."""

    kind: str
    case_id: int = 0
    report_id: str = ""
    ours: str = ""
    theirs: str = ""


def unlinked(report: Report, side: Side, told: Mapping[str, Ours]) -> Found | None:
    """What a report is that no link knows. ``told``: the cases told to the side, by their codes."""
    code = telling.code_in(report.text)
    if code in told:
        return Found("double", told[code].id, report.id, code, report.standing)
    return Found("missing_here", 0, report.id, "", report.standing) if reconcile.here(report, side) else None


def linked(link: Link, report: Report, ours: Ours, side: Side, *, pending: bool) -> Found | None:
    """What differs between a case and its report, None when nothing does."""
    away = link.state == ELSEWHERE or not reconcile.here(report, side)
    if pending or standing.fits(ours.status, report.standing, link.direction, elsewhere=away):
        return None
    return Found("standing", ours.id, report.id, ours.status, report.standing)


def untold(cases: Iterable[Ours]) -> list[Found]:
    """The cases that should be there and are not."""
    return [Found("missing_there", case.id, "", case.status) for case in cases]
