"""What was known of each case, and when; what of it is not in the sums yet; and contacts."""

from __future__ import annotations

from typing import Any, Final

from django.db import models
from django.db.models import Q

#: Known still.
NOW: Final = 2**62
_CODE, _WORD = 64, 16


class Fact(models.Model):
    """A case as it was known from one event to the next; see ``rules.known.facts.Fact`` for what the fields mean.

    ``known_from``, ``known_to``: microseconds since 1970, the second not included; ``event``: the id of the event.
    """

    case_id = models.BigIntegerField()
    known_from = models.BigIntegerField()
    known_to = models.BigIntegerField(default=NOW)
    event = models.BigIntegerField()
    received = models.BigIntegerField()
    day = models.IntegerField()
    channel = models.CharField(max_length=_WORD)
    kind = models.CharField(max_length=_WORD)
    topic = models.CharField(max_length=_CODE)
    agency = models.CharField(max_length=_CODE)
    region = models.CharField(max_length=_CODE)
    level = models.CharField(max_length=_WORD)
    hidden = models.BooleanField()
    joined = models.BooleanField()
    followed = models.BigIntegerField(null=True)
    worked = models.IntegerField(null=True)
    away = models.IntegerField()
    away_since = models.BigIntegerField(null=True)
    status = models.CharField(max_length=_WORD)
    outcome = models.CharField(max_length=_WORD)
    reason = models.CharField(max_length=24)
    ended_at = models.BigIntegerField(null=True)
    reopened = models.IntegerField()
    stars = models.SmallIntegerField(null=True)
    bounces = models.IntegerField()
    raised = models.IntegerField()
    proofs = models.IntegerField()
    waiting_from = models.CharField(max_length=_WORD)
    holder = models.CharField(max_length=_CODE)
    proposed = models.CharField(max_length=_CODE)
    confidential = models.BooleanField()
    oversight = models.BooleanField()
    stays = models.CharField(max_length=160)
    level_since = models.BigIntegerField(null=True)
    stepped = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case_id", "known_from"), name="insight_fact_once"),
            models.UniqueConstraint(fields=("case_id",), condition=Q(known_to=NOW), name="insight_fact_now"),
        )
        indexes = (
            models.Index(fields=("day", "known_to"), name="insight_fact_day"),
            models.Index(fields=("topic", "day"), name="insight_fact_topic", condition=Q(known_to=NOW)),
            models.Index(fields=("agency", "day"), name="insight_fact_agency", condition=Q(known_to=NOW)),
            models.Index(fields=("region", "day"), name="insight_fact_region", condition=Q(known_to=NOW)),
            models.Index(
                fields=("received", "case_id"), name="insight_fact_open",
                condition=Q(known_to=NOW, ended_at=None),
            ),
            models.Index(
                fields=("day",), name="insight_fact_away",
                condition=Q(known_to=NOW, followed=None) & (~Q(away=0) | Q(away_since__isnull=False)),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"case {self.case_id} from {self.known_from}"


class ContactFact(models.Model):
    """A contact that is over. ``known_from`` in microseconds, ``started`` in seconds since 1970; ``day``: it began."""

    contact_id = models.BigIntegerField(unique=True)
    event = models.BigIntegerField()
    known_from = models.BigIntegerField()
    started = models.BigIntegerField()
    day = models.IntegerField()
    channel = models.CharField(max_length=_WORD)
    outcome = models.CharField(max_length=_WORD)
    topic = models.CharField(max_length=_CODE)
    region = models.CharField(max_length=_CODE)
    hotline = models.CharField(max_length=_CODE)
    case_id = models.BigIntegerField(null=True)
    article = models.CharField(max_length=80, default="")
    #: It is about what is never published: its topic, or its case.
    hidden = models.BooleanField()

    class Meta:
        indexes = (
            models.Index(fields=("day", "known_from"), name="insight_contact_day"),
            models.Index(
                fields=("case_id",), name="insight_contact_case", condition=Q(case_id__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return f"contact {self.contact_id}"


class Delta(models.Model):
    """What is not in the sums yet: a case (or contact) before and after an event, as the fields of its fact.

    ``moves``: what happened on a day, see ``rules.known.moves``.
    """

    what = models.CharField(max_length=8, default="case")
    of = models.BigIntegerField()
    before: Any = models.JSONField(null=True)
    after: Any = models.JSONField(null=True)
    moves: Any = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.what} {self.of}"


class Exchange(models.Model):
    """How long something took between two governments' systems, by the event that tells of it."""

    event = models.BigIntegerField(unique=True)
    system = models.CharField(max_length=60)
    way = models.CharField(max_length=3)
    day = models.IntegerField()
    seconds = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=("day", "system", "way"), name="insight_exchange_day"),)

    def __str__(self) -> str:
        return f"{self.way} {self.system}"
