"""A case as JSON, for three audiences: the public, its reporter, an officer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from surga.core.agencies import queries as agencies
from surga.core.cases.queries import as_seen_by, case_by_id, facts_of, veil
from surga.core.cases.queries.together import leads_of
from surga.core.cases.timeline import Elsewhere, TimelineItem, days_held, holders, links, timeline_of
from surga.core.people.access import Actor, hides_reporter
from surga.core.regions import queries as regions
from surga.core.triage.mask import mask_or_nothing
from surga.doors.api.answers import shapes
from surga.doors.api.answers.happenings import type_of
from surga.doors.look import words
from surga.reactions.register import queries as register
from surga.reactions.register.projection import rows_of

#: A row of the rooms below, read only; a door does not import their models.
type Case = Any
type PublicCase = Any


def is_secret(case: Case) -> bool:
    """Whether nobody without a token may even learn that the case exists."""
    return bool(case.confidential or case.oversight)


def public_view(case: Case) -> shapes.PublicCase:
    """What everybody may read: masked words of a published case, no words of another."""
    shown = next(iter(rows_of([case])), None)
    words_of_it: dict[str, str | None]
    items = timeline_of(case, "public")
    if shown is not None:
        words_of_it = {"title": shown.title, "text": shown.text}
        timeline = [_told(item) for item in shown.timeline]
    else:
        words_of_it = {"title": None, "text": None}
        timeline = [_happening(item, wordless=True) for item in items]
    # The topic and the place of a protected case say too much about people.
    hidden: dict[str, str | None] = {"topic": None, "agency": None, "region": None} if case.protected else {}
    if hidden:
        timeline = [item.model_copy(update={"agency": None}) for item in timeline]
    kept = {**_codes_of(case), **hidden}
    together_with = {
        "joined_to": (register.lead_of(case.code) or None) if case.joined_to_id else None,
        "followers": case.followers if shown is not None else 0,
    }
    return shapes.PublicCase(
        **{**_case(case), **kept, **words_of_it, **together_with},
        labels=_labels(case.status, kept),
        view="public",
        **(_whereabouts(case, items, numbers=shown is not None) if not case.protected else {}),
        timeline=timeline,
    )


def reporter_view(case: Case) -> shapes.PublicCase:
    """What the reporter may read: their own words, and what was said to them."""
    codes, items = _codes_of(case), timeline_of(case, "reporter")
    return shapes.PublicCase(
        **{**_case(case), **codes},
        joined_to=leads_of([case.pk]).get(case.pk) if case.joined_to_id else None,
        labels=_labels(case.status, codes),
        view="reporter",
        **_whereabouts(case, items),
        timeline=[_happening(item) for item in items],
    )


def officer_view(case: Case, actor: Actor) -> shapes.OfficersCase:
    """Everything but the identity of the reporter; where it is to be kept secret, their words are masked too."""
    if hides_reporter(actor, facts_of(case)):
        case = case_by_id(case.pk)  # what an action gives back was read without the reporter
    seen = veil(actor, case)
    items = timeline_of(case, "officer")
    timeline = [
        shapes.OfficersHappening(
            **{**_happening(item).model_dump(), "text": seen(item.text)}, name=item.name, facts=item.facts
        )
        for item in items
    ]
    beside = {
        name: value for name, value in _whereabouts(case, items).items() if name not in {"level", "body"}
    }
    return shapes.OfficersCase(
        **_details(as_seen_by(actor, case), leads_of([case.pk]) if case.joined_to_id else {}),
        **beside,
        view="officer",
        timeline=timeline,
    )


def _whereabouts(case: Case, items: list[TimelineItem], *, numbers: bool = True) -> dict[str, Any]:
    """Which level has it, where else it is, and both times; ``numbers``: whether the reader may know where else."""
    where, held, now = agencies.city(fresh=False), holders(items), timezone.now()
    last = held[-1] if held and held[-1].until is None else None
    agency = where.agencies.get(last.agency) if last is not None else None
    away = days_held([each for each in held if each.away], where.calendar, now)
    return {
        "level": (last.level or (agency.level if agency is not None else None) or None)
        if last is not None
        else None,
        "body": (mask_or_nothing(last.body) or None) if last is not None else None,
        "elsewhere": [_elsewhere(each) for each in links(items)] if numbers else [],
        "working_days": shapes.WorkingDays(city=days_held(held, where.calendar, now) - away, elsewhere=away),
    }


def _elsewhere(link: Elsewhere) -> shapes.Elsewhere:
    return shapes.Elsewhere(
        system=link.system,
        report_id=link.report_id or None,
        direction=link.direction,
        standing=link.standing or None,
    )


def case_page(items: Iterable[Case], cursor: str) -> shapes.CasePage:
    found = list(items)
    leads = leads_of([case.pk for case in found if case.joined_to_id])
    return shapes.CasePage(
        items=[shapes.Details(**_details(case, leads)) for case in found], next=cursor or None
    )


def register_page(items: Iterable[PublicCase], cursor: str) -> shapes.RegisterPage:
    return shapes.RegisterPage(items=[_registered(row) for row in items], next=cursor or None)


def _registered(row: PublicCase) -> shapes.RegisterItem:
    codes = {
        "topic": row.topic_code or None,
        "agency": row.agency_code or None,
        "region": row.region_code or None,
    }
    return shapes.RegisterItem(
        **{**_case(row), **codes},
        labels=_labels(row.status, codes),
        answer=row.answer,
        stars=row.stars,
        url=f"{settings.PUBLIC_URL}/daftar/{row.code}",
    )


def _case(row: Case) -> dict[str, Any]:
    return {
        "code": row.code,
        "kind": row.kind,
        "status": row.status,
        "channel": row.channel,
        "received_at": row.received_at,
        "due_at": getattr(row, "due_at", None),
        "title": row.title,
        "text": row.text,
        "followers": row.followers,
    }


def _codes_of(case: Case) -> dict[str, str | None]:
    return {"topic": case.topic_id, "agency": case.agency_id, "region": case.region_id}


_PLAIN = (
    "address", "lat", "lon", "occurred_on", "anonymous", "confidential", "oversight", "protected", "published",
    "service_class", "level", "body", "due_clock", "overdue_at", "clocks", "bounces", "decided", "reopened",
    "reopen_requested_at", "first_follow_up_at", "closed_at", "stars", "changed_at",
)  # fmt: skip


def _details(case: Case, leads: Mapping[int, str]) -> dict[str, Any]:
    """``leads``: case → the code of the one that it goes with."""
    codes = _codes_of(case)
    return {
        "joined_to": leads.get(case.pk),
        **_case(case),
        **codes,
        **{name: getattr(case, name) for name in _PLAIN},
        "proposed_agency": case.proposed_agency or None,
        "accused": case.accused or None,
        "labels": _labels(case.status, codes),
    }


def _labels(status: str, codes: dict[str, str | None]) -> shapes.Labels:
    where = agencies.city(fresh=False)
    topic = where.topics.get(codes["topic"] or "")
    agency = where.agencies.get(codes["agency"] or "")
    region = regions.region(codes["region"], fresh=False) if codes["region"] else None
    return shapes.Labels(
        status=words.label("status", status),
        national=words.national_word(status),
        topic=topic.label((get_language() or "id")[:2]) if topic else "",
        agency=agency.name if agency else "",
        region=region.name if region else "",
    )


def _happening(item: TimelineItem, *, wordless: bool = False) -> shapes.Happening:
    return shapes.Happening(
        at=item.at,
        type=type_of(item.type),
        by=_by(item.by),
        text="" if wordless else item.text,
        agency=item.agency or None,
        **_said(item.facts),
    )


def _told(item: dict[str, Any]) -> shapes.Happening:
    return shapes.Happening(
        at=datetime.fromisoformat(item["at"]),
        type=type_of(item["type"]),
        by=_by(item["by"]),
        text=item["text"],
        agency=item["agency"] or None,
        **_said(item["facts"]),
    )


def _said(facts: Mapping[str, object]) -> dict[str, Any]:
    """What the facts of an event say beside its text, by the names of the shape."""
    return {
        name: str(facts[name])
        for name in ("reason", "raised", "system", "step", "standing")
        if facts.get(name)
    }


def _by(kind: str) -> Any:
    return kind if kind in {"reporter", "officer"} else "system"
