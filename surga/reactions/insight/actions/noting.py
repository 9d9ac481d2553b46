"""An event changes what is known: a new version of the fact, and one line for the sums. No sum is touched here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from surga.core.agencies.queries import city
from surga.core.cases.models import Case
from surga.core.intake.models import Contact
from surga.events.catalogue import ContactEnded, name_of, to_data
from surga.events.subscriptions import Recorded
from surga.reactions.insight import models
from surga.reactions.insight.actions.streaming import ToldContact
from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.rules.known.facts import Fact, after
from surga.reactions.insight.rules.known.moves import exchanged, moves
from surga.reactions.insight.rules.known.touches import Touch


def note_event(recorded: Recorded) -> None:
    """Let an event of a case change what is known of it. Twice is once."""
    name, data, case_id = name_of(recorded.event), to_data(recorded.event), recorded.event.case_id
    at, clock = kept.seconds(recorded.at), kept.clock()
    found = kept.current(case_id)
    if found is not None and found[2] >= recorded.id:
        return
    fact = found[3] if found is not None else None
    took = exchanged(fact, name, data, at, kept.seconds(recorded.known_at), clock)
    if took is not None:
        models.Exchange.objects.get_or_create(event=recorded.id, defaults=took._asdict())
    new = after(fact, name, data, at, clock, case_id)
    if new is None or new is fact:
        return
    _keep(found, new, recorded)
    happened = [list(move) for move in moves(fact, new, name, at, clock)]
    models.Delta.objects.create(of=case_id, before=fact, after=new, moves=happened)
    if fact is not None and fact.hidden != new.hidden:
        _hide_contacts(case_id, new.hidden)


def _keep(found: tuple[int, int, int, Fact] | None, new: Fact, recorded: Recorded) -> None:
    """A new version; what two events told at the same instant is one."""
    known = kept.micros(recorded.known_at)
    if found is not None:
        pk, since, _, _ = found
        known = max(known, since)
        if known == since:
            models.Fact.objects.filter(pk=pk).update(event=recorded.id, **new._asdict())
            return
        models.Fact.objects.filter(pk=pk).update(known_to=known)
    models.Fact.objects.create(known_from=known, event=recorded.id, **new._asdict())


def note_contact(recorded: Recorded) -> None:
    """Keep a contact that is over. Twice is once."""
    event: ContactEnded = recorded.event
    if models.ContactFact.objects.filter(contact_id=event.contact_id).exists():
        return
    told = ToldContact(recorded.id, to_data(event), kept.seconds(recorded.at), kept.micros(recorded.known_at))
    (fact,) = contact_facts([told])
    fact.save(force_insert=True)
    models.Delta.objects.create(what="contact", of=fact.contact_id, after=touch_of(fact))


def contact_facts(told: Sequence[ToldContact]) -> list[models.ContactFact]:
    """The contacts as their events tell them; what an old event does not tell is asked of the contact itself."""
    codes = {one.data["case_code"] for one in told if one.data.get("case_code")}
    cases = dict(Case.objects.filter(code__in=codes).values_list("code", "pk")) if codes else {}
    known = models.Fact.objects.filter(case_id__in=cases.values(), known_to=models.NOW, hidden=True)
    hidden = set(known.values_list("case_id", flat=True)) if cases else set()
    old = Contact.objects.in_bulk([one.data["contact_id"] for one in told if not one.data.get("started")])
    secret, clock, found = kept.hidden_topics(city()), kept.clock(), []
    for event, data, at, since in told:
        topic, region = str(data.get("topic") or ""), str(data.get("region") or "")
        started = kept.seconds(datetime.fromisoformat(data["started"])) if data.get("started") else at
        if (row := old.get(data["contact_id"])) is not None:
            topic, region, started = row.topic_code, row.region_code, kept.seconds(row.started_at)
        case_id = cases.get(data.get("case_code") or "")
        found.append(
            models.ContactFact(
                contact_id=data["contact_id"], event=event, known_from=since, started=started,
                day=clock.day(started), channel=data["channel"], outcome=data["outcome"], topic=topic, region=region,
                hotline=data.get("hotline") or "", case_id=case_id, hidden=topic in secret or case_id in hidden,
            )
        )  # fmt: skip
    return found


def touch_of(fact: models.ContactFact) -> Touch:
    """What the sums need of it."""
    return Touch(fact.day, fact.channel, fact.outcome, fact.topic, fact.region, fact.hotline, fact.hidden)


def _hide_contacts(case_id: int, hidden: bool) -> None:
    """A contact is as secret as the case it opened or spoke of."""
    secret = kept.hidden_topics(city())
    for fact in models.ContactFact.objects.filter(case_id=case_id):
        before = touch_of(fact)
        fact.hidden = hidden or fact.topic in secret
        now = touch_of(fact)
        if now != before:
            fact.save(update_fields=["hidden"])
            models.Delta.objects.create(what="contact", of=fact.contact_id, before=before, after=now)
