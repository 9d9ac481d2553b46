"""Reading cases: one by its code, an officer's queues, counts, what triage learns from."""

from surga.core.cases.queries.hiding import KEPT_BACK, Hiding
from surga.core.cases.queries.learning import verified_cases
from surga.core.cases.queries.queues import (
    LINE,
    QUEUES,
    CursorBroken,
    Page,
    queue_counts,
    queue_of,
    read_cursor,
    unrouted,
    visible_to,
)
from surga.core.cases.queries.reading import (
    as_seen_by,
    case_by_code,
    case_by_id,
    cases_of_reporters,
    codes_of,
    facts_of,
    has_cases,
    photo,
    photos_of,
    veil,
)

__all__ = [
    "KEPT_BACK",
    "LINE",
    "QUEUES",
    "CursorBroken",
    "Hiding",
    "Page",
    "as_seen_by",
    "case_by_code",
    "case_by_id",
    "cases_of_reporters",
    "codes_of",
    "facts_of",
    "has_cases",
    "photo",
    "photos_of",
    "queue_counts",
    "queue_of",
    "read_cursor",
    "unrouted",
    "veil",
    "verified_cases",
    "visible_to",
]
