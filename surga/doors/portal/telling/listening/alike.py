"""What others have told already and may be the same: shown beside what is being told, never in its way."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from surga.core.agencies import queries as agencies
from surga.core.cases.queries import counted
from surga.core.cases.states import ENDED
from surga.core.regions import queries as regions
from surga.doors.look.templatetags import shapes
from surga.doors.portal.gate import keys
from surga.doors.portal.telling.forms import point_of
from surga.doors.portal.telling.keeping.drafts import Draft
from surga.reactions.register import queries as register
from surga.reactions.similar.queries import like_text

_MOST: Final = 3
#: Fewer words are like too much.
_FEW: Final = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An earlier report as everybody reads it. ``count``: how many tell of it."""

    code: str
    href: str
    title: str
    region: str
    region_code: str
    since: datetime
    badge: SafeString
    count: int


def suggestions(
    text: str, *, region: str = "", location: str = "", address: str = "", without: Collection[str] = ()
) -> list[Suggestion]:
    """Up to three open reports that may be the same, the likeliest first. ``without``: codes that are not."""
    if len(text.split()) < _FEW:
        return []
    lat, lon = point_of(location) or (None, None)
    found = like_text(
        text,
        region=region,
        lat=lat,
        lon=lon,
        address=address,
        topic=agencies.topic_of(text, fresh=False),
        most=2 * _MOST + len(without),
        public_only=True,
    )
    shown: dict[str, Suggestion] = {}
    for like in found:
        one = lead_at(like.code)
        if one is not None and one.code not in without and len(shown) < _MOST:
            shown.setdefault(one.code, one)
    return list(shown.values())


def for_draft(request: HttpRequest, draft: Draft) -> list[Suggestion]:
    """Those for a draft that has not said yet whether it is one of them; the browser's own are none."""
    if draft.lead or draft.confidential:
        return []
    found = suggestions(
        draft.text,
        region=draft.region,
        location=draft.location,
        address=draft.address,
        without=draft.others,
    )
    return [one for one in found if not counted.own_among(one.code, keys.held(request))]


def lead_at(code: str) -> Suggestion | None:
    """The open public report with this code, or the one that it goes together with; None where there is none."""
    case = register.public_case(code) or register.public_case(register.lead_of(code))
    if case is None or case.status in ENDED:
        return None
    region = regions.region(case.region_code, fresh=False) if case.region_code else None
    return Suggestion(
        code=case.code,
        href=f"{reverse('daftar')}/{case.code}",
        title=case.title,
        region=region.name if region is not None else "",
        region_code=case.region_code,
        since=case.received_at,
        badge=shapes.status(case.status),
        count=case.followers + 1,
    )
