"""The folder as one value, or every reason why it is not one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from surga.core.agencies.city import AgencyInfo, DeadlineInfo, RuleInfo, TopicInfo
from surga.core.agencies.profile import checks, rows, settings
from surga.core.agencies.profile.problems import Problem, Problems, ProfileError
from surga.core.agencies.profile.rows import DayRow, Read, RegionRow, read_rows
from surga.core.agencies.profile.shapes import read_shapes
from surga.core.agencies.profile.tables import Toml


@dataclass(frozen=True)
class CityProfile:
    """A city's folder, read and found sound. ``warnings``: sentences about what is sound but unsure."""

    code: str
    settings: dict[str, Any]
    agencies: tuple[AgencyInfo, ...]
    regions: tuple[RegionRow, ...]
    topics: tuple[TopicInfo, ...]
    rules: tuple[RuleInfo, ...]
    deadlines: tuple[DeadlineInfo, ...]
    days: tuple[DayRow, ...]
    texts: dict[str, dict[str, str]]
    deadline_lines: dict[tuple[str, str, str], int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def read_city(folder: Path) -> CityProfile:
    """Read and check a city's folder; raises ``ProfileError`` with every fault found."""
    if not folder.is_dir():
        raise ProfileError([Problem(str(folder), 0, "is not a folder")])
    problems = Problems()
    city, texts = Toml(folder / "city.toml", problems), Toml(folder / "words" / "texts.toml", problems)
    facts, days = settings.read_settings(city), settings.read_days(city)
    agencies = read_rows(folder, "agencies.csv", rows.agency, problems)
    regions = read_rows(folder, "regions.csv", rows.region, problems)
    topics = read_rows(folder, "topics.csv", rows.topic, problems)
    rules = read_rows(folder, "authority.csv", rows.rule, problems)
    deadlines = read_rows(folder, "deadlines.csv", rows.deadline, problems)
    shapes = read_shapes(folder / "regions.geojson", problems)
    words = settings.read_texts(texts)
    # A line that could not be read would be missed by everything that points to it: say that first.
    problems.stop_if_any()
    _check(agencies, regions, topics, rules, deadlines, shapes, problems)
    problems.stop_if_any()
    return CityProfile(
        code=facts["code"],
        settings=facts,
        agencies=_values(agencies),
        regions=tuple(replace(each, shape=shapes.get(each.code)) for each in _values(regions)),
        topics=_values(topics),
        rules=tuple(sorted(_values(rules), key=lambda each: each.order)),
        deadlines=_values(deadlines),
        days=tuple(days),
        texts=words,
        deadline_lines={_key(read.value): read.row.line for read in deadlines},
        warnings=tuple(_warnings(agencies, rules, deadlines, days)),
    )


def _check(
    agencies: list[Read[AgencyInfo]],
    regions: list[Read[RegionRow]],
    topics: list[Read[TopicInfo]],
    rules: list[Read[RuleInfo]],
    deadlines: list[Read[DeadlineInfo]],
    shapes: dict[str, Any],
    problems: Problems,
) -> None:
    codes = {read.value.code for read in agencies}
    for table in (agencies, regions, topics, rules):
        checks.check_once(table)
    offices = Counter(read.value.region for read in agencies)
    checks.check_regions(regions, shapes, offices, problems)
    checks.check_agencies(agencies, regions)
    checks.check_topics(topics, codes, problems)
    checks.check_rules(
        rules, codes, {read.value.code for read in topics}, {read.value.code for read in regions}
    )
    checks.check_deadlines(deadlines, problems)


def _values[T](reads: list[Read[T]]) -> tuple[T, ...]:
    return tuple(read.value for read in reads)


def _key(rule: DeadlineInfo) -> tuple[str, str, str]:
    return rule.version, rule.clock, rule.service_class


def _warnings(
    agencies: list[Read[AgencyInfo]],
    rules: list[Read[RuleInfo]],
    deadlines: list[Read[DeadlineInfo]],
    days: list[DayRow],
) -> list[str]:
    found = []
    for name, reads in (("agencies", agencies), ("authority rules", rules), ("deadlines", deadlines)):
        unsure = sum(not read.value.confirmed for read in reads)
        if unsure:
            found.append(f"{unsure} of {len(reads)} {name} are not confirmed by a source")
    reckoned = settings.estimated(days)
    if reckoned:
        found.append(
            f"{len(reckoned)} holidays are only reckoned, the first on {reckoned[0].date}: check the decree"
        )
    return found
