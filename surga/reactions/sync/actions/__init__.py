"""What officers do about the exchange."""

from surga.reactions.sync.actions.deciding import (
    LONGEST_ID,
    OLDEST_DAY,
    allow_case,
    compare,
    compare_soon,
    complete_by_hand,
    confirm_twin,
    link_by_hand,
    mend,
    refuse_twin,
    retry,
    retry_all,
    skip,
    take_now,
    tracking_id,
)
from surga.reactions.sync.actions.taking import Taken, take_reports

__all__ = (
    "LONGEST_ID",
    "OLDEST_DAY",
    "Taken",
    "allow_case",
    "compare",
    "compare_soon",
    "complete_by_hand",
    "confirm_twin",
    "link_by_hand",
    "mend",
    "refuse_twin",
    "retry",
    "retry_all",
    "skip",
    "take_now",
    "take_reports",
    "tracking_id",
)
