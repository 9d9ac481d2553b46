"""The places of the city."""

from __future__ import annotations

from django.db import models

KINDS = ("kecamatan", "kelurahan")


class Region(models.Model):
    """``shape``: a GeoJSON geometry, degrees, WGS 84. ``lat``, ``lon``: a point inside it.

    ``needs_kind``: the bare name means other things too ("Kota"), so it only counts with its kind
    in front ("Kecamatan Kota"). ``population``: residents of a kelurahan; None where nobody says.
    """

    code = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    parent_code = models.CharField(max_length=20, blank=True)
    spellings = models.JSONField(default=list)
    needs_kind = models.BooleanField(default=False)
    shape = models.JSONField()
    lat = models.FloatField()
    lon = models.FloatField()
    population = models.PositiveIntegerField(null=True)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class RegionState(models.Model):
    """One row: a version that grows whenever the regions are loaded."""

    version = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.version)
