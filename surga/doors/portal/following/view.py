"""A case as one of its two readers outside sees it: anybody with the number, or its reporter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from surga.core.agencies import queries as agencies
from surga.core.agencies.city import City
from surga.core.agencies.routing import Rung
from surga.core.cases import queries as cases
from surga.core.cases import states
from surga.core.cases.actions.beyond.raising import reasons_for, way_up
from surga.core.cases.timeline import TimelineItem, holders, timeline_of
from surga.core.people.access import REPORTER, may
from surga.core.regions import queries as regions
from surga.core.triage.mask import mask_or_nothing
from surga.doors.look import words
from surga.doors.portal.following import ahead
from surga.doors.portal.following.ahead import Ahead
from surga.doors.portal.following.journey import Journey, journey_of


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything a page about one case shows; empty where this reader may not know."""

    code: str
    kind: str
    status: str
    title: str = ""
    text: str = ""
    photos: tuple[dict[str, str], ...] = ()
    topic: str = ""
    region: str = ""
    address: str = ""
    channel: str = ""
    received_at: datetime | None = None
    holder: str = ""
    since: datetime | None = None
    due_at: datetime | None = None
    due_clock: str = ""
    overdue: bool = False
    left: int | None = None
    paused: bool = False
    happened: list[dict[str, Any]] = field(default_factory=list)
    ahead: list[Ahead] = field(default_factory=list)
    #: What the officer wants to know, while the case waits for its reporter.
    question: str = ""
    #: What the reporter may do now: reply, confirm, object, rate, request_reopen, raise.
    may: frozenset[str] = frozenset()
    reopen_until: datetime | None = None
    reopen_asked: bool = False
    #: Who would have it next, when the reporter asks for the next level.
    next_up: str = ""
    #: Which level has it, who had it before and why, and where else it is.
    journey: Journey | None = None
    stars: int | None = None
    anonymous: bool = False
    confidential: bool = False
    published: bool = False


def seen_by_reporter(case: Any, language: str) -> Seen:
    """The reporter's own case, whole: their words, their photos, everything said to them."""
    where = agencies.city(fresh=False)
    story = timeline_of(case, "reporter")
    rung = _next_up(case, where)
    return Seen(
        **_standing(case, where, story),
        title=case.title,
        text=case.text,
        photos=tuple(photo_links(photo.pk) for photo in cases.photos_of(case) if photo.entry_id is None),
        address=case.address,
        channel=case.channel,
        topic=topic_name(where, case.topic_id, language),
        region=region_name(case.region_id),
        happened=[told(item) for item in story],
        journey=journey_of(story, case.status, where, timezone.now()),
        question=_question(case, story),
        may=_may(case) | ({"raise"} if rung is not None else set()),
        next_up=agency_name(where, rung.agency) or rung.body if rung is not None else "",
        reopen_until=_until(case),
        reopen_asked=case.reopen_requested_at is not None,
        stars=case.stars,
        anonymous=case.anonymous,
        confidential=case.confidential,
        published=case.published,
    )


def seen_by_code(case: Any) -> Seen:
    """What anybody with the number may know of a case that is not published: where it stands, no word of it."""
    where = agencies.city(fresh=False)
    story = timeline_of(case, "public")
    standing = _standing(case, where, story)
    if case.protected:
        # Whose desk such a case lies on would say what it is about.
        standing |= {"holder": "", "since": None}
    else:
        standing["journey"] = journey_of(story, case.status, where, timezone.now(), numbers=False)
    bare = [told(item, bare=True, with_agency=not case.protected) for item in story]
    return Seen(**standing, happened=bare)


def told(item: TimelineItem, *, bare: bool = False, with_agency: bool = True) -> dict[str, Any]:
    """An item of the timeline for its template; ``bare``: that it happened, and nothing that was said."""
    shown: dict[str, Any] = {
        "at": item.at,
        "type": item.type,
        "by": item.by,
        "agency": item.agency if with_agency else "",
    }
    if not bare:
        shown |= {
            "text": item.text,
            "facts": item.facts,
            "photos": [photo_links(photo.pk) for photo in item.photos],
        }
    return shown


