"""Where like cases are found. All of it is made from the cases and can be made anew (`surga rebuild similar`)."""

from __future__ import annotations

from django.db import models


class Key(models.Model):
    """A case under one of its keys (`core/triage/similar/keys.py`): cases that are alike share some.

    Only a way to candidates, which are then read and scored. A key that a case no longer has does no harm.
    """

    pk = models.CompositePrimaryKey("key", "case_id")
    key = models.BigIntegerField()
    #: A plain number, so that this table can be emptied and filled by itself.
    case_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.key} {self.case_id}"


class Vocabulary(models.Model):
    """One row: in how many reports each word was met, for its weight. See `vocabulary.py`."""

    version = models.BigIntegerField()
    reports = models.BigIntegerField()
    #: The last case that was counted.
    last_case = models.BigIntegerField()
    #: JSON of word → reports, compressed.
    counts = models.BinaryField()

    class Meta:
        verbose_name_plural = "vocabularies"

    def __str__(self) -> str:
        return f"{self.reports} reports"


class Suspicion(models.Model):
    """What was noted when a case came: the earlier case that it is most like, or why it looks like spam, or both.

    A hint for the desk. Nothing is joined, hidden or deleted by it.
    """

    case_id = models.BigIntegerField(primary_key=True)
    #: The earlier case; empty when none is like enough.
    like_id = models.BigIntegerField(null=True)
    score = models.FloatField(default=0)
    #: Why it looks like spam, in one word (`core/triage/similar/groups.py`); empty when it does not.
    spam = models.CharField(max_length=12, blank=True, default="")
    #: When the case was received.
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=("at",), name="suspicion_by_time"),
            models.Index(
                fields=("like_id",), name="suspicion_by_like", condition=models.Q(like_id__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id} like {self.like_id}"
