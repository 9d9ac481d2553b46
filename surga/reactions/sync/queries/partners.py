"""What another government's program sees here: what it brought, and what was given to it. Nothing else is there for it.

No reporter's name leaves, whatever the matter: all words are masked. A secret case is never given to anybody; whoever
brought one reads of it what its reporter would.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import structlog
from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from surga.channels.port.gateway import Body, Picture, Report, Step
from surga.core.agencies.queries import city
from surga.core.cases.models import Case, Entry, Photo
from surga.core.cases.queries import Hiding
from surga.core.cases.queries.pictures import SHOWABLE
from surga.core.cases.states import OUTSIDE_LEVELS, WITH_AGENCY
from surga.core.triage.mask import MaskingFailed
from surga.events.models import Event
from surga.reactions.sync.models import Matter, Said
from surga.reactions.sync.rules import showing
from surga.reactions.sync.things import Partner

_log = structlog.get_logger("surga.sync")
_SECRET: Final = Q(confidential=True) | Q(oversight=True) | Q(protected=True)
_GIVEN: Final = (*sorted(WITH_AGENCY), "waiting_reporter")


@dataclass(frozen=True, slots=True)
class Shown:
    """A matter as its partner sees it. ``yours``: it lies with the partner now."""

    report: Report
    marker: str
    body_name: str
    yours: bool


@dataclass(frozen=True, slots=True)
class ShownPage:
    items: tuple[Shown, ...]
    more: bool


def partner_of(officer: Any) -> Partner:
    return Partner(officer.username, officer.get_full_name(), officer.agency_code)


def bodies() -> tuple[Body, ...]:
    """This government, and the agencies that it gives matters to."""
    where = city()
    own = Body(where.code, where.name)
    agencies = (
        Body(
            each.code,
            each.name,
            each.parent or where.code,
            each.level if each.level in OUTSIDE_LEVELS else "",
        )
        for each in where.agencies.values()
        if each.active
    )
    return (own, *agencies)


def reports_changed(
    partner: Partner, *, since: datetime | None = None, marker: str = "", page: int = 1, limit: int = 100
) -> ShownPage:
    """Matters in which something was recorded since (inclusive), the longest ago first; without their steps.

    ``marker``: only the one that was brought under it.
    """
    last = Event.objects.filter(case_id=OuterRef("pk")).order_by("-id").values("recorded_at")[:1]
    cases = _visible(partner).annotate(recorded_at=Subquery(last))
    if since is not None:
        cases = cases.filter(recorded_at__gte=since)
    if marker:
        cases = cases.filter(
            pk__in=Matter.objects.filter(partner=partner.name, marker=marker).values("case_id")
        )
    start = (page - 1) * limit
    found = list(cases.order_by("recorded_at", "id")[start : start + limit + 1])
    return ShownPage(_shown(partner, found[:limit]), len(found) > limit)


def report_shown(partner: Partner, code: str) -> Shown | None:
    """One matter with its steps; None where it is none of the partner's."""
    last = Event.objects.filter(case_id=OuterRef("pk")).order_by("-id").values("recorded_at")[:1]
    found = list(_visible(partner).annotate(recorded_at=Subquery(last)).filter(code=code))
    if not found:
        return None
    (shown,) = _shown(partner, found)
    report = replace(shown.report, steps=_steps(partner, found[0]), pictures=_pictures(partner, found[0]))
    return replace(shown, report=report)


def picture_shown(partner: Partner, code: str, photo_id: str) -> bytes | None:
    """A picture of a matter, without anything that hid in it; None where it is not one to be shown."""
    found = report_shown(partner, code)
    if found is None or not any(each.url == photo_id for each in found.report.pictures):
        return None
    file = Photo.objects.filter(pk=int(photo_id)).values_list("file", flat=True).get()
    with default_storage.open(file) as opened:
        data: bytes = opened.read()
        return data


def ungiven(partner: Partner) -> list[int]:
    """Cases that lie with the partner's agency and that it was not shown yet. A secret one is never given."""
    if not partner.agency:
        return []
    known = Matter.objects.filter(partner=partner.name, case_id=OuterRef("pk"))
    cases = Case.objects.filter(agency=partner.agency, status__in=_GIVEN).exclude(_SECRET)
    return list(cases.exclude(Exists(known)).order_by("id").values_list("id", flat=True))


def _visible(partner: Partner) -> QuerySet[Case]:
    matters = Matter.objects.filter(partner=partner.name)
    brought = matters.exclude(marker="").values("case_id")
    given = Q(pk__in=matters.filter(marker="").values("case_id")) & ~_SECRET
    return Case.objects.filter(Q(pk__in=brought) | given).select_related("reporter")


