"""The nightly comparison: everything there beside everything here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from surga.channels.port.gateway import Gone, Report
from surga.reactions.sync.engine.party import Party
from surga.reactions.sync.engine.pull import BEGINNING, MOST_PAGES
from surga.reactions.sync.rules import comparing
from surga.reactions.sync.rules.comparing import Found
from surga.reactions.sync.things import GONE, Link, Ours

#: A report that changed so lately may be on its way.
LATELY: Final = timedelta(minutes=30)


class Compare:
    """One comparison of one side. Raises what the gateway raises: it is then simply done again."""

    def __init__(self, party: Party) -> None:
        self._it = party

    def run(self, links: Iterable[Link], told: Mapping[str, Ours], missing: Iterable[Ours]) -> list[Found]:
        """``links``: all of the side; ``told``: cases told to it, by code; ``missing``: cases that should be."""
        theirs = self._listed()
        known = {link.report_id: link for link in links}
        found = [self._one(link, theirs.get(link.report_id)) for link in known.values()]
        settled = [each for each in theirs.values() if self._it.now() - each.updated_at > LATELY]
        found += [comparing.unlinked(each, self._it.side, told) for each in settled if each.id not in known]
        return [one for one in found if one is not None] + comparing.untold(missing)

    def _listed(self) -> dict[str, Report]:
        it, page, more = self._it, 0, True
        listed: dict[str, Report] = {}
        while more and page < MOST_PAGES:
            page += 1
            answer = it.gateway.changes(it.side.since or BEGINNING, page)
            listed |= {report.id: report for report in answer.reports}
            more = answer.more
        return listed

    def _one(self, link: Link, report: Report | None) -> Found | None:
        it = self._it
        ours = it.house.ours(link.case_id, it.side)
        if ours is None:
            return None
        if report is None:
            if link.state == GONE:
                return None
            try:
                report = it.gateway.report(link.report_id)
            except Gone:
                return Found("vanished", ours.id, link.report_id, link.state)
        pending = it.book.pending(it.side.name, ours.id)
        return comparing.linked(link, report, ours, it.side, pending=pending)
