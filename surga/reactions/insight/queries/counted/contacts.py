"""Contacts by group: there are ten and more for every case."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count, QuerySet, Sum

from surga.reactions.insight.models import Cell, ContactFact
from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.queries.counted.groups import EVERYTHING, PARTS
from surga.reactions.insight.queries.counted.looking import remembered
from surga.reactions.insight.queries.counted.rows import Asked, Moment
from surga.reactions.insight.queries.counted.summed.plan import Plan, group_name, pieces

#: Grouping → field of a contact. Nobody has a contact as an agency has a case, and no level decides it: there the rows
#: are empty.
FIELDS = {"channel": "channel", "topic": "topic", "region": "region", "kind": "outcome"}


def contacts_by(by: str, which: Asked, when: Moment) -> tuple[int, list[tuple[str, int]]]:
    """How many contacts that are over began in the days asked for.

    Of the filters those count that a contact has (channel, topic, region; kind: its outcome); others leave none.
    ``open_only``: without those about topics, or cases, that are never published: a narrow figure would betray them.
    """
    if set(which.where.chosen()) - set(FIELDS):
        return 0, []
    return remembered(("contacts", by, which, when), lambda: _counted(by, which, when))


def _counted(by: str, which: Asked, when: Moment) -> tuple[int, list[tuple[str, int]]]:
    found: Counter[str] = Counter()
    fields = PARTS[by][0]
    told = all(field in FIELDS for field in fields)
    by = by if told else "all"
    rollup = _rollup(fields if told else (), which)
    for piece in pieces(Plan("" if when.past or not rollup else rollup, {}, "dm"), by, which):
        names = ["key"] if fields and told else []
        if piece.kept:
            cells = Cell.objects.filter(
                rollup=rollup, grain=piece.grain, period__gte=piece.low, period__lte=piece.high
            )
            cells = (
                cells.filter(key=next(iter(which.where.chosen().values())))
                if which.where != EVERYTHING
                else cells
            )
            cells = cells.filter(hidden=False) if which.open_only else cells
            rows = _grouped(cells, [*names, "period"], Sum("cases"))
        else:
            names = [FIELDS[field] for field in fields] if told else []
            rows = _grouped(contacts(which, when), [*names, "day"], Count("pk"))
        for *codes, at, n in rows:
            found[group_name(by, tuple(codes), piece.grain if piece.kept else "d", at)] += int(n)
    n = found.total()
    return n, sorted(found.items()) if told and n else []


def contacts(which: Asked, when: Moment) -> QuerySet[ContactFact]:
    """The contacts themselves."""
    chosen = {FIELDS[name]: code for name, code in which.where.chosen().items() if name in FIELDS}
    found = ContactFact.objects.filter(day__gte=which.low, day__lte=which.high, **chosen)
    if set(which.where.chosen()) - set(FIELDS):
        return found.none()
    if which.without - set(FIELDS):
        return found.none()
    found = found.filter(**{FIELDS[name]: "" for name in which.without})
    if which.open_only:
        found = found.filter(hidden=False)
    return found.filter(known_from__lte=kept.micros(when.at)) if when.past else found


def _rollup(fields: tuple[str, ...], which: Asked) -> str:
    """The rollup that goes by all that is wanted; "" for none."""
    wanted = {*fields, *which.where.chosen()}
    if len(wanted) > 1:
        return ""
    return f"contact.{wanted.pop()}" if wanted else "contact"


def _grouped(found: QuerySet[Any], names: list[str], total: Any) -> Any:
    return found.order_by().values_list(*names).annotate(total=total)
