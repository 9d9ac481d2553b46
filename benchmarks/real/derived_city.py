"""A city's folder made from what its records name: enough of a city to take those records in.

The names are the records' own. Codes and squares for shapes are invented; deadlines and texts are
those of an example folder. Such a folder is for one run, and is never kept in the checkout.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from surga.channels.spreadsheet.codes import key_of
from surga.channels.spreadsheet.mapping import ColumnMapping
from surga.channels.spreadsheet.readers import Record
from surga.core.agencies.profile.rows import COLUMNS

_KINDS = {
    "dinas": "dinas",
    "badan": "badan",
    "bagian": "bagian",
    "rsud": "rsud",
    "inspektorat": "inspektorat",
}
_ORIGIN = (112.6, -7.4)  # somewhere in East Java; the squares say nothing
_SIDE = 0.005  # degrees
_SQUARES_IN_A_ROW = 20
_PREFIX = "99"  # no Indonesian province
_LONGEST_TOPIC = 120

type Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """What the records name, each once and sorted. ``topics``: topic → the agency that mostly had it."""

    places: list[tuple[str, str]]
    agencies: list[str]
    topics: dict[str, str]
    years: tuple[int, int]


def write_city(folder: Path, name: str, prefix: str, records: Iterable[Record], mapping: ColumnMapping,
               example: Path) -> dict[str, str]:  # fmt: skip
    """Write the folder of a city in which every agency, topic and place of the records exists.

    Returns the codes of those topics whose names had to be shortened: only a mapping finds them.
    """
    named = _named(records, mapping)
    folder.mkdir(parents=True, exist_ok=True)
    regions = _regions(named.places)
    agencies = _agencies(named.agencies, regions)
    codes = {key_of(row["name"]): row["code"] for row in agencies}
    _write(folder, "regions.csv", regions)
    _write(folder, "agencies.csv", agencies)
    topics = _topics(named.topics, codes, agencies[0]["code"])
    _write(
        folder,
        "topics.csv",
        [{**row, "name": _cut(row["name"]), "name_en": _cut(row["name"])} for row in topics],
    )
    _write(folder, "authority.csv", [])
    (folder / "words").mkdir(exist_ok=True)
    for file in ("deadlines.csv", "words/texts.toml"):
        shutil.copyfile(example / file, folder / file)
    _write_shapes(folder / "regions.geojson", regions)
    _write_settings(folder / "city.toml", name, prefix, named.years)
    return {row["name"]: row["code"] for row in topics if row["name"] != _cut(row["name"])}


def _named(records: Iterable[Record], mapping: ColumnMapping) -> Named:
    places: set[tuple[str, str]] = set()
    agencies: set[str] = set()
    had: dict[str, Counter[str]] = defaultdict(Counter)
    years: set[int] = set()
    for record in records:
        values = record.values
        small, large = (str(values.get(kind) or "").strip() for kind in ("kelurahan", "kecamatan"))
        if small and large:
            places.add((large, small))
        agency, topic = mapping.get(values, "agency"), mapping.get(values, "topic")
        agencies.update({agency} - {""})
        if topic:
            had[topic][agency] += 1
        at = _moment(mapping, values)
        years.update({at.year} if at is not None else ())
    topics = {topic: max(sorted(had[topic]), key=had[topic].__getitem__) for topic in sorted(had)}
    return Named(sorted(places), sorted(agencies), topics, (min(years), max(years)))


def _moment(mapping: ColumnMapping, values: Mapping[str, Any]) -> datetime | None:
    try:
        return mapping.moment(values, "received_at")
    except (ValueError, OverflowError):
        return None


def _regions(places: Sequence[tuple[str, str]]) -> list[Row]:
    rows: list[Row] = []
    for number, large in enumerate(sorted({large for large, _ in places}), start=1):
        above = f"{_PREFIX}.{number:02}"
        rows.append({"code": above, "name": large, "kind": "kecamatan", "parent": "", "needs_kind": "yes"})
        inside = [small for parent, small in places if parent == large]
        rows += [
            {"code": f"{above}.{1001 + place}", "name": small, "kind": "kelurahan", "parent": above,
             "needs_kind": "yes"}
            for place, small in enumerate(inside)
        ]  # fmt: skip
    return rows


def _agencies(names: Sequence[str], regions: Sequence[Row]) -> list[Row]:
    """Every agency that is named, and an office for each place, called as the records call it."""
    written = {key_of(name): name for name in names}
    offices = {region["code"]: f"{region['kind'].capitalize()} {region['name']}" for region in regions}
    codes = _codes([*names, *offices.values()])
    rows = [
        {"code": codes[key_of(name)], "name": name, "kind": _kind(name), "level": "opd"}
        for name in names
        if key_of(name) not in set(map(key_of, offices.values()))
    ]
    for region in regions:
        office = offices[region["code"]]
        above = codes[key_of(offices[region["parent"]])] if region["parent"] else ""
        rows.append(
            {"code": codes[key_of(office)], "name": written.get(key_of(office), office), "kind": region["kind"],
             "level": region["kind"], "parent": above, "region": region["code"]}
        )  # fmt: skip
    return [{"confirmed": "no", **row} for row in rows]


def _topics(topics: Mapping[str, str], agencies: Mapping[str, str], fallback: str) -> list[Row]:
    codes = _codes(topics)
    return [
        {"code": codes[key_of(topic)], "name": topic, "service_class": "ordinary",
         "agency": agencies.get(key_of(agency), fallback), "protected": "no", "oversight": "no"}
        for topic, agency in {key_of(name): (name, agency) for name, agency in topics.items()}.values()
    ]  # fmt: skip


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_TOPIC else name[: _LONGEST_TOPIC - 1] + "…"


def _codes(names: Iterable[str]) -> dict[str, str]:
    """A code of its own for each name, told apart by a number where the start is the same."""
    found: dict[str, str] = {}
    for name in names:
        if key_of(name) in found:
            continue
        start = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:50].strip("-") or "x"
        taken = sum(code == start or code.startswith(f"{start}.") for code in found.values())
        found[key_of(name)] = f"{start}.{taken + 1}" if taken else start
    return found


def _kind(name: str) -> str:
    return _KINDS.get(name.split(maxsplit=1)[0].casefold(), "other")


def _write(folder: Path, file: str, rows: Sequence[Row]) -> None:
    with (folder / file).open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS[file], restval="")
        writer.writeheader()
        writer.writerows(rows)


def _write_shapes(path: Path, regions: Sequence[Row]) -> None:
    small = [region["code"] for region in regions if region["kind"] == "kelurahan"]
    features = [
        {"type": "Feature", "properties": {"code": code},
         "geometry": {"type": "Polygon", "coordinates": [_square(place)]}}
        for place, code in enumerate(small)
    ]  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))


def _square(place: int) -> list[tuple[float, float]]:
    down, right = divmod(place, _SQUARES_IN_A_ROW)
    west, south = _ORIGIN[0] + right * _SIDE, _ORIGIN[1] - down * _SIDE
    east, north = west + _SIDE, south + _SIDE
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def _write_settings(path: Path, name: str, prefix: str, years: tuple[int, int]) -> None:
    path.write_text(
        f'code = "{name.casefold().replace(" ", "-")}"\nname = "{name}"\nprefix = "{prefix}"\n'
        f'timezone = "Asia/Jakarta"\n\n[map]\nlat = {_ORIGIN[1]}\nlon = {_ORIGIN[0]}\nzoom = 12\n\n'
        f'[neighbour]\nname = "-"\n\n[contact]\nemergency = "112"\n\n'
        f'[calendar]\ncountry = "ID"\ncovered_from = {years[0] - 1}-01-01\ncovered_to = {years[1] + 1}-12-31\n'
        f"workdays = [0, 1, 2, 3, 4]\nopens = 07:30:00\ncloses = 16:00:00\n",
        encoding="utf-8",
    )
