"""The figure "ikm": the index of what was answered from one day to another, by group."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import CharField, Count, F, Value
from django.db.models.functions import TruncMonth

from surga.core.agencies.queries import city
from surga.reactions.surveys.queries.rounds import known
from surga.reactions.surveys.queries.told import Row
from surga.reactions.surveys.rules.elements import CODES
from surga.reactions.surveys.rules.score import EXACT, Scores, index_of

DEFINITION: Final = (
    "Satisfaction index (PermenPANRB 14/2017), 1 to 4: the mean of nine elements with exact weights of 1/9, over the "
    "answers given in the period and known at the date; what was left out is not filled in. 95 % interval by "
    "Student's t over people. Agency: the unit asked about; channel: the way of answering. Not the stars of cases."
)
#: How rows may be grouped; by anything else a survey knows nothing.
BY: Final = ("month", "agency", "channel", "all")


def ikm_rows(
    from_: date | None = None,
    to: date | None = None,
    by: str = "month",
    as_of: datetime | None = None,
    *,
    agency: str = "",
    channel: str = "",
) -> tuple[int, list[Row]]:
    """How many answered, and a row per group ("2026-05", an agency's code or "" for the city, a way, or "" for all).

    Days are the city's, both in; ``agency``, ``channel``: only of these. No rows for a ``by`` that is not in ``BY``.
    """
    if by not in BY:
        return 0, []
    zone = city(fresh=False).calendar.zone
    rows = known(None, as_of)
    if from_ is not None:
        rows = rows.filter(at__gte=datetime.combine(from_, time(), zone))
    if to is not None:
        rows = rows.filter(at__lt=datetime.combine(to + timedelta(days=1), time(), zone))
    if agency:
        rows = rows.filter(round__unit=agency)
    if channel:
        rows = rows.filter(way=channel)
    groups = {
        "month": TruncMonth("at", tzinfo=zone),
        "agency": F("round__unit"),
        "channel": F("way"),
        "all": Value("", output_field=CharField()),
    }
    counted = rows.annotate(by=groups[by]).values_list("by", *CODES).annotate(n=Count("id")).order_by()
    patterns: dict[str, Counter[Scores]] = defaultdict(Counter)
    for row in counted:
        key = f"{row[0]:%Y-%m}" if by == "month" else str(row[0])
        patterns[key][tuple(row[1:-1])] += row[-1]
    found = [_row(key, patterns[key]) for key in sorted(patterns)]
    return sum(row.n for row in found), found


def _row(key: str, patterns: Counter[Scores]) -> Row:
    index = index_of(patterns, EXACT)
    return Row(key, None if index.value is None else float(index.value), index.n, index.low, index.high)
