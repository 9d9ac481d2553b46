"""Everything about one case on one screen, gathered in at most ten queries; two more where others have it too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString

from surga.core.agencies import queries as agencies
from surga.core.agencies.city import City
from surga.core.cases import queries as cases
from surga.core.cases import timeline
from surga.core.cases.deadlines import CLOCKS, OWED_BY_CITY
from surga.core.people.access import may
from surga.core.regions import queries as regions
from surga.doors.desk.casework.handling.deeds import DEEDS, ELSEWHERE, Deed, next_deed, open_deeds
from surga.doors.desk.casework.handling.drawn import ALIKE, drawn
from surga.doors.desk.casework.handling.forms import DeedForm
from surga.doors.desk.casework.handling.ladder import ladder_of
from surga.doors.desk.casework.handling.outside import Tried, outside_of
from surga.doors.desk.casework.handling.scene import Scene
from surga.doors.desk.casework.together.panel import panel_of
from surga.doors.desk.casework.triage.judged import danger_of, told_of
from surga.doors.desk.frame.page import frame, queue_label, queue_path, queues_of
from surga.doors.desk.frame.rows import (
    agency_label,
    days_left,
    is_late,
    place_label,
    queue_html,
    rows_of,
    topic_label,
)

NEIGHBOURS = 15


@dataclass(frozen=True)
class Attempt:
    """A deed that was sent and not done: its form with what was typed, and the sentence why."""

    deed: Deed
    form: DeedForm
    sentence: str = ""
    #: Still the officer's to do: the form stays among the others, else it is shown on its own.
    possible: bool = True


@dataclass(frozen=True)
class Shown:
    """One deed on the page."""

    deed: Deed
    form: DeedForm | None
    due: bool
    open: bool
    #: Drawn already, for deeds that look the same on every case.
    html: SafeString | None = None


@dataclass(frozen=True)
class ClockLine:
    """One clock in words: when it is or was due, and how it went."""

    name: str
    due_at: datetime | None
    stopped_at: datetime | None
    left: int | None
    late: bool
    paused: bool
    promised_at: datetime | None
    owed: bool


@dataclass(frozen=True)
class Picture:
    """A photo with its addresses on the desk."""

    id: int
    url: str
    thumb_url: str
    public: bool
    proof: bool
    #: Somebody has to decide about it before it can be shown.
    open: bool


def show_case(
    request: HttpRequest,
    scene: Scene,
    *,
    attempt: Attempt | None = None,
    identity: Any = None,
    tried: Tried | None = None,
    status: int = 200,
) -> HttpResponse:
    """The case page. ``identity``: (reporter or None,) right after it was revealed, this once.

    ``tried``: a number elsewhere that was typed and not taken.
    """
    queue = _queue_of(request, scene)
    context = {
        **frame(scene.actor, on=queue),
        **_about(scene, tried),
        **_deeds(request, scene, attempt, queue),
        "together": panel_of(scene),
        "queue": queue,
        "queue_title": queue_label(queue),
        "queue_href": queue_path(queue),
        "rows": _neighbours(scene, queue),
        "attempt": attempt,
        "identity": identity,
    }
    return render(request, "desk/handling/case.html", context, status=status)


def _queue_of(request: HttpRequest, scene: Scene) -> str:
    """The queue the officer came from; else the first of theirs."""
    asked = request.POST.get("antrean") or request.GET.get("antrean", "")
    queues = queues_of(scene.actor)
    return asked if asked in queues else queues[0]


def _neighbours(scene: Scene, queue: str) -> SafeString:
    page = cases.queue_of(scene.actor, queue=queue, limit=NEIGHBOURS, line=True)
    rows = rows_of(page.items, scene.city, queue=queue, language=scene.language, on=scene.case.code)
    return queue_html(rows, narrow=True)


def _about(scene: Scene, tried: Tried | None) -> dict[str, Any]:
    case, city = scene.case, scene.city
    now = timezone.now()
    photos = cases.photos_of(case)
    items = timeline.timeline_of(case, "officer", photos)
    seen = cases.veil(scene.actor, case)
    return {
        "case": case,
        "late": is_late(case, now),
        "left": days_left(city, case.due_at, now),
        "topic": topic_label(city, case.topic_id, scene.language),
        "agency": scene.agency_name(case.agency_id),
        "proposed": agency_label(city, case.proposed_agency),
        "accused": scene.agency_name(case.accused),
        "place": place_label(case),
        "photos": [_picture(photo) for photo in photos],
        "may_show": may(scene.actor, "show_photo", scene.facts),
        "items": [_told(item, seen, city) for item in reversed(items)],
        "seen_by": [item for item in items if item.type == "IdentityRevealed"],
        "clocks": _clocks(scene, now),
        "ladder": ladder_of(scene, items, now),
        "outside": outside_of(scene, items, tried),
        "trace": agencies.explain(list((case.routing or {}).get("trace") or ())),
        "reporter": case.reporter,
        "danger": danger_of(case),
        "emergency": city.emergency,
        **_map(case),
    }


def _picture(photo: Any) -> Picture:
    return Picture(
        photo.pk,
        f"/meja/foto/{photo.pk}/besar",
        f"/meja/foto/{photo.pk}/kecil",
        photo.public,
        photo.proof,
        photo.look in {"held", "unsure"},
    )


def _told(item: Any, seen: Callable[[str], str], city: City) -> dict[str, Any]:
    """A timeline item with photos that have addresses, and its words as this officer may read them."""
    triage = told_of(item.type, item.facts, city)
    internal = item.type in {"NoteAdded", "CaseReturned", "IdentityRevealed"} or (
        item.type == "CaseForwarded" and bool(item.text) and not item.facts.get("raised")
    )
    return {
        "at": item.at,
        "type": item.type,
        "by": item.by,
        "name": item.name,
        "agency": item.agency if triage is None else "",
        # The reason of a failed routing is a rule's code; "why there" tells it in words.
        "facts": {} if item.type == "RoutingFailed" or triage is not None else item.facts,
        "text": seen(item.text) if triage is None else triage,
        "internal": internal,
        "photos": [_picture(photo) for photo in item.photos],
    }


def _clocks(scene: Scene, now: datetime) -> list[ClockLine]:
    kept, promised = scene.case.clocks or {}, scene.case.promises or {}
    lines = []
    for name in CLOCKS:
        clock = kept.get(name)
        if not clock:
            continue
        due, stopped, promise = _at(clock["due"]), _at(clock["stopped"]), _at(promised.get(name))
        lines.append(
            ClockLine(
                name=name,
                due_at=due,
                stopped_at=stopped,
                left=days_left(scene.city, due, now),
                late=due is not None and (stopped or now) > due and name in OWED_BY_CITY,
                paused=bool(clock["paused"]),
                promised_at=promise if promise != due else None,
                owed=name in OWED_BY_CITY,
            )
        )
    return lines


def _at(iso: str | None) -> datetime | None:
    return datetime.fromisoformat(iso) if iso else None


def _map(case: Any) -> dict[str, Any]:
    """The city's drawing with the case's region and pin; nothing where no place is known."""
    if case.region_id is None and case.lat is None:
        return {"shapes": ()}
    pin = regions.to_svg(case.lat, case.lon, fresh=False) if case.lat is not None else None
    return {"shapes": regions.shapes(fresh=False), "viewbox": regions.viewbox(fresh=False), "pin": pin}


def _deeds(request: HttpRequest, scene: Scene, attempt: Attempt | None, queue: str) -> dict[str, Any]:
    found = open_deeds(scene)
    due = next_deed(scene, found)
    tried = attempt.deed.name if attempt is not None else ""
    shown = []
    for deed in sorted(found, key=lambda deed: deed.name != due):
        if deed.name in ELSEWHERE:
            continue
        one = Shown(deed, None, due=deed.name == due, open=deed.name == (tried or due))
        if attempt is not None and deed.name == tried:
            one = replace(one, form=attempt.form)
        elif deed.name in ALIKE:
            one = replace(one, html=drawn(request, scene, one, queue))
        else:
            one = replace(one, form=deed.form(scene, deed.name))
        shown.append(one)
    reveal = DEEDS["reveal"] if any(deed.name == "reveal" for deed in found) else None
    form = attempt.form if attempt is not None and tried == "reveal" else None
    return {
        "deeds": shown,
        "reveal": Shown(reveal, form or reveal.form(scene, "reveal"), due=False, open=bool(form))
        if reveal is not None
        else None,
    }
