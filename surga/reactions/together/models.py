"""Work that is still to be done: who has to be brought along, and who is to be joined."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone


class Errand(models.Model):
    """Something happened to a case that leads, and not all who go with it have come as far."""

    #: A plain number, so that this table can be emptied by itself.
    lead_id = models.BigIntegerField(primary_key=True)
    #: The last event that asked for it: only who has done that one strikes the errand off.
    event_id = models.BigIntegerField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = (models.Index(fields=("next_at",), name="errand_due"),)

    def __str__(self) -> str:
        return f"those with {self.lead_id}"


class Gathering(models.Model):
    """Cases that an officer joins all at once: the worker does it, one by one, in their name and by their rights."""

    officer_id = models.BigIntegerField()
    #: The ids, the oldest first.
    cases: Any = models.JSONField()
    #: How many of them were looked at, and how many of those are together now.
    done = models.PositiveIntegerField(default=0)
    joined = models.PositiveIntegerField(default=0)
    #: Error code → how many were left out for it.
    left: Any = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("id",), name="gathering_open", condition=models.Q(finished_at__isnull=True)),
        )

    def __str__(self) -> str:
        return f"{self.done} of {len(self.cases)}"
