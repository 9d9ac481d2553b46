"""Loading the city's regions: the only place that writes them."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any, Protocol

from django.db import transaction

from surga.core.regions import models, queries
from surga.core.regions.geometry import point_inside, united


class RegionRow(Protocol):
    """One region as the city's folder tells it; ``shape``: a GeoJSON geometry, None for the union of its parts."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def parent(self) -> str: ...
    @property
    def spellings(self) -> tuple[str, ...]: ...
    @property
    def needs_kind(self) -> bool: ...
    @property
    def shape(self) -> dict[str, Any] | None: ...
    @property
    def population(self) -> int | None: ...


@transaction.atomic
def load_regions(rows: Iterable[RegionRow]) -> int:
    """Make the regions those of ``rows`` and return how many there are.

    A region that is gone stays for the cases that name it, but is offered no more.
    """
    listed = list(rows)
    wanted = [_region(row, row.shape or _parts_of(row.code, listed)) for row in listed]
    fields = [field.name for field in models.Region._meta.concrete_fields if not field.primary_key]
    models.Region.objects.bulk_create(
        wanted, update_conflicts=True, update_fields=fields, unique_fields=["code"]
    )
    models.Region.objects.exclude(code__in=[row.code for row in wanted]).update(active=False)
    # Microseconds, so that no version comes twice, whatever was rolled back in between.
    models.RegionState.objects.update_or_create(id=1, defaults={"version": time.time_ns() // 1000})
    queries.forget()
    return len(wanted)


def _parts_of(code: str, rows: list[RegionRow]) -> dict[str, Any]:
    return united([row.shape for row in rows if row.parent == code])


def _region(row: RegionRow, shape: dict[str, Any]) -> models.Region:
    lat, lon = point_inside(shape)
    return models.Region(
        code=row.code, name=row.name, kind=row.kind, parent_code=row.parent,
        spellings=list(row.spellings), needs_kind=row.needs_kind, shape=shape,
        lat=lat, lon=lon, population=row.population, active=True,
    )  # fmt: skip
