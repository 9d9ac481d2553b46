"""Reading hotlines and their boards."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import F, Q

from surga.core.hotlines.fields import Extra
from surga.core.hotlines.hotline import BoardLine as BoardLine
from surga.core.hotlines.hotline import HotlineInfo as HotlineInfo
from surga.core.hotlines.hotline import Reach
from surga.core.hotlines.models import BoardRow, Hotline


def hotlines(open_on: date | None = None) -> list[HotlineInfo]:
    """All hotlines, the youngest first; only those open on that day when one is given."""
    rows = Hotline.objects.all()
    if open_on is not None:
        rows = rows.filter(Q(closes_on=None) | Q(closes_on__gte=open_on), opens_on__lte=open_on)
    return [_info(row) for row in rows]


def hotline(slug: str) -> HotlineInfo | None:
    """The hotline with this slug."""
    # No database holds NUL, and PostgreSQL refuses even to look for it.
    row = None if "\0" in slug else Hotline.objects.filter(slug=slug[:80]).first()
    return _info(row) if row is not None else None


def board_of(slug: str) -> list[BoardLine]:
    """The lines of its board in their order."""
    return boards_of([slug]).get(slug, [])


def boards_of(slugs: Collection[str]) -> dict[str, list[BoardLine]]:
    """The boards of several hotlines in one question; a hotline without a board is left out."""
    rows = BoardRow.objects.filter(hotline__slug__in=slugs).annotate(slug=F("hotline__slug"))
    found: dict[str, list[BoardLine]] = {}
    for row in rows:
        found.setdefault(row.slug, []).append(_line(row, row.slug))
    return found


def _info(row: Hotline) -> HotlineInfo:
    return HotlineInfo(
        slug=row.slug,
        name=row.name,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        name_en=row.name_en,
        about=row.about,
        numbers=tuple(Reach(**number) for number in row.numbers),
        channels=tuple(row.channels),
        topics=tuple(row.topics),
        script=row.script,
        fields=tuple(Extra.of(field) for field in row.fields),
        articles=tuple(row.articles),
        publishes=row.publishes,
        stale_hours=row.stale_hours,
        id=row.pk,
        changed_at=row.changed_at,
    )


def _line(row: BoardRow, slug: str) -> BoardLine:
    return BoardLine(
        place=row.place,
        unit=row.unit,
        total=row.total,
        free=row.free,
        note=row.note,
        agency=row.agency_code,
        updated_at=row.updated_at,
        id=row.pk,
        hotline=slug,
    )
