"""The sums: several narrow rollups by day, month and quarter of receipt, exact times in bands, and flows by day."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

_CODE = 64


class Cell(models.Model):
    """Whole numbers summed up over some cases (or contacts: ``cases`` alone); see ``rules.known.contributions``.

    ``grain``: d, m or q; ``period``: the day as an ordinal, year × 12 + month − 1, or year × 4 + quarter − 1;
    ``hidden``: never published.
    """

    rollup = models.CharField(max_length=16)
    grain = models.CharField(max_length=1)
    period = models.IntegerField()
    key = models.CharField(max_length=_CODE)
    other = models.CharField(max_length=_CODE)
    hidden = models.BooleanField()
    cases = models.BigIntegerField(default=0)
    open = models.BigIntegerField(default=0)
    joined = models.BigIntegerField(default=0)
    followed_all = models.BigIntegerField(default=0)
    followed = models.BigIntegerField(default=0)
    secs = models.BigIntegerField(default=0)
    secs_sq_high = models.BigIntegerField(default=0)
    secs_sq_low = models.BigIntegerField(default=0)
    worked = models.BigIntegerField(default=0)
    worked_sq = models.BigIntegerField(default=0)
    city = models.BigIntegerField(default=0)
    city_sq = models.BigIntegerField(default=0)
    away_cases = models.BigIntegerField(default=0)
    away = models.BigIntegerField(default=0)
    away_sq = models.BigIntegerField(default=0)
    hit = models.BigIntegerField(default=0)
    late = models.BigIntegerField(default=0)
    city_hit = models.BigIntegerField(default=0)
    city_late = models.BigIntegerField(default=0)
    waiting = models.BigIntegerField(default=0)
    reopened = models.BigIntegerField(default=0)
    bounces = models.BigIntegerField(default=0)
    stars1 = models.BigIntegerField(default=0)
    stars2 = models.BigIntegerField(default=0)
    stars3 = models.BigIntegerField(default=0)
    stars4 = models.BigIntegerField(default=0)
    stars5 = models.BigIntegerField(default=0)
    information = models.BigIntegerField(default=0)
    answered = models.BigIntegerField(default=0)
    resolved = models.BigIntegerField(default=0)
    proven = models.BigIntegerField(default=0)
    confirmed = models.BigIntegerField(default=0)
    silence = models.BigIntegerField(default=0)
    archived = models.BigIntegerField(default=0)
    over_days = models.BigIntegerField(default=0)
    waiting_from = models.BigIntegerField(default=0)
    open_from = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("rollup", "grain", "period", "key", "other", "hidden"), name="insight_cell_once"
            ),
        )
        indexes = (
            # For what is asked of one code: the constraint's index goes by period, over all codes of each.
            models.Index(fields=("rollup", "key", "grain", "period"), name="insight_cell_key"),
            models.Index(
                fields=("rollup", "other", "grain", "period"),
                name="insight_cell_other",
                condition=~Q(other=""),
            ),
            # The season of each topic is read of four hundred days at once: from the index alone.
            models.Index(
                fields=("period", "key"),
                include=("cases",),
                name="insight_cell_topic_days",
                condition=Q(rollup="topic", grain="d"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.rollup} {self.grain} {self.period} {self.key} {self.other}"


class Spread(models.Model):
    """The exact times (seconds to the first follow-up) of a cell that fall into a band: how many, and all of them.

    ``times``: sorted, four bytes each; see ``rules.known.bands``.
    """

    rollup = models.CharField(max_length=16)
    grain = models.CharField(max_length=1)
    period = models.IntegerField()
    band = models.SmallIntegerField()
    key = models.CharField(max_length=_CODE)
    other = models.CharField(max_length=_CODE)
    hidden = models.BooleanField()
    n = models.IntegerField()
    times = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("rollup", "grain", "period", "band", "key", "other", "hidden"),
                name="insight_spread_once",
            ),
        )
        indexes = (
            models.Index(fields=("rollup", "key", "grain", "period"), name="insight_spread_key"),
            models.Index(
                fields=("rollup", "other", "grain", "period"),
                name="insight_spread_other",
                condition=~Q(other=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.rollup} {self.grain} {self.period} {self.band}"


class Flow(models.Model):
    """What happened on a day with the cases of an agency; see ``rules.known.moves``."""

    day = models.IntegerField()
    agency = models.CharField(max_length=_CODE)
    hidden = models.BooleanField()
    opened = models.IntegerField(default=0)
    followed = models.IntegerField(default=0)
    resolved = models.IntegerField(default=0)
    ended = models.IntegerField(default=0)
    reopened = models.IntegerField(default=0)
    returned = models.IntegerField(default=0)
    escalated = models.IntegerField(default=0)
    moved_in = models.IntegerField(default=0)
    moved_out = models.IntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("day", "agency", "hidden"), name="insight_flow_once"),)

    def __str__(self) -> str:
        return f"{self.day} {self.agency}"


class Standing(models.Model):
    """By which calendar and which version of the rules the sums were made; another one, and they are made anew.

    ``calendar``: its days as text, by which all goes on being counted until then; empty: made before it was kept.
    ``calendars``: where it was another one before, all of them, each with the microseconds since when it was known.
    """

    name = models.CharField(max_length=40, unique=True)
    value = models.CharField(max_length=80)
    calendar = models.TextField(default="")
    calendars: Any = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.name} {self.value}"
