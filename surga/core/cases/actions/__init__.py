"""Everything that may be done to a case. Nothing else saves one."""

from surga.core.cases.actions.beyond.outside import (
    close_from_outside,
    note_link,
    note_outside,
    note_step,
    take_back,
)
from surga.core.cases.actions.beyond.raising import raise_case
from surga.core.cases.actions.closing import (
    Swept,
    archive_case,
    confirm_case,
    object_to_case,
    refuse_reopen,
    reopen_case,
    request_reopen,
    sweep_clocks,
)
from surga.core.cases.actions.frame import CaseUnknown, facts_of
from surga.core.cases.actions.joining import join_case, split_case
from surga.core.cases.actions.opening import Draft, open_case
from surga.core.cases.actions.passing import (
    escalate_case,
    forward_case,
    return_case,
    start_work,
    verify_case,
)
from surga.core.cases.actions.seeing import (
    cover_photo,
    decide_photo,
    look_at_photo,
    reveal_identity,
    see_original,
    show_photo,
    start_photo_over,
)
from surga.core.cases.actions.speaking import (
    add_note,
    answer_case,
    ask_reporter,
    rate_case,
    reply_to_case,
    resolve_case,
)

__all__ = [
    "CaseUnknown",
    "Draft",
    "Swept",
    "add_note",
    "answer_case",
    "archive_case",
    "ask_reporter",
    "close_from_outside",
    "confirm_case",
    "cover_photo",
    "decide_photo",
    "escalate_case",
    "facts_of",
    "forward_case",
    "join_case",
    "look_at_photo",
    "note_link",
    "note_outside",
    "note_step",
    "object_to_case",
    "open_case",
    "raise_case",
    "rate_case",
    "refuse_reopen",
    "reopen_case",
    "reply_to_case",
    "request_reopen",
    "resolve_case",
    "return_case",
    "reveal_identity",
    "see_original",
    "show_photo",
    "split_case",
    "start_photo_over",
    "start_work",
    "sweep_clocks",
    "take_back",
    "verify_case",
]