def is_with(partner: Partner, case: Case, marker: str) -> bool:
    """Whether the matter lies with the partner now: given to its agency, or given back to whoever brought it."""
    if partner.agency and case.agency_id == partner.agency and case.status != "escalated":
        return True
    return bool(marker) and showing.is_given_back(
        case.status, case.level, case.body, (partner.name, partner.title)
    )


def _shown(partner: Partner, cases: Iterable[Case]) -> tuple[Shown, ...]:
    cases = list(cases)
    ids = [case.pk for case in cases]
    markers = dict(
        Matter.objects.filter(partner=partner.name, case_id__in=ids).values_list("case_id", "marker")
    )
    hiding, found = Hiding(), []
    for case in cases:
        try:
            found.append(_one(partner, case, markers.get(case.pk, ""), hiding))
        except MaskingFailed as failed:
            _log.error("masking failed, the case is not given", case=case.pk, error=str(failed))
    return tuple(found)


def _one(partner: Partner, case: Any, marker: str, hiding: Hiding) -> Shown:
    names = _names(case)
    body, body_name = _body(case)
    report = Report(
        id=case.code,
        second_id="",
        text=hiding(case.text, names),
        standing=showing.STANDINGS[case.status],
        created_at=case.received_at,
        updated_at=case.recorded_at or case.received_at,
        title=hiding(case.title, names),
        kind=case.kind,
        topic_id=case.topic_id or "",
        body_id=body,
        anonymous=case.anonymous,
        secret=case.confidential or case.protected,
        oversight=case.oversight,
        channel=case.channel,
        occurred_on=case.occurred_on,
        place=hiding(case.address, names),
        lat=case.lat,
        lon=case.lon,
    )
    return Shown(report, marker, hiding(body_name), is_with(partner, case, marker))


def _names(case: Any) -> tuple[str, ...]:
    return (case.reporter.name,) if case.reporter is not None else ()


def _body(case: Any) -> tuple[str, str]:
    """Who has it now, and what people call it: an agency, somebody beyond us, or this government itself."""
    where = city(fresh=False)
    if case.status == "escalated" and case.level in OUTSIDE_LEVELS:
        return case.level, case.body
    agency = where.agencies.get(case.agency_id or "")
    return (agency.code, agency.name) if agency is not None else (where.code, where.name)


def _steps(partner: Partner, case: Any) -> tuple[Step, ...]:
    """What happened, as the reporter may read it; what the partner said itself has its reference."""
    refs = dict(Said.objects.filter(partner=partner.name, case_id=case.pk).values_list("event_id", "ref"))
    events = [
        row
        for row in Event.objects.filter(case_id=case.pk).order_by("id")
        if row.name in showing.STEPS or row.pk in refs
    ]
    told = [row.data.get("entry_id") for row in events]
    entries = {each.pk: each for each in Entry.objects.filter(case=case.pk, pk__in=[pk for pk in told if pk])}
    agencies, names, hiding = city(fresh=False).agencies, _names(case), Hiding()
    found = []
    for row in events:
        entry = entries.get(row.data.get("entry_id") or 0)
        readable = entry is not None and (entry.visibility != Entry.INTERNAL or row.pk in refs)
        if entry is not None and not readable and row.name == "OutsideStepTaken":
            continue  # a note between officers there and here
        kind, role = showing.STEPS.get(row.name, ("follow_up", "liaison"))
        agency = agencies.get(str(row.data.get("agency") or ""))
        by = agency.name if agency is not None else str(row.data.get("body") or row.data.get("level") or "")
        text = _said(hiding, entry.text, names) if entry is not None and readable else ""
        found.append(Step(str(row.pk), row.recorded_at, kind, role, by, text, refs.get(row.pk, "")))
    return tuple(found)


def _said(hiding: Hiding, text: str, names: tuple[str, ...]) -> str:
    """The words as the partner may read them; none where they cannot be masked."""
    try:
        return hiding(text, names)
    except MaskingFailed:
        return ""


def _pictures(partner: Partner, case: Any) -> tuple[Picture, ...]:
    """The reporter's own pictures for whom the matter was given to; else those that everybody, or proof, may show."""
    brought = Matter.objects.filter(partner=partner.name, case_id=case.pk).exclude(marker="").exists()
    chosen = Q(public=True) | Q(proof=True)
    chosen = chosen if brought else chosen | Q(entry=None)
    rows = Photo.objects.filter(chosen, case=case.pk, look__in=SHOWABLE).order_by("id")
    return tuple(
        Picture(f"{case.code}-{pk}.jpg", "image/jpeg", str(pk))
        for pk in rows.values_list("pk", flat=True)[:50]
    )
