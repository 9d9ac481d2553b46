"""What waits, since when and why; the links of a case; what an officer has to do or to decide."""

from surga.reactions.sync.queries.desk import (
    About,
    Differing,
    Pair,
    Untaken,
    WaitingAct,
    differences,
    differing,
    pair,
    pairs,
    troubles,
    twins,
    untaken,
    waiting_acts,
)
from surga.reactions.sync.queries.handed import Read, codes_by_number, readings, with_us
from surga.reactions.sync.queries.states import Reason, SideState, reasons, states, stuck_acts
from surga.reactions.sync.queries.tasks import Task, TaskLine, heads, task_by_hand, task_lines, tasks_by_hand
from surga.reactions.sync.queries.whole import (
    acts_of,
    all_links,
    links_of,
    permits_of,
    told_cases,
    untold_cases,
)

__all__ = [
    "About", "Differing", "Pair", "Reason", "SideState", "Task", "Untaken", "WaitingAct", "acts_of", "all_links",
    "differences", "differing", "heads", "links_of", "pair", "pairs", "permits_of", "reasons", "states", "stuck_acts",
    "Read", "TaskLine", "codes_by_number", "readings", "task_by_hand",
    "task_lines", "tasks_by_hand", "with_us", "told_cases", "troubles", "twins", "untaken", "untold_cases", "waiting_acts",
]  # fmt: skip
