"""The only way to write an event."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from surga.events import catalogue, models
from surga.events.subscriptions import listeners_to

_AT_A_TIME = 1000
_from_archive: ContextVar[bool] = ContextVar("from_archive", default=False)


@contextmanager
def archived() -> Iterator[None]:
    """Inside, what is recorded is taken over from an archive that knew it when it happened: known since its `at`."""
    before = _from_archive.set(True)
    try:
        yield
    finally:
        _from_archive.reset(before)


class OutsideTransaction(RuntimeError):
    """An event was to be recorded apart from the change it tells of."""


def record(event: catalogue.Event, actor: str, at: datetime | None = None) -> models.Event:
    """Write what happened, inside the transaction of the change itself, and what each reaction is now owed.

    Whoever records an event of a case holds the lock on that case, so that a case's events are committed in the order
    of their ids. `actor` is "officer:12" or the like; `at` (aware) is when it happened, now if not given.

    Raises OutsideTransaction when no transaction is open, ValueError for a naive `at` or an empty actor.
    """
    _check(event, actor, at)
    now = timezone.now()
    row = models.Event.objects.create(
        name=catalogue.name_of(event),
        case_id=event.case_id,
        data=catalogue.to_data(event),
        actor=actor,
        at=at or now,
        recorded_at=now,
        archived=_from_archive.get(),
    )
    owed = [
        models.Delivery(event=row, case_id=event.case_id, reaction=reaction, next_at=now)
        for reaction in listeners_to(type(event))
    ]
    if owed:
        models.Delivery.objects.bulk_create(owed)
    return row


def record_many(happened: Iterable[tuple[catalogue.Event, datetime]], actor: str) -> int:
    """Write what happened and when, e.g. what was kept elsewhere until now, in two statements; how many there were.

    As ``record`` otherwise. Only for events of no case: the order of a case's events is that of its lock.
    """
    now, archive = timezone.now(), _from_archive.get()
    rows: list[models.Event] = []
    reactions: list[tuple[str, ...]] = []
    for event, at in happened:
        _check(event, actor, at)
        if event.case_id is not None:
            raise ValueError("events of a case are recorded one by one")
        name, data = catalogue.name_of(event), catalogue.to_data(event)
        rows.append(models.Event(name=name, data=data, actor=actor, at=at, recorded_at=now, archived=archive))
        reactions.append(listeners_to(type(event)))
    models.Event.objects.bulk_create(rows, batch_size=_AT_A_TIME)
    owed = [
        models.Delivery(event=row, reaction=reaction, next_at=now)
        for row, wanted in zip(rows, reactions, strict=True)
        for reaction in wanted
    ]
    models.Delivery.objects.bulk_create(owed, batch_size=_AT_A_TIME)
    return len(rows)


def _check(event: catalogue.Event, actor: str, at: datetime | None) -> None:
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(f"{catalogue.name_of(event)} must be recorded inside transaction.atomic()")
    if not actor:
        raise ValueError("an event has an actor")
    if at is not None and timezone.is_naive(at):
        raise ValueError("the time of an event needs a time zone")
