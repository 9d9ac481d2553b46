"""What the rows of an export are to what we know, before and while they are taken in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from surga.channels.port.gateway import Report
from surga.reactions.sync.models import Answer, Link
from surga.reactions.sync.rules import handing, reconcile
from surga.reactions.sync.rules.handing import Reading
from surga.reactions.sync.store.book import link_of


@dataclass(frozen=True, slots=True)
class Read:
    """What a row is, and the code of its case, "" while it has none."""

    report_id: str
    what: Reading
    code: str = ""


def with_us(report: Report) -> Report:
    """A report from the city's own page there is with the city, whichever of its agencies has it."""
    return replace(report, body_id="")


def readings(system: str, reports: Sequence[Report]) -> list[Read]:
    """What each of the reports is, in two questions for all of them: at most some hundreds at a time."""
    ids = {report.id for report in reports}
    links = {row.report_id: link_of(row) for row in Link.objects.filter(system=system, report_id__in=ids)}
    raws = {report.id: _digest_of_raw(report) for report in reports if report.raw and report.id in links}
    answers = Answer.objects.filter(system=system, report_id__in=raws, digest__in=raws.values())
    before = set(answers.values_list("report_id", "digest")) if raws else set()
    found = []
    for report in map(with_us, reports):
        link = links.get(report.id)
        taken_before = (report.id, raws.get(report.id, "")) in before
        what = handing.reading_of(link, report, reconcile.digest_of(report), taken_before=taken_before)
        found.append(Read(report.id, what, link.code if link is not None else ""))
    return found


def codes_by_number(system: str, report_ids: Sequence[str]) -> dict[str, str]:
    """The codes of the cases that have these numbers there."""
    links = Link.objects.filter(system=system, report_id__in=report_ids)
    return dict(links.values_list("report_id", "code"))


def _digest_of_raw(report: Report) -> str:
    """As ``DatabaseBook.keep_raw`` has it."""
    return hashlib.sha256(report.raw.encode("utf-8", "surrogatepass")).hexdigest()
