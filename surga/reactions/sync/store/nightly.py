"""When a side is compared: once a day, while the city sleeps; or as soon as somebody is there to do it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Final

from django.utils import timezone

from surga.channels.port.gateway import Gateway
from surga.reactions.sync.models import Cursor

#: By the city's clock (WIB).
AT_NIGHT: Final = time(2, 30)
#: How long after one that failed, or whose worker died, another is begun.
AGAIN: Final = timedelta(hours=1)


def next_night(now: datetime) -> datetime:
    """The next time after ``now`` at which the city sleeps."""
    local = timezone.localtime(now)
    tonight = local.replace(hour=AT_NIGHT.hour, minute=AT_NIGHT.minute, second=0, microsecond=0)
    return tonight if tonight > local else tonight + timedelta(days=1)


def compare_when_due(gateway: Gateway, compare: Callable[[Gateway], int]) -> int | None:
    """``compare`` when it is time, and no other worker does; how much differs, None when it was not time.

    Whatever it raises, it is not tried again within the hour. Not in a transaction: the other side may be slow.
    """
    now, mine = timezone.now(), Cursor.objects.filter(pk=gateway.name)
    planned = mine.values_list("compare_at", flat=True).first()
    if planned is None:
        # A side that was just set up is read first.
        Cursor.objects.bulk_create([Cursor(system=gateway.name)], ignore_conflicts=True)
        mine.filter(compare_at=None).update(compare_at=next_night(now))
        return None
    if planned > now or not mine.filter(compare_at=planned).update(compare_at=now + AGAIN):
        return None
    found = compare(gateway)
    done = timezone.now()
    mine.update(compared_at=done, compare_at=next_night(done))
    return found
