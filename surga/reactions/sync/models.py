"""What is known of other governments' sides. The columns are those of ``things``; nothing of it is in a case."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils import timezone

from surga.reactions.sync import things


class Link(models.Model):
    """One of our cases and one of their reports are the same matter (``things.Link``)."""

    system = models.CharField(max_length=40)
    case_id = models.BigIntegerField()
    code = models.CharField(max_length=20)
    report_id = models.CharField(max_length=64)
    second_id = models.CharField(max_length=64, blank=True, default="")
    direction = models.CharField(max_length=3)
    twin = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=things.LINKED)
    standing = models.CharField(max_length=20, default="unverified")
    told = models.CharField(max_length=20, blank=True, default="")
    text_hash = models.CharField(max_length=32, blank=True, default="")
    seen = models.CharField(max_length=32, blank=True, default="")
    seen_at = models.DateTimeField(null=True)
    settled = models.BooleanField(default=False)
    looked_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(null=True)
    since = models.DateTimeField(null=True)
    after = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            UniqueConstraint(fields=("system", "report_id"), name="link_of_report_once"),
            UniqueConstraint(fields=("system", "case_id"), name="link_of_case_once", condition=Q(twin=False)),
        )
        indexes = (
            models.Index(fields=("system", "state", "looked_at"), name="link_watched"),
            models.Index(fields=("case_id",), name="link_of_case"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.system}:{self.report_id}"


class Act(models.Model):
    """Something to be done there (``things.Act``)."""

    system = models.CharField(max_length=40)
    case_id = models.BigIntegerField()
    event_id = models.BigIntegerField()
    kind = models.CharField(max_length=10)
    ref = models.CharField(max_length=60)
    target = models.CharField(max_length=64, blank=True, default="")
    entry_id = models.BigIntegerField(default=0)
    words = models.CharField(max_length=200, blank=True, default="")
    standing = models.CharField(max_length=20, blank=True, default="")
    closes = models.BooleanField(default=False)
    body_id = models.CharField(max_length=64, blank=True, default="")
    state = models.CharField(max_length=8, default=things.DUE)
    attempts = models.PositiveIntegerField(default=0)
    doubt = models.BooleanField(default=False)
    next_at = models.DateTimeField(default=timezone.now)
    lease = models.CharField(max_length=20, blank=True, default="")
    reason = models.CharField(max_length=80, blank=True, default="")
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    settle_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            UniqueConstraint(fields=("system", "event_id", "kind", "target"), name="act_once"),
            UniqueConstraint(fields=("system", "ref"), name="act_ref_once"),
        )
        indexes = (
            models.Index(fields=("system", "next_at", "id"), name="act_due", condition=Q(state="due")),
            models.Index(
                fields=("system", "case_id", "id"),
                name="act_lane",
                condition=Q(state__in=("due", "trying", "parked")),
            ),
            models.Index(fields=("case_id", "id"), name="act_of_case"),
            models.Index(fields=("system", "state", "made_at"), name="act_by_age"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class Known(models.Model):
    """A step that both sides have (``things.Known``), or an oddity that was told once."""

    system = models.CharField(max_length=40)
    report_id = models.CharField(max_length=64)
    step_id = models.CharField(max_length=80)
    ref = models.CharField(max_length=60, blank=True, default="")
    direction = models.CharField(max_length=3)
    kind = models.CharField(max_length=20, blank=True, default="")
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            UniqueConstraint(fields=("system", "report_id", "step_id"), name="known_once"),
            UniqueConstraint(fields=("system", "ref"), name="known_ref_once", condition=~Q(ref="")),
        )

    def __str__(self) -> str:
        return f"{self.system}:{self.report_id} {self.step_id}"


class Answer(models.Model):
    """What the other side answered, as it came; once as long as it stays the same."""

    system = models.CharField(max_length=40)
    report_id = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    raw = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = (UniqueConstraint(fields=("system", "report_id", "digest"), name="answer_once"),)

    def __str__(self) -> str:
        return f"{self.system}:{self.report_id} {self.at:%Y-%m-%d}"


class Cursor(models.Model):
    """Up to where a side was read, by its clock; and who reads it now."""

    system = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField(null=True)
    lease = models.CharField(max_length=20, blank=True, default="")
    until = models.DateTimeField(null=True)
    #: When a round ended well, by our clock: what the lag is counted from.
    read_at = models.DateTimeField(null=True)
    #: Why the last round did not end well, "" when it did.
    reason = models.CharField(max_length=80, blank=True, default="")
    #: When both sides were compared, and when they may be next; both by our clock.
    compared_at = models.DateTimeField(null=True)
    compare_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.system


class Trouble(models.Model):
    """A report that could not be taken in (``things.Trouble``)."""

    system = models.CharField(max_length=40)
    report_id = models.CharField(max_length=64)
    reason = models.CharField(max_length=80)
    attempts = models.PositiveIntegerField(default=1)
    next_at = models.DateTimeField()
    since = models.DateTimeField()

    class Meta:
        constraints = (UniqueConstraint(fields=("system", "report_id"), name="trouble_once"),)

    def __str__(self) -> str:
        return f"{self.system}:{self.report_id}"


class Twin(models.Model):
    """Two cases that seem to be one matter. ``decided``: "" while nobody has; "same" or "other"."""

    system = models.CharField(max_length=40)
    report_id = models.CharField(max_length=64)
    case_id = models.BigIntegerField()
    other_id = models.BigIntegerField()
    score = models.PositiveSmallIntegerField()
    decided = models.CharField(max_length=5, blank=True, default="")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (UniqueConstraint(fields=("system", "report_id", "other_id"), name="twin_once"),)

    def __str__(self) -> str:
        return f"{self.case_id} and {self.other_id}"


class Difference(models.Model):
    """What the nightly comparison found, until it is gone. ``kind``, ``ours``, ``theirs``: see ``rules.comparing``."""

    system = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    case_id = models.BigIntegerField(default=0)
    report_id = models.CharField(max_length=64, blank=True, default="")
    ours = models.CharField(max_length=120, blank=True, default="")
    theirs = models.CharField(max_length=120, blank=True, default="")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            UniqueConstraint(fields=("system", "kind", "case_id", "report_id"), name="difference_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.system}:{self.report_id}"


class Permit(models.Model):
    """An officer let one secret case be told to one side."""

    system = models.CharField(max_length=40)
    case_id = models.BigIntegerField()
    officer_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (UniqueConstraint(fields=("system", "case_id"), name="permit_once"),)

    def __str__(self) -> str:
        return f"{self.system}: {self.case_id}"


class OtherBody(models.Model):
    """An agency of the other side, as it tells of itself."""

    system = models.CharField(max_length=40)
    body_id = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=12, blank=True, default="")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "other bodies"
        constraints = (UniqueConstraint(fields=("system", "body_id"), name="other_body_once"),)

    def __str__(self) -> str:
        return self.name


class Matter(models.Model):
    """A case that another government's program may see here: it brought it (``marker`` is its own), or was given it."""

    partner = models.CharField(max_length=150)
    case_id = models.BigIntegerField()
    marker = models.CharField(max_length=60, blank=True, default="")
    #: The national side has it already, from whoever brought it: it is not told there again.
    known_above = models.BooleanField(default=False)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            UniqueConstraint(fields=("partner", "case_id"), name="matter_of_partner_once"),
            UniqueConstraint(
                fields=("partner", "marker"), name="matter_marked_once", condition=~Q(marker="")
            ),
            UniqueConstraint(fields=("case_id",), name="matter_brought_once", condition=~Q(marker="")),
        )

    def __str__(self) -> str:
        return f"{self.partner}: {self.case_id}"


class Said(models.Model):
    """What a partner said on a matter, under its own ``ref``: the same again is the same step."""

    partner = models.CharField(max_length=150)
    ref = models.CharField(max_length=60)
    case_id = models.BigIntegerField()
    event_id = models.BigIntegerField()

    class Meta:
        verbose_name_plural = "said"
        constraints = (UniqueConstraint(fields=("partner", "ref"), name="said_once"),)
        indexes = (models.Index(fields=("case_id",), name="said_on_case"),)

    def __str__(self) -> str:
        return f"{self.partner}: {self.ref}"
