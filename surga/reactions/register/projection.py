"""From a case to what everybody may read of it: which cases are public, and what is masked in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

import structlog

from surga.core.agencies.city import City
from surga.core.agencies.queries import city
from surga.core.cases.actions.opening import title_of
from surga.core.cases.models import Case, Photo
from surga.core.cases.queries import Hiding, photos_shown
from surga.core.cases.queries.together import leads_of
from surga.core.cases.states import HIDDEN_REASONS
from surga.core.cases.timeline import TimelineItem, timelines_of
from surga.core.regions import queries as regions
from surga.core.triage.flags.sensitive import sensitive
from surga.core.triage.mask import MaskingFailed
from surga.reactions.register.models import Joined, PublicCase, place_of
from surga.reactions.register.search import roots_of

_LONGEST_TITLE: Final = 200
_log = structlog.get_logger("surga.register")
_ANSWERS: Final = frozenset({"CaseAnswered", "CaseResolved"})
#: A number in another government's system, or a case's code there: nobody's telephone, however it looks.
_NUMBER: Final = re.compile(r"[0-9A-Z-]{1,20}")


def rows_of(cases: Collection[Case]) -> list[PublicCase]:
    """The register's rows of those cases that are public; `cases` come with their reporters.

    One that goes with another of the same matter has none: the row of the one that leads says how many they are.

    A case of which anything could not be masked has none, whatever the reason: it stays hidden until that is mended.
    """
    where = city()
    hidden = hidden_topics(where)
    public = [case for case in cases if case.joined_to_id is None and is_public(case, hidden)]
    if not public:
        return []
    timelines, photos = timelines_of(public, "public"), _public_photos(public)
    names, hiding = {each.code: each.name for each in regions.regions()}, Hiding()
    rows = []
    for case in public:
        try:
            rows.append(_row(case, timelines[case.pk], photos.get(case.pk, []), where, names, hiding))
        except MaskingFailed as failed:
            _log.error("masking failed, the case is not shown", case=case.pk, error=str(failed))
    return rows


def pointers_of(cases: Collection[Case]) -> list[Joined]:
    """Of those cases that go with another, and would be public by themselves: where their pages lead."""
    hidden = hidden_topics(city())
    joined = [case for case in cases if case.joined_to_id is not None and is_public(case, hidden)]
    leads = leads_of([case.pk for case in joined]) if joined else {}
    return [Joined(code=case.code, case_id=case.pk, lead_code=leads[case.pk]) for case in joined]


def is_public(case: Case, hidden: Collection[str] = ()) -> bool:
    """Whether everybody may read of the case; `hidden`: the topics that are never published."""
    return (
        case.published
        and case.verified_at is not None
        and not (case.confidential or case.oversight or case.protected)
        and (case.topic_id or "") not in hidden
        and not (case.status == "archived" and case.archive_reason in HIDDEN_REASONS)
    )


def hidden_topics(where: City) -> frozenset[str]:
    """The codes of the topics that are never published, as the city says now."""
    return frozenset(code for code, topic in where.topics.items() if topic.protected or topic.oversight)


def _public_photos(cases: Sequence[Case]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    shown = Photo.objects.filter(photos_shown(), case__in=[case.pk for case in cases]).order_by("id")
    for case_id, photo_id in shown.values_list("case_id", "id"):
        found.setdefault(case_id, []).append(photo_id)
    return found


def _row(  # what was read for all rows at once
    case: Case,
    timeline: Sequence[TimelineItem],
    photos: list[int],
    where: City,
    regions: Mapping[str, str],
    hiding: Hiding,
) -> PublicCase:
    names = (case.reporter.name,) if case.reporter is not None else ()
    text = hiding(case.text, names)
    # What an officer published in spite of what it says, its answers may say too; what is new in them is kept back.
    known = sensitive(f"{case.title}\n{case.text}", text)
    story = [_told(item, hiding, names, known) for item in timeline]
    row = PublicCase(
        code=case.code,
        case_id=case.pk,
        place=place_of(case.received_at, case.pk),
        kind=case.kind,
        status=case.status,
        title=_title(case, text, hiding, names),
        text=text,
        answer=_last_answer(story),
        topic_code=case.topic_id or "",
        agency_code=case.agency_id or "",
        region_code=case.region_id or "",
        channel=case.channel,
        received_at=case.received_at,
        published_at=case.verified_at or case.changed_at,
        first_follow_up_at=case.first_follow_up_at,
        answered_at=case.answered_at,
        resolved_at=case.resolved_at,
        closed_at=case.closed_at,
        close_reason=case.close_reason,
        stars=case.stars,
        followers=case.followers,
        timeline=story,
        photos=photos,
    )
    row.search_text = roots_of(" ".join(_words(row, where, regions)))
    return row


def _last_answer(story: Sequence[Mapping[str, Any]]) -> str:
    answers = [each["text"] for each in story if each["type"] in _ANSWERS and each["text"]]
    return answers[-1] if answers else ""


def _title(case: Case, masked: str, hiding: Hiding, names: Sequence[str]) -> str:
    # A title cut from the text may end within a number, of which the mask would then see only a part.
    own = case.title != title_of(case.text)
    return hiding(case.title, names, limit=_LONGEST_TITLE) if own else title_of(masked)[:_LONGEST_TITLE]


def _words(row: PublicCase, where: City, regions: Mapping[str, str]) -> Iterator[str]:
    """What a reader sees of the case and may look for."""
    yield from (row.code, row.title, row.text, row.answer, regions.get(row.region_code, ""))
    if topic := where.topics.get(row.topic_code):
        yield from (topic.name, topic.name_en)
    if agency := where.agencies.get(row.agency_code):
        yield from (agency.name, agency.short)


def _told(item: TimelineItem, hiding: Hiding, names: Sequence[str], known: Sequence[str]) -> dict[str, Any]:
    facts = {
        key: hiding(value, names) if isinstance(value, str) and not _is_number(key, value) else value
        for key, value in item.facts.items()
    }
    return {
        "at": item.at.isoformat(),
        "type": item.type,
        "by": item.by,
        "agency": item.agency,
        "text": hiding.entry(item.text, names, known) if item.text else "",
        "facts": facts,
        "photos": [photo.pk for photo in item.photos],
    }


def _is_number(key: str, value: str) -> bool:
    return key == "report_id" and _NUMBER.fullmatch(value) is not None
