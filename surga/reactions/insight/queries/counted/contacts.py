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
from surga.reactions.insight.queries.counted.summed.plan import Piece, Plan, group_name, pieces
from surga.reactions.insight.rules.known.touches import ARTICLE, INFORMED

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


def informed(which: Asked, when: Moment) -> Counter[str]:
    """Topic and month ("ktp*2026-05") → contacts that were told what they wanted to know, and became no case."""
    chosen = set(which.where.chosen())
    if chosen - {"channel", "topic", "region"}:
        return Counter()
    facts = contacts(which, when).filter(outcome="information", case_id=None)
    rollup = "" if when.past or chosen - {"topic"} else INFORMED
    return _gathered(rollup, "topic*month", ["key"], ["topic"], which, facts)


def answered_by(which: Asked, when: Moment) -> Counter[str]:
    """Slug of an article → contacts that it answered. Of the filters none counts."""
    facts = contacts(which, when).exclude(article="")
    return _gathered("" if when.past else ARTICLE, "topic", ["key"], ["article"], which, facts)


def _counted(by: str, which: Asked, when: Moment) -> tuple[int, list[tuple[str, int]]]:
    fields = PARTS[by][0]
    told = all(field in FIELDS for field in fields)
    rollup = "" if when.past else _rollup(fields if told else (), which)
    found = _gathered(
        rollup,
        by if told else "all",
        ["key"] if fields and told else [],
        [FIELDS[field] for field in fields] if told else [],
        which,
        contacts(which, when),
    )
    n = found.total()
    return n, sorted(found.items()) if told and n else []


def _gathered(
    rollup: str, by: str, columns: list[str], fields: list[str], which: Asked, facts: QuerySet[ContactFact]
) -> Counter[str]:
    """Group → how many, from the cells of a rollup ("": of none) and, where it has no whole answer, from ``facts``."""
    found: Counter[str] = Counter()
    period = bool(PARTS[by][1])
    for piece in pieces(Plan(rollup, {}, "dm"), by, which):
        rows: Any
        if piece.kept:
            rows = _grouped(
                _cells(rollup, piece, which), [*columns, "period"] if period else columns, Sum("cases")
            )
        else:
            days = facts.filter(day__gte=piece.low, day__lte=piece.high)
            rows = _grouped(days, [*fields, "day"] if period else fields, Count("pk"))
        for *codes, n in rows:
            at = codes.pop() if period else piece.low
            found[group_name(by, tuple(codes), piece.grain if piece.kept else "d", at)] += int(n or 0)
    return found


def _cells(rollup: str, piece: Piece, which: Asked) -> QuerySet[Cell]:
    cells = Cell.objects.filter(
        rollup=rollup, grain=piece.grain, period__gte=piece.low, period__lte=piece.high
    )
    if rollup != ARTICLE and which.where != EVERYTHING:
        cells = cells.filter(key=next(iter(which.where.chosen().values())))
    return cells.filter(hidden=False) if which.open_only else cells


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
    """The groups' names and how many; without names the one line of all."""
    if not names:
        return [(found.aggregate(total=total)["total"],)]
    return found.order_by().values_list(*names).annotate(total=total)
