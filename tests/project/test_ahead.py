"""Acts that are looked up for several claims at once are claimed as if each had been looked up by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.reactions.sync import models
from surga.reactions.sync.store.ahead import Ahead
from surga.reactions.sync.store.book import DatabaseBook

NOW = timezone.now()


def due(case_id: int, minutes: int, **more: object) -> int:
    n = models.Act.objects.count()
    return models.Act.objects.create(
        system="sp4n", case_id=case_id, event_id=n, kind="follow_up", ref=str(n),
        next_at=NOW - timedelta(minutes=minutes), **more,
    ).pk  # fmt: skip


@pytest.mark.django_db
def test_each_is_given_once_the_longest_due_first_and_those_behind_others_not_at_all() -> None:
    late, early = due(1, 5), due(2, 9)
    behind = due(1, 60)
    due(3, 1, state="parked")
    due(3, 60)
    ahead = Ahead()
    books = [DatabaseBook(ahead=ahead), DatabaseBook(ahead=ahead)]
    claimed = [books[n % 2].claim("sp4n", NOW, f"lease{n}") for n in range(3)]
    assert [act.id if act else None for act in claimed] == [early, late, None]
    models.Act.objects.filter(pk=late).update(state="done")
    found = books[0].claim("sp4n", NOW, "another")
    assert found is not None
    assert (found.id, found.lease, found.attempts) == (behind, "another", 1)


@pytest.mark.django_db
def test_what_another_worker_took_or_an_officer_changed_is_passed_over() -> None:
    taken, put_off, left = due(1, 9), due(2, 8), due(3, 7)
    ahead = Ahead()
    book = DatabaseBook(ahead=ahead)
    assert ahead.next(NOW, lambda n: list(models.Act.objects.order_by("id").values_list("id", "next_at")))
    models.Act.objects.filter(pk=taken).update(state="trying", lease="theirs")
    models.Act.objects.filter(pk=put_off).update(next_at=NOW + timedelta(hours=1))
    found = book.claim("sp4n", NOW, "mine")
    assert found is not None
    assert found.id == left


@pytest.mark.django_db
def test_what_was_looked_up_long_ago_is_looked_up_again() -> None:
    first, _second = due(1, 5), due(2, 4)
    book = DatabaseBook(ahead=Ahead())
    claimed = book.claim("sp4n", NOW, "a")
    assert claimed is not None
    assert claimed.id == first
    longest = due(3, 60)
    later = book.claim("sp4n", NOW + timedelta(minutes=1), "b")
    assert later is not None
    assert later.id == longest
