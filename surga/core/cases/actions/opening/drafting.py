"""A case begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from surga.core.agencies.city import City
from surga.core.agencies.queries import city
from surga.core.cases import codes, deadlines
from surga.core.cases.actions.frame import add_photos, wind
from surga.core.cases.actions.opening.alarm import danger_told
from surga.core.cases.models import Case
from surga.core.cases.photos import CleanPhoto
from surga.core.people.access import Actor
from surga.core.triage.words import without_greeting
from surga.events import catalogue
from surga.events.record import record

_TITLE = 110


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything a case needs to begin; checked and normalised by intake."""

    text: str
    kind: str
    channel: str
    title: str = ""
    anonymous: bool = False
    confidential: bool = False
    topic: str = ""
    region: str = ""
    lat: float | None = None
    lon: float | None = None
    address: str = ""
    occurred_on: date | None = None
    reporter_id: int | None = None
    accused: str = ""
    #: What routing says: {"agency", "level", "body", "rule", "trace", "alert"}.
    route: dict[str, Any] = field(default_factory=dict)
    photos: tuple[CleanPhoto, ...] = ()


@transaction.atomic(savepoint=False)
def open_case(draft: Draft, actor: Actor, *, at: datetime | None = None) -> Case:
    """Give the matter a code, a proposed agency and its promised deadlines.

    Raises ``IntegrityError`` when the drawn code is taken (one in millions): draw again, as intake does.
    """
    where, now = city(fresh=False), at or timezone.now()
    case = _case(draft, where, now)
    wind(case, [deadlines.Step("received", now)], where)
    promises = deadlines.promised(now, where.calendar, where.deadlines, case.service_class)
    case.promises = {name: due.isoformat() for name, due in promises.items()}
    case.save(force_insert=True)
    if draft.photos:
        add_photos(case, list(draft.photos), None, now)
    record(_opened(case), str(actor), now)
    if case.danger:
        record(catalogue.DangerSeen(case_id=case.pk, danger=case.danger), str(actor), now)
    reason = str(draft.route.get("reason") or "")
    # Not yet knowing the topic is no fault of a rule: verifying is there for that.
    if draft.route.get("alert") and reason != "topic_missing":
        record(catalogue.RoutingFailed(case_id=case.pk, reason=reason), str(actor), now)
    return case


def title_of(text: str) -> str:
    """The first words of a text after its greeting, as a title; cut at a word."""
    line = without_greeting(" ".join(text.split()))
    line = line[:1].upper() + line[1:]
    if len(line) <= _TITLE:
        return line
    return line[:_TITLE].rsplit(" ", 1)[0].rstrip(",.;:-") + "…"


def _case(draft: Draft, where: City, now: datetime) -> Case:
    topic = where.topics.get(draft.topic)
    day = where.calendar.day_of(now)
    danger = danger_told(f"{draft.title}\n{draft.text}")
    return Case(
        code=codes.new_code(where.prefix, day),
        kind=draft.kind,
        title=(draft.title or title_of(draft.text))[:160],
        text=draft.text,
        channel=draft.channel,
        anonymous=draft.anonymous,
        confidential=draft.confidential,
        oversight=topic is not None and topic.oversight,
        protected=topic is not None and topic.protected,
        topic_id=draft.topic or None,
        proposed_agency=str(draft.route.get("agency") or ""),
        level=str(draft.route.get("level") or "opd"),
        body=str(draft.route.get("body") or "")[:160],
        accused=draft.accused,
        region_id=draft.region or None,
        lat=draft.lat,
        lon=draft.lon,
        address=draft.address,
        occurred_on=draft.occurred_on,
        reporter_id=draft.reporter_id,
        service_class=where.class_for(draft.topic, draft.kind, danger=bool(danger)),
        danger=danger,
        received_at=now,
        changed_at=now,
        rule_version=where.rule_version(day),
        routing=draft.route,
    )


def _opened(case: Case) -> catalogue.CaseOpened:
    return catalogue.CaseOpened(
        case_id=case.pk,
        code=case.code,
        kind=case.kind,
        channel=case.channel,
        anonymous=case.anonymous,
        confidential=case.confidential,
        region=case.region_id or "",
        topic=case.topic_id or "",
        agency=case.proposed_agency,
        rule_version=case.rule_version,
        level_now=case.level,
        oversight=case.oversight,
        protected=case.protected,
    )
