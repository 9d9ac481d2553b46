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
from surga.reactions.sync.actions.taking import Taken, Typed, take_reports, type_in

__all__ = (
    "LONGEST_ID",
    "OLDEST_DAY",
    "Taken",
    "Typed",
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
    "type_in",
)
