"""A city's folder as what triage asks for; of a running city the reaction makes the same from the database."""

from __future__ import annotations

from pathlib import Path

from surga.core.agencies.profile import read_city
from surga.core.regions.names import Gazetteer, RegionInfo
from surga.core.triage.routing import Known, Model
from surga.reactions.triage.table import Table


def known_of(folder: Path, model: Model | None) -> Known:
    """What the city in this folder has to judge by; raises ``ProfileError``."""
    profile = read_city(folder)
    names = Gazetteer(
        RegionInfo(row.code, row.name, row.kind, row.parent, row.spellings, 0.0, 0.0, "", row.needs_kind)
        for row in profile.regions
    )
    agencies = {agency.code: agency for agency in profile.agencies}
    return Table(agencies, {topic.code: topic for topic in profile.topics}, profile.rules, names).known(model)
