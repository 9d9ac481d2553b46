"""Keeping the register like the cases. Whatever is called twice changes nothing the second time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from django.db import connection, transaction
from django.db.models import QuerySet

from surga.core.agencies.queries import city
from surga.core.cases.models import Case
from surga.events.mending import lock_reaction
from surga.reactions.register import tally
from surga.reactions.register.models import Joined, PublicCase
from surga.reactions.register.projection import hidden_topics, pointers_of, rows_of

REACTION: Final = "register"
_PORTION: Final = 200
_ROWS: Final = crc32(b"register rows") % 2**31
_COLUMNS: Final = [field.name for field in PublicCase._meta.concrete_fields if not field.primary_key]


def show_cases(case_ids: Collection[int], *, pointing: bool = False) -> int:
    """Bring the register's rows of these cases up to date, and remove those that are not public; how many are.

    ``pointing``: some may have gone with another case until now.
    """
    _one_after_another(case_ids)
    cases = list(Case.objects.select_related("reporter").filter(pk__in=case_ids))
    rows = rows_of(cases)
    if pointing or any(case.joined_to_id is not None for case in cases):
        _point(cases)
    shown = {row.case_id for row in rows}
    old = PublicCase.objects.filter(case_id__in=case_ids)
    tally.change(tally.counted(old), tally.count_rows(rows))
    old.exclude(case_id__in=shown).delete()
    PublicCase.objects.bulk_create(
        rows, update_conflicts=True, update_fields=_COLUMNS, unique_fields=["code"], batch_size=_PORTION
    )
    return len(rows)


def _point(cases: Sequence[Case]) -> None:
    """Keep where the page of a case that goes with another leads."""
    pointers = pointers_of(cases)
    others = Joined.objects.filter(case_id__in=[case.pk for case in cases])
    others.exclude(case_id__in=[each.case_id for each in pointers]).delete()
    Joined.objects.bulk_create(
        pointers, update_conflicts=True, update_fields=["case_id", "lead_code"], unique_fields=["code"]
    )


def _one_after_another(case_ids: Collection[int]) -> None:
    """The row of a case that leads is made anew for each of those that go with it, by several workers at once:

    each must count what the one before it wrote. On SQLite there is one writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            keys = sorted({case_id % 2**31 for case_id in case_ids})
            cursor.execute("SELECT pg_advisory_xact_lock(%s, key) FROM unnest(%s::int[]) key", [_ROWS, keys])


def hide_topics() -> int:
    """Remove the cases of the topics that the city does not publish (any more); how many there were.

    A topic that is published again brings its old cases back at the next `rebuild`.
    """
    return _remove(PublicCase.objects.filter(topic_code__in=hidden_topics(city())))


def rebuild(progress: Callable[[int, int], None] | None = None) -> int:
    """Make the whole register anew from the cases; how many are public. `progress` is told (done, of how many).

    Portion by portion, each in a transaction: readers never find it empty, and a run that was broken off is simply
    begun again. The reaction's workers wait for each portion, so none writes older news over newer.
    """
    total, done, shown, last = Case.objects.count(), 0, 0, -1
    while portion := _show_next(last):
        last, done, shown = portion.last, done + portion.read, shown + portion.shown
        if progress is not None:
            progress(done, max(total, done))
    return shown


@dataclass(frozen=True, slots=True)
class _Portion:
    """Some cases in order of their ids: the last of the ids, how many cases were read, how many are public."""

    last: int
    read: int
    shown: int


@transaction.atomic
def _show_next(after: int) -> _Portion | None:
    """Show the cases that follow this id. None when there are no more, and then the index is mended."""
    lock_reaction(REACTION, wait=True)
    ids = list(Case.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:_PORTION])
    beyond = PublicCase.objects.filter(case_id__gt=after)
    pointers = Joined.objects.filter(case_id__gt=after)
    if not ids:
        beyond.delete()
        pointers.delete()
        tally.recount()
        _mend_index()
        return None
    # What stands between the cases belongs to none any more.
    _remove(beyond.filter(case_id__lt=ids[-1]).exclude(case_id__in=ids))
    pointers.filter(case_id__lt=ids[-1]).exclude(case_id__in=ids).delete()
    return _Portion(ids[-1], len(ids), show_cases(ids, pointing=True))


def _remove(cases: QuerySet[PublicCase]) -> int:
    tally.change(tally.counted(cases), Counter())
    return cases.delete()[0]


def _mend_index() -> None:
    """SQLite's full-text index is a table beside; PostgreSQL's is made by the row itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO register_words(register_words) VALUES ('rebuild')")
