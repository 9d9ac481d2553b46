"""A city's profile as what triage asks for: the rules of its authority table, its topic words, its clocks."""

from __future__ import annotations

from pathlib import Path

from surga.core.agencies.profile import CityProfile, read_city
from surga.core.agencies.routing import DEFAULT_RULE, TopicFinder, route, words_of
from surga.core.regions.names import Gazetteer, RegionInfo
from surga.core.triage.routing import Known, Model, Ruling, Told

#: A word of LAPOR!'s own name for a topic says less than a word that people use.
_LAPOR_POINTS = 1.0
_FEWEST_LETTERS = 4


def known_of(folder: Path, model: Model | None) -> Known:
    """What the city in this folder has to judge by; raises ``ProfileError``."""
    profile = read_city(folder)
    table = Table(profile)
    return Known(
        model=model,
        rules=table.ruling,
        words=table.topics_of,
        clocks={topic.code: topic.service_class for topic in profile.topics},
        guarded=tuple(topic.code for topic in profile.topics if topic.oversight),
    )


class Table:
    """One city's authority table and topic words, made ready once."""

    def __init__(self, profile: CityProfile) -> None:
        self._profile = profile
        self._agencies = {agency.code: agency for agency in profile.agencies}
        self._topics = {topic.code: topic for topic in profile.topics}
        self._finder = TopicFinder(profile.topics)
        self._lapor = {
            topic.code: [
                word for word in words_of(topic.lapor_category).split() if len(word) >= _FEWEST_LETTERS
            ]
            for topic in profile.topics
        }
        self._names = Gazetteer(
            RegionInfo(row.code, row.name, row.kind, row.parent, row.spellings, 0.0, 0.0, "", row.needs_kind)
            for row in profile.regions
        )

    def region_of(self, told: Told) -> str:
        """The place by what was filled in, else by what the text names; empty when neither says."""
        for named in (told.kelurahan, told.kecamatan and f"kecamatan {told.kecamatan}"):
            found = self._names.match(named) if named else None
            if found:
                return found
        return self._names.named_in(f"{told.address} . {told.text}") or ""

    def topics_of(self, told: Told) -> list[tuple[str, float]]:
        """Topics by the city's words, then by LAPOR!'s name for them; the likeliest first."""
        points = self._finder.scores(told.text)
        said = set(words_of(told.text).split())
        for code, words in self._lapor.items():
            same = sum(word in said for word in words)
            if same:
                points[code] = points.get(code, 0.0) + _LAPOR_POINTS * same / len(words)
        return sorted(points.items(), key=lambda pair: (-pair[1], pair[0]))

    def ruling(self, topic: str, told: Told) -> Ruling | None:
        """What the table says of a topic in a place; None for a topic that is not the city's."""
        if topic not in self._topics:
            return None
        found = route(
            self._topics[topic], self.region_of(told), told.text, self._profile.rules, self._agencies
        )
        rule = next((one for one in self._profile.rules if one.code == found.rule), None)
        return Ruling(
            agency=self._agencies[found.agency].name if found.agency else "",
            level=found.level,
            rule=found.rule,
            reason=rule.reason if rule else "",
            alert=f"{found.rule}: {found.reason}" if found.alert else "",
            specific=found.rule != DEFAULT_RULE,
        )