def photo_links(photo_id: int) -> dict[str, str]:
    return {
        "url": reverse("foto", args=[photo_id, "besar"]),
        "thumb_url": reverse("foto", args=[photo_id, "kecil"]),
    }


def topic_name(where: City, code: str | None, language: str) -> str:
    topic = where.topics.get(code or "")
    return topic.label(language) if topic is not None else ""


def agency_name(where: City, code: str | None) -> str:
    agency = where.agencies.get(code or "")
    return agency.name if agency is not None else ""


def region_name(code: str | None) -> str:
    region = regions.region(code, fresh=False) if code else None
    return region.name if region is not None else ""


def _standing(case: Any, where: City, story: list[TimelineItem]) -> dict[str, Any]:
    """Status, holder and clock: what both readers see."""
    ended = case.status in states.ENDED
    due = None if ended else case.due_at
    now = timezone.now()
    return {
        "code": case.code,
        "kind": case.kind,
        "status": case.status,
        "received_at": case.received_at,
        "holder": _holder(case, where),
        "since": _since(case, story),
        "due_at": due,
        "due_clock": case.due_clock,
        "overdue": case.overdue_at is not None and not ended,
        "left": where.calendar.working_days_between(now, due) if due is not None else None,
        "paused": case.status == "waiting_reporter",
        "ahead": [] if ended else ahead.still_owed(case.clocks, case.promises, case.kind),
    }


def _holder(case: Any, where: City) -> str:
    match case.status:
        case "closed" | "archived":
            return ""
        case "waiting_reporter":
            return _("Pelapor: petugas menunggu jawabannya")
        case "escalated":
            return mask_or_nothing(case.body) or words.label("level", case.level)
        case "received" | "verified" | "returned":
            return _("Petugas pemeriksa laporan")
    return agency_name(where, case.agency_id) or _("Petugas pemeriksa laporan")


def _since(case: Any, story: list[TimelineItem]) -> datetime | None:
    """Since when it lies there: only where that is known exactly."""
    held = [each for each in holders(story)[-1:] if each.agency and each.until is None]
    handed = held[0].since if held else case.forwarded_at
    since: datetime | None = {
        "received": case.received_at,
        "verified": case.verified_at,
        "forwarded": handed,
        "in_progress": handed,
        "answered": handed,
        "resolved": handed,
        "escalated": case.away_since,
    }.get(case.status)
    return since


def _question(case: Any, story: list[TimelineItem]) -> str:
    if case.status != "waiting_reporter":
        return ""
    return next((item.text for item in reversed(story) if item.type == "ReporterAsked"), "")


def _may(case: Any) -> frozenset[str]:
    """The reporter's next moves, by the table of states."""
    moves: Mapping[str, tuple[str, ...]] = {
        "reply": ("add", "resume"),
        "confirm": ("confirm",),
        "object": ("object",),
        "rate": ("rate",),
        "request_reopen": ("ask_reopen",),
    }
    found = {
        name
        for name, any_of in moves.items()
        if may(REPORTER, name) and any(states.may_move(case.status, move) for move in any_of)
    }
    until = _until(case)
    if case.reopen_requested_at is not None or (until is not None and until < timezone.now()):
        found.discard("request_reopen")
    return frozenset(found)


def _next_up(case: Any, where: City) -> Rung | None:
    """Who has it next, when the reporter may ask for that: after a refused reopening, while none is asked for."""
    if (
        case.status not in states.ENDED
        or case.reopen_requested_at is not None
        or not reasons_for(case, REPORTER)
    ):
        return None
    return way_up(case, "reopen_refused", where)


def _until(case: Any) -> datetime | None:
    due = (case.clocks.get("reopen") or {}).get("due")
    return datetime.fromisoformat(due) if due and case.status in states.ENDED else None
