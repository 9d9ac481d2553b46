"""The ten worst and the ten best, each with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surga.doors.executive.findings.asking import JUDGED, PAIR, Ask, city_of
from surga.doors.executive.findings.telling.words import (
    Verdict,
    agency_name,
    at_least,
    evidence,
    interval_of,
    topic_name,
)
from surga.doors.executive.frame.page import behind
from surga.doors.executive.frame.scope import Scope
from surga.doors.look.templatetags.moments import number
from surga.reactions.insight.queries import expect
from surga.reactions.insight.rules.noise.against import Finding, Judged, apart

_MOST = 10
#: A topic of which one agency has so much is that agency's: as a whole it says nothing else.
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the page shows. ``compared``, ``too_few``: how many comparisons were made, and pairs too small for any."""

    worst: list[Verdict]
    best: list[Verdict]
    compared: int
    too_few: int


def _spread(pairs: Mapping[str, int], topics: Mapping[str, int]) -> set[str]:
    """Topics that lie with several agencies, or with none yet: they are judged as a whole, too."""
    largest: dict[str, int] = {}
    for key, n in pairs.items():
        topic, _star, agency = key.partition("*")
        if agency:
            largest[topic] = max(n, largest.get(topic, 0))
    return {topic for topic, n in topics.items() if topic and largest.get(topic, 0) < _MOSTLY * n}


def judged(ask: Ask, scope: Scope) -> Judged:
    """Who lies apart from the city: pairs of topic and agency, and topics that lie with several."""
    expect(JUDGED, PAIR)
    cases, topics = ask.cases(scope)
    spread, somebodys = _spread(cases, topics), set(filter(_is_pair, cases))
    pairs = {
        name: {key: row for key, row in ask.rows(name, scope, PAIR).items() if key in somebodys}
        for name in JUDGED
    }
    if spread:
        for name, rows in pairs.items():
            whole = ask.rows(name, scope, "topic")
            rows.update({f"{topic}*": row for topic, row in whole.items() if topic in spread})
    whole_city = city_of(scope)
    city = {name: row for name in JUDGED if (row := ask.whole(name, whole_city)) is not None}
    found = apart(pairs, city, most=_MOST + len(spread))
    return found._replace(worst=_without_doubles(found.worst), best=_without_doubles(found.best))


def _without_doubles(found: list[Finding]) -> list[Finding]:
    """A topic as a whole is not told of beside the agency that makes it so."""
    of_agencies = {
        topic for each in found if _is_pair(each.subject) for topic in (each.subject.partition("*")[0],)
    }
    return [each for each in found if _is_pair(each.subject) or each.subject[:-1] not in of_agencies][:_MOST]


def told(scope: Scope, found: Judged) -> Verdicts:
    """The same in words."""
    return Verdicts(
        [_verdict(scope, each, found) for each in found.worst],
        [_verdict(scope, each, found) for each in found.best],
        found.compared,
        found.too_few,
    )


def _verdict(scope: Scope, finding: Finding, found: Judged) -> Verdict:
    topic, _star, agency = finding.subject.partition("*")
    # A strength may come with a shortcoming: what else lies apart is told, whichever way.
    also = tuple(evidence(each) for each in found.also.get(finding.subject, ()))
    return Verdict(
        topic_name(topic),
        agency_name(agency) if agency else _("semua instansi"),
        evidence(finding),
        at_least(finding),
        number(finding.n),
        interval_of(finding.measure, finding.low, finding.high),
        behind(scope, finding.measure, *((PAIR, finding.subject) if agency else ("topic", topic))),
        also,
    )


def _is_pair(key: str) -> bool:
    """Whether somebody has it: a case without an agency is nobody's shortcoming."""
    topic, _star, agency = key.partition("*")
    return bool(topic and agency)
