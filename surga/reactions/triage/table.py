"""A city's profile as what triage asks for: the rules of its authority table, its topic words, its clocks.

No Django: the same for a city in the database and for one in a folder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from surga.core.agencies.city import AgencyInfo, RuleInfo, TopicInfo
from surga.core.agencies.profile import read_city
from surga.core.agencies.routing import DEFAULT_RULE, TopicFinder, route, words_of
from surga.core.regions.names import Gazetteer, RegionInfo
from surga.core.triage.routing import Known, Model, Ruling, Told

#: A word of LAPOR!'s own name for a topic says less than a word that people use.
_LAPOR_POINTS = 1.0
_FEWEST_LETTERS = 4
#: Points of the topic that the reporter chose: before whatever the words say.
_CHOSEN_POINTS = 4.0


@dataclass(frozen=True)
class Filed:
    """What is known of a case beside its text: codes of the region and of the topic that was chosen, or empty."""

    region: str = ""
    topic: str = ""


def known_of(folder: Path, model: Model | None) -> Known:
    """What the city in this folder has to judge by, before it is in any database; raises ``ProfileError``."""
    profile = read_city(folder)
    names = Gazetteer(
        RegionInfo(row.code, row.name, row.kind, row.parent, row.spellings, 0.0, 0.0, "", row.needs_kind)
        for row in profile.regions
    )
    agencies = {agency.code: agency for agency in profile.agencies}
    topics = {topic.code: topic for topic in profile.topics}
    return Table(agencies, topics, profile.rules, names).known(model)


class Table:
    """One city's authority table and topic words, made ready once."""

    def __init__(
        self,
        agencies: Mapping[str, AgencyInfo],
        topics: Mapping[str, TopicInfo],
        rules: Sequence[RuleInfo],
        names: Gazetteer,
    ) -> None:
        self._agencies, self._rules, self._names = agencies, rules, names
        self._topics = {code: topic for code, topic in topics.items() if topic.active}
        self._finder = TopicFinder(self._topics.values())
        self._reasons = {rule.code: rule.reason for rule in rules}
        self._lapor = {
            code: [word for word in words_of(topic.lapor_category).split() if len(word) >= _FEWEST_LETTERS]
            for code, topic in self._topics.items()
        }

    def known(self, model: Model | None, filed: Filed | None = None) -> Known:
        """What the city has to judge a case by."""
        filed = filed or Filed()
        guarded = tuple(code for code, topic in self._topics.items() if topic.oversight)

        def rules(topic: str, told: Told) -> Ruling | None:
            # With a model one topic is asked for, and the reporter's goes before it; without, one after the other.
            stays = filed.topic if model is not None and topic not in guarded else ""
            return self.ruling(stays or topic, told, filed.region)

        return Known(
            model=model,
            rules=rules,
            words=lambda told: self.topics_of(told, filed.topic),
            clocks={code: topic.service_class for code, topic in self._topics.items()},
            guarded=guarded,
        )

    def region_of(self, told: Told) -> str:
        """The place by what was filled in, else by what the text names; empty when neither says."""
        for named in (told.kelurahan, told.kecamatan and f"kecamatan {told.kecamatan}"):
            found = self._names.match(named) if named else None
            if found:
                return found
        return self._names.named_in(f"{told.address} . {told.text}") or ""

    def topics_of(self, told: Told, chosen: str = "") -> list[tuple[str, float]]:
        """Topics by the city's words, then by LAPOR!'s name for them; the likeliest first."""
        points = self._finder.scores(told.text)
        said = set(words_of(told.text).split())
        for code, words in self._lapor.items():
            same = sum(word in said for word in words)
            if same:
                points[code] = points.get(code, 0.0) + _LAPOR_POINTS * same / len(words)
        if chosen in self._topics:
            points[chosen] = max(points.values(), default=0.0) + _CHOSEN_POINTS
        return sorted(points.items(), key=lambda pair: (-pair[1], pair[0]))

    def ruling(self, topic: str, told: Told, region: str = "") -> Ruling | None:
        """What the table says of a topic in a place; None for a topic that is not the city's."""
        if topic not in self._topics:
            return None
        where = region or self.region_of(told)
        said = f"{told.text} {told.address}"
        found = route(self._topics[topic], where, said, self._rules, self._agencies)
        return Ruling(
            agency=self._agencies[found.agency].name if found.agency else "",
            level=found.level,
            rule=found.rule,
            reason=self._reasons.get(found.rule, ""),
            alert=f"{found.rule}: {found.reason}" if found.alert else "",
            specific=found.rule != DEFAULT_RULE,
        )
