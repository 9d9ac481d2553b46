"""The register's tables. Everything in them is public already, and can be made anew at any time."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.db import models

# 32 bits of seconds (until the year 2106) and 31 of the case's number make 63.
_CASE_BITS: Final = 31
_LAST_SECOND: Final = 2**32 - 1


def place_of(received_at: datetime, case_id: int = 0) -> int:
    """A case's place in the register: by the second it was received, then by its number. It fits 64 bits with a sign.

    One number instead of two columns: the lists, the pages and the full-text index all go by it.
    """
    seconds = max(-_LAST_SECOND, min(int(received_at.timestamp()), _LAST_SECOND))
    return (seconds << _CASE_BITS) + case_id % (1 << _CASE_BITS)


class PublicCase(models.Model):
    """One published case as everybody may read it: every text is masked, and no place is finer than a kelurahan."""

    code = models.CharField(max_length=20, primary_key=True)
    #: Where it comes from: a plain number, so that this table can be emptied and filled by itself.
    case_id = models.BigIntegerField(unique=True)
    #: Newest first goes by this: see `place_of`.
    place = models.BigIntegerField(unique=True)

    kind = models.CharField(max_length=12)
    status = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    text = models.TextField()
    #: The latest answer or resolution; empty while there is none.
    answer = models.TextField(blank=True, default="")
    topic_code = models.CharField(max_length=64, blank=True, default="")
    #: Who has it now; empty while nobody has.
    agency_code = models.CharField(max_length=64, blank=True, default="")
    region_code = models.CharField(max_length=32, blank=True, default="")
    channel = models.CharField(max_length=16)

    received_at = models.DateTimeField()
    published_at = models.DateTimeField()
    first_follow_up_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    #: "confirmed" by the reporter or closed by "silence"; empty while open.
    close_reason = models.CharField(max_length=12, blank=True, default="")
    stars = models.PositiveSmallIntegerField(null=True)
    #: How many other reports of the same matter go with it; they have no rows of their own.
    followers = models.PositiveIntegerField(default=0)

    #: List of {"at": ISO, "type": event's name, "by", "agency", "text", "facts": {...}, "photos": [ids]}, oldest first.
    timeline: Any = models.JSONField(default=list)
    #: The ids of the photos that the public may see, oldest first.
    photos: Any = models.JSONField(default=list)
    #: The roots of its words, each once, with one space between them: what the search looks at.
    search_text = models.TextField(blank=True, default="")

    class Meta:
        # The first four are for lists. The others are for counts by region and status, in that order: these then
        # read an index alone, and sort nothing.
        indexes = (
            models.Index(fields=("topic_code", "place"), name="public_by_topic"),
            models.Index(fields=("agency_code", "place"), name="public_by_agency"),
            models.Index(fields=("region_code", "place"), name="public_by_region"),
            models.Index(fields=("status", "place"), name="public_by_status"),
            models.Index(fields=("topic_code", "region_code", "status"), name="public_of_topic"),
            models.Index(fields=("agency_code", "region_code", "status"), name="public_of_agency"),
            models.Index(fields=("place", "region_code", "status"), name="public_of_place"),
        )

    def __str__(self) -> str:
        return self.code


class Joined(models.Model):
    """A case that would be public by itself, and goes with another of the same matter: its page leads there."""

    code = models.CharField(max_length=20, primary_key=True)
    case_id = models.BigIntegerField(unique=True)
    lead_code = models.CharField(max_length=20)

    class Meta:
        verbose_name_plural = "joined"

    def __str__(self) -> str:
        return f"{self.code} with {self.lead_code}"


class Tally(models.Model):
    """How many more (or fewer) cases a region has with a status: the sum of all rows is how many there are.

    A row is only ever added, so that several workers count without waiting for one another; now and then all rows of
    a region and status are made into one.
    """

    region_code = models.CharField(max_length=32, blank=True)
    status = models.CharField(max_length=16)
    n = models.IntegerField()

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return f"{self.region_code} {self.status} {self.n:+}"
