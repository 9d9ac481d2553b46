"""Arrivals: kept once, worked off in order, put off, set aside, emptied."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from surga.core.intake.actions.traffic import arriving
from surga.core.intake.models import Arrival

pytestmark = pytest.mark.django_db


def claimed() -> arriving.Kept:
    found = arriving.claim("whatsapp")
    assert found is not None
    return found


def test_what_came_is_kept_byte_for_byte(django_assert_num_queries) -> None:
    body = bytes(range(256))
    with django_assert_num_queries(1):
        arriving.keep("whatsapp", body)
    with transaction.atomic():
        assert claimed().body == body


def test_the_same_id_twice_is_one_arrival_and_no_id_is_never_the_same() -> None:
    for channel in ("telegram", "telegram", "email"):
        arriving.keep(channel, b"a", external_id="7")
    arriving.keep("whatsapp", b"a")
    arriving.keep("whatsapp", b"a")
    assert sorted(Arrival.objects.values_list("channel", flat=True)) == [
        "email",
        "telegram",
        "whatsapp",
        "whatsapp",
    ]


def test_they_come_up_in_order_on_the_channels_that_are_set_up() -> None:
    for channel, body in (("telegram", b"0"), ("whatsapp", b"1"), ("whatsapp", b"2")):
        arriving.keep(channel, body)
    seen = []
    with transaction.atomic():
        while (found := arriving.claim("whatsapp")) is not None:
            seen.append(found.body)
            arriving.finish(found)
    assert seen == [b"1", b"2"]
    assert Arrival.objects.get(state=Arrival.NEW).channel == "telegram"


def test_a_failure_waits_longer_each_time_and_is_set_aside_in_the_end() -> None:
    arriving.keep("whatsapp", b"poison")
    row = Arrival.objects.get()
    waits = []
    for _ in range(arriving.MAX_ATTEMPTS):
        with transaction.atomic():
            found = arriving.claim("whatsapp", now=row.next_at)
            assert found is not None
            before = timezone.now()
            arriving.put_off(found, KeyError("somebody's words"))
        row.refresh_from_db()
        waits.append(row.next_at - before)
    assert row.state == Arrival.PARKED
    assert row.attempts == arriving.MAX_ATTEMPTS
    assert row.error == "KeyError"
    assert waits[0] < waits[1] < waits[2] <= arriving.LONGEST_WAIT + timedelta(minutes=1)
    assert arriving.retry(row.pk)
    assert not arriving.retry(row.pk)
    with transaction.atomic():
        assert claimed().attempts == 0


def test_marks_without_a_line_are_dropped_after_some_minutes() -> None:
    arriving.keep("whatsapp", b"receipt")
    with transaction.atomic():
        arriving.wait_for_lines(claimed())
    assert Arrival.objects.get().state == Arrival.NEW
    Arrival.objects.update(
        next_at=timezone.now(), received_at=timezone.now() - arriving.MARKS_WAIT - timedelta(seconds=1)
    )
    with transaction.atomic():
        arriving.wait_for_lines(claimed())
    row = Arrival.objects.get()
    assert (row.state, row.error) == (Arrival.DONE, "")


def test_only_what_was_over_long_ago_is_emptied_and_it_stays_known() -> None:
    for number in range(3):
        arriving.keep("email", b"words", external_id=str(number))
    now = timezone.now()
    old, parked, new = Arrival.objects.order_by("id")
    Arrival.objects.filter(pk=old.pk).update(state=Arrival.DONE, done_at=now - timedelta(days=31))
    Arrival.objects.filter(pk=parked.pk).update(state=Arrival.PARKED, done_at=now - timedelta(days=31))
    assert arriving.purge(now) == 1
    assert arriving.purge(now) == 0
    old.refresh_from_db()
    assert bytes(old.body) == b""
    assert bytes(Arrival.objects.get(pk=new.pk).body) == b"words"
    assert arriving.purge(now + timedelta(days=60)) == 1
    arriving.keep("email", b"words", external_id="0")
    assert Arrival.objects.count() == 3
