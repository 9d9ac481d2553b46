"""All that is known, made anew from the events: in a stream, case by case, with memory that stays flat."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched, groupby
from operator import itemgetter
from typing import Any, Final

from django.db import transaction

from surga.core.agencies.queries import NoCityError, city
from surga.events.mending import lock_reaction
from surga.reactions.insight import models
from surga.reactions.insight.actions import summing
from surga.reactions.insight.actions.folding import lock
from surga.reactions.insight.actions.noting import contact_facts, touch_of
from surga.reactions.insight.actions.streaming import (
    Told,
    ToldContact,
    case_events,
    contact_events,
    how_many,
    insert,
)
from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.rules.known.clock import Clock
from surga.reactions.insight.rules.known.contributions import summed
from surga.reactions.insight.rules.known.facts import FIELDS, Fact, after
from surga.reactions.insight.rules.known.moves import Move, exchanged, moves
from surga.reactions.insight.rules.known.touches import counted

#: So many cases are kept in memory.
_AT_A_TIME: Final = 10_000
_FACT: Final = ("known_from", "known_to", "event", *FIELDS)
_EXCHANGE: Final = ("event", "system", "way", "day", "seconds")
_CONTACT: Final = (
    "contact_id", "event", "known_from", "started", "day", "channel", "outcome", "topic", "region", "hotline",
    "case_id", "hidden",
)  # fmt: skip
_MADE: Final = (
    models.Fact, models.ContactFact, models.Delta, models.Exchange, models.Cell, models.Spread, models.Flow,
)  # fmt: skip
_RULES: Final = "rules"
type Progress = Callable[[int, int], None]


@dataclass(slots=True)
class _Made:
    """What some cases come to, before it is written."""

    versions: list[tuple[Any, ...]] = field(default_factory=list)
    exchanges: list[tuple[Any, ...]] = field(default_factory=list)
    happened: list[Move] = field(default_factory=list)
    last: list[Fact] = field(default_factory=list)


def rebuild(
    progress: Progress | None = None,
    *,
    events: Iterable[Told] | None = None,
    contacts: Iterable[ToldContact] | None = None,
) -> int:
    """Empty everything, and make it anew from all events; how many cases are known then.

    ``events``: in their stead, case by case and in each by id; ``contacts``: likewise. One transaction: until it ends,
    the old figures hold, and no worker hands this reaction anything.
    """
    with transaction.atomic():
        lock_reaction("insight", wait=True)
        lock(wait=True)
        for model in _MADE:
            model._base_manager.all().delete()
        total = how_many() if progress is not None else 0
        made = _remake_cases(_heard(case_events() if events is None else events, progress, total))
        _remake_contacts(contact_events() if contacts is None else contacts)
        if progress is not None:
            progress(total, total)
        value = kept.print_of_rules(city())
        models.Standing.objects.update_or_create(name=_RULES, defaults={"value": value})
    return made


def ensure_built(progress: Progress | None = None) -> bool:
    """Make everything anew where it never was, or was by another calendar or other rules; whether it was needed."""
    try:
        value = kept.print_of_rules(city(fresh=True))
    except NoCityError:
        return False
    if models.Standing.objects.filter(name=_RULES, value=value).exists():
        return False
    rebuild(progress)
    return True


def _heard(told: Iterable[Told], progress: Progress | None, total: int) -> Iterator[Told]:
    if progress is None:
        yield from told
        return
    for number, one in enumerate(told):
        if number % 10_000 == 0:
            progress(min(number, total), total)
        yield one


def _remake_cases(told: Iterable[Told]) -> int:
    clock, done, made = kept.clock(), 0, _Made()
    for _, story in groupby(told, key=itemgetter(0)):
        _tell(story, clock, made)
        if len(made.last) >= _AT_A_TIME:
            done += len(made.last)
            _write(made)
            made = _Made()
    _write(made)
    return done + len(made.last)


def _tell(story: Iterable[Told], clock: Clock, into: _Made) -> None:
    """One case from its first event to its last."""
    fact: Fact | None = None
    since = event = 0
    for case_id, number, name, data, at, known in story:
        took = exchanged(fact, name, data, at, known // 1_000_000, clock)
        if took is not None:
            into.exchanges.append((number, *took))
        new = after(fact, name, data, at, clock, case_id)
        if new is None or new is fact:
            continue
        into.happened += moves(fact, new, name, at, clock)
        from_then = max(known, since)
        if fact is not None and from_then > since:
            into.versions.append((since, from_then, event, *fact))
        fact, since, event = new, from_then, number
    if fact is not None:
        into.versions.append((since, models.NOW, event, *fact))
        into.last.append(fact)


def _write(made: _Made) -> None:
    insert("insight_fact", _FACT, made.versions)
    insert("insight_exchange", _EXCHANGE, made.exchanges)
    found = summed(made.last, [1] * len(made.last))
    summing.add_to_cells(found.cells)
    summing.add_to_spreads(found.spreads)
    summing.add_to_flows(made.happened)


def _remake_contacts(told: Iterable[ToldContact]) -> None:
    for some in batched(told, _AT_A_TIME):
        # A contact ends once: should it have been told twice, the first time holds.
        first = {one.data["contact_id"]: one for one in reversed(some)}
        known = models.ContactFact.objects.filter(contact_id__in=first).values_list("contact_id", flat=True)
        for again in known:
            del first[again]
        found = contact_facts([one for one in some if first.get(one.data["contact_id"]) is one])
        insert(
            "insight_contactfact",
            _CONTACT,
            [tuple(getattr(fact, name) for name in _CONTACT) for fact in found],
        )
        summing.add_to_cells(counted([touch_of(fact) for fact in found], [1] * len(found)))
