"""What the database says after a load: asked by programs beside the system."""

from __future__ import annotations

import time
from typing import Any

from benchmarks.chat.house import House

_WAITING = """
from surga.core.intake.models import Arrival, Line
waiting = Arrival.objects.filter(state="new").count()
owed = Line.objects.filter(way="out", state__in=["due", "sending"]).count()
print(json.dumps([waiting, owed]))
"""
_LINES = """
from collections import Counter
from surga.core.cases.models import Case
from surga.core.intake.models import Arrival, Conversation, Line
heard = list(Line.objects.filter(way="in").values_list("external_id", flat=True))
said = Counter(Line.objects.filter(way="out").values_list("state", flat=True))
refs = Counter(Line.objects.filter(way="out").exclude(ref="").values_list("ref", flat=True))
print(json.dumps({
    "heard": heard, "said": said, "twice_refs": [ref for ref, n in refs.items() if n > 1],
    "cases": Case.objects.count(), "conversations": Conversation.objects.count(),
    "parked": Arrival.objects.filter(state="parked").count(), "arrivals": Arrival.objects.count(),
}))
"""


def drained(house: House, patience: float = 1800.0) -> float:
    """Wait until the worker has nothing left; how many seconds that took."""
    begun = time.monotonic()
    while time.monotonic() - begun < patience:
        waiting, owed = house.ask(_WAITING)
        if waiting == 0 and owed == 0:
            return time.monotonic() - begun
        time.sleep(3)  # noqa: TID251  # the worker is another program
    raise RuntimeError("the worker does not come to an end")


def told(house: House) -> dict[str, Any]:
    """Ids heard, lines said by state, cases, what was set aside."""
    answer: dict[str, Any] = house.ask(_LINES)
    return answer
