"""Counting the register without reading it: what changes is written down, and what is written down is added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.db.models import Count, QuerySet, Sum

from surga.reactions.register.models import PublicCase, Tally

#: After about so many rows they are made into few: adding up stays quick.
_FOLD_EVERY: Final = 500

type Counts = Counter[tuple[str, str]]


def counted(cases: QuerySet[PublicCase]) -> Counts:
    """(region, status) → how many of the cases there are, read from the cases themselves."""
    rows = cases.order_by().values_list("region_code", "status").annotate(n=Count("*"))
    return Counter({(region, status): n for region, status, n in rows})


def count_rows(rows: Iterable[PublicCase]) -> Counts:
    """The same for rows at hand."""
    return Counter((row.region_code, row.status) for row in rows)


def change(before: Counts, after: Counts) -> None:
    """Write down what changed, in the transaction of the change."""
    keys = sorted(before.keys() | after.keys())
    changes = [Tally(region_code=key[0], status=key[1], n=after[key] - before[key]) for key in keys]
    added = Tally.objects.bulk_create([each for each in changes if each.n])
    if any(each.pk % _FOLD_EVERY == 0 for each in added):
        fold()


@transaction.atomic
def fold() -> None:
    """Make many rows into few. Rows that another worker has in hand are left to it."""
    rows = list(Tally.objects.select_for_update(skip_locked=True).order_by("pk"))
    sums: Counts = Counter()
    for row in rows:
        sums[row.region_code, row.status] += row.n
    Tally.objects.filter(pk__in=[row.pk for row in rows]).delete()
    Tally.objects.bulk_create([Tally(region_code=r, status=s, n=n) for (r, s), n in sums.items() if n])


@transaction.atomic
def recount() -> None:
    """Count all cases anew. Nobody else may write to the register meanwhile."""
    Tally.objects.all().delete()
    change(Counter(), counted(PublicCase.objects.all()))


def totals(regions: Iterable[str] = (), status: str = "") -> Counts:
    """(region, status) → how many cases there are: in these regions (all if none is named), with this status."""
    tallies = Tally.objects.all()
    if wanted := list(regions):
        tallies = tallies.filter(region_code__in=wanted)
    if status:
        tallies = tallies.filter(status=status)
    rows = tallies.order_by().values_list("region_code", "status").annotate(sum=Sum("n"))
    return Counter({(region, status): n for region, status, n in rows if n})
