"""The surveys of the demonstration: two years' index as a jury was told of it, and one that can be answered now.

Known are only the two figures, 3.48 and 3.51 (docs/guides/sie.md). That they are 2020's and 2021's, and every answer,
are assumptions: how many answered is not known, so 400 did, some more than a sample of the city asks for.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial

from surga.core.agencies.queries import city
from surga.core.people.access import Actor, system
from surga.reactions.surveys import actions, queries

_DEMO = system("demo")
#: Year → the sum of 400 times nine scores: over 3,600 it is the index, 3.48 and 3.51 exactly.
YEARS = {2020: 12_528, 2021: 12_636}
ANSWERS = 400
_ELEMENTS = 9
#: What people like less, in the order of the elements: time and cost, as everywhere.
_LESS = (0.0, 0.05, 0.28, 0.18, 0.0, -0.05, -0.1, 0.08, 0.12)
_PEOPLE = 289_418  # README of the city's profile
_LATELY = 60


def hold_surveys(seed: int, now: datetime) -> int:
    """Make the rounds that are missing, with their answers; how many answers are new."""
    made = 0
    for year, total in YEARS.items():
        span = date(year, 1, 1), date(year, 12, 31)
        dice = random.Random(f"{seed}:survey:{year}")  # noqa: S311  # a demonstration must be repeatable
        made += _held("", span, partial(scores, dice, ANSWERS, total), dice, _DEMO)
    today = city(fresh=False).calendar.day_of(now)
    half = date(today.year, 1 if today.month < 7 else 7, 1)
    end = date(today.year, 6, 30) if today.month < 7 else date(today.year, 12, 31)
    dice = random.Random(f"{seed}:survey:now")  # noqa: S311  # likewise
    made += _held("", (half, end), partial(scores, dice, _LATELY, None), dice, _DEMO, until=now)
    return made


def scores(dice: random.Random, count: int, total: int | None) -> list[tuple[int, ...]]:
    """Answers of so many people, each with a mood of their own; in sum ``total`` where that is told."""
    given = []
    for _ in range(count):
        mood = dice.gauss(3.62, 0.32)
        given.append([_score(dice.gauss(mood - less, 0.45)) for less in _LESS])
    while total is not None and (missing := total - sum(map(sum, given))):
        step, one = (1 if missing > 0 else -1), given[dice.randrange(count)]
        element = dice.randrange(_ELEMENTS)
        if 2 <= one[element] + step <= 4:
            one[element] += step
    return [tuple(one) for one in given]


def _score(liked: float) -> int:
    return min(4, max(1, round(liked)))


def _held(
    unit: str,
    span: tuple[date, date],
    give: Callable[[], Sequence[tuple[int, ...]]],
    dice: random.Random,
    actor: Actor,
    *,
    until: datetime | None = None,
) -> int:
    """A round with its answers; of a past one also its end and publication. 0 when it is there already."""
    first, last = span
    if any(one.unit == unit and one.from_on == first for one in queries.rounds()):
        return 0
    open_ = until is not None
    zone = city(fresh=False).calendar.zone
    begun, end = datetime.combine(first, time(8), zone), datetime.combine(last, time(16), zone)
    given = give()
    draft = actions.RoundDraft(
        unit=unit, from_on=first, to_on=last, population=_PEOPLE, handed_out=None if open_ else len(given) + 62,
        invites=open_, follow_up="" if open_ else "Antrean dibuka secara daring, dan biaya dipasang di setiap loket.",
    )  # fmt: skip
    number = actions.make_round(draft, actor, at=begun).id
    actions.open_round(number, actor, at=begun)
    span_of = (until or end) - begun
    told = sorted((begun + span_of * dice.random(), one) for one in given)
    actions.record_many(number, [(one, at) for at, one in told], actor)
    if not open_:
        actions.close_round(number, actor, at=end)
        actions.publish_round(number, actor, at=end + timedelta(days=20))
    return len(given)
