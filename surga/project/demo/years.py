"""The two years that Kota Kediri told a jury of, as rows: what came by SP4N-LAPOR!, and how long it took.

Known are only the figures: 28 and 57 cases, followed up in 4.6 days (docs/guides/sie.md). That the cases are 2020's and
2021's, and came by SP4N-LAPOR!, that the days are working days from receipt, and every text, are assumptions of the
demonstration.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db import transaction

from surga.core.agencies.queries import city
from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.cases.states import OUTSIDE_LEVELS
from surga.core.intake.message import Message
from surga.core.intake.receive import receive
from surga.core.people.access import REPORTER, system
from surga.project.demo.citizens import Scene, scene

_DEMO = system("demo")
#: Year → cases, and their working days in sum: 129 / 28 and 262 / 57 are 4.6 each, and 391 / 85 is 4.6 exactly.
YEARS = {2020: (28, 129), 2021: (57, 262)}
_LEAST, _LIKELY, _MOST = 1, 4, 12


def tell_years(seed: int) -> int:
    """Make the cases of those years, each answered after its working days; how many are new."""
    made = 0
    for year, (count, days) in YEARS.items():
        for number, took in enumerate(_shared_out(_dice(f"{seed}:{year}"), count, days)):
            external_id = f"demo:{seed}:{year}:{number}"
            dice = _dice(external_id)
            with transaction.atomic():
                made += _tell(dice, _scene(dice, year), took, external_id)
    return made


def _dice(name: str) -> random.Random:
    return random.Random(name)  # noqa: S311  # a demonstration must be repeatable


def _shared_out(dice: random.Random, count: int, days: int) -> list[int]:
    """So many numbers of working days, most of them small, that sum up to ``days``."""
    shares = [round(dice.triangular(_LEAST, _MOST, _LIKELY)) for _ in range(count)]
    while sum(shares) != days:
        step = 1 if sum(shares) < days else -1
        number = dice.randrange(count)
        if _LEAST <= shares[number] + step <= _MOST:
            shares[number] += step
    return shares


def _scene(dice: random.Random, year: int) -> Scene:
    """What somebody tells in an hour of that year in which people write: an ordinary matter of the city's own."""
    first, zone = date(year, 1, 6), city(fresh=False).calendar.zone
    while True:
        day = first + timedelta(days=dice.randrange(345))
        at = datetime.combine(day, time(dice.randint(6, 21), dice.randint(0, 59), dice.randint(0, 59)), zone)
        found = scene(dice, at)
        topic = city(fresh=False).topics[found.topic] if found is not None else None
        if found is not None and topic is not None and not (topic.oversight or topic.protected):
            return replace(found, channel="sp4n", confidential=False, kind="complaint", phone="", email="")


def _tell(dice: random.Random, told: Scene, took: int, external_id: str) -> bool:
    """The case from its receipt to its end; False when it is there already."""
    receipt = receive(_message(told, external_id), _DEMO, at=told.at)
    case = Case.objects.get(code=receipt.code)
    if case.status != "received":
        return False
    code, calendar = receipt.code, city(fresh=False).calendar
    answered = _in_hours(dice, calendar.add_working_days(told.at, took))
    looked_at = min(told.at + timedelta(hours=dice.randint(2, 20)), answered - timedelta(hours=1))
    actions.verify_case(code, _DEMO, topic=told.topic, at=looked_at)
    case = Case.objects.get(code=code)
    if case.level in OUTSIDE_LEVELS:
        actions.escalate_case(code, _DEMO, level=case.level, reason=told.answer, body=case.body, at=looked_at)
    else:
        agency = case.proposed_agency or next(iter(city(fresh=False).offices_of("dinas"))).code
        actions.forward_case(code, _DEMO, agency=agency, at=looked_at)
    actions.answer_case(code, _DEMO, text=told.answer, at=answered)
    if dice.random() < 0.4:
        confirmed = answered + timedelta(days=dice.randint(1, 5), hours=dice.randint(0, 5))
        actions.confirm_case(code, REPORTER, at=confirmed)
        actions.rate_case(code, REPORTER, stars=dice.choices((2, 3, 4, 5), (1, 2, 8, 7))[0], at=confirmed)
    else:
        due = Case.objects.get(code=code).due_at
        if due is not None:
            actions.sweep_clocks(due + timedelta(minutes=1), only=case.pk)
    return True


def _in_hours(dice: random.Random, day: datetime) -> datetime:
    local = day.astimezone(city(fresh=False).calendar.zone)
    return local.replace(hour=dice.randint(9, 14), minute=dice.randint(0, 59), second=dice.randint(0, 59))


def _message(told: Scene, external_id: str) -> Message:
    return Message(
        text=told.text,
        kind=told.kind,
        channel=told.channel,
        external_id=external_id,
        reporter_name=told.name,
        anonymous=told.anonymous,
        region=told.region,
        address=told.address,
        topic=told.topic,
    )
