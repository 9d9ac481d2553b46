"""What was judged, and what became of it: enough to count how often triage is right, and nothing of what was told."""

from __future__ import annotations

from typing import Any

from django.db import models


class Verdict(models.Model):
    """One case's judgement beside what people decided. ``right``: empty until somebody has."""

    case_id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    version = models.CharField(max_length=64, blank=True, default="")
    #: model, words or nothing.
    by = models.CharField(max_length=8)
    confidence = models.FloatField(default=0)
    agency = models.CharField(max_length=64, blank=True, default="")
    best: Any = models.JSONField(default=list)
    automatic = models.BooleanField(default=False)
    #: The agency that a person chose, or, of what went by itself, the one that took it up; empty while neither.
    chosen = models.CharField(max_length=64, blank=True, default="")
    right = models.BooleanField(null=True)
    #: Whether the agency that was chosen is one of the three best.
    among = models.BooleanField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("at",), name="verdict_by_time"),)

    def __str__(self) -> str:
        return f"{self.case_id}: {self.agency}"
