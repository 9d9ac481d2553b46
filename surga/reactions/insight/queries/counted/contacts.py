"""Contacts by group: there are ten and more for every case."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from django.db.models import Count, QuerySet

from surga.reactions.insight.models import ContactFact
from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.queries.counted.groups import EVERYTHING, PARTS
from surga.reactions.insight.queries.counted.looking import remembered
from surga.reactions.insight.queries.counted.rows import Asked, Moment
from surga.reactions.insight.queries.counted.summed.plan import Plan, group_name, pieces
from surga.reactions.insight.queries.counted.summed.reading import cell_sums
from surga.reactions.insight.rules.known.contributions import DAY
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
    return _gathered(Plan(rollup, {"topic": "key"}, "dm"), "topic*month", ["topic"], which, facts)


def answered_by(which: Asked, when: Moment) -> Counter[str]:
    """Slug of an article → contacts that it answered. Of the filters none counts."""
    which = replace(which, where=EVERYTHING)
    facts = contacts(which, when).exclude(article="")
    return _gathered(
        Plan("" if when.past else ARTICLE, {"topic": "key"}, "dm"), "topic", ["article"], which, facts
    )


def _counted(by: str, which: Asked, when: Moment) -> tuple[int, list[tuple[str, int]]]:
    fields = PARTS[by][0]
    told = all(field in FIELDS for field in fields)
    plan = Plan("", {}, "") if when.past else _plan_for(fields if told else (), which)
    codes = [FIELDS[field] for field in fields] if told else []
    found = _gathered(plan, by if told else "all", codes, which, contacts(which, when))
    n = found.total()
    return n, sorted(found.items()) if told and n else []


def _gathered(
    plan: Plan, by: str, fields: list[str], which: Asked, facts: QuerySet[ContactFact]
) -> Counter[str]:
    """Group → how many, from the cells of the plan's rollup and, where it has no whole answer, from ``facts``, by these
    fields of theirs."""
    found: Counter[str] = Counter()
    period = bool(PARTS[by][1])
    some = pieces(plan, by, which)
    for group, (n,) in cell_sums(("cases",), by, which, plan, [piece for piece in some if piece.kept]):
        found[group] += n or 0
    for piece in some:
        if not piece.kept:
            days = facts.filter(day__gte=piece.low, day__lte=piece.high).order_by()
            for *codes, day, n in days.values_list(*fields, "day").annotate(n=Count("pk")):
                found[group_name(by, tuple(codes), DAY, day if period else piece.low)] += n
    return found


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


def _plan_for(fields: tuple[str, ...], which: Asked) -> Plan:
    """The rollup that goes by all that is wanted, if there is one."""
    wanted = {*fields, *which.where.chosen()}
    if len(wanted) > 1:
        return Plan("", {}, "")
    name = next(iter(wanted), "")
    return Plan(f"contact.{name}" if name else "contact", {name: "key"} if name else {}, "dm")
