"""Two tables: what happened, and who is still owed it."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import Index, Q, UniqueConstraint
from django.utils import timezone


class AppendOnly(RuntimeError):
    """Somebody tried to change or remove what happened."""


class EventRows(models.QuerySet["Event"]):
    """Rows that can be read and added, never changed."""

    def update(self, **values: Any) -> NoReturn:
        raise AppendOnly("an event is never changed")

    def delete(self) -> NoReturn:
        raise AppendOnly("an event is never removed")


class Event(models.Model):
    """One thing that happened: timeline, audit log and outbox in one append-only table."""

    name = models.CharField(max_length=60, editable=False)
    # Floor 1 knows no cases, so this is a number and no foreign key.
    case_id = models.BigIntegerField(null=True, editable=False)
    data = models.JSONField(editable=False)
    actor = models.CharField(max_length=80, editable=False)
    at = models.DateTimeField(editable=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    #: Taken over from an archive: known since it happened, not only since it was recorded here.
    archived = models.BooleanField(default=False, db_default=False, editable=False)

    objects = EventRows.as_manager()

    class Meta:
        indexes = [Index(fields=["case_id", "id"], name="event_of_case", condition=Q(case_id__isnull=False))]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises AppendOnly when it is already there."""
        if not self._state.adding:
            raise AppendOnly("an event is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raises AppendOnly."""
        raise AppendOnly("an event is never removed")


class Delivery(models.Model):
    """One event that one reaction is still owed: written with the event, deleted when handled.

    The deliveries of one reaction and one case form a lane and are handled in the order of their events.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="+", db_index=False)
    case_id = models.BigIntegerField(null=True)
    reaction = models.CharField(max_length=40)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now)
    parked_at = models.DateTimeField(null=True)
    # The class of the exception and where it was raised. Its message may name a person, so it is not kept.
    error = models.CharField(max_length=200, default="")

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [UniqueConstraint(fields=["event", "reaction"], name="delivery_once")]
        indexes = [
            Index(
                fields=["reaction", "next_at", "event"],
                name="delivery_due",
                condition=Q(parked_at__isnull=True),
            ),
            Index(
                fields=["reaction", "case_id", "event"],
                name="delivery_lane",
                condition=Q(case_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reaction} is owed {self.event_id}"
