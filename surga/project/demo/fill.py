"""Fill an empty city with cases, by the same door and the same actions as real ones."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from surga.core.agencies.queries import city
from surga.events.record import archived
from surga.events.subscriptions import subscribed_only
from surga.project.demo.calls.centre import open_centre
from surga.project.demo.calls.talks import talk
from surga.project.demo.citizens import Scene, scene
from surga.project.demo.satisfaction import hold_surveys
from surga.project.demo.story import Cast, tell
from surga.project.demo.years import tell_years
from surga.reactions.insight.actions import rebuilding as insight
from surga.reactions.register import actions as register
from surga.reactions.similar import actions as similar

#: Three years and a little: fewer seasons teach no forecast.
_YEARS = timedelta(days=1_130)
_AT_A_TIME = 25
type Progress = Callable[[str, int, int], None]


def fill(*, cases: int, seed: int, progress: Progress | None = None) -> int:
    """Make ``cases`` cases over the last three years; the same seed and day make the same ones."""
    dice = random.Random(seed)  # noqa: S311  # a demonstration must be repeatable
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    scenes = sorted((_scene(dice, now) for _ in range(cases)), key=lambda one: one.at)
    cast = Cast.of_city()
    # Nobody is told of a demonstration; the read models are made at the end, in one go.
    with subscribed_only({}), archived():
        for start in range(0, cases, _AT_A_TIME):
            with transaction.atomic():
                for number, one in enumerate(scenes[start : start + _AT_A_TIME], start):
                    tell(dice, one, cast, now, f"demo:{seed}:{number}")
            if progress is not None:
                progress("demonstration", min(start + _AT_A_TIME, cases), cases)
        tell_years(seed)
        talk(dice)
        open_centre(seed, now)
        hold_surveys(seed, now)
    insight.rebuild()
    register.rebuild()
    similar.rebuild()
    return cases


def _scene(dice: random.Random, now: datetime) -> Scene:
    """A complaint at a likely time: more by day, fewer at weekends, each topic in its season."""
    while True:
        at = now - _YEARS * dice.random() ** 1.15
        local = at.astimezone(city(fresh=False).calendar.zone)
        likely = (0.25 if local.hour < 6 else 1.0 if local.hour < 17 else 0.6) * (
            0.45 if local.weekday() > 4 else 1.0
        )
        if dice.random() < likely:
            found = scene(dice, at, now)
            if found is not None:
                return found
