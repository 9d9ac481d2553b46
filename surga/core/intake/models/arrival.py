"""What a channel brought, as it came: kept before anything is done with it."""

from __future__ import annotations

from django.db import models


class Arrival(models.Model):
    """One webhook call or one mail, byte for byte. It may hold many messages, or repeat some."""

    NEW, DONE, PARKED = "new", "done", "parked"

    channel = models.CharField(max_length=16)
    body = models.BinaryField()
    #: The channel's own id of the whole, where it has one (an update's id, a mail's place in its box).
    external_id = models.CharField(max_length=200, null=True)  # noqa: DJ001  # NULLs do not collide, "" would
    state = models.CharField(max_length=8, default=NEW)
    received_at = models.DateTimeField()
    next_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    #: Names the try that has it; empty while nobody does.
    lease = models.CharField(max_length=16, blank=True, default="")
    #: The kind of mistake, never its words: they may quote what somebody wrote.
    error = models.CharField(max_length=80, blank=True, default="")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("channel", "external_id"), name="arrival_once"),)
        indexes = (
            models.Index(fields=("next_at", "id"), name="arrival_waiting", condition=models.Q(state="new")),
            models.Index(fields=("done_at",), name="arrival_done"),
        )

    def __str__(self) -> str:
        return f"arrival {self.pk}"
