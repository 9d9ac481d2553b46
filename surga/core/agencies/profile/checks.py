"""What only the whole folder can show: one table pointing to another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Protocol

from surga.core.agencies.city import CLOCKS, SERVICE_CLASSES, AgencyInfo, DeadlineInfo, RuleInfo, TopicInfo
from surga.core.agencies.profile.problems import Problems
from surga.core.agencies.profile.rows import Read, RegionRow

OFFICE_KINDS = ("kelurahan", "kecamatan")
PLACEHOLDERS = ("@kelurahan", "@kecamatan", "@topic")


class Coded(Protocol):
    @property
    def code(self) -> str: ...


def check_once[T: Coded](rows: Iterable[Read[T]]) -> None:
    seen: dict[str, int] = {}
    for read in rows:
        first = seen.setdefault(read.value.code, read.row.line)
        if first != read.row.line:
            read.row.fault(f"code {read.value.code!r} is already on line {first}")


def check_regions(
    regions: list[Read[RegionRow]], shapes: dict[str, Any], offices: Counter[str], problems: Problems
) -> None:
    kinds = {read.value.code: read.value.kind for read in regions}
    if not regions:
        problems.add("regions.csv", 0, "names no region")
    for read in regions:
        region = read.value
        if region.kind == "kelurahan" and kinds.get(region.parent) != "kecamatan":
            read.row.fault(f"parent {region.parent!r} is not a kecamatan of this table")
        if region.kind == "kecamatan" and region.parent:
            read.row.fault("a kecamatan has no parent")
        if region.kind == "kelurahan" and region.code not in shapes:
            read.row.fault(f"{region.code} has no shape in regions.geojson")
        if region.kind == "kecamatan" and region.code not in {each.value.parent for each in regions}:
            read.row.fault(f"kecamatan {region.code} has no kelurahan")
        if offices[region.code] != 1:
            read.row.fault(f"{offices[region.code]} agencies are the office of {region.code}, not one")
    for code in shapes.keys() - kinds.keys():
        problems.add("regions.geojson", 0, f"the shape of {code} belongs to no region of regions.csv")


def check_agencies(agencies: list[Read[AgencyInfo]], regions: list[Read[RegionRow]]) -> None:
    kinds = {read.value.code: read.value.kind for read in regions}
    parents = {read.value.code: read.value.parent for read in regions}
    known = {read.value.code: read.value for read in agencies}
    for read in agencies:
        agency = read.value
        if agency.parent and agency.parent not in known:
            read.row.fault(f"parent {agency.parent!r} is not an agency of this table")
        if (agency.kind in OFFICE_KINDS) != bool(agency.region):
            read.row.fault("exactly the kelurahan and kecamatan offices name a region")
        elif agency.region and kinds.get(agency.region) != agency.kind:
            read.row.fault(f"region {agency.region!r} is not a {agency.kind} of regions.csv")
        elif agency.kind == "kelurahan":
            above = known.get(agency.parent)
            if above is None or above.region != parents.get(agency.region):
                read.row.fault("its parent must be the office of the kecamatan that the region lies in")


def check_topics(topics: list[Read[TopicInfo]], agencies: Collection[str], problems: Problems) -> None:
    if not topics:
        problems.add("topics.csv", 0, "names no topic")
    for read in topics:
        if read.value.agency and read.value.agency not in agencies:
            read.row.fault(f"agency {read.value.agency!r} is not in agencies.csv")


def check_rules(
    rules: list[Read[RuleInfo]], agencies: Collection[str], topics: Collection[str], regions: Collection[str]
) -> None:
    orders: dict[int, int] = {}
    for read in rules:
        rule, row = read.value, read.row
        first = orders.setdefault(rule.order, row.line)
        if first != row.line:
            row.fault(f"order {rule.order} is already on line {first}")
        for code in rule.topics:
            if code not in topics:
                row.fault(f"topic {code!r} is not in topics.csv")
        if rule.region and not any(code.startswith(rule.region) for code in regions):
            row.fault(f"region {rule.region!r} fits no region of regions.csv")
        if rule.agency and rule.agency not in PLACEHOLDERS and rule.agency not in agencies:
            row.fault(f"agency {rule.agency!r} is not in agencies.csv, nor one of {', '.join(PLACEHOLDERS)}")


def check_deadlines(deadlines: list[Read[DeadlineInfo]], problems: Problems) -> None:
    lines: dict[tuple[str, str, str], int] = {}
    starts: dict[tuple[str, str, date], int] = {}
    clocks: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for read in deadlines:
        rule, row = read.value, read.row
        first = lines.setdefault((rule.version, rule.clock, rule.service_class), row.line)
        if first != row.line:
            row.fault(f"{rule.clock} {rule.service_class} of {rule.version} is already on line {first}")
        first = starts.setdefault((rule.clock, rule.service_class, rule.valid_from), row.line)
        if first != row.line:
            row.fault(f"{rule.clock} {rule.service_class} starts on the same day as on line {first}")
        clocks[rule.version][rule.clock].add(rule.service_class)
    if not deadlines:
        problems.add("deadlines.csv", 0, "names no deadline")
    for version, known in clocks.items():
        for clock in CLOCKS:
            missing = [name for name in SERVICE_CLASSES if not {name, "*"} & known[clock]]
            if missing:
                problems.add("deadlines.csv", 0, f"{version}: {clock} has no rule for {', '.join(missing)}")
