"""All that is known, made anew from the events: in a stream, case by case, with memory that stays flat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched, groupby
from operator import attrgetter, itemgetter
from typing import Any, Final

from django.db import connection, transaction

from surga.core.agencies.queries import NoCityError, city
from surga.events.mending import lock_reaction
from surga.reactions.insight import models
from surga.reactions.insight.actions.folding import lock
from surga.reactions.insight.actions.gathering import Gathered
from surga.reactions.insight.actions.noting import contact_facts, touch_of
from surga.reactions.insight.actions.rebuilding.beside import made_anew
from surga.reactions.insight.actions.streaming import (
    FACT,
    Told,
    ToldContact,
    bare,
    case_events,
    contact_events,
    how_many,
    insert,
)
from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.rules.known.facts import Fact
from surga.reactions.insight.rules.known.moves import Move, exchanged, moves
from surga.reactions.insight.rules.known.retold import Calendars, Life

#: So many cases are kept in memory as facts.
_AT_A_TIME: Final = 10_000
#: So many things that happened are counted up in memory before they are written.
_COUNTED: Final = 200_000
_EXCHANGE: Final = ("event", "system", "way", "day", "seconds")
_CONTACT: Final = (
    "contact_id", "event", "known_from", "started", "day", "channel", "outcome", "topic", "region", "hotline",
    "case_id", "article", "hidden",
)  # fmt: skip
_AS_ROW: Final = attrgetter(*_CONTACT)
_MADE: Final = (
    models.Fact, models.ContactFact, models.Delta, models.Exchange, models.Cell, models.Spread, models.Flow,
)  # fmt: skip
_TABLES: Final = ", ".join(model._meta.db_table for model in _MADE)
type Progress = Callable[[int, int], None]


@dataclass(slots=True)
class _Made:
    """What some cases come to, beside the versions of their facts."""

    exchanges: list[tuple[Any, ...]] = field(default_factory=list)
    last: list[Fact] = field(default_factory=list)


def rebuild(
    progress: Progress | None = None,
    *,
    events: Iterable[Told] | None = None,
    contacts: Iterable[ToldContact] | None = None,
) -> int:
    """Make everything anew from all events, in one transaction; how many cases are known then.

    ``events``: in their stead, case by case and in each by id; ``contacts``: likewise. No worker hands this reaction
    anything until it ends, and of two at once the second waits and begins then. Whoever asks for a figure gets the old
    ones until the new ones stand, and should it break, the old ones hold. Disk room is needed for both.
    """
    with transaction.atomic():
        lock_reaction("insight", wait=True)
        lock(wait=True)
        here = city()
        # From here on `kept.clock` says this calendar, here and, once the new ones stand, to all; whatever is saved
        # meanwhile.
        calendars = kept.calendars_of(here)
        by = {
            "value": kept.print_of_rules(here), "calendar": calendars[-1][1],
            "calendars": calendars if len(calendars) > 1 else [],
        }  # fmt: skip
        models.Standing.objects.update_or_create(name=kept.RULES, defaults=by)
        # Last of all its tables take the old ones' place: what comes after it is waited for.
        with made_anew(*_MADE):
            return _remake(progress, events, contacts)


def _remake(
    progress: Progress | None, events: Iterable[Told] | None, contacts: Iterable[ToldContact] | None
) -> int:
    total = how_many() if progress is not None else 0
    gathered = Gathered(kept.clock())
    with bare(models.Fact):
        made = _remake_cases(_heard(case_events() if events is None else events, progress, total), gathered)
    _remake_contacts(contact_events() if contacts is None else contacts, gathered)
    with bare(models.Cell, models.Spread, models.Flow):
        gathered.finish()
    if progress is not None:
        progress(total, total)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {_TABLES}")
    return made


def ensure_built(progress: Progress | None = None) -> bool:
    """Make everything anew where it never was, or was by another calendar or other rules; whether it was needed."""
    try:
        if _stands():
            return False
    except NoCityError:
        return False
    with transaction.atomic():
        lock_reaction("insight", wait=True)
        # Another process may have made them, while this one waited for it.
        if _stands():
            return False
        rebuild(progress)
    return True


def _stands() -> bool:
    """Whether all stands by the city's calendar and our rules."""
    here = city(fresh=True)
    by_these = models.Standing.objects.filter(name=kept.RULES, value=kept.print_of_rules(here))
    calendar = by_these.values_list("calendar", flat=True).first()
    if calendar == "":
        # Made before the calendar itself was kept; it is this one, as the print says.
        by_these.update(calendar=here.calendar.as_text())
    return calendar is not None


def _heard(told: Iterable[Told], progress: Progress | None, total: int) -> Iterator[Told]:
    if progress is None:
        yield from told
        return
    for number, one in enumerate(told):
        if number % 10_000 == 0:
            progress(min(number, total), total)
        yield one


def _remake_cases(told: Iterable[Told], gathered: Gathered) -> int:
    calendars, done, happened = Calendars(kept.clocks()), 0, Counter[Move]()
    stories = (list(story) for _, story in groupby(told, key=itemgetter(0)))
    for some in batched(stories, _AT_A_TIME):
        made = _Made()
        # The database takes versions in while the next ones are thought out.
        insert("insight_fact", FACT, _tell(some, calendars, made, happened))
        insert("insight_exchange", _EXCHANGE, made.exchanges)
        gathered.add(made.last)
        done += len(made.last)
        if len(happened) > _COUNTED:
            gathered.happened(happened)
            happened.clear()
    gathered.happened(happened)
    return done


def _tell(
    stories: Iterable[list[Told]], calendars: Calendars, into: _Made, happened: Counter[Move]
) -> Iterator[tuple[Any, ...]]:
    """The versions of each case from its first event to its last."""
    clock = calendars.last
    for story in stories:
        life = Life(calendars)
        for case_id, number, name, data, at, known in story:
            before = life.fact
            took = exchanged(before, name, data, at, known // 1_000_000, clock)
            if took is not None:
                into.exchanges.append((number, *took))
            new = life.hear(case_id, number, name, data, at, known)
            if new is not None:
                for move in moves(before, new, name, at, clock):
                    happened[move] += 1
        for since, until, event, fact in life.versions(models.NOW):
            yield (since, until, event, *fact)
        if life.fact is not None:
            into.last.append(life.fact)


def _remake_contacts(told: Iterable[ToldContact], gathered: Gathered) -> None:
    for some in batched(told, _AT_A_TIME):
        # A contact ends once: should it have been told twice, the first time holds.
        first = {one.data["contact_id"]: one for one in reversed(some)}
        known = models.ContactFact.objects.filter(contact_id__in=first).values_list("contact_id", flat=True)
        for again in known:
            del first[again]
        found = contact_facts([one for one in some if first.get(one.data["contact_id"]) is one])
        insert("insight_contactfact", _CONTACT, map(_AS_ROW, found))
        gathered.add_contacts([touch_of(fact) for fact in found])
