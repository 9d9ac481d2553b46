"""What waits, since when and why; the links of a case; what an officer has to do or to decide."""

from surga.reactions.sync.queries.desk import (
    About,
    Differing,
    Pair,
    Untaken,
    WaitingAct,
    decidable,
    differences,
    differing,
    pairs,
    place_of,
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
from surga.reactions.sync.store.sides import NATIONAL, sides

__all__ = [
    "NATIONAL", "About", "Differing", "Pair", "Read", "Reason", "SideState", "Task", "TaskLine", "Untaken",
    "WaitingAct", "acts_of", "all_links", "codes_by_number", "decidable", "differences", "differing",
    "heads", "links_of", "pairs", "permits_of", "place_of", "readings", "reasons", "sides", "states",
    "stuck_acts", "task_by_hand", "task_lines", "tasks_by_hand", "told_cases", "troubles", "twins",
    "untaken", "untold_cases", "waiting_acts", "with_us",
]  # fmt: skip
