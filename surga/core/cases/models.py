"""The case, what was said on it, and its photos."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.fetch_modes import FETCH_RAISE

from surga.core.cases import deadlines, states


class Strict[M: models.Model](models.Manager[M]):
    """A manager whose rows refuse to fetch what the query did not ask for: no hidden N+1."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().fetch_mode(FETCH_RAISE)


def _choices(values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


class Case(models.Model):
    """One matter a citizen brought, from its receipt to its end."""

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=12, choices=_choices(states.KINDS))
    status = models.CharField(max_length=16, choices=_choices(states.STATUSES), default="received")
    title = models.CharField(max_length=160)
    text = models.TextField()
    channel = models.CharField(max_length=16)
    anonymous = models.BooleanField(default=False)
    confidential = models.BooleanField(default=False)
    oversight = models.BooleanField(default=False)
    #: The topic is one that is never published (children, health, violence).
    protected = models.BooleanField(default=False)
    published = models.BooleanField(default=False)

    topic = models.ForeignKey("agencies.Topic", on_delete=models.PROTECT, null=True, related_name="+")
    #: Who has it now; empty until it was forwarded.
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    #: Who should have it, as routing or the verifier says.
    proposed_agency = models.CharField(max_length=64, blank=True, default="")
    #: The agency complained about, when the case is about one.
    accused = models.CharField(max_length=64, blank=True, default="")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, null=True, related_name="+")
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    address = models.CharField(max_length=300, blank=True, default="")
    occurred_on = models.DateField(null=True)
    reporter = models.ForeignKey("people.Reporter", on_delete=models.PROTECT, null=True, related_name="+")

    service_class = models.CharField(
        max_length=12, choices=_choices(deadlines.SERVICE_CLASSES), default="ordinary"
    )
    level = models.CharField(max_length=12, choices=_choices(states.LEVELS), default="opd")
    #: Where it went beyond the city, e.g. "PLN"; empty inside.
    body = models.CharField(max_length=160, blank=True, default="")

    received_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True)
    forwarded_at = models.DateTimeField(null=True)
    first_follow_up_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    close_reason = models.CharField(max_length=12, blank=True, default="")
    archive_reason = models.CharField(max_length=24, blank=True, default="")

    due_at = models.DateTimeField(null=True)
    due_clock = models.CharField(max_length=16, blank=True, default="")
    #: When the running clock was found late; empty while it is in time.
    overdue_at = models.DateTimeField(null=True)
    #: Sort key of the queues: ``due_at``, or far in the future when nobody owes anything; a danger that nobody has
    #: begun with stands far in the past.
    urgency = models.DateTimeField()
    #: What was promised at submission: clock → RFC 3339 instant.
    promises = models.JSONField(default=dict)
    #: Clock → {"started", "due", "stopped", "paused"}; a copy of what deadlines.clocks() says.
    clocks = models.JSONField(default=dict)
    rule_version = models.CharField(max_length=32, blank=True, default="")

    bounces = models.PositiveSmallIntegerField(default=0)
    #: A coordinator decided who is competent: the agency cannot return it again.
    decided = models.BooleanField(default=False)
    #: How often it went up a rung of the ladder.
    raised = models.PositiveSmallIntegerField(default=0)
    #: Since when it lies beyond the city; empty while the city has it.
    away_since = models.DateTimeField(null=True)
    #: Working days that it lay there before its first follow-up, without those since ``away_since``.
    away_days = models.PositiveIntegerField(default=0)
    waiting_from = models.CharField(max_length=16, blank=True, default="")
    reopen_requested_at = models.DateTimeField(null=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    stars = models.PositiveSmallIntegerField(null=True)
    proof_count = models.PositiveSmallIntegerField(default=0)
    #: Why routing chose as it did: {"agency", "level", "rule", "trace", "alert"}.
    routing: Any = models.JSONField(default=dict)
    #: What danger its words tell of (fire, flood, wires, violence, child, illness, accident); empty: none.
    danger = models.CharField(max_length=12, blank=True, default="")
    #: What triage said when it came: {"agency", "confidence", "best", "topic", "words", "by", "version", ...}.
    triage: Any = models.JSONField(default=dict)
    #: The case of the same matter that leads: this one goes where it goes. Empty for a case by itself.
    joined_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    #: The last event of the lead that it went along with.
    led_to = models.BigIntegerField(default=0)
    #: How many others go with it.
    followers = models.PositiveIntegerField(default=0)

    objects = Strict["Case"]()

    class Meta:
        indexes = (
            models.Index(fields=("status", "urgency", "id"), name="case_by_status"),
            models.Index(fields=("agency", "status", "urgency", "id"), name="case_by_agency"),
            models.Index(fields=("urgency", "id"), name="case_by_urgency"),
            models.Index(fields=("received_at", "id"), name="case_by_receipt"),
            # Holds all that the numbers beside the queues need: they are counted from the index alone.
            models.Index(fields=("status", "oversight", "joined_to", "overdue_at"), name="case_counts"),
            models.Index(
                fields=("joined_to", "led_to", "id"),
                name="case_followers",
                condition=models.Q(joined_to__isnull=False),
            ),
            models.Index(
                fields=("urgency", "id"), name="case_late", condition=models.Q(overdue_at__isnull=False)
            ),
            models.Index(
                fields=("due_at",),
                name="case_not_yet_late",
                condition=models.Q(overdue_at=None, due_at__isnull=False),
            ),
            models.Index(
                fields=("reopen_requested_at",),
                name="case_reopen_asked",
                condition=models.Q(reopen_requested_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.code


class Entry(models.Model):
    """Something said on a case. What an event points to when it needs words."""

    PUBLIC, REPORTER, INTERNAL = "public", "reporter", "internal"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16)
    text = models.TextField(blank=True, default="")
    #: "reporter", "officer" or "system".
    author = models.CharField(max_length=8)
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    agency_code = models.CharField(max_length=64, blank=True, default="")
    visibility = models.CharField(max_length=8, default=INTERNAL)
    at = models.DateTimeField()

    objects = Strict["Entry"]()

    class Meta:
        indexes = (models.Index(fields=("case", "at"), name="entry_of_case"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Photo(models.Model):
    """A picture: a clean copy to show, a small one for lists, and the original that nobody outside sees."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, null=True, related_name="+")
    #: Paths in the media storage.
    file = models.CharField(max_length=120)
    thumb = models.CharField(max_length=120)
    original = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    public = models.BooleanField(default=False)
    #: Shows that the matter was dealt with.
    proof = models.BooleanField(default=False)
    #: How it was looked at for what nobody should see: "waiting", "clear", "masked", "unsure" or "held".
    look = models.CharField(max_length=8, default="waiting")
    #: What was found on it: [{"kind": "face", "box": [x, y, width, height], "sure": 0.9}, …].
    found: Any = models.JSONField(default=list)
    at = models.DateTimeField()

    objects = Strict["Photo"]()

    class Meta:
        indexes = (
            models.Index(fields=("case",), name="photo_of_case"),
            models.Index(
                fields=("id",), name="photo_to_look_at", condition=models.Q(look__in=("waiting", "unsure"))
            ),
        )

    def __str__(self) -> str:
        return f"photo {self.pk}"
