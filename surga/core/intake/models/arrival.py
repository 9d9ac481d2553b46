"""What a channel brought, as it came: kept before anything is done with it."""

from __future__ import annotations

from django.db import models


class Arrival(models.Model):
    """One webhook call or one mail, byte for byte. It may hold many messages, or repeat some."""

    NEW, DONE, PARKED, EMPTIED = "new", "done", "parked", "emptied"

    channel = models.CharField(max_length=16)
    body = models.BinaryField()
    #: The channel's own id of the whole, where it has one (an update's id, a mail's place in its box).
    external_id = models.CharField(max_length=200, null=True)  # noqa: DJ001  # NULLs do not collide, "" would
    state = models.CharField(max_length=8, default=NEW)
    received_at = models.DateTimeField()
    next_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    #: The kind of mistake, never its words: they may quote what somebody wrote.
    error = models.CharField(max_length=80, blank=True, default="")
    #: When it was worked off or set aside; its bytes are emptied some time after.
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("channel", "external_id"), name="arrival_once"),)
        indexes = (
            models.Index(
                fields=("channel", "next_at", "id"),
                name="arrival_waiting",
                condition=models.Q(state="new"),
            ),
            models.Index(fields=("done_at",), name="arrival_done"),
            models.Index(
                fields=("state", "done_at"),
                name="arrival_to_empty",
                condition=models.Q(state__in=("done", "parked")),
            ),
        )

    def __str__(self) -> str:
        return f"arrival {self.pk}"
