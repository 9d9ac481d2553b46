"""Hotlines, and the boards their agencies keep."""

from __future__ import annotations

from django.db import models


class Hotline(models.Model):
    """A call centre for a time or a cause, e.g. a flood post."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True, default="")
    about = models.TextField(blank=True, default="")
    #: How to reach it: [{"channel": "whatsapp", "value": "0811..."}].
    numbers = models.JSONField(default=list)
    #: Channel codes it is open on.
    channels = models.JSONField(default=list)
    #: Topic codes it deals with; empty: any.
    topics = models.JSONField(default=list)
    opens_on = models.DateField()
    #: The last day; None: open until further notice.
    closes_on = models.DateField(null=True)
    #: What operators say and ask.
    script = models.TextField(blank=True, default="")
    #: Extra things to ask: [{"key", "label", "type": text|number|date|choice|yes_no, "required", "choices"}].
    fields = models.JSONField(default=list)
    #: Slugs of knowledge articles shown beside it.
    articles = models.JSONField(default=list)
    #: Whether its records may be read by the public, masked.
    publishes = models.BooleanField(default=True)
    #: A line of the board older than this is shown as stale.
    stale_hours = models.PositiveSmallIntegerField(default=24)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("-opens_on", "name")

    def __str__(self) -> str:
        return self.slug


class BoardRow(models.Model):
    """What one place has and how much of it is free, as its agency last said."""

    hotline = models.ForeignKey(Hotline, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=120)
    #: What is counted, e.g. "tempat tidur isolasi".
    unit = models.CharField(max_length=60)
    total = models.PositiveIntegerField(null=True)
    free = models.PositiveIntegerField(null=True)
    note = models.CharField(max_length=200, blank=True, default="")
    #: Who keeps it; a plain code, empty: the call centre itself.
    agency_code = models.CharField(max_length=64, blank=True, default="")
    order = models.PositiveSmallIntegerField(default=0)
    updated_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("order", "place", "unit")
        constraints = (models.UniqueConstraint(fields=("hotline", "place", "unit"), name="board_row_once"),)

    def __str__(self) -> str:
        return f"board row {self.pk}"
