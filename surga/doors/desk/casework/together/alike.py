"""Cases that may be the same matter, each beside the one at hand: how like, how far, how long apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surga.core.cases.queries import together
from surga.core.cases.states import ENDED
from surga.core.people.access import may
from surga.core.triage.similar.places import metres
from surga.doors.desk.casework.handling.scene import Scene
from surga.doors.desk.frame.rows import agency_label, place_label
from surga.reactions.similar import queries as similar

_MOST = 8
_NEAR = 50  # metres: closer than a telephone knows where it is


@dataclass(frozen=True, slots=True)
class Twin:
    """Another case. ``sure``: it is hardly another matter; ``together``: the two are joined already."""

    case: Any
    how_like: str
    sure: bool
    how_far: str
    how_long: str
    place: str
    agency: str
    together: bool
    may_join: bool


def twins_of(scene: Scene) -> list[Twin]:
    """The likeliest first; only those that this officer may see."""
    likes = similar.like_case(scene.case.pk, most=_MOST)
    seen = together.seen_among([like.case_id for like in likes], scene.actor)
    return [_twin(scene, seen[like.case_id], like.score) for like in likes if like.case_id in seen]


def _twin(scene: Scene, other: Any, score: float) -> Twin:
    case, sure = scene.case, score >= similar.SAME
    joined = (other.joined_to_id or other.pk) == (case.joined_to_id or case.pk)
    open_both = not {case.status, other.status} & ENDED
    return Twin(
        case=other,
        how_like=_("hampir pasti sama") if sure else _("mungkin sama"),
        sure=sure,
        how_far=_how_far(case, other),
        how_long=_how_long(scene, other),
        place=place_label(other),
        agency=agency_label(scene.city, other.agency_id),
        together=joined,
        may_join=open_both and not joined and may(scene.actor, "join", scene.facts),
    )


def _how_far(case: Any, other: Any) -> str:
    if None not in {case.lat, case.lon, other.lat, other.lon}:
        apart = metres((case.lat, case.lon), (other.lat, other.lon))
        if apart <= _NEAR:
            return _("di tempat yang sama")
        if apart < 1000:
            return _("%(n)s meter dari sini") % {"n": round(apart, -1).__int__()}
        return _("%(n)s km dari sini") % {"n": f"{apart / 1000:.1f}".replace(".", ",")}
    if case.region_id and case.region_id == other.region_id:
        return _("di kelurahan yang sama")
    return _("di wilayah lain") if case.region_id and other.region_id else _("jaraknya tidak diketahui")


def _how_long(scene: Scene, other: Any) -> str:
    calendar = scene.city.calendar
    days = (calendar.day_of(other.received_at) - calendar.day_of(scene.case.received_at)).days
    if not days:
        return _("hari yang sama")
    n = abs(days)
    said = (
        ngettext("%(n)s hari sesudahnya", "%(n)s hari sesudahnya", n)
        if days > 0
        else ngettext("%(n)s hari sebelumnya", "%(n)s hari sebelumnya", n)
    )
    return said % {"n": n}
