"""Events change what is known: new versions of facts, and lines for the sums. No sum is touched here.

However many events come at once, the statements are as many; and the rows are the same as if they came one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection

from surga.core.agencies.queries import city
from surga.core.cases.models import Case
from surga.core.intake.models import Contact
from surga.events.catalogue import ContactEnded, name_of, to_data
from surga.events.subscriptions import Recorded
from surga.reactions.insight import models
from surga.reactions.insight.actions.streaming import FACT, ToldContact, case_events, insert
from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.rules.known.clock import Clock
from surga.reactions.insight.rules.known.facts import FIELDS, Fact, after
from surga.reactions.insight.rules.known.moves import Exchanged, exchanged, moves
from surga.reactions.insight.rules.known.retold import Calendars, Life
from surga.reactions.insight.rules.known.touches import Touch


@dataclass
class _Life:
    """A case while its events are read: its version at the beginning, and those that were added.

    A version: known since, last event, fact.
    """

    pk: int | None = None
    first: tuple[int, int, Fact] | None = None
    versions: list[tuple[int, int, Fact]] = field(default_factory=list)
    happened: list[list[Any]] = field(default_factory=list)

    @property
    def last(self) -> tuple[int, int, Fact] | None:
        return self.versions[-1] if self.versions else self.first

    def hear(self, recorded: Recorded, clock: Clock) -> Exchanged | None:
        """Let an event change what is known; what it says of the exchange with others. Twice is once."""
        since, event, fact = self.last or (0, 0, None)
        if event >= recorded.id:
            return None
        name, data, at = name_of(recorded.event), to_data(recorded.event), kept.seconds(recorded.at)
        took = exchanged(fact, name, data, at, kept.seconds(recorded.known_at), clock)
        new = after(fact, name, data, at, clock, recorded.event.case_id)
        if new is None or new is fact:
            return took
        version = (max(since, kept.micros(recorded.known_at)), recorded.id, new)
        if self.versions and version[0] == since:
            # What two events told at the same instant is one.
            self.versions.pop()
        self.versions.append(version)
        self.happened += [list(move) for move in moves(fact, new, name, at, clock)]
        return took

    @property
    def closed_at(self) -> int | None:
        """When its first version ended; None where it goes on, or was changed at its own instant."""
        later = [since for since, _, _ in self.versions if self.first and since > self.first[0]]
        return min(later, default=None)


def note_events(told: Sequence[Recorded]) -> None:
    """Let events of cases change what is known of them, in this order. Twice is once."""
    clocks, exchanges = kept.clocks(), []
    lives = _lives({recorded.event.case_id for recorded in told})
    for recorded in told:
        took = lives[recorded.event.case_id].hear(recorded, clocks[-1][1])
        if took is not None:
            exchanges.append(models.Exchange(event=recorded.id, **took._asdict()))
    if exchanges:
        models.Exchange.objects.bulk_create(exchanges, ignore_conflicts=True)
    changed = {case_id: life for case_id, life in lives.items() if life.versions}
    if changed:
        _keep(changed.values())
        if early := _before(clocks[-1][0], told) & changed.keys():
            _tell_again({case_id: changed[case_id] for case_id in early}, Calendars(clocks))
        _leave_for_sums(changed)
        _hide_contacts(changed)


def _lives(case_ids: Collection[int]) -> dict[int, _Life]:
    rows = models.Fact.objects.filter(case_id__in=case_ids, known_to=models.NOW)
    lives = {case_id: _Life() for case_id in case_ids}
    for pk, since, event, *values in rows.values_list("pk", "known_from", "event", *FIELDS):
        fact = Fact(*values)
        lives[fact.case_id] = _Life(pk, (since, event, fact))
    return lives


def _keep(lives: Collection[_Life]) -> None:
    """Close the versions that are over, then write the new ones; one that was changed at its own instant stays one."""
    ends = [(life.pk, life.closed_at) for life in lives if life.closed_at is not None]
    if ends:
        with connection.cursor() as cursor:
            places = ", ".join(["(%s, %s)"] * len(ends))
            cursor.execute(
                f"WITH ends (pk, ended) AS (VALUES {places}) "  # noqa: S608  # nothing is put in but %s
                "UPDATE insight_fact SET known_to = ended FROM ends WHERE id = pk",
                [value for end in ends for value in end],
            )
    rows = [row for life in lives for row in _rows(life)]
    models.Fact.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["case_id", "known_from"],
        update_fields=["known_to", "event", *FIELDS[1:]],
    )  # fmt: skip


def _rows(life: _Life) -> Iterable[models.Fact]:
    ends = [since for since, _, _ in life.versions[1:]]
    for (since, event, fact), end in zip(life.versions, [*ends, models.NOW], strict=True):
        yield models.Fact(known_from=since, known_to=end, event=event, **fact._asdict())


def _before(turned: int, told: Sequence[Recorded]) -> set[int]:
    """The cases of which an archive tells what was known before the calendar became another one."""
    return {one.event.case_id for one in told if kept.micros(one.known_at) < turned}


def _tell_again(lives: dict[int, _Life], calendars: Calendars) -> None:
    """Put down anew all that was known of them, each time by its own calendar, as if all were made anew."""
    rows: list[tuple[Any, ...]] = []
    for case_id, story in groupby(case_events(lives), key=itemgetter(0)):
        life, heard = Life(calendars), lives[case_id].versions[-1][1]
        for one in story:
            # What is recorded, and not heard yet, comes in its turn.
            if one.event <= heard:
                life.hear(*one)
        rows += [(*version, *fact) for *version, fact in life.versions(models.NOW)]
    models.Fact.objects.filter(case_id__in=lives).delete()
    insert("insight_fact", FACT, rows)


def _leave_for_sums(lives: dict[int, _Life]) -> None:
    """One line for each case, whatever it went through: before, after, and all that happened."""
    models.Delta.objects.bulk_create(
        models.Delta(
            of=case_id,
            before=life.first[2] if life.first is not None else None,
            after=life.versions[-1][2],
            moves=life.happened,
        )
        for case_id, life in lives.items()
    )


def note_contacts(told: Sequence[Recorded]) -> None:
    """Keep contacts that are over. Twice is once."""
    fresh: dict[int, Recorded] = {}
    for recorded in told:
        fresh.setdefault(recorded.event.contact_id, recorded)
    known = models.ContactFact.objects.filter(contact_id__in=fresh).values_list("contact_id", flat=True)
    for contact_id in known:
        del fresh[contact_id]
    facts = contact_facts([_told(recorded) for recorded in fresh.values()])
    models.ContactFact.objects.bulk_create(facts)
    models.Delta.objects.bulk_create(
        models.Delta(what="contact", of=fact.contact_id, after=touch_of(fact)) for fact in facts
    )


def _told(recorded: Recorded) -> ToldContact:
    event: ContactEnded = recorded.event
    return ToldContact(recorded.id, to_data(event), kept.seconds(recorded.at), kept.micros(recorded.known_at))


def contact_facts(told: Sequence[ToldContact]) -> list[models.ContactFact]:
    """The contacts as their events tell them; what an old event does not tell is asked of the contact itself."""
    codes = {one.data["case_code"] for one in told if one.data.get("case_code")}
    cases = dict(Case.objects.filter(code__in=codes).values_list("code", "pk")) if codes else {}
    known = models.Fact.objects.filter(case_id__in=cases.values(), known_to=models.NOW, hidden=True)
    hidden = set(known.values_list("case_id", flat=True)) if cases else set()
    old = Contact.objects.in_bulk([one.data["contact_id"] for one in told if one.data.get("article") is None])
    secret, clock, found = kept.hidden_topics(city()), kept.clock(), []
    for event, data, at, since in told:
        topic, region = str(data.get("topic") or ""), str(data.get("region") or "")
        started = kept.seconds(datetime.fromisoformat(data["started"])) if data.get("started") else at
        article = str(data.get("article") or "")
        if (row := old.get(data["contact_id"])) is not None:
            article = row.article_slug
            if not data.get("started"):
                topic, region, started = row.topic_code, row.region_code, kept.seconds(row.started_at)
        case_id = cases.get(data.get("case_code") or "")
        found.append(
            models.ContactFact(
                contact_id=data["contact_id"], event=event, known_from=since, started=started,
                day=clock.day(started), channel=data["channel"], outcome=data["outcome"], topic=topic, region=region,
                hotline=data.get("hotline") or "", case_id=case_id, article=article,
                hidden=topic in secret or case_id in hidden,
            )
        )  # fmt: skip
    return found


def touch_of(fact: models.ContactFact) -> Touch:
    """What the sums need of it."""
    return Touch(
        fact.day, fact.channel, fact.outcome, fact.topic, fact.region, fact.hotline, fact.hidden,
        informed=fact.outcome == "information" and fact.case_id is None, article=fact.article,
    )  # fmt: skip


def _hide_contacts(lives: dict[int, _Life]) -> None:
    """A contact is as secret as the case it opened or spoke of."""
    turned = {
        case_id: life.versions[-1][2].hidden
        for case_id, life in lives.items()
        if life.versions[-1][2].hidden != (life.first is not None and life.first[2].hidden)
    }
    if not turned:
        return
    secret, changed, deltas = kept.hidden_topics(city()), [], []
    for fact in models.ContactFact.objects.filter(case_id__in=turned):
        before = touch_of(fact)
        fact.hidden = turned[fact.case_id or 0] or fact.topic in secret
        now = touch_of(fact)
        if now != before:
            changed.append(fact)
            deltas.append(models.Delta(what="contact", of=fact.contact_id, before=before, after=now))
    models.ContactFact.objects.bulk_update(changed, ["hidden"])
    models.Delta.objects.bulk_create(deltas)
