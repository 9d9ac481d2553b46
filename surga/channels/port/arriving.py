"""Working off what the channels brought: each arrival in a transaction of its own, in the order they came."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from time import monotonic
from typing import Final

from django.db import InterfaceError, OperationalError, transaction

from surga.channels.port.channel import Channel, Unreadable
from surga.core.intake.actions.conversing import take_in
from surga.core.intake.actions.traffic import arriving
from surga.core.intake.actions.traffic.marking import mark
from surga.core.intake.heard import Heard, Mark

#: Seconds after which a round leaves the database to others: on SQLite everybody else waits for it.
LONGEST_ROUND: Final = 0.05


def work_off(channels: Sequence[Channel], limit: int = 200) -> int:
    """Take in up to `limit` arrivals that are due; how many were looked at. Not inside a transaction.

    The channels take turns: a flood on one does not hold up the others.
    """
    turns, done = deque(channels), 0
    until = monotonic() + LONGEST_ROUND
    while turns and done < limit and monotonic() < until:
        channel = turns.popleft()
        if _work_off_one(channel):
            turns.append(channel)
            done += 1
    return done


def _work_off_one(channel: Channel) -> bool:
    with transaction.atomic():
        arrival = arriving.claim(channel.name)
        if arrival is None:
            return False
        try:
            spoken = channel.walk(arrival.body)
        except Unreadable as error:
            arriving.park(arrival, error)
        except Exception as error:
            arriving.put_off(arrival, error)
        else:
            _take_all(arrival, spoken)
        return True


def _take_all(arrival: arriving.Kept, spoken: Iterable[Heard | Mark]) -> None:
    """Each by itself: what is wrong with one person's message does not hold up the others'.

    When the arrival comes up again, what was taken in before changes nothing.
    """
    wrong: Exception | None = None
    complete = True
    for one in spoken:
        try:
            with transaction.atomic():
                complete &= _take(one)
        except (OperationalError, InterfaceError):
            raise  # the database is away, or two stood in each other's way: the arrival is not to blame
        except Exception as error:
            wrong = wrong or error
    if wrong is not None:
        arriving.put_off(arrival, wrong)
    elif not complete:
        arriving.wait_for_lines(arrival)
    else:
        arriving.finish(arrival)


def _take(one: Heard | Mark) -> bool:
    if isinstance(one, Mark):
        return mark(one)
    take_in(one)
    return True
