"""Keeping what officers watch, and telling them: alerts once a day, the digest on Monday morning."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from surga.core.agencies.queries import NoCityError, city
from surga.core.cases.states import Refused
from surga.core.intake.message import phone_of
from surga.core.people.access import system
from surga.events import catalogue
from surga.events.record import record
from surga.reactions.insight.figures import FIGURES
from surga.reactions.insight.models.watching import Alert, Digest, OfficerLetter, View
from surga.reactions.insight.queries.figure import Where, figure
from surga.reactions.insight.queries.watching import NOTHING, one, week_facts, where_of
from surga.reactions.insight.rules.measures import MEASURES
from surga.reactions.insight.rules.watching import CHANGES, COUNTS, change_of, is_told

_SIE: Final = system("sie")
#: The hour of the city's day from which letters go out.
_MORNING: Final = time(7)
#: What can be watched: the catalogue, as far as the case tables count it.
WATCHED: Final = tuple(name for name in FIGURES if name in MEASURES)
WAYS: Final = ("mail", "whatsapp")
WINDOWS: Final = (7, 28, 90)
_MOST: Final = 50
_WINDOWS_BEFORE: Final = 6
_AT_ONCE: Final = 200


def save_view(officer_id: int, name: str, address: str) -> View:
    """Keep a page under a name; the same name again changes it. Raises ``Refused`` for what is no page of SIE."""
    name = " ".join(name.split())[:80]
    if not name:
        raise Refused("name_empty", "name")
    if not (address == "/sie" or address.startswith(("/sie/", "/sie?"))) or len(address) > 600:
        raise Refused("page_unknown", "address")
    if View.objects.filter(officer_id=officer_id).exclude(name=name).count() >= _MOST:
        raise Refused("watched_too_many", "name")
    fresh = {"address": address, "created_at": timezone.now()}
    return View.objects.update_or_create(officer_id=officer_id, name=name, defaults=fresh)[0]


def drop_view(officer_id: int, pk: int) -> bool:
    return bool(View.objects.filter(officer_id=officer_id, pk=pk).delete()[0])


def save_alert(
    officer_id: int, name: str, where: Mapping[str, str], change: str, limit: float | None, days: int
) -> Alert:
    """Watch a figure from now on. Raises ``Refused`` naming the field that is wrong."""
    if name not in WATCHED:
        raise Refused("figure_unknown", "figure")
    if change not in CHANGES:
        raise Refused("change_unknown", "change")
    if change in ("above", "below") and limit is None:
        raise Refused("limit_missing", "limit")
    if days not in WINDOWS:
        raise Refused("days_unknown", "days")
    if Alert.objects.filter(officer_id=officer_id).count() >= _MOST:
        raise Refused("watched_too_many", "figure")
    return Alert.objects.create(
        officer_id=officer_id,
        figure=name,
        where={field: code for field, code in where.items() if code},
        change=change,
        limit=limit if change in ("above", "below") else None,
        days=days,
        created_at=timezone.now(),
    )


def drop_alert(officer_id: int, pk: int) -> bool:
    return bool(Alert.objects.filter(officer_id=officer_id, pk=pk).delete()[0])


def subscribe(officer_id: int, way: str, phone: str, language: str) -> Digest:
    """Send the week to this officer from next Monday on. Raises ``Refused`` for a number that is none."""
    if way not in WAYS:
        raise Refused("way_unknown", "way")
    number = phone_of(phone) or "" if way == "whatsapp" else ""
    if way == "whatsapp" and not number:
        raise Refused("phone_invalid", "phone")
    wanted = {"way": way, "phone": number, "language": language, "created_at": timezone.now()}
    return Digest.objects.update_or_create(officer_id=officer_id, defaults=wanted)[0]


def unsubscribe(officer_id: int) -> bool:
    return bool(Digest.objects.filter(officer_id=officer_id).delete()[0])


def watch(now: datetime | None = None) -> int:
    """Check what is due and put down the letters; how many. Can be called at any time, and by several at once."""
    now = now or timezone.now()
    try:
        local = now.astimezone(city().calendar.zone)
    except NoCityError:
        return 0
    if local.time() < _MORNING:
        return 0
    return _send_digests(local) + _check_alerts(local.date())


def _send_digests(local: datetime) -> int:
    """The week that ended on Sunday, to everybody who wants it and has not had it."""
    monday = local.date() - timedelta(days=local.weekday())
    last, since = monday - timedelta(days=1), datetime.combine(monday, _MORNING, local.tzinfo)
    key = f"{last:%G-W%V}"
    had = OfficerLetter.objects.filter(key=key).values("officer_id")
    wanted = Digest.objects.filter(officer__is_active=True, created_at__lt=since).exclude(officer_id__in=had)
    made: dict[Where, dict[str, Any]] = {}
    sent = 0
    for digest in wanted[:_AT_ONCE]:
        where = where_of(digest.officer_id)
        facts = made.setdefault(where, week_facts(last, where))
        sent += _put_down(digest.officer_id, "digest", key, facts)
    return sent


def _check_alerts(today: date) -> int:
    """Each alert once a day; one that was raised keeps quiet for the length of its window."""
    due = Alert.objects.filter(officer__is_active=True).exclude(checked_on__gte=today)
    told = 0
    for alert in due.order_by("id")[:_AT_ONCE]:
        quiet = alert.raised_on is not None and today - alert.raised_on < timedelta(days=alert.days)
        facts = None if quiet else _facts_of(alert, today)
        if facts is not None and _put_down(alert.officer_id, "alert", f"alert:{alert.pk}:{today}", facts):
            told += 1
            alert.raised_on = today
        alert.checked_on = today
        alert.save(update_fields=("checked_on", "raised_on"))
    return told


def _facts_of(alert: Alert, today: date) -> dict[str, Any] | None:
    """What the letter says; None when there is nothing to tell."""
    own = where_of(alert.officer_id)
    where = Where(**{**alert.where, **({"agency": own.agency} if own.agency else {})})
    window, last = timedelta(days=alert.days), today - timedelta(days=1)
    first = last - window + timedelta(days=1)
    now, before = (
        one(alert.figure, first, last, where),
        one(alert.figure, first - window, last - window, where),
    )
    counts = alert.figure in COUNTS
    earlier = _windows(alert.figure, first, window, where) if counts else []
    apart = change_of(alert.figure, now, before, earlier)
    if not is_told(alert.change, alert.limit, now, apart, counts):
        return None
    return {
        "figure": alert.figure,
        "change": alert.change,
        "limit": alert.limit,
        "where": alert.where,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "value": now.value,
        "n": now.n,
        "before": before.value,
        "before_n": before.n,
        "counts": counts,
        "city": city(fresh=False).name,
    }


def _windows(name: str, first: date, window: timedelta, where: Where) -> list[int]:
    """The counts of the windows before: how much such a count always varies."""
    start = first - _WINDOWS_BEFORE * window
    rows = figure(name, start, first - timedelta(days=1), "day", where=where).rows or [NOTHING]
    counts = [0] * _WINDOWS_BEFORE
    for row in rows:
        if row.by:
            counts[(date.fromisoformat(row.by) - start).days // window.days] += row.n
    return counts


def _put_down(officer_id: int, what: str, key: str, facts: dict[str, Any]) -> bool:
    try:
        with transaction.atomic():
            letter = OfficerLetter.objects.create(
                officer_id=officer_id, what=what, key=key, facts=facts, at=timezone.now()
            )
            due = catalogue.LetterDue(what=what, letter_id=letter.pk, officer_id=officer_id)
            record(due, str(_SIE))
    except IntegrityError:  # another worker was quicker
        return False
    return True
