"""The authority table: from topic, region and words to who is competent, and why. Plain Python, no Django.

The table is read from top to bottom; the first rule that fits decides. A rule that cannot be carried out (its
agency is unknown or closed, the place has no office, the rule itself is broken) decides nothing: the route then
carries no agency and an alert, and the case waits for a verifier.

The trace is a list of short steps ``step|argument|…`` that is kept on the case;
``queries.explain`` turns them into sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from surga.core.agencies.city import AgencyInfo, RuleInfo, TopicInfo
from surga.core.agencies.routing.finding import words_of

PLACE_OFFICES = {"@kelurahan": "kelurahan", "@kecamatan": "kecamatan"}
DEFAULT_RULE = "topic_default"


@dataclass(frozen=True)
class Route:
    """Where a case should go. ``agency``: a code, or empty, then ``alert`` is true.

    ``reason``: why there is an alert: ``topic_missing`` (nothing was decided because nothing is
    known yet: no fault), ``agency_unknown``, ``agency_inactive``, ``office_missing``, ``rule_broken``.
    ``body``: who settles it outside the city, where ``level`` is province, centre or neighbour.
    """

    agency: str
    level: str
    rule: str
    trace: list[str]
    alert: bool = False
    reason: str = ""
    body: str = ""


class RuleError(Exception):
    """The rule fits, but cannot be carried out; ``args``: reason and what it is about."""

    def __init__(self, reason: str, subject: str) -> None:
        super().__init__(reason, subject)
        self.reason = reason
        self.subject = subject


def route(
    topic: TopicInfo | None,
    region: str,
    text: str,
    rules: Sequence[RuleInfo],
    directory: Mapping[str, AgencyInfo],
) -> Route:
    """The agency for a case about ``topic`` in ``region`` (a code or empty). Never raises."""
    if topic is None:
        return _alert("", [], "topic_missing", "")
    trace = [f"topic|{topic.code}", f"region|{region}" if region else "region_unknown"]
    said = words_of(text)
    for rule in rules:
        try:
            why = fits(rule, topic, region, said)
            if why is None:
                continue
            trace.append(f"rule|{rule.code}|{why}")
            agency = _agency_for(rule.agency, topic, region, directory)
        except RuleError as failed:
            return _alert(rule.code, trace, failed.reason, failed.subject)
        except Exception as error:  # whatever is broken in it, a verifier must see the case
            return _alert(rule.code, trace, "rule_broken", type(error).__name__)
        if agency is None:
            trace.append(f"place_needed|{rule.code}")
            continue
        return _decided(rule.code, rule.level, agency, trace, rule.body)
    return _by_default(topic, trace, directory)


def _by_default(topic: TopicInfo, trace: list[str], directory: Mapping[str, AgencyInfo]) -> Route:
    trace.append(f"rule|{DEFAULT_RULE}|")
    try:
        agency = _active(topic.agency, directory)
    except RuleError as failed:
        return _alert(DEFAULT_RULE, trace, failed.reason, failed.subject)
    return _decided(DEFAULT_RULE, agency.level, agency, trace, "")


def _decided(rule: str, level: str, agency: AgencyInfo, trace: list[str], body: str) -> Route:
    return Route(agency.code, level, rule, [*trace, f"agency|{agency.code}"], body=body)


def _alert(rule: str, trace: list[str], reason: str, subject: str) -> Route:
    return Route("", "", rule, [*trace, f"alert|{reason}|{subject}"], alert=True, reason=reason)


def fits(rule: RuleInfo, topic: TopicInfo, region: str, said: str) -> str | None:
    """The word that made the rule fit (empty where it asks for none), None where it does not fit."""
    if rule.topics and topic.code not in rule.topics:
        return None
    if rule.region and not region.startswith(rule.region):
        return None
    if not rule.words:
        return ""
    return next((word for word in rule.words if word and words_of(word) in said), None)


def _agency_for(
    wanted: str, topic: TopicInfo, region: str, directory: Mapping[str, AgencyInfo]
) -> AgencyInfo | None:
    """The agency that a rule names; None when it depends on a place and no place is known."""
    if wanted == "@topic":
        return _active(topic.agency, directory)
    if wanted not in PLACE_OFFICES:
        return _active(wanted, directory)
    if not region:
        return None
    return _office_of(PLACE_OFFICES[wanted], region, directory)


def _office_of(kind: str, region: str, directory: Mapping[str, AgencyInfo]) -> AgencyInfo:
    """The office of the region; its parent's where the rule wants one level up.

    A case that only names its kecamatan goes to the kecamatan, also where a kelurahan was wanted.
    """
    office = next((each for each in directory.values() if each.region == region), None)
    if office is None:
        raise RuleError("office_missing", region)
    if kind == "kecamatan" and office.kind == "kelurahan":
        return _active(office.parent, directory)
    return _active(office.code, directory)


def _active(code: str, directory: Mapping[str, AgencyInfo]) -> AgencyInfo:
    agency = directory.get(code)
    if agency is None:
        raise RuleError("agency_unknown", code)
    if not agency.active:
        raise RuleError("agency_inactive", code)
    return agency
