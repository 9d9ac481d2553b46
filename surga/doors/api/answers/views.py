"""A case as JSON, for three audiences: the public, its reporter, an officer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from surga.core.agencies import queries as agencies
from surga.core.cases.queries import as_seen_by, case_by_id, facts_of, veil
from surga.core.cases.timeline import TimelineItem, timeline_of
from surga.core.people.access import Actor, hides_reporter
from surga.core.regions import queries as regions
from surga.doors.api.answers import shapes
from surga.doors.api.answers.happenings import type_of
from surga.doors.look import words
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
    if shown is not None:
        words_of_it = {"title": shown.title, "text": shown.text}
        timeline = [_told(item) for item in shown.timeline]
    else:
        words_of_it = {"title": None, "text": None}
        timeline = [_happening(item, wordless=True) for item in timeline_of(case, "public")]
    # The topic and the place of a protected case say too much about people.
    hidden: dict[str, str | None] = {"topic": None, "agency": None, "region": None} if case.protected else {}
    if hidden:
        timeline = [item.model_copy(update={"agency": None}) for item in timeline]
    kept = {**_codes_of(case), **hidden}
    return shapes.PublicCase(
        **{**_case(case), **kept, **words_of_it},
        labels=_labels(case.status, kept),
        view="public",
        timeline=timeline,
    )


def reporter_view(case: Case) -> shapes.PublicCase:
    """What the reporter may read: their own words, and what was said to them."""
    codes = _codes_of(case)
    return shapes.PublicCase(
        **{**_case(case), **codes},
        labels=_labels(case.status, codes),
        view="reporter",
        timeline=[_happening(item) for item in timeline_of(case, "reporter")],
    )


def officer_view(case: Case, actor: Actor) -> shapes.OfficersCase:
    """Everything but the identity of the reporter; where it is to be kept secret, their words are masked too."""
    if hides_reporter(actor, facts_of(case)):
        case = case_by_id(case.pk)  # what an action gives back was read without the reporter
    seen = veil(actor, case)
    timeline = [
        shapes.OfficersHappening(
            **{**_happening(item).model_dump(), "text": seen(item.text)}, name=item.name, facts=item.facts
        )
        for item in timeline_of(case, "officer")
    ]
    return shapes.OfficersCase(**_details(as_seen_by(actor, case)), view="officer", timeline=timeline)


def case_page(items: Iterable[Case], cursor: str) -> shapes.CasePage:
    return shapes.CasePage(items=[shapes.Details(**_details(case)) for case in items], next=cursor or None)


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
    }


def _codes_of(case: Case) -> dict[str, str | None]:
    return {"topic": case.topic_id, "agency": case.agency_id, "region": case.region_id}


_PLAIN = (
    "address", "lat", "lon", "occurred_on", "anonymous", "confidential", "oversight", "protected", "published",
    "service_class", "level", "body", "due_clock", "overdue_at", "clocks", "bounces", "decided", "reopened",
    "reopen_requested_at", "first_follow_up_at", "closed_at", "stars", "changed_at",
)  # fmt: skip


def _details(case: Case) -> dict[str, Any]:
    codes = _codes_of(case)
    return {
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
        topic=topic.label((get_language() or "id")[:2]) if topic else "",
        agency=agency.name if agency else "",
        region=region.name if region else "",
    )


def _happening(item: TimelineItem, *, wordless: bool = False) -> shapes.Happening:
    reason = item.facts.get("reason")
    return shapes.Happening(
        at=item.at,
        type=type_of(item.type),
        by=_by(item.by),
        text="" if wordless else item.text,
        agency=item.agency or None,
        reason=str(reason) if reason else None,
    )


def _told(item: dict[str, Any]) -> shapes.Happening:
    reason = item["facts"].get("reason")
    return shapes.Happening(
        at=datetime.fromisoformat(item["at"]),
        type=type_of(item["type"]),
        by=_by(item["by"]),
        text=item["text"],
        agency=item["agency"] or None,
        reason=reason or None,
    )


def _by(kind: str) -> Any:
    return kind if kind in {"reporter", "officer"} else "system"
