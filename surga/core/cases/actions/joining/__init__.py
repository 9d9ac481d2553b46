"""The same matter told by several: one case leads, the others go with it, and each can go by itself again."""

from surga.core.cases.actions.joining.along import TOGETHER
from surga.core.cases.actions.joining.course import FOLLOWED, LEAVING
from surga.core.cases.actions.joining.following import behind, follow_lead, hand_on, pass_alarm
from surga.core.cases.actions.joining.pairs import join_case, split_case

__all__ = [
    "FOLLOWED",
    "LEAVING",
    "TOGETHER",
    "behind",
    "follow_lead",
    "hand_on",
    "join_case",
    "pass_alarm",
    "split_case",
]
