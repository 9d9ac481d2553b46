"""Keeping the table of like cases. Whatever is called twice changes nothing the second time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Final
from zlib import crc32

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from surga.core.cases.models import Case
from surga.core.triage.similar import SAME, Traits, keys_of, rare_words, traits_of
from surga.core.triage.similar.groups import looks_like_spam
from surga.events.mending import LOCK_CLASS
from surga.reactions.similar import queries, reading, table, vocabulary
from surga.reactions.similar.models import Suspicion

_PORTION: Final = 200
_ROWS_AT_ONCE: Final = 500_000
#: Words are counted of so many new cases at once; while there are few, sooner.
_AT_ONCE: Final = 250
#: Older cases are not searched for anew: nobody waits for them at the desk.
_NOTED_AGAIN: Final = timedelta(days=30)


def take_in(case_id: int) -> None:
    """Put a case under its keys, as it now is, and note the earlier case that it is most like.

    A case that few may know of is not put in; what was noted of it and of its likeness is forgotten.
    """
    reading.refresh()
    told = reading.told_in(reading.nameable().filter(pk=case_id)).get(case_id)
    if told is None:
        Suspicion.objects.filter(Q(case_id=case_id) | Q(like_id=case_id)).delete()
        return
    _one_after_another()
    traits = reading.traits(told.report)
    table.put_in([(key, case_id) for key in keys_of(traits)])
    _note(case_id, told, traits)
    _count()


def rebuild(progress: Callable[[int, int], None] | None = None) -> int:
    """Empty the table and make it anew from the cases; how many are in it. `progress` is told (done, of how many).

    Until it is done less is found; a run that was broken off is begun again. What was noted stays, and of the cases of
    the last month it is noted anew.
    """
    total, done, taken, last = Case.objects.count(), 0, 0, -1
    words: Counter[str] = Counter()
    waiting: list[tuple[int, int]] = []
    reading.refresh()
    table.empty()
    while ids := _next(reading.nameable().filter(pk__gt=last)):
        told = reading.told_in(reading.nameable().filter(pk__in=ids))
        for case, one in told.items():
            traits = traits_of(one.report)
            words.update(rare_words(traits))
            waiting += [(key, case) for key in keys_of(traits)]
        last, done, taken = ids[-1], done + len(ids), taken + len(told)
        waiting = _put_in_when_many(waiting)
        if progress is not None:
            progress(done, max(total, done))
    _put_in_when_many(waiting, enough=1)
    with transaction.atomic():
        vocabulary.replace(words, taken, last)
    _note_last_month()
    return taken


def _next(cases: QuerySet[Case]) -> list[int]:
    return list(cases.order_by("pk").values_list("pk", flat=True)[:_PORTION])


def _put_in_when_many(rows: list[tuple[int, int]], enough: int = _ROWS_AT_ONCE) -> list[tuple[int, int]]:
    """Many in one go: as keys lie anywhere in the table, each portion touches all of it. What is left to put in."""
    if len(rows) < enough:
        return rows
    with transaction.atomic():
        table.put_in(rows)
    return []


def _note_last_month() -> None:
    recent, last = reading.nameable().filter(received_at__gte=timezone.now() - _NOTED_AGAIN), -1
    while ids := _next(recent.filter(pk__gt=last)):
        with transaction.atomic():
            for case, told in reading.told_in(recent.filter(pk__in=ids)).items():
                _note(case, told, reading.traits(told.report))
        last = ids[-1]


def _note(case_id: int, told: reading.Told, traits: Traits) -> None:
    likes = queries.like_traits(traits, most=1, least=SAME, before=case_id)
    spam = looks_like_spam(told.report.text)
    if not likes and not spam:
        Suspicion.objects.filter(case_id=case_id).delete()
        return
    like, score = (likes[0].case_id, likes[0].score) if likes else (None, 0.0)
    values = {"like_id": like, "score": score, "spam": spam, "at": told.report.on}
    Suspicion.objects.update_or_create(case_id=case_id, defaults=values)


def _count() -> None:
    """Count the words of new cases when there are enough of them and no other worker does."""
    row = vocabulary.claim()
    if row is None:
        return
    enough = min(_AT_ONCE, max(25, row.reports // 20))
    new = Case.objects.filter(pk__gt=row.last_case).order_by("pk")
    ids = list(new.values_list("pk", flat=True)[:enough])
    if len(ids) == enough:
        told = reading.told_in(reading.nameable().filter(pk__in=ids))
        words = vocabulary.words_of(one.report for one in told.values())
        vocabulary.count_in(row, words, len(told), ids[-1])


def _one_after_another() -> None:
    """Two workers that take in the same thing at the same moment would not see one another's case.

    On SQLite there is one writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_CLASS, crc32(b"similar arrivals") % 2**31]
            )
