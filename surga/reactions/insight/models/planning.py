"""What people write for next year, every version of it; and what is expected, as it was worked out."""

from __future__ import annotations

from typing import Any

from django.db import models


class Writing(models.Model):
    """A plan or a decision as it stands. ``content``: see ``rules.planning.texts``; ``version``: one more each time."""

    PLAN, DECISION = "plan", "decision"

    kind = models.CharField(max_length=8)
    content: Any = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    #: Of a plan: since when it is finished; its numbers are those known then.
    ready_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("kind", "changed_at"), name="insight_writing_kind"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Version(models.Model):
    """How a writing was saved: never changed, so what was written on any day can be told."""

    writing = models.ForeignKey(Writing, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    content: Any = models.JSONField()
    #: "officer:12".
    actor = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("writing", "number"), name="insight_version_once"),)

    def __str__(self) -> str:
        return f"{self.writing_id}.{self.number}"


class Outlook(models.Model):
    """A forecast that was worked out. ``kind``: all, topic, region, agency; ``content``: ``Forecast`` as JSON."""

    kind = models.CharField(max_length=8)
    code = models.CharField(max_length=64, blank=True, default="")
    #: The first month that is forecast, "2026-11".
    begins = models.CharField(max_length=7)
    #: The counts it was worked out from, one a month up to the month before.
    history: Any = models.JSONField()
    content: Any = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "code"), name="insight_outlook_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.code} from {self.begins}"
