"""Making, changing and closing hotlines, and keeping their boards: the only place that writes them.

``actor`` is the text that the event log keeps. Whether that actor may do it is asked by the caller, before:
roles live in ``people``, a floor above; which channels there are is known to ``intake``, another one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from surga.core.agencies import queries as agencies
from surga.core.agencies.actions import RefusedError as RefusedError
from surga.core.hotlines.fields import Extra, wrong_field
from surga.core.hotlines.hotline import BoardLine, HotlineInfo
from surga.core.hotlines.models import BoardRow, Hotline
from surga.core.triage.words import plain
from surga.events.catalogue import BoardUpdated, ProfileChanged
from surga.events.record import record

MAX_NUMBERS: Final = 12
MAX_ROWS: Final = 60
MOST: Final = 1_000_000
LONGEST_STALE: Final = 24 * 60
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
#: Words of the desk's own addresses.
_TAKEN: Final = frozenset({"baru"})


class BoardChangedError(Exception):
    """Somebody else said how much is free in the meantime."""


def save_hotline(
    info: HotlineInfo, actor: str, *, new: bool = False, board: Sequence[BoardLine] | None = None
) -> None:
    """Add (``new``) or change a hotline. Raises ``RefusedError``; its field may be "fields-2" or "board-0".

    ``board``: the lines it shall have, those kept by their ``id`` with what their agencies said; None leaves it be.
    """
    _refuse_unless(bool(_SLUG.fullmatch(info.slug)) and len(info.slug) <= 60, "slug", "slug_invalid")
    _refuse_unless(info.slug not in _TAKEN, "slug", "slug_taken")
    values = _values(info)
    with transaction.atomic():
        row = Hotline.objects.select_for_update().filter(slug=info.slug).first()
        _refuse_unless(row is None or not new, "slug", "slug_taken")
        _refuse_unless(row is not None or new, "slug", "hotline_unknown")
        row = row or Hotline(slug=info.slug)
        for name, value in values.items():
            setattr(row, name, value)
        row.changed_at = timezone.now()
        row.save()
        if board is not None:
            _keep_board(row, board)
        record(ProfileChanged(what="hotline", code=row.slug), actor)


def close_hotline(slug: str, day: date, actor: str) -> None:
    """``day`` is its last. Raises ``RefusedError``."""
    with transaction.atomic():
        row = Hotline.objects.select_for_update().filter(slug=slug).first()
        if row is None:
            raise RefusedError("slug", "hotline_unknown")
        _refuse_unless(row.opens_on <= day, "closes_on", "period_invalid")
        row.closes_on, row.changed_at = day, timezone.now()
        row.save()
        record(ProfileChanged(what="hotline", code=slug), actor)


def save_board_row(slug: str, line: BoardLine, actor: str) -> int:
    """Add a line to a board, or change which place it is of; its id. Raises ``RefusedError``."""
    with transaction.atomic():
        row = Hotline.objects.select_for_update().filter(slug=slug).first()
        if row is None:
            raise RefusedError("slug", "hotline_unknown")
        place = BoardRow.objects.filter(hotline=row).count()
        kept = _keep_row(row, line, None if line.id else place, "board")
        record(ProfileChanged(what="hotline", code=slug), actor)
    return kept.pk


def update_board(
    row_id: int, free: int | None, total: int | None, note: str, actor: str, *, seen: str | None = None
) -> None:
    """Say how much is free, now. Raises ``RefusedError``.

    ``seen``: `version_of` the line when it was shown; ``BoardChangedError`` when somebody else was quicker.
    """
    with transaction.atomic():
        row = BoardRow.objects.select_for_update().select_related("hotline").filter(pk=row_id).first()
        if row is None:
            raise RefusedError("row", "row_unknown")
        if seen is not None and seen != version_of(row.updated_at):
            raise BoardChangedError
        _refuse_wrong(free, total)
        row.free, row.total, row.note = free, total, _short(note, 200, "note")
        row.updated_at = timezone.now()
        row.save()
        record(BoardUpdated(hotline=row.hotline.slug, row_id=row.pk), actor)


def version_of(updated_at: Any) -> str:
    """What tells one saying of a line from the next."""
    return updated_at.isoformat() if updated_at is not None else ""


def _values(info: HotlineInfo) -> dict[str, Any]:
    """The columns, or a refusal."""
    _refuse_unless(info.closes_on is None or info.opens_on <= info.closes_on, "closes_on", "period_invalid")
    _refuse_unless(bool(info.channels), "channels", "channels_empty")
    _refuse_unless(1 <= info.stale_hours <= LONGEST_STALE, "stale_hours", "number_range")
    _refuse_unless(set(info.topics) <= set(agencies.city().topics), "topics", "topic_unknown")
    return {
        "name": _short(info.name, 120, "name", needed=True),
        "name_en": _short(info.name_en, 120, "name_en"),
        "about": _long(info.about, "about"),
        "numbers": _numbers(info),
        "channels": list(dict.fromkeys(info.channels)),
        "topics": list(dict.fromkeys(info.topics)),
        "opens_on": info.opens_on,
        "closes_on": info.closes_on,
        "script": _long(info.script, "script"),
        "fields": _fields(info.fields),
        "articles": list(dict.fromkeys(info.articles)),
        "publishes": info.publishes,
        "stale_hours": info.stale_hours,
    }


def _numbers(info: HotlineInfo) -> list[dict[str, str]]:
    _refuse_unless(len(info.numbers) <= MAX_NUMBERS, "numbers", "numbers_many")
    return [
        {"channel": number.channel, "value": _short(number.value, 80, f"numbers-{place}", needed=True)}
        for place, number in enumerate(info.numbers)
    ]


def _fields(fields: Sequence[Extra]) -> list[dict[str, Any]]:
    if wrong := wrong_field(fields):
        raise RefusedError(f"fields-{wrong[0]}", wrong[1])
    return [field.data() for field in fields]


def _keep_board(row: Hotline, board: Sequence[BoardLine]) -> None:
    _refuse_unless(len(board) <= MAX_ROWS, "board", "rows_many")
    pairs = [(plain(line.place).lower(), plain(line.unit).lower()) for line in board]
    for place, pair in enumerate(pairs):
        _refuse_unless(pair not in pairs[:place], f"board-{place}", "row_twice")
    BoardRow.objects.filter(hotline=row).exclude(pk__in=[line.id for line in board]).delete()
    # Two lines may change places: none may meet its new self halfway.
    for kept in BoardRow.objects.filter(hotline=row):
        BoardRow.objects.filter(pk=kept.pk).update(place=f"#{kept.pk}")
    for place, line in enumerate(board):
        _keep_row(row, line, place, f"board-{place}")


def _keep_row(hotline: Hotline, line: BoardLine, order: int | None, field: str) -> BoardRow:
    known = set(agencies.city(fresh=False).agencies)
    _refuse_unless(not line.agency or line.agency in known, field, "agency_unknown")
    place, unit = _short(line.place, 120, field, needed=True), _short(line.unit, 60, field, needed=True)
    others = BoardRow.objects.filter(hotline=hotline).exclude(pk=line.id)
    _refuse_unless(not others.filter(place=place, unit=unit).exists(), field, "row_twice")
    row = BoardRow.objects.filter(pk=line.id, hotline=hotline).first() if line.id else None
    if row is None:
        _refuse_wrong(line.free, line.total)
        said = None if line.free is None else line.updated_at or timezone.now()
        row = BoardRow(hotline=hotline, free=line.free, note=_short(line.note, 200, field), updated_at=said)
    _refuse_wrong(row.free, line.total, field)
    row.place, row.unit, row.total, row.agency_code = place, unit, line.total, line.agency
    row.order = row.order if order is None else order
    row.save()
    return row


def _refuse_wrong(free: int | None, total: int | None, field: str = "free") -> None:
    for number in (free, total):
        _refuse_unless(number is None or 0 <= number <= MOST, field, "number_range")
    _refuse_unless(free is None or total is None or free <= total, field, "free_too_many")


def _short(text: str, most: int, field: str, *, needed: bool = False) -> str:
    kept = plain(text)
    _refuse_unless(bool(kept) or not needed, field, "name_empty")
    _refuse_unless(len(kept) <= most, field, "text_too_long")
    return kept


def _long(text: str, field: str) -> str:
    kept = plain(text, lines=True)
    _refuse_unless(len(kept) <= 10_000, field, "text_too_long")
    return kept


def _refuse_unless(good: bool, field: str, code: str) -> None:
    if not good:
        raise RefusedError(field, code)
