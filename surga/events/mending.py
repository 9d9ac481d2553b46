"""For a person to set right what the relay could not: try again, give up, or begin anew."""

from datetime import datetime
from zlib import crc32

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from surga.events.catalogue import DeliverySkipped, name_of
from surga.events.models import Delivery
from surga.events.record import record
from surga.events.subscriptions import BEGINNING, handlers_of

LOCK_CLASS = crc32(b"surga.events") % 2**31


def retry(delivery_id: int) -> bool:
    """Let a parked or waiting delivery be tried at once, as if for the first time. False: it is not owed any more."""
    with transaction.atomic():
        delivery = _with_its_lane(delivery_id)
        if delivery is None:
            return False
        delivery.attempts, delivery.parked_at, delivery.error = 0, None, ""
        delivery.save(update_fields=["attempts", "parked_at", "error"])
        _wake(delivery)
        return True


def skip(delivery_id: int, reason: str, actor: str = "system:relay") -> bool:
    """Give up one delivery for good, so that what waits behind it goes on. False when it is not owed any more.

    The decision is recorded. `reason` is kept for ever: a few words that name nobody.
    """
    with transaction.atomic():
        delivery = _with_its_lane(delivery_id)
        if delivery is None:
            return False
        _wake(delivery)
        given_up = DeliverySkipped(
            event_id=delivery.event_id, reaction=delivery.reaction, reason=reason[:200]
        )
        record(given_up, actor)
        delivery.delete()
        return True


def replay(reaction: str, since: datetime | None = None) -> int:
    """Owe the reaction all past events it listens to, or those recorded from `since` (aware) on; tell how many.

    They are handed over in the order they were recorded; what is owed already stays owed once. To build a table anew,
    call this first and empty the table after it in the same transaction: no worker comes between.

    Raises KeyError when the reaction is not subscribed.
    """
    names = sorted(name_of(kind) for kind in handlers_of(reaction))
    if not names:
        return 0
    with transaction.atomic():
        lock_reaction(reaction, wait=True)
        return _owe(reaction, names, since or BEGINNING)


def lock_reaction(reaction: str, *, wait: bool) -> bool:
    """Keep replays out while a worker runs (`wait=False`, False when a replay is on), or workers out during a replay.

    Until the end of the transaction. On SQLite the transaction itself does that.
    """
    if connection.vendor != "postgresql":
        return True
    function = "pg_advisory_xact_lock" if wait else "pg_try_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [LOCK_CLASS, crc32(reaction.encode()) % 2**31])
        return bool(cursor.fetchone()[0]) or wait


def _owe(reaction: str, names: list[str], since: datetime) -> int:
    # One statement for millions of rows. A delivery that is still owed stays as it is, attempts and all.
    places = ", ".join(["%s"] * len(names))
    sql = f"""
        INSERT INTO events_delivery (event_id, case_id, reaction, next_at, attempts, error)
        SELECT id, case_id, %s, %s, 0, '' FROM events_event WHERE name IN ({places}) AND recorded_at >= %s ORDER BY id
        ON CONFLICT (event_id, reaction) DO NOTHING
    """  # noqa: S608  # nothing is put in but %s
    now, begin = map(connection.ops.adapt_datetimefield_value, (timezone.now(), since))
    with connection.cursor() as cursor:
        cursor.execute(sql, [reaction, now, *names, begin])
        return int(cursor.rowcount)


def _with_its_lane(delivery_id: int) -> Delivery | None:
    """The delivery, with all of its lane locked from the head on, so that no worker is in it."""
    found = Delivery.objects.filter(id=delivery_id).first()
    if found is None:
        return None
    list(_lane_of(found).order_by("event_id").select_for_update().values_list("id", flat=True))
    return Delivery.objects.filter(id=delivery_id).first()


def _lane_of(delivery: Delivery) -> QuerySet[Delivery]:
    if delivery.case_id is None:
        return Delivery.objects.filter(id=delivery.id)
    return Delivery.objects.filter(reaction=delivery.reaction, case_id=delivery.case_id)


def _wake(delivery: Delivery) -> None:
    """Let the lane be looked at now, and not when its head would have been due."""
    now = timezone.now()
    _lane_of(delivery).filter(next_at__gt=now).update(next_at=now)
