"""What an officer keeps an eye on: views worth coming back to, alerts, the weekly digest, and the letters of both."""

from __future__ import annotations

from typing import Any

from django.db import models


class View(models.Model):
    """A page of SIE with its period and filters, under a name of the officer's own."""

    officer = models.ForeignKey("people.Officer", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    #: Path and query below /sie.
    address = models.CharField(max_length=600)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("officer", "name"), name="view_once"),)

    def __str__(self) -> str:
        return f"view {self.pk}"


class Alert(models.Model):
    """Tell me when this figure rises, falls, or passes a limit."""

    officer = models.ForeignKey("people.Officer", on_delete=models.CASCADE, related_name="+")
    figure = models.CharField(max_length=60)
    #: The filters that are not empty: field of ``Where`` → code.
    where: Any = models.JSONField(default=dict)
    #: "rise", "fall" (beyond chance), "above" or "below" the limit.
    change = models.CharField(max_length=8)
    limit = models.FloatField(null=True)
    #: Days of the window that is looked at; the same number of days before is what it is held against.
    days = models.PositiveSmallIntegerField(default=28)
    created_at = models.DateTimeField()
    checked_on = models.DateField(null=True)
    raised_on = models.DateField(null=True)

    class Meta:
        indexes = (models.Index(fields=("checked_on", "id"), name="alert_to_check"),)

    def __str__(self) -> str:
        return f"alert {self.pk}"


class Digest(models.Model):
    """Who wants the week in five lines, by which way."""

    officer = models.OneToOneField("people.Officer", on_delete=models.CASCADE, related_name="+")
    #: "mail" or "whatsapp".
    way = models.CharField(max_length=8, default="mail")
    #: E.164, for WhatsApp.
    phone = models.CharField(max_length=20, blank=True, default="")
    language = models.CharField(max_length=5, default="id")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"digest {self.pk}"


class OfficerLetter(models.Model):
    """What an officer is told: once for its key. The words are made of ``facts`` when it is sent."""

    officer = models.ForeignKey("people.Officer", on_delete=models.CASCADE, related_name="+")
    #: "digest" or "alert".
    what = models.CharField(max_length=8)
    #: "2026-W48", or "alert:7:2026-11-26".
    key = models.CharField(max_length=60)
    facts: Any = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("officer", "key"), name="officer_letter_once"),)

    def __str__(self) -> str:
        return f"letter {self.pk}"
