"""A city with a backlog: cases to be told, and three follow-ups to each, put down as if their events had been heard."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any, Final

from benchmarks.sync.rate.words import matter

FOLLOW_UPS: Final = 3
_DAYS: Final = 60
_AT_A_TIME: Final = 2_000


def fill(cases: int) -> None:
    """So many cases of the last sixty days, verified and answered, with all acts due."""
    from django.db import connection, transaction
    from django.utils import timezone

    from surga.core.cases.codes import new_code
    from surga.core.cases.models import Case
    from surga.core.intake.message import Message
    from surga.core.intake.receive import receive
    from surga.core.people.access import REPORTER
    from surga.project.commands.preparing import prepare

    prepare(demo=False)
    dice, now = random.Random(1), timezone.now()  # noqa: S311  # no secret
    first = Case.objects.get(pk=receive(Message(text=matter(dice)), REPORTER).case_id)
    codes: set[str] = set()
    while len(codes) < cases:
        codes.add(new_code(first.code.split("-")[0], now.date()))
    with transaction.atomic():
        rows = []
        for code in sorted(codes):
            row = _copy(first)
            row.code, row.text, row.status, row.verified_at = code, matter(dice), "in_progress", now
            row.received_at = now - timedelta(seconds=dice.randint(60, _DAYS * 86_400))
            row.lat, row.lon = -7.82 + dice.uniform(-0.03, 0.03), 112.01 + dice.uniform(-0.03, 0.03)
            rows.append(row)
        made = Case.objects.bulk_create(rows, batch_size=_AT_A_TIME)
        _owe(made, dice, now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def _owe(made: list[Any], dice: random.Random, now: datetime) -> None:
    """What was said on each case, and all acts."""
    from surga.core.cases.models import Entry
    from surga.reactions.sync import models

    said = [
        Entry(case=one, kind="progress", text=matter(dice), author="officer", visibility=Entry.PUBLIC, at=now)
        for one in made
        for _ in range(FOLLOW_UPS)
    ]  # fmt: skip
    entries = Entry.objects.bulk_create(said, batch_size=_AT_A_TIME)
    submits = [
        models.Act(system="sp4n", case_id=one.pk, event_id=n, kind="submit", ref=f"{one.code}.{n}")
        for n, one in enumerate(made, 10_000_000)
    ]
    follow_ups = [
        models.Act(
            system="sp4n", case_id=one.case_id, event_id=n, kind="follow_up", ref=f"{one.pk}.{n}",
            entry_id=one.pk, standing="in_progress",
        )
        for n, one in enumerate(entries, 20_000_000)
    ]  # fmt: skip
    models.Act.objects.bulk_create(submits + follow_ups, batch_size=_AT_A_TIME)


def _copy(case: Any) -> Any:
    copied = type(case)()
    for field in case._meta.concrete_fields:
        if not field.primary_key:
            setattr(copied, field.attname, getattr(case, field.attname))
    return copied
